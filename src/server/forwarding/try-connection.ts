// Whether another machine takes a connection.
import { connect } from 'node:net'

const WITHIN_MS = 3_000

export type Tried = { reached: boolean; ms: number; because: string | null }

/** Opens a connection and closes it again; sends nothing. */
export function tryConnection(at: { host: string; port: number }): Promise<Tried> {
  const begun = performance.now()
  return new Promise((resolve) => {
    const socket = connect(at)
    const end = (because: string | null): void => {
      socket.destroy()
      resolve({ reached: because === null, ms: Math.round(performance.now() - begun), because })
    }
    socket.setTimeout(WITHIN_MS, () => end(`no connection within ${WITHIN_MS / 1000} s`))
    socket.once('connect', () => end(null))
    socket.once('error', (error) => end(error.message))
  })
}
