// What is kept for an indicator and a year by hand: reports of units and targets of the city; never overwritten, only closed.
import type * as wire from '#contract/assessment.ts'
import type { ReplyOf } from '#contract/route.ts'
import { askedInputs, checkReport, isReported } from '#domain/indicators/reported.ts'
import type { Indicator } from '#domain/plans/pack.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import { parseDecimal } from '#kit/rational.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingYearStart } from '#kit/time.ts'
import { type Database, inTransaction, type Queryable, type Transaction, timestamptz } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'

export type OfYear = { planId: string; id: string; year: number }

/** The plan and its indicator; refuses what is not there and years outside the plan's period. */
async function findIndicator(
  db: Database,
  { planId, id }: OfYear,
): Promise<{ model: PlanModel; indicator: Indicator } | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const indicator = model.indicators.get(id)
  if (indicator) return { model, indicator }
  return refuse('indicators.not-found', { zh: `规划没有指标“${id}”`, en: `The plan has no indicator "${id}"` })
}

export function refuseOutside(model: PlanModel, year: number): Refusal | undefined {
  const { start, end } = model.pack.about.period
  if (year >= start && year <= end) return undefined
  return refuse('indicators.outside-plan', {
    zh: `${year} 年不在规划期（${start}—${end} 年）内`,
    en: `${year} is not within the period of the plan, ${start} to ${end}`,
  })
}

type Kind = { table: 'indicator_report' | 'city_target'; stream: string }
const REPORT: Kind = { table: 'indicator_report', stream: 'Report' }
const TARGET: Kind = { table: 'city_target', stream: 'CityTarget' }

/** 指标填报 — keeps the numbers of a year; what stood before is closed and needs a reason. */
export async function saveReport(
  db: Database,
  asked: OfYear & { inputs: Readonly<Record<string, string>>; source: string; reason: string; by: string },
): Promise<{ id: number } | Refusal> {
  const found = await findIndicator(db, asked)
  if (isRefusal(found)) return found
  const { formula, nameZh, nameEn } = found.indicator
  if (!isReported(formula)) {
    return refuse('indicators.not-reported', {
      zh: `“${nameZh}”由监测数据计算，不接受填报`,
      en: `"${nameEn}" is computed from measurements and takes no report`,
    })
  }
  const refusal = refuseOutside(found.model, asked.year) ?? checkReport(formula, asked.inputs)
  if (refusal) return refusal
  return replaceRow(db, { kind: REPORT, ...asked }, async (tx, at) => {
    const [row] = await tx.query<{ id: number }>(
      `insert into indicator_report (plan_id, indicator_id, at, inputs, source, author, reason, known_from)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [
        asked.planId,
        asked.id,
        timestamptz(beijingYearStart(asked.year)),
        JSON.stringify(asked.inputs),
        asked.source,
        asked.by,
        asked.reason,
        at,
      ],
    )
    return row
  })
}

/** 市下达目标 — keeps the target of a year; what stood before is closed and needs a reason. */
export async function saveCityTarget(
  db: Database,
  asked: OfYear & { comparator: string; value: string; document: string; issuedAt: number; reason: string; by: string },
): Promise<{ id: number } | Refusal> {
  const found = await findIndicator(db, asked)
  if (isRefusal(found)) return found
  const { target, nameZh, nameEn } = found.indicator
  if (target.setBy !== 'city_assignment') {
    return refuse('indicators.target-of-plan', {
      zh: `“${nameZh}”的目标由规划确定，调整须走规划调整`,
      en: `The target of "${nameEn}" is the plan's own and changes by an adjustment of the plan`,
    })
  }
  if (parseDecimal(asked.value.trim()) === undefined) {
    return refuse('indicators.target-wrong', {
      zh: `目标值不是数字：${asked.value}`,
      en: `The target is no number: ${asked.value}`,
    })
  }
  const refusal = refuseOutside(found.model, asked.year)
  if (refusal) return refusal
  return replaceRow(db, { kind: TARGET, ...asked }, async (tx, at) => {
    const [row] = await tx.query<{ id: number }>(
      `insert into city_target (plan_id, indicator_id, at, comparator, value, document, issued_at, author, reason, known_from)
       values ($1, $2, $3, $4, $5::numeric, $6, $7, $8, $9, $10) returning id`,
      [
        asked.planId,
        asked.id,
        timestamptz(beijingYearStart(asked.year)),
        asked.comparator,
        asked.value.trim(),
        asked.document,
        timestamptz(asked.issuedAt),
        asked.by,
        asked.reason,
        at,
      ],
    )
    return row
  })
}

type Change = OfYear & { kind: Kind; by: string; reason: string }

