// A writer as a process of its own: it brings frames from the stream to the store; several share the work.
import { LANES } from '#gateway/stream/frame-stream.ts'
import { startStreamReader } from '#gateway/stream/stream-reader.ts'
import { openDatabase } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { runAsChild } from './child-side.ts'
import { storeUrl } from './child-store.ts'
import { openStream } from './stream.ts'

/** Each lane that is held keeps a connection for its lock. */
const CONNECTIONS = LANES + 6

await runAsChild(async () => {
  const connection = await openStream('writer')
  if (!connection) throw new Error('Cannot write from a stream as NATS_URL must name one')
  const db = openDatabase(storeUrl(), { name: 'shanshui writer', connections: CONNECTIONS })
  const reader = startStreamReader({ connection, db, log: createLog('writer') })
  return {
    ready: {},
    async stop() {
      await reader.stop()
      await connection.close()
      await db.close()
    },
  }
})
