// The raw body of a request, read after its sender was let in and never beyond a limit.
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { type Refusal, refuse } from '#kit/refusal.ts'

/** Reads the stream that a route with `raw` is given; refuses what is longer than `mostBytes` without reading it all. */
export async function readBody(request: FastifyRequest, mostBytes: number): Promise<Buffer | Refusal> {
  const tooLarge = (): Refusal => {
    const most = `${Math.floor(mostBytes / (1024 * 1024))} MB`
    return refuse('http.too-large', {
      zh: `内容超过 ${most}，未接收，请分批提交`,
      en: `Cannot take more than ${most} at once: hand it in in parts`,
    })
  }
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return tooLarge()
  const { body } = request
  if (!(body instanceof Readable)) return Buffer.alloc(0)
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    chunks.push(chunk as Buffer)
    bytes += (chunk as Buffer).length
    if (bytes > mostBytes) return tooLarge()
  }
  return Buffer.concat(chunks)
}
