// A year of a plan assessed: each measurable with its value, what it is held against, and what was frozen when it was signed.
import { hash } from 'node:crypto'
import type * as wire from '#contract/assessment.ts'
import type { ReplyOf } from '#contract/route.ts'
import { progressOf } from '#domain/indicators/progress.ts'
import { NOT_REPORTED } from '#domain/indicators/reported.ts'
import { judgeTarget } from '#domain/indicators/target.ts'
import type { Indicator } from '#domain/plans/pack.ts'
import { inconsistenciesOfIndicator, type PlanModel } from '#domain/plans/plan-model.ts'
import { canonicalText } from '#kit/canonical.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingYear, beijingYearStart, endOf } from '#kit/time.ts'
import { contentHash } from '#platform/content-hash.ts'
import { type Database, inTransaction, type Queryable, timestamptz } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { standsAt } from '../stands.ts'
import { cityTargetsOf, type KnownTarget } from './city-targets.ts'
import { indicatorsOfYear } from './known-definitions.ts'
import { type StoredValue, statusWithout, toRow, toTargetReadings, VALUE_COLUMNS } from './values.ts'
import { refuseOutside } from './year-inputs.ts'

type Assessment = ReplyOf<typeof wire.readAssessment>
type Signed = ReplyOf<typeof wire.readSignoff>
type Asked = { planId: string; year: number; asKnownAt?: number | undefined }

const isOver = (year: number, nowMs: number): boolean => endOf('year', beijingYearStart(year)) <= nowMs

/** 年度考核 — the last year that is over, within the plan's period, where none is asked for. */
export async function readAssessment(
  db: Queryable,
  {
    planId,
    year: asked,
    nowMs,
    asKnownAt,
  }: { planId: string; year?: number | undefined; nowMs: number; asKnownAt?: number | undefined },
): Promise<Assessment | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const { start, end } = model.pack.about.period
  const year = asked ?? Math.max(start, Math.min(end, beijingYear(nowMs) - 1))
  const rows = await assess(db, model, { planId, year, asKnownAt })
  return {
    year,
    isOver: isOver(year, Math.min(nowMs, asKnownAt ?? nowMs)),
    rows,
    totals: totalsOf(rows),
    signoffs: await signoffsOf(db, { planId, year, asKnownAt }, rows),
  }
}

/** Every measurable of the year as it stands, or stood. */
export async function assess(db: Queryable, model: PlanModel, asked: Asked): Promise<wire.AssessedRow[]> {
  const [values, targets, indicators] = await Promise.all([
    valuesOf(db, asked),
    cityTargetsOf(db, asked),
    indicatorsOfYear(db, model, asked),
  ])
  return indicators.map((indicator) =>
    rowOf(model, indicator, { value: values.get(indicator.id), cityTarget: targets.get(indicator.id) }),
  )
}

type Hashed = StoredValue & { inputsHash: string }

async function valuesOf(db: Queryable, { planId, year, asKnownAt }: Asked): Promise<Map<string, Hashed>> {
  const rows = await db.query<Hashed>(
    `select ${VALUE_COLUMNS}, v.inputs_hash as "inputsHash" from indicator_value as v
      where v.plan_id = $1 and v.period = 'year' and v.at = $2 and v.basis = 'in-force' and ${standsAt(asKnownAt)}`,
    [planId, timestamptz(beijingYearStart(year))],
  )
  return new Map(rows.map((row) => [row.indicatorId, row]))
}

function rowOf(
  model: PlanModel,
  indicator: Indicator,
  { value, cityTarget }: { value: Hashed | undefined; cityTarget: KnownTarget | undefined },
): wire.AssessedRow {
  const { target, baseline, ...row } = toRow(model, indicator, { value, previous: undefined, cityTarget })
  const goal = cityTarget?.value ?? (target.value === null ? null : String(target.value))
  return {
    id: row.id,
    no: row.no,
    sub: row.sub,
    nameZh: row.nameZh,
    nameEn: row.nameEn,
    unit: row.unit,
    attribute: row.attribute,
    printed: indicator.target.text,
    comparator: target.comparator,
    assumed: target.assumed,
    target: goal,
    setBy: indicator.target.setBy,
    value: value?.value ?? null,
    status: value?.status ?? statusWithout(indicator, cityTarget),
    why: whyOf(row),
    isDemo: value?.isDemo ?? false,
    sureness: row.value?.sureness ?? null,
    readings: toTargetReadings(indicator, value, cityTarget),
    baseline,
    progress: wayOf({ target, baseline }, value?.value ?? null),
    inconsistencies: inconsistenciesOfIndicator(model, indicator).map(({ id }) => id),
    formulaHash: indicator.formula === null ? null : contentHash(indicator.formula),
    inputsHash: value?.inputsHash ?? null,
    knownFrom: value?.knownFrom ?? null,
    ref: row.value?.ref ?? null,
  }
}

function whyOf({
  value,
  takesReport,
}: Pick<ReturnType<typeof toRow>, 'value' | 'takesReport'>): wire.AssessedRow['why'] {
  if (value !== null) return value.why
  return takesReport ? { zh: NOT_REPORTED.zh, en: NOT_REPORTED.en } : null
}

