// Interfaces that other standards prescribe: whole address trees that answer for themselves, behind the same door.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Grant } from '#contract/route.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { admit, type Door, statusOfCode } from './answer.ts'
import { originOf } from './security.ts'
import type { Caller } from './serve.ts'

export type ForeignRequest = {
  method: string
  /** As it came: path and options, still encoded. */
  url: string
  /** Scheme and host as the caller sees them, behind a proxy too. */
  origin: string
  contentType: string
  body: Uint8Array
  caller: Caller
}
export type ForeignReply = { status: number; headers?: Readonly<Record<string, string>>; body?: string }

export type ForeignInterface = {
  /** `/sta`; everything at and below it. */
  prefix: string
  largestBodyBytes: number
  mayOf: (method: string) => Grant
  answer: (request: ForeignRequest) => Promise<ForeignReply>
  /** A refusal of the door in the interface's own words. */
  refuse: (refusal: Refusal, status: number) => ForeignReply
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The body is read whole, whatever its type says, and only once its sender has been let in. */
export async function addForeign(app: FastifyInstance, foreign: ForeignInterface, door: Door): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_, payload, done) => done(null, payload))
    const handler = (request: FastifyRequest, reply: FastifyReply) => answerForeign(foreign, { request, reply }, door)
    for (const url of [foreign.prefix, `${foreign.prefix}/*`]) scope.route({ method: [...METHODS], url, handler })
  })
}

type Exchange = { request: FastifyRequest; reply: FastifyReply }

async function answerForeign(
  foreign: ForeignInterface,
  { request, reply }: Exchange,
  door: Door,
): Promise<FastifyReply> {
  const { method, url, headers } = request
  const admitted = await admit(request, foreign.mayOf(method), door)
  if (isRefusal(admitted)) return send(reply, foreign.refuse(admitted, statusOfCode(admitted.refused)))
  const { caller } = admitted
  if (!caller) throw new Error(`${method} ${url} was reached without a caller`)
  const body = await readBody(request.body, foreign.largestBodyBytes)
  const origin = originOf(request)
  return send(
    reply,
    await foreign.answer({ method, url, origin, contentType: headers['content-type'] ?? '', body, caller }),
  )
}

async function readBody(payload: unknown, most: number): Promise<Uint8Array> {
  if (typeof payload !== 'object' || payload === null || !(Symbol.asyncIterator in payload)) return new Uint8Array()
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > most) throw Object.assign(new Error(`a body may have ${most} bytes`), { statusCode: 413 })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function send(reply: FastifyReply, { status, headers = {}, body }: ForeignReply): FastifyReply {
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .headers({ ...headers })
  return body === undefined ? reply.send() : reply.send(body)
}
