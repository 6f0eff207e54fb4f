// The HTTP door: parses every question once, asks who it is, answers a refusal as 4xx and a bug as 500.
import { existsSync } from 'node:fs'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Permission } from '#contract/route.ts'
import type { Account } from '#contract/session.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { Log } from '#platform/log.ts'
import { isAttachment, type ServedRoute } from './serve.ts'

export const SESSION_COOKIE = 'shanshui_session'
const LARGEST_UPLOAD_BYTES = 300 * 1024 * 1024
const LARGEST_BODY_BYTES = 1024 * 1024

export type DoorOptions = {
  routes: readonly ServedRoute[]
  /** The account behind a session token, or nobody. */
  findAccount: (token: string | undefined) => Promise<Account | undefined>
  isAllowed: (account: Account, permission: Permission) => boolean
  isReady: () => Promise<boolean>
  webDir: string
  log: Log
}

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  // Styles are set by the chart and map libraries as they draw; nothing comes from another machine.
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

/** Builds the door; it does not listen yet. */
export async function buildApp(options: DoorOptions): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: LARGEST_BODY_BYTES, logger: false, trustProxy: false })
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: LARGEST_UPLOAD_BYTES, files: 1 } })
  app.addHook('onSend', async (_, reply) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) reply.header(name, value)
  })
  app.setErrorHandler((error, request, reply) =>
    answerFault(error as FastifyFault, { request, reply, log: options.log }),
  )
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_, reply) => {
    const ready = await options.isReady()
    return reply.code(ready ? 200 : 503).send({ ready })
  })
  for (const served of options.routes) addRoute(app, served, options)
  await addWeb(app, options.webDir)
  return app
}

type FastifyFault = Error & { statusCode?: number }

function answerFault(error: FastifyFault, at: { request: FastifyRequest; reply: FastifyReply; log: Log }) {
  const { statusCode = 500 } = error
  if (statusCode < 500) return at.reply.code(statusCode).send(refuse('http.bad-request', error.message))
  at.log.error(`${at.request.method} ${at.request.url.split('?')[0]} failed`, error)
  return at.reply.code(500).send(refuse('http.failed', 'The server could not answer; the log says why'))
}

const STATUS: readonly [RegExp, number][] = [
  [/^session\.required$/, 401],
  [/^access\./, 403],
  [/not-found$/, 404],
  [/too-large$/, 413],
  [/(exists|locked|not-undoable)$/, 409],
]
const statusOf = (refusal: Refusal): number => STATUS.find(([code]) => code.test(refusal.refused))?.[1] ?? 422

function addRoute(app: FastifyInstance, served: ServedRoute, options: DoorOptions): void {
  const { route } = served
  app.route({
    method: route.method,
    url: route.path,
    handler: async (request, reply) => {
      const answer = await answerOf(served, { request, reply }, options)
      if (reply.sent) return reply
      if (isRefusal(answer)) return reply.code(statusOf(answer)).send(answer)
      if (!isAttachment(answer)) return reply.header('cache-control', 'no-store').send(answer)
      const name = encodeURIComponent(answer.fileName)
      reply.header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      return reply.type(answer.type).send(answer.content)
    },
  })
}

async function answerOf(
  { route, answer }: ServedRoute,
  http: { request: FastifyRequest; reply: FastifyReply },
  options: DoorOptions,
): Promise<unknown> {
  const { request } = http
  if (route.method !== 'GET' && !isSameOrigin(request)) {
    return refuse('access.other-origin', 'Cannot act on a request that another site sent')
  }
  const account = await options.findAccount(request.cookies[SESSION_COOKIE])
  if (route.may !== 'public') {
    if (!account) return refuse('session.required', 'Sign in first')
    if (!options.isAllowed(account, route.may)) {
      return refuse(
        'access.not-allowed',
        `Cannot do this as the role must have “${route.may}”: yours is ${account.role}`,
      )
    }
  }
  const params = parse(route.params, request.params)
  const query = parse(route.query, request.query)
  const body = parse(route.body, request.body)
  for (const part of [params, query, body]) if (isRefusal(part)) return part
  return answer({ params, query, body, http, account })
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return refuse('http.bad-request', `${issue?.path.join('.') || 'request'}: ${issue?.message ?? 'not understood'}`)
}

/** A browser names the page that sends; programs that are no browser send no such header and carry no cookie by accident. */
function isSameOrigin({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  return origin === undefined || URL.parse(origin)?.host === headers.host
}

async function addWeb(app: FastifyInstance, webDir: string): Promise<void> {
  if (existsSync(webDir)) {
    await app.register(fastifyStatic, {
      root: webDir,
      wildcard: false,
      // Names of assets carry the hash of their content.
      setHeaders: (reply, path) =>
        void reply.header(
          'cache-control',
          path.includes('assets') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && !request.url.startsWith('/api/') && existsSync(webDir)
    if (wantsPage) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return reply.code(404).send(refuse('http.not-found', 'There is nothing at this address'))
  })
}
