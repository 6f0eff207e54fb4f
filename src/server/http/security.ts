// What every answer tells the browser to keep to, and which requests another site may not send.
import type { FastifyInstance, FastifyRequest } from 'fastify'

const HEADERS: Readonly<Record<string, string>> = {
  // Styles are set by the chart and map libraries as they draw; nothing comes from another machine.
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
    "object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (_, reply) => {
    for (const [name, value] of Object.entries(HEADERS)) reply.header(name, value)
  })
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request may act. A browser names the page that sends; programs that are no browser send no such header,
 * and carry no cookie by accident.
 */
export function isSameOrigin({ method, headers }: FastifyRequest): boolean {
  if (SAFE.has(method)) return true
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  return origin === undefined || URL.parse(origin)?.host === headers.host
}

/** Whether the browser came over TLS, to us or to a server in front of us: then the cookie must never travel without. */
export const isSecure = ({ protocol, headers }: FastifyRequest): boolean =>
  protocol === 'https' || headers['x-forwarded-proto'] === 'https'

/** Scheme and host that the caller reached us by, through a server in front of us too. */
export const originOf = ({ protocol, host, headers }: FastifyRequest): string =>
  `${first(headers['x-forwarded-proto']) ?? protocol}://${first(headers['x-forwarded-host']) ?? host}`

const first = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim()
