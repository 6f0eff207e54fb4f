// Averages, verdicts and indicators as a process of their own, fed by the days that new data made stale.
import { openDatabase } from '#platform/database.ts'
import { publishFigures } from '#platform/figures.ts'
import { createLog } from '#platform/log.ts'
import { startEvaluation } from '#server/evaluation/pipeline.ts'
import { checkDays } from '#server/quality/check-days.ts'
import { runAsChild } from './child-side.ts'
import { storeUrl } from './child-store.ts'

await runAsChild(async () => {
  const db = openDatabase(storeUrl(), { name: 'shanshui evaluation' })
  const evaluation = await startEvaluation(db, createLog('evaluation'), { checkDays })
  const figures = publishFigures(db, 'evaluation', createLog('evaluation'))
  return {
    ready: {},
    async stop() {
      await evaluation.stop()
      await figures.stop()
      await db.close()
    },
  }
})