/** Closes what stands, adds the new row, marks the year stale and notes it, all or nothing. */
function replaceRow(
  db: Database,
  change: Change,
  insert: (tx: Transaction, at: string) => Promise<{ id: number } | undefined>,
): Promise<{ id: number } | Refusal> {
  return inTransaction(db, async (tx) => {
    const held = await holdYear(tx, change)
    // MUST come before anything is written: what a transaction has done stays done where it returns a refusal.
    if (held.standing !== null && change.reason === '') {
      return refuse('indicators.reason-needed', {
        zh: '该年度已有数据，更正须说明理由',
        en: 'The year has an entry already: a correction needs a reason',
      })
    }
    await close(tx, change, held)
    const row = await insert(tx, held.at)
    if (!row) throw new Error('Cannot keep the entry as the database gave it no number')
    await note(tx, change, held.standing === null ? 'Entered' : 'Corrected')
    return row
  })
}

const withdraw = (db: Database, change: Change): Promise<Record<string, never> | Refusal> =>
  inTransaction(db, async (tx) => {
    const held = await holdYear(tx, change)
    if (held.standing === null) {
      return refuse('indicators.nothing-stands', {
        zh: '该年度没有可撤回的数据',
        en: 'The year has nothing to withdraw',
      })
    }
    await close(tx, change, held)
    await note(tx, change, 'Withdrawn')
    return {}
  })

export type Withdrawing = OfYear & { by: string; reason: string }

/** 撤回填报 — the report of a year no longer counts; it stays readable. */
export async function withdrawReport(db: Database, asked: Withdrawing): Promise<Record<string, never> | Refusal> {
  const found = await findIndicator(db, asked)
  return isRefusal(found) ? found : withdraw(db, { kind: REPORT, ...asked })
}

/** 撤回下达目标 — the city target of a year no longer counts; it stays readable. */
export async function withdrawCityTarget(db: Database, asked: Withdrawing): Promise<Record<string, never> | Refusal> {
  const found = await findIndicator(db, asked)
  return isRefusal(found) ? found : withdraw(db, { kind: TARGET, ...asked })
}

/** What stands, and the instant of the change to the microsecond. */
type Held = { standing: number | null; at: string }

/** Two people who enter the same year at once take turns: the second meets what the first has entered. */
async function holdYear(tx: Transaction, { kind, planId, id, year }: Change): Promise<Held> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${kind.table} ${planId} ${id} ${year}`])
  const [held] = await tx.query<Held>(
    `select clock_timestamp()::text as at,
            (select r.id from ${kind.table} as r
              where r.plan_id = $1 and r.indicator_id = $2 and r.at = $3 and r.known_until = 'infinity') as standing`,
    [planId, id, timestamptz(beijingYearStart(year))],
  )
  if (!held) throw new Error('Cannot enter anything as the database gave no time')
  return held
}

const close = (tx: Transaction, { kind, by, reason }: Change, { standing, at }: Held): Promise<number> =>
  tx.execute(
    `update ${kind.table} as r set known_until = $2::timestamptz, closed_by = $3, closed_reason = $4 where r.id = $1`,
    [standing, at, by, reason],
  )

async function note(tx: Transaction, { kind, planId, id, year, by, reason }: Change, what: string): Promise<void> {
  await tx.query('select append_event($1, $2, $3, $4, $5)', [
    'indicator',
    `${planId}/${id}`,
    `${kind.stream}${what}`,
    by,
    JSON.stringify({ year, reason }),
  ])
  await tx.execute(`insert into stale_period (period, at) values ('year', $1)`, [timestamptz(beijingYearStart(year))])
  await tx.query(`select pg_notify('stale_period', '')`)
}

/** 填报与下达目标 — the form of an indicator for a year, with all that was ever entered, newest first. */
export async function readYearInputs(
  db: Database,
  asked: OfYear,
): Promise<ReplyOf<typeof wire.readYearInputs> | Refusal> {
  const found = await findIndicator(db, asked)
  if (isRefusal(found)) return found
  const { formula, target } = found.indicator
  return {
    form: isReported(formula) ? { inputs: askedInputs(formula) } : null,
    takesCityTarget: target.setBy === 'city_assignment',
    reports: await entriesOf<wire.IndicatorReport>(db, asked, {
      table: 'indicator_report',
      columns: 'r.inputs, r.source',
    }),
    targets: await entriesOf<wire.CityTarget>(db, asked, {
      table: 'city_target',
      columns: 'r.comparator, r.value::text, r.document, r.issued_at as "issuedAt"',
    }),
  }
}

const entriesOf = <T extends wire.IndicatorReport | wire.CityTarget>(
  db: Queryable,
  { planId, id, year }: OfYear,
  { table, columns }: { table: Kind['table']; columns: string },
): Promise<T[]> =>
  db.query<T>(
    `select r.id, ${columns}, r.author, r.reason, r.known_from as "knownFrom",
            nullif(r.known_until, 'infinity') as "knownUntil", r.closed_by as "closedBy", r.closed_reason as "closedReason"
       from ${table} as r where r.plan_id = $1 and r.indicator_id = $2 and r.at = $3 order by r.known_from desc, r.id desc`,
    [planId, id, timestamptz(beijingYearStart(year))],
  )
