// The demo district's past, loaded beside the running product and picked up again after a stop.
import { openDatabase } from '#platform/database.ts'
import { loadHistory } from '../simulate/history.ts'
import { runAsChild, tellParent } from './child-side.ts'
import { storeUrl } from './child-store.ts'

await runAsChild(async () => {
  const db = openDatabase(storeUrl(), { name: 'shanshui history' })
  const stopping = new AbortController()
  const loading = loadHistory(db, {
    now: Date.now(),
    signal: stopping.signal,
    onProgress: (progress) => tellParent({ progress }),
  })
  // Unless it was stopped it ends by itself; a fault ends the process, and the parent starts it again.
  void loading.then(() => stopping.signal.aborted || process.exit(0))
  return {
    ready: {},
    async stop() {
      stopping.abort()
      await loading.catch(() => undefined)
      await db.close()
    },
  }
})
