// Server-sent events: one open answer a page, with a heartbeat, closed when its session ends.
import type { ServerResponse } from 'node:http'
import { LIVE_PATH, type LiveEvent } from '#contract/session.ts'
import { SESSION_COOKIE } from '../http/answer.ts'
import type { ServedStream } from '../http/serve.ts'
import type { Hub } from './hub.ts'

const HEARTBEAT_MS = 20_000
/** A page that does not read gets a new connection rather than our memory. */
const MOST_UNREAD_BYTES = 1024 * 1024

export type LiveStreams = { stream: ServedStream; stop(): void }

type Options = { isSessionAlive: (token: string) => Promise<boolean>; heartbeatMs?: number }

export function serveLive(hub: Hub, { isSessionAlive, heartbeatMs = HEARTBEAT_MS }: Options): LiveStreams {
  const open = new Map<ServerResponse, string>()
  let serial = 0

  async function beat(response: ServerResponse, token: string): Promise<void> {
    // Where the database does not answer, nobody knows better: the page stays.
    if (await isSessionAlive(token).catch(() => true)) write(response, ': \n\n')
    else response.end()
  }

  const timer = setInterval(() => {
    for (const [response, token] of open) void beat(response, token)
  }, heartbeatMs)
  timer.unref()

  const stream: ServedStream = {
    path: LIVE_PATH,
    open({ request, reply }) {
      const response = reply.raw
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        // A proxy in front must not hold events back.
        'x-accel-buffering': 'no',
      })
      write(response, 'retry: 2000\n\n')
      open.set(response, request.cookies[SESSION_COOKIE] ?? '')
      const tell = (event: LiveEvent): void => {
        serial += 1
        write(response, `id: ${serial}\ndata: ${JSON.stringify(event)}\n\n`)
      }
      // The browser names the last event it got when it comes back after a break.
      const leave = hub.subscribe(tell, request.headers['last-event-id'] !== undefined)
      response.once('close', () => {
        leave()
        open.delete(response)
      })
    },
  }
  return {
    stream,
    stop() {
      clearInterval(timer)
      for (const response of open.keys()) response.end()
    },
  }
}

function write(response: ServerResponse, text: string): void {
  if (response.writableEnded) return
  response.write(text)
  if (response.writableLength > MOST_UNREAD_BYTES) response.destroy()
}
