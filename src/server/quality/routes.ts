// Routes of quality control: rules, the review desk, flags, corrections, reviews, replay, change reports, feeds.
import { Readable } from 'node:stream'
import {
  addCorrection as addCorrectionRoute,
  addFlag as addFlagRoute,
  addReview as addReviewRoute,
  exportQuality as exportQualityRoute,
  listFlags as listFlagsRoute,
  listRules as listRulesRoute,
  readDesk as readDeskRoute,
  readRule as readRuleRoute,
  replayQuality as replayQualityRoute,
  saveRule as saveRuleRoute,
  tryCorrection as tryCorrectionRoute,
  tryRule as tryRuleRoute,
  undoCorrection as undoCorrectionRoute,
  undoFlag as undoFlagRoute,
} from '#contract/quality.ts'
import {
  exportChanges as exportChangesRoute,
  listCauses as listCausesRoute,
  listFeeds as listFeedsRoute,
  readChanges as readChangesRoute,
  readFeed as readFeedRoute,
  setOperator as setOperatorRoute,
} from '#contract/quality-reports.ts'
import { isRefusal } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { listCauses } from './causes.ts'
import { changeLines, readChanges } from './changes.ts'
import { addCorrection, tryCorrection, undoCorrection } from './corrections.ts'
import { readDesk } from './desk.ts'
import { listFeeds, readFeed, setOperator } from './feeds.ts'
import { addFlag, listFlags, undoFlag } from './flags.ts'
import { exportQuality, replayQuality } from './replay.ts'
import { addReview } from './reviews.ts'
import { listRules, readRule, saveRule } from './rules.ts'
import { tryRule } from './try-rule.ts'

export function qualityRoutes({ db, now }: Deps): ServedRoute[] {
  return [
    serve(listRulesRoute, ({ query }) => listRules(db, query)),
    serve(readRuleRoute, ({ params }) => readRule(db, params.id)),
    serve(saveRuleRoute, ({ body, account }) => saveRule(db, body, account.name)),
    serve(tryRuleRoute, ({ body }) => tryRule(db, body, now())),
    serve(listFlagsRoute, ({ query }) => listFlags(db, query)),
    serve(readDeskRoute, ({ query }) => readDesk(db, query)),
    serve(addFlagRoute, ({ body, account }) => addFlag(db, body, account.name)),
    serve(undoFlagRoute, ({ params, body, account }) => undoFlag(db, { ...params, ...body }, account.name)),
    serve(tryCorrectionRoute, ({ body }) => tryCorrection(db, body)),
    serve(addCorrectionRoute, ({ body, account }) => addCorrection(db, body, account.name)),
    serve(undoCorrectionRoute, ({ params, body, account }) => undoCorrection(db, { ...params, ...body }, account.name)),
    serve(addReviewRoute, ({ body, account }) => addReview(db, body, account.name)),
    serve(exportQualityRoute, ({ query }) => exportQuality(db, query, now())),
    serve(replayQualityRoute, ({ body, account }) => replayQuality(db, body, { actor: account.name, now: now() })),
    serve(listCausesRoute, ({ query }) => listCauses(db, query)),
    serve(readChangesRoute, ({ params, query }) => readChanges(db, params.cause, query.all === 'true')),
    serve(exportChangesRoute, async ({ params }) => {
      const report = await readChanges(db, params.cause, false)
      if (isRefusal(report)) return report
      const fileName = `变更报告 ${params.cause.replaceAll(':', ' ')}.csv`
      return { fileName, type: 'text/csv; charset=utf-8', content: Readable.from(changeLines(report)) }
    }),
    serve(listFeedsRoute, ({ query }) => listFeeds(db, query, now())),
    serve(readFeedRoute, ({ params, query }) => readFeed(db, { ...params, ...query }, now())),
    serve(setOperatorRoute, ({ params, body, account }) => setOperator(db, { ...params, ...body }, account.name)),
  ]
}
