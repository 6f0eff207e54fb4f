// The making of a report: started by a person, done beside the pages, part by part, with its row telling how far it is.
import type { startReport as startRoute } from '#contract/reports.ts'
import type { BodyOf } from '#contract/route.ts'
import { readSpan } from '#domain/documents/report-period.ts'
import type { ReportTemplate } from '#domain/documents/template.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, timestamptz } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { findPlan } from '../plan-store.ts'
import { assemble, stepsOf, titleOf } from './assemble.ts'
import type { PartContext, ReportSources } from './parts/part.ts'
import { addVersion, findReport, noteReport } from './store.ts'

export type Making = { db: Database; log: Log; sources: ReportSources; now: () => EpochMs }
type Asked = BodyOf<typeof startRoute> & { planId: string; by: string }

/** Reports under way, to be waited for when the server stops. */
export type Workshop = {
  start: (asked: Asked) => Promise<{ id: number } | Refusal>
  /** Ends when everything under way is made. */
  idle: () => Promise<void>
}

export function openWorkshop(making: Making): Workshop {
  const underWay = new Set<Promise<void>>()
  return {
    async start(asked) {
      const prepared = await prepare(making, asked)
      if (isRefusal(prepared)) return prepared
      const { template, context } = prepared
      const id = await addReport(making.db, { asked, template, context })
      const made = make(making, { id, asked, template, context }).finally(() => underWay.delete(made))
      underWay.add(made)
      return { id }
    },
    idle: async () => {
      await Promise.all(underWay)
    },
  }
}

type Prepared = { template: ReportTemplate; context: PartContext }

async function prepare({ db, sources, now }: Making, asked: Asked): Promise<Prepared | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  const template = model.pack.reports.find(({ id }) => id === asked.template)
  if (template === undefined) {
    return refuse('reports.unknown-template', {
      zh: `规划包没有模板 ${asked.template}`,
      en: `The pack has no template ${asked.template}`,
    })
  }
  const span = readSpan(asked.period, template.period, model.pack.about.period)
  if (isRefusal(span)) return span
  const nowMs = now()
  const { language } = asked
  const knownAt = Math.min(asked.asKnownAt ?? nowMs, nowMs)
  return {
    template,
    context: { db, sources, model, span, knownAt, nowMs, language, say: (words) => words[language] },
  }
}

async function addReport(db: Database, { asked, template, context }: Prepared & { asked: Asked }): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into report (plan_id, template_id, period, language, title, known_at, state, steps, author)
     values ($1, $2, $3, $4, $5, $6, 'building', $7, $8) returning id`,
    [
      asked.planId,
      template.id,
      context.span.text,
      asked.language,
      titleOf(template, context),
      timestamptz(context.knownAt),
      stepsOf(template),
      asked.by,
    ],
  )
  if (row === undefined) throw new Error('Cannot start a report as the store gave no number')
  return row.id
}

async function make(
  { db, log }: Making,
  { id, asked, template, context }: Prepared & { id: number; asked: Asked },
): Promise<void> {
  try {
    const document = await assemble(template, context, async (done) => {
      await db.execute('update report as r set steps_done = $2 where r.id = $1', [id, done])
    })
    await inTransaction(db, async (tx) => {
      const report = await findReport(tx, id, true)
      if (isRefusal(report) || report.state !== 'building') return
      const version = await addVersion(tx, { id, author: asked.by, note: '', document })
      await tx.execute(`update report as r set state = 'draft' where r.id = $1`, [id])
      const { planId, period } = asked
      const payload = { planId, template: template.id, period, version }
      await noteReport(tx, { id, type: 'ReportMade', by: asked.by, payload })
    })
  } catch (error) {
    log.error(`report ${id} could not be made`, error)
    await fail(db, id, (error as Error).message)
  }
}

const fail = (db: Database, id: number, fault: string): Promise<unknown> =>
  db.execute(`update report as r set state = 'failed', fault = $2 where r.id = $1 and r.state = 'building'`, [
    id,
    fault,
  ])

/** What a stop or a crash broke off is said to have failed. */
export const failUnfinished = (db: Database): Promise<unknown> =>
  db.execute(
    `update report as r set state = 'failed', fault = '服务器停止，编制中断：请重新编制 · The server stopped: make it again'
      where r.state = 'building'`,
  )
