// A number by its reference as it was known at an instant: what evidence freezes, and what it is held against later.
import type { ReadingExtract } from '#contract/evidence.ts'
import { parseRef } from '#contract/trace-ref.ts'
import type { AverageItems } from '#domain/monitoring/average-items.ts'
import { findFactorOfItem } from '#domain/monitoring/factors.ts'
import type { Verdict } from '#domain/standards/verdict.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { contentHash } from '#platform/content-hash.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { valuesKnownAt } from '../readings-known-at.ts'

type Known = { value: string | null; unit: string | null; inputsHash: string }
type Ask = { db: Queryable; parts: readonly string[]; knownAt: EpochMs }
type Read = (ask: Ask) => Promise<Known | undefined>

/** The kinds of reference that stand for a number, with the part of it that says the time of the data. */
const READERS: Readonly<Record<string, { at: number; read: Read }>> = {
  reading: { at: 2, read: readReading },
  average: { at: 2, read: readAverage },
  verdict: { at: 2, read: readVerdict },
  indicator: { at: 3, read: readIndicator },
}

/** Refuses `trace.unknown-reference`, and `evidence.no-such-number` where nothing was known of it at that instant. */
export async function readExtract(
  db: Queryable,
  { ref, knownAt }: { ref: string; knownAt: EpochMs },
): Promise<ReadingExtract | Refusal> {
  const parsed = parseRef(ref)
  if (isRefusal(parsed)) return parsed
  const reader = READERS[parsed.kind]
  const known = await reader?.read({ db, parts: parsed.parts, knownAt })
  if (reader !== undefined && known !== undefined)
    return { ref, ...known, at: Number(parsed.parts[reader.at]), knownAt }
  return refuse('evidence.no-such-number', {
    zh: '这一引用没有可摘录的数值；可摘录监测数据、均值、评价结论与指标值',
    en: 'There is no number behind this reference: a reading, an average, a verdict or a value of an indicator has one',
  })
}

/** `$n`: the instant; a row that stood then. */
const STOOD = (n: number): string => `v.known_from <= $${n} and v.known_until > $${n}`

async function readReading({ db, parts: [code, kind = '', at, factor], knownAt }: Ask): Promise<Known | undefined> {
  const [place] = await db.query<{ siteId: number; factorId: number; unit: string }>(
    `select s.id as "siteId", f.id as "factorId", f.unit from site as s join factor as f on f.code = $2 where s.code = $1`,
    [code, factor],
  )
  if (place === undefined) return undefined
  const { siteId, factorId, unit } = place
  const from = Number(at)
  const asked = { siteId, kind, factorIds: [factorId], from, until: from + 1, asKnownAt: knownAt }
  const [found] = await valuesKnownAt(db, asked)
  if (found === undefined) return undefined
  const { value, flag } = found
  return { value: value === null ? null : String(value), unit, inputsHash: contentHash({ value, flag }) }
}

async function readAverage({ db, parts: [code, period, at, item = ''], knownAt }: Ask): Promise<Known | undefined> {
  const [row] = await db.query<{ items: AverageItems; inputsHash: string }>(
    `select v.items, v.inputs_hash as "inputsHash" from average as v join site as s on s.id = v.site_id
      where s.code = $1 and v.period = $2 and v.at = $3 and ${STOOD(4)}`,
    [code, period, timestamptz(Number(at)), timestamptz(knownAt)],
  )
  const average = row?.items[item]
  if (row === undefined || average === undefined) return undefined
  const unit = (findFactorOfItem(item) ?? findFactorOfItem(item.split('_')[0] ?? ''))?.unit ?? null
  return { value: average.value, unit, inputsHash: row.inputsHash }
}

async function readVerdict({ db, parts: [code, subject, at, edition], knownAt }: Ask): Promise<Known | undefined> {
  const [row] = await db.query<{ aqi: number | null; body: Verdict; inputsHash: string }>(
    `select v.aqi, v.body, v.inputs_hash as "inputsHash" from verdict as v join site as s on s.id = v.site_id
      where s.code = $1 and v.subject = $2 and v.at = $3 and v.edition = $4 and ${STOOD(5)}`,
    [code, subject, timestamptz(Number(at)), edition, timestamptz(knownAt)],
  )
  if (row === undefined) return undefined
  const grade = 'class' in row.body ? row.body.class : row.aqi
  return {
    value: grade === null ? null : String(grade),
    unit: row.aqi === null ? null : 'AQI',
    inputsHash: row.inputsHash,
  }
}

async function readIndicator({ db, parts: [plan, id, period, at, basis], knownAt }: Ask): Promise<Known | undefined> {
  const [row] = await db.query<Known>(
    `select v.value::text as value, i.body ->> 'unit' as unit, v.inputs_hash as "inputsHash"
       from indicator_value as v join plan_indicator as i on i.plan_id = v.plan_id and i.id = v.indicator_id
      where v.plan_id = $1 and v.indicator_id = $2 and v.period = $3 and v.at = $4 and v.basis = $5 and ${STOOD(6)}`,
    [plan, id, period, timestamptz(Number(at)), basis, timestamptz(knownAt)],
  )
  return row
}
