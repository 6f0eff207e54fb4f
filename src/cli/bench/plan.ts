// How fast the pages of a plan in full operation are answered, and how long a whole review takes from start to file.
import { isRefusal } from '#kit/refusal.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { gatherFacts } from '#server/deviation-facts.ts'
import { listDivision } from '#server/division/queries.ts'
import { readAssessment } from '#server/indicators/assessment.ts'
import { readBoard } from '#server/indicators/queries.ts'
import { listCases } from '#server/procedures/queries.ts'
import { listProgress } from '#server/progress/list.ts'
import { readObligation } from '#server/progress/obligation.ts'
import { listReturns } from '#server/progress/returns-list.ts'
import { listProjects } from '#server/projects/queries.ts'
import { reportSources } from '#server/report-sources.ts'
import { openWorkshop } from '#server/reports/make.ts'
import { reportFile } from '#server/reports/render.ts'
import { lookForDeviations } from '#server/supervision/look.ts'
import { listDeviations, listSupervised } from '#server/supervision/queries.ts'
import { readChangesSince } from '#server/visits/changes.ts'
import { type Bench, type BenchIo, type BenchResult, benchResult } from './bench-result.ts'
import { fillPlan, MONTHS, OBLIGATIONS, PLAN, UNITS } from './plan-store.ts'

const ROUNDS = 15
const planId = PLAN
const person = { name: 'clerk', posts: [{ unit: '市生态环境局龙岗管理局', role: 'office-officer' }] }
const FIRST_PAGE = { page: 1, pageSize: 50 }

type Page = { name: string; ask: (db: Database) => Promise<unknown> }
const now = Date.now

const PAGES: readonly Page[] = [
  { name: 'progress', ask: (db) => listProgress(db, { planId, query: FIRST_PAGE, now: now() }) },
  { name: 'obligation', ask: (db) => readObligation(db, { planId, id: 'c06.s04.m01.t03', now: now(), person }) },
  { name: 'returns', ask: (db) => listReturns(db, { planId, query: FIRST_PAGE, now: now(), person }) },
  { name: 'division', ask: (db) => listDivision(db, planId, FIRST_PAGE) },
  { name: 'cases of a unit', ask: (db) => listCases(db, { ...FIRST_PAGE, unit: '单位 7' }, now()) },
  { name: 'overdue cases', ask: (db) => listCases(db, { ...FIRST_PAGE, overdue: true }, now()) },
  { name: 'board', ask: (db) => readBoard(db, { planId, year: undefined, nowMs: now() }) },
  { name: 'assessment', ask: (db) => readAssessment(db, { planId, nowMs: now() }) },
  { name: 'deviations', ask: (db) => listDeviations(db, { planId, query: FIRST_PAGE, person, now: now() }) },
  { name: 'supervision', ask: (db) => listSupervised(db, { planId, query: FIRST_PAGE, person, now: now() }) },
  { name: 'projects', ask: (db) => listProjects(db, { planId, today: '2026-01-10', filter: {}, ...FIRST_PAGE }) },
]

/** What the cockpit asks at once. */
const cockpit = (db: Database): Promise<unknown> =>
  Promise.all([
    readBoard(db, { planId, year: undefined, nowMs: now() }),
    listProgress(db, { planId, query: { page: 1, pageSize: 6, light: 'red' }, now: now() }),
    listCases(db, { page: 1, pageSize: 6, procedure: 'supervision-order', open: true }, now()),
    listCases(db, { page: 1, pageSize: 6, overdue: true }, now()),
    listProjects(db, { planId, today: '2026-01-10', filter: { exception: 'any' }, page: 1, pageSize: 6 }),
    readChangesSince(db, { planId, accountId: 0, nowMs: now() }),
  ])

export const planBench: Bench = { name: 'plan', run }

async function run({ freshDatabase, say }: BenchIo): Promise<BenchResult[]> {
  const db = await freshDatabase()
  try {
    say(`plan: filling ${OBLIGATIONS} obligations, ${UNITS} units and ${MONTHS} months of returns`)
    await fillPlan(db)
    const [count] = await db.query<{ n: number }>('select count(*)::int as n from progress_entry')
    const scan = await median(() => db.query('select count(*), sum(e.share_done) from progress_entry as e'))
    const baseline = { name: `one pass over ${count?.n} entries`, value: scan }
    const results: BenchResult[] = []
    const look = () => lookForDeviations(db, gatherFacts, { planId, by: person.name, at: now() })
    results.push(benchResult('look for deviations', 'ms', await median(look), baseline))
    for (const { name, ask } of [...PAGES, { name: 'cockpit', ask: cockpit }])
      results.push(benchResult(`page: ${name}`, 'ms', await median(() => ask(db)), baseline))
    results.push(...(await review(db, { say, baseline })))
    return results
  } finally {
    await db.drop()
  }
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const begun = performance.now()
    const found = await work()
    if (isRefusal(found)) throw new Error(found.because)
    // The first one reads the plan and compiles what it runs.
    if (round > 0) times.push(performance.now() - begun)
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
}

type Reviewing = Pick<BenchIo, 'say'> & { baseline: BenchResult['baseline'] }

/** From the start of an annual review to its PDF. */
async function review(db: Database, { say, baseline }: Reviewing): Promise<BenchResult[]> {
  await fillEvidence(db)
  const workshop = openWorkshop({ db, log: createLog('bench'), sources: reportSources, now })
  const begun = performance.now()
  const started = await workshop.start({
    planId,
    template: 'annual-review',
    period: '2025',
    language: 'zh',
    by: 'bench',
    asKnownAt: undefined,
  })
  if (isRefusal(started)) throw new Error(started.because)
  await workshop.idle()
  const made = performance.now() - begun
  const file = await reportFile(db, { id: started.id, version: undefined, format: 'pdf', origin: 'http://localhost' })
  if (isRefusal(file)) throw new Error(file.because)
  const chunks: Buffer[] = []
  for await (const chunk of file.content) chunks.push(chunk as Buffer)
  const whole = performance.now() - begun
  const pages =
    Buffer.concat(chunks)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length ?? 0
  say(`plan: a review of ${pages} pages made in ${Math.round(made)} ms, its PDF after ${Math.round(whole)} ms`)
  return [benchResult(`annual review of ${pages} pages, from start to PDF`, 'ms', whole, baseline)]
}

/** An index of evidence as long as a year of a district makes it. */
const fillEvidence = (db: Database): Promise<unknown> =>
  db.execute(
    `insert into evidence (plan_id, about_kind, about_ref, kind, name, file_sha256, file_bytes, media_type, author, added_at)
     select $1, 'obligation', o.id, 'document', '验收材料 ' || n || '.pdf', repeat('a', 64), 1000, 'application/pdf', 'clerk', $2
       from obligation as o, generate_series(1, 3) as n where o.plan_id = $1`,
    [PLAN, timestamptz(Date.UTC(2025, 5, 1))],
  )
