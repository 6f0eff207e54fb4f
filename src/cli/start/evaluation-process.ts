// Averages, verdicts and indicators as a process of their own, fed by the days that new data made stale.
import { openDatabase } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { startEvaluation } from '#server/evaluation/pipeline.ts'
import { runAsChild } from './children.ts'

await runAsChild(async () => {
  const log = createLog('evaluation')
  const db = openDatabase(process.env.SHANSHUI_STORE_URL ?? '')
  const evaluation = await startEvaluation(db, log)
  return {
    ready: {},
    async stop() {
      await evaluation.stop()
      await db.close()
    },
  }
})
