// What the environment says to this machine, parsed once.
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { inWords } from './language.ts'
import { type NatsAddress, parseNatsUrl } from './nats-address.ts'

export type Config = {
  /** PostgreSQL server to use instead of the embedded one. */
  databaseUrl: string | undefined
  /** Cluster of NATS through which frames go; without it the store alone is the queue. */
  nats: NatsAddress | undefined
}

/** Reads the environment; refuses a `DATABASE_URL` or `NATS_URL` that is no such address. Empty means not given. */
export function parseConfig(env: NodeJS.ProcessEnv): Config | Refusal {
  const databaseUrl = env.DATABASE_URL?.trim() || undefined
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl)) {
    const form = 'postgres://USER:PASSWORD@HOST:PORT/DATABASE'
    return refuse(
      'config.database-url',
      inWords(
        `DATABASE_URL 不是 PostgreSQL 地址，应形如 ${form}`,
        `DATABASE_URL is not an address of PostgreSQL: write it as ${form}`,
      ),
    )
  }
  const natsUrl = env.NATS_URL?.trim() || undefined
  const nats = natsUrl === undefined ? undefined : parseNatsUrl(natsUrl)
  return isRefusal(nats) ? nats : { databaseUrl, nats }
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'postgres:' || url.protocol === 'postgresql:')
}
