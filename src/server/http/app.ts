// The HTTP door: every route behind the same checks, the web app's files, and the two addresses a watchdog asks.
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { isRefusal, refuse } from '#kit/refusal.ts'
import type { Log } from '#platform/log.ts'
import { admit, answerRoute, type Door, sendRefusal } from './answer.ts'
import { addForeign, type ForeignInterface } from './foreign.ts'
import { addSecurityHeaders } from './security.ts'
import type { ServedRoute, ServedStream } from './serve.ts'
import { serveMetrics } from './serve-metrics.ts'
import { serveOpenApi } from './serve-openapi.ts'
import { addWebFiles } from './web-files.ts'

export const LARGEST_UPLOAD_BYTES = 300 * 1024 * 1024
const LARGEST_BODY_BYTES = 1024 * 1024
/** Site codes are names in Chinese, nine characters a sign when they travel. */
const LONGEST_PARAM = 1000

export type AppOptions = Door & {
  routes: readonly ServedRoute[]
  streams: readonly ServedStream[]
  /** Interfaces with addresses of their own making. */
  foreign?: readonly ForeignInterface[]
  /** Undefined where requests and devices are served. */
  whyNotReady: () => Promise<string | undefined>
  /** Text of /metrics; without it there is no such address. */
  readMetrics?: () => Promise<string>
  webDir: string
  log: Log
}

/** Builds the door; it does not listen yet. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: LARGEST_BODY_BYTES,
    logger: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: LONGEST_PARAM },
  })
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: LARGEST_UPLOAD_BYTES, files: 1, fields: 10 } })
  addSecurityHeaders(app)
  serveMetrics(app, options.readMetrics, options)
  app.setErrorHandler((error, request, reply) => answerFault(error as Fault, { request, reply, log: options.log }))
  app.get('/healthz', () => ({ ok: true }))
  app.get('/readyz', async (_, reply) => {
    const because = await options.whyNotReady()
    const ready = because === undefined
    return reply.code(ready ? 200 : 503).send(ready ? { ready } : { ready, because })
  })
  addRoutes(
    app,
    options.routes.filter(({ route }) => !route.raw),
    options,
  )
  await app.register(async (scope) => {
    // The body stays a stream: a handler reads it once the door has let its sender in.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_, payload, done) => done(null, payload))
    addRoutes(
      scope,
      options.routes.filter(({ route }) => route.raw),
      options,
    )
  })
  serveOpenApi(
    app,
    options.routes.map(({ route }) => route),
  )
  for (const stream of options.streams) addStream(app, stream, options)
  for (const foreign of options.foreign ?? []) await addForeign(app, foreign, options)
  await addWebFiles(app, options.webDir)
  return app
}

function addRoutes(app: FastifyInstance, routes: readonly ServedRoute[], door: Door): void {
  for (const served of routes) {
    const { method, path } = served.route
    app.route({ method, url: path, handler: (request, reply) => answerRoute(served, { request, reply }, door) })
  }
}

function addStream(app: FastifyInstance, stream: ServedStream, door: Door): void {
  app.get(stream.path, { exposeHeadRoute: false }, async (request, reply) => {
    const admitted = await admit(request, 'session', door)
    if (isRefusal(admitted)) return sendRefusal(reply, admitted)
    reply.hijack()
    stream.open({ request, reply })
    return reply
  })
}

type Fault = Error & { statusCode?: number }

/** What the caller did wrong is told; what we did wrong is told to the log, once. */
function answerFault(error: Fault, at: { request: FastifyRequest; reply: FastifyReply; log: Log }): FastifyReply {
  const { statusCode = 500 } = error
  if (statusCode === 413) {
    const words = { zh: '内容过大，未接收', en: `Cannot take the request: ${error.message}` }
    return at.reply.code(413).send(refuse('http.too-large', words))
  }
  if (statusCode < 500) {
    const words = { zh: `请求不符合要求：${error.message}`, en: `Cannot read the request: ${error.message}` }
    return at.reply.code(statusCode).send(refuse('http.bad-request', words))
  }
  at.log.error(`${at.request.method} ${at.request.url.split('?')[0]} failed`, error)
  const words = { zh: '服务器未能答复，原因见日志', en: 'The server could not answer; its log says why' }
  return at.reply.code(500).send(refuse('http.failed', words))
}