/** Percent of the way from the baseline; null where there is none to go, as where the baseline meets the target already. */
function wayOf(
  { target, baseline }: Pick<ReturnType<typeof toRow>, 'target' | 'baseline'>,
  value: string | null,
): number | null {
  if (!baseline?.comparable || target.value === null) return null
  if (judgeTarget(baseline.value, { ...target, setBy: 'plan' }) === 'met') return null
  const progress = progressOf(value, String(baseline.value), String(target.value))
  return progress === undefined ? null : Number(progress)
}

function totalsOf(rows: readonly wire.AssessedRow[]): Assessment['totals'] {
  const count = (...wanted: wire.AssessedRow['status'][]): number =>
    rows.filter(({ status }) => wanted.includes(status)).length
  const pending = count('awaiting-city-target')
  return {
    all: rows.length,
    assessable: rows.length - pending,
    met: count('met'),
    missed: count('not-met'),
    open: count('cannot-judge', 'no-formula'),
    pending,
  }
}

type SignoffRow = {
  version: number
  signedAt: number
  signedBy: string
  note: string
  hash: string
  rows: wire.AssessedRow[]
}

const storedSignoffs = (db: Queryable, { planId, year, asKnownAt }: Asked): Promise<SignoffRow[]> =>
  db.query<SignoffRow>(
    `select s.version, s.signed_at as "signedAt", s.signed_by as "signedBy", s.note, s.hash, s.rows
       from indicator_signoff as s where s.plan_id = $1 and s.at = $2 and s.signed_at <= $3 order by s.version desc`,
    [planId, timestamptz(beijingYearStart(year)), timestamptz(asKnownAt ?? Number.POSITIVE_INFINITY)],
  )

async function signoffsOf(
  db: Queryable,
  asked: Asked,
  now: readonly wire.AssessedRow[],
): Promise<Assessment['signoffs']> {
  const stored = await storedSignoffs(db, asked)
  return stored.map(({ rows, ...brief }) => ({
    ...brief,
    changed: new Set(differencesOf(rows, now).map(({ id }) => id)).size,
  }))
}

export const COMPARED = ['value', 'status', 'target', 'comparator', 'formulaHash', 'inputsHash'] as const

function differencesOf(signed: readonly wire.AssessedRow[], now: readonly wire.AssessedRow[]): Signed['differences'] {
  const standing = new Map(now.map((row) => [row.id, row]))
  return signed.flatMap((row) => {
    const other = standing.get(row.id)
    return COMPARED.flatMap((field) =>
      row[field] === (other?.[field] ?? null)
        ? []
        : [
            {
              id: row.id,
              nameZh: row.nameZh,
              nameEn: row.nameEn,
              field,
              signed: row[field],
              now: other?.[field] ?? null,
            },
          ],
    )
  })
}

const hashOf = (rows: readonly wire.AssessedRow[]): string => hash('sha256', canonicalText(rows), 'hex')

/** 年度核定 — freezes the year as a version; refuses a year that runs, and one that stands as it was last signed. */
export async function signYear(
  db: Database,
  asked: { planId: string; year: number; note: string; by: string; nowMs: number },
): Promise<{ version: number } | Refusal> {
  const { planId, year, note, by, nowMs } = asked
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const outside = refuseOutside(model, year)
  if (outside) return outside
  if (!isOver(year, nowMs)) {
    return refuse('indicators.year-runs', {
      zh: `${year} 年尚未结束，不能核定`,
      en: `${year} is not over yet and cannot be signed off`,
    })
  }
  return inTransaction(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`sign ${planId} ${year}`])
    const rows = await assess(tx, model, { planId, year })
    const [last] = await storedSignoffs(tx, { planId, year })
    if (last && differencesOf(last.rows, rows).length === 0) {
      return refuse('indicators.nothing-changed', {
        zh: `与第 ${last.version} 次核定相比没有变化`,
        en: `Nothing has changed since sign-off ${last.version}`,
      })
    }
    const version = (last?.version ?? 0) + 1
    const digest = hashOf(rows)
    await tx.execute(
      `insert into indicator_signoff (plan_id, at, version, signed_by, note, rows, hash) values ($1, $2, $3, $4, $5, $6, $7)`,
      [planId, timestamptz(beijingYearStart(year)), version, by, note, JSON.stringify(rows), digest],
    )
    await tx.query('select append_event($1, $2, $3, $4, $5)', [
      'indicator',
      `${planId}/${year}`,
      'YearSigned',
      by,
      JSON.stringify({ year, version, hash: digest }),
    ])
    return { version }
  })
}

/** 核定版本 — a year as it was signed, whether it still has its hash, and what stands differently now. */
export async function readSignoff(
  db: Database,
  asked: { planId: string; year: number; version: number },
): Promise<Signed | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  const found = (await storedSignoffs(db, asked)).find(({ version }) => version === asked.version)
  if (!found) {
    return refuse('indicators.not-signed', {
      zh: `${asked.year} 年没有第 ${asked.version} 次核定`,
      en: `${asked.year} has no sign-off ${asked.version}`,
    })
  }
  const now = await assess(db, model, asked)
  return { ...found, holds: hashOf(found.rows) === found.hash, differences: differencesOf(found.rows, now) }
}
