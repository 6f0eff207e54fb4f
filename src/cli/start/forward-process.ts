// Forwarding to other platforms as a process of its own: a slow platform never keeps a device waiting.
import { startForwarder } from '#gateway/forward/forwarder.ts'
import { openDatabase } from '#platform/database.ts'
import { publishFigures } from '#platform/figures.ts'
import { createLog } from '#platform/log.ts'
import { runAsChild } from './child-side.ts'
import { storeUrl } from './child-store.ts'

await runAsChild(async () => {
  const db = openDatabase(storeUrl(), { name: 'shanshui forward' })
  const forwarder = await startForwarder({ db, log: createLog('forward'), now: Date.now })
  const figures = publishFigures(db, 'forward', createLog('forward'))
  return {
    ready: {},
    async stop() {
      await forwarder.stop()
      await figures.stop()
      await db.close()
    },
  }
})
