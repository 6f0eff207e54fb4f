// /metrics for a monitoring system, and how long every answer took.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isRefusal } from '#kit/refusal.ts'
import { durations } from '#platform/figures.ts'
import { admit, type Door, sendRefusal } from './answer.ts'

const answered = durations('http_request_duration_seconds', 'How long answers took, by route and status', [
  'method',
  'route',
  'status',
])

/** Streams that last as long as a page is open would say nothing. */
const LASTING = new Set(['/api/live'])

export function serveMetrics(app: FastifyInstance, read: (() => Promise<string>) | undefined, door: Door): void {
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const { url = 'none' } = routeOptions
    if (LASTING.has(url)) return
    answered.observe({ method, route: url, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
  if (!read) return
  app.get('/metrics', async (request, reply) => {
    if (!isFromHere(request)) {
      const admitted = await admit(request, 'metrics.read', door)
      if (isRefusal(admitted)) return sendRefusal(reply, admitted)
    }
    return reply
      .type('text/plain; version=0.0.4; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(await read())
  })
}

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/
const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']

/** Asked by this machine itself, and not by a proxy on it for somebody else. */
const isFromHere = ({ socket, headers }: FastifyRequest): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? '') && PASSED_ON.every((name) => headers[name] === undefined)
