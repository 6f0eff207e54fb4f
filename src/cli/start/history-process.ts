// The demo district's past, loaded beside the running product and picked up again after a stop.
import { openDatabase } from '#platform/database.ts'
import { loadHistory } from '../simulate/history.ts'
import { runAsChild } from './children.ts'

await runAsChild(async () => {
  const db = openDatabase(process.env.SHANSHUI_STORE_URL ?? '')
  const stopping = new AbortController()
  const loading = loadHistory(db, {
    now: Date.now(),
    signal: stopping.signal,
    onProgress: (progress) => process.send?.({ progress }),
  })
  void loading.then(async () => {
    if (stopping.signal.aborted) return
    await db.close()
    process.exit(0)
  })
  return {
    ready: {},
    async stop() {
      stopping.abort()
      await loading
      await db.close()
    },
  }
})
