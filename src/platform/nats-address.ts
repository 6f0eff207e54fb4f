// Where the servers of the frame stream are, as the environment names them.
import { type Refusal, refuse } from '#kit/refusal.ts'
import { inWords } from './language.ts'

/** Servers of one cluster with the login they share. */
export type NatsAddress = { servers: string[]; user?: string; pass?: string; token?: string; isSecure: boolean }

const FORM = 'nats://USER:PASSWORD@HOST:PORT,HOST:PORT'

const refused = (): Refusal =>
  refuse(
    'config.nats-url',
    inWords(`NATS_URL 不是 NATS 地址，应形如 ${FORM}`, `NATS_URL is not an address of NATS: write it as ${FORM}`),
  )

/**
 * Reads `nats://a:4222,b:4222`, `tls://…` where the connection is encrypted; a login or a token stands before the first
 * host. Refuses what is none, without repeating it.
 */
export function parseNatsUrl(text: string): NatsAddress | Refusal {
  const match = /^(nats|tls):\/\/(?:([^@/\s]+)@)?([^@/\s]+)\/?$/.exec(text.trim())
  if (!match) return refused()
  const [, scheme, login, hosts = ''] = match
  const servers = hosts.split(',').map((host) => host.replace(/^(nats|tls):\/\//, ''))
  if (!servers.every((server) => /^(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?$/i.test(server))) return refused()
  return { servers, isSecure: scheme === 'tls', ...loginOf(login) }
}

function loginOf(login: string | undefined): Pick<NatsAddress, 'user' | 'pass' | 'token'> {
  if (login === undefined) return {}
  const colon = login.indexOf(':')
  if (colon < 0) return { token: decodeURIComponent(login) }
  return { user: decodeURIComponent(login.slice(0, colon)), pass: decodeURIComponent(login.slice(colon + 1)) }
}
