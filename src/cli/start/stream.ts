// The frame stream of a child, where the environment names one.
import { connectStream, ensureStream } from '#gateway/stream/frame-stream.ts'
import { isRefusal } from '#kit/refusal.ts'
import { parseConfig } from '#platform/config.ts'

/** Connected and made where it was not there; undefined where frames go to the store directly. */
export async function openStream(name: string) {
  const config = parseConfig(process.env)
  if (isRefusal(config)) throw new Error(config.because)
  if (!config.nats) return undefined
  const connection = await connectStream(config.nats, `shanshui ${name}`)
  await ensureStream(connection)
  return connection
}
