// A system next door, as the stories meet it: it answers what it is told to and keeps what it was asked.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string }
export type Neighbour = { url: string; asked: Asked[]; answer: { status: number; body: string }; close: () => void }

/** Answers every request with `answer`, which may be changed at any time. */
export async function openNeighbour(answer: Neighbour['answer']): Promise<Neighbour> {
  const asked: Asked[] = []
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      asked.push({ method, path, headers, body: Buffer.concat(chunks).toString() })
      reply.writeHead(neighbour.answer.status, { 'content-type': 'application/json' }).end(neighbour.answer.body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const neighbour: Neighbour = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return neighbour
}
