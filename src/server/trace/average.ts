// An average of one item: the hours, days, months or points it is the mean of, and the verdict and averages above it.
import { formatRef } from '#contract/trace-ref.ts'
import type { AverageItem } from '#domain/monitoring/average-items.ts'
import { findFactorOfItem } from '#domain/monitoring/factors.ts'
import type { EffectiveValue } from '#domain/quality/effective.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingDate, DAY_MS, endOf, HOUR_MS, startOf } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { loadEffective } from '../quality-book.ts'
import {
  type AverageRow,
  averagesAt,
  averagesWithin,
  averageValue,
  averageVersions,
  type Period,
  unitOf,
} from './average-rows.ts'
import { bottomRecords } from './bottom-records.ts'
import { indicatorsCounting } from './indicator-links.ts'
import {
  type Ask,
  both,
  clock,
  emptyNode,
  facts,
  instantOf,
  linkTo,
  notFound,
  pageOf,
  partOf,
  periodText,
  type TraceLink,
  type TraceNode,
} from './node.ts'
import {
  dataState,
  districtsOf,
  evaluationPoints,
  exactValue,
  findTracedFactor,
  findTracedSite,
  siteWords,
  type TracedFactor,
  type TracedSite,
} from './sites.ts'
import { standingNote } from './standing.ts'
import { gradeText, verdictsAt } from './verdict-rows.ts'
import { itemWords, joined, periodWords, pollutantOf, subjectWords } from './words.ts'

type Key = { site: TracedSite; period: Period; at: number; item: string; nowMs: number }

/** `average/<site code>/<period>/<ms>/<item>` */
export async function readAverage(ask: Ask): Promise<TraceNode | Refusal> {
  const { db, ref } = ask
  const site = await findTracedSite(db, partOf(ask, 0), ref)
  if (isRefusal(site)) return site
  const [period, at, item] = [partOf(ask, 1) as Period, Number(partOf(ask, 2)), partOf(ask, 3)]
  const versions = (await averageVersions(db, { siteId: site.id, period, at })).filter(({ items }) => item in items)
  const newest = versions.at(-1)
  if (newest === undefined) return notFound(ref, '没有这个均值', 'There is no such average')
  const average = newest.items[item]
  const key: Key = { site, period, at, item, nowMs: ask.nowMs }
  const inputs = await inputsOf(db, key)
  return {
    ...emptyNode(ref, 'average', joined(' · ', siteWords(site), itemWords(item), periodWords(period))),
    ...averageValue(item, average),
    at,
    state: dataState(site),
    facts: factsOf(key, average, newest),
    explanation: average === undefined ? null : explanationOf(item, average),
    revisions: versions.length > 1 ? revisionsOf(versions, item) : [],
    ...pageOf(inputs, ask),
    records: await bottomRecords(db, site, { period, at }),
    up: Number.isFinite(newest.knownUntil) ? [] : await restingOn(db, key),
  }
}

function factsOf({ site, period, at }: Key, average: AverageItem | undefined, row: AverageRow): TraceNode['facts'] {
  return facts(
    ['站点', 'Site', site.name],
    ['时段', 'Period', periodText(period, at)],
    ['有效 / 应有', 'Valid / expected', average === undefined ? null : `${average.used} / ${average.expected}`],
    ['是否有效', 'Valid', average === undefined ? null : average.valid ? '✓' : '✗'],
    ['未修约', 'Before rounding', average?.exact],
    ['算得于', 'Computed at', clock(row.knownFrom)],
    ['现状', 'Now', Number.isFinite(row.knownUntil) ? '已撤回，只留历史' : null],
  )
}

function explanationOf(item: string, { value, exact, used, expected, why }: AverageItem): TraceNode['explanation'] {
  const name = itemWords(item)
  const reason = why ? [{ zh: why.zh, en: why.en, children: [] }] : []
  return {
    zh: `${name.zh}：有效 ${used} 个，应有 ${expected} 个`,
    en: `${name.en}: ${used} valid of ${expected}`,
    ...(value === null ? {} : { value: `${value} ${unitOf(item) ?? ''}`.trim() }),
    ...(exact === undefined || value === null ? {} : { formula: `${exact} → ${value}` }),
    children: reason,
  }
}

const revisionsOf = (versions: readonly AverageRow[], item: string): TraceNode['revisions'] =>
  versions
    .map((row, n) => ({
      value: row.items[item]?.value ?? null,
      flag: null,
      knownFrom: instantOf(row.knownFrom),
      knownUntil: instantOf(row.knownUntil),
      reason: n === 0 ? 'first' : 're-evaluated',
      author: '',
    }))
    .reverse()

function inputsOf(db: Database, key: Key): Promise<TraceLink[]> {
  const { site, period } = key
  if (site.kind === 'district' && period === 'day') return pointsOf(db, key)
  if (site.waterType !== null || site.kind === 'section' || site.kind === 'reservoir')
    return period === 'year' ? periodsOf(db, key, 'month') : samplesOf(db, key)
  return period === 'day' ? hoursOf(db, key) : periodsOf(db, key, 'day')
}

type Raw = { at: number; kind: string; value: number | null; flag: string | null }
type Value = Raw & { standing: EffectiveValue }

/** Values of one factor in `[from, until)` with how they stand, oldest first. */
async function valuesOf(
  db: Database,
  siteId: number,
  { factor, kinds, from, until }: { factor: TracedFactor; kinds: readonly string[]; from: number; until: number },
): Promise<Value[]> {
  const rows = await db.query<Raw>(
    `select r.at, r.kind, r.values[n.n] as value, substr(r.flags, n.n, 1) as flag
       from reading as r cross join lateral array_position(r.factors, $5::smallint) as n (n)
      where r.site_id = $1 and r.kind = any ($2) and r.at >= $3 and r.at < $4 and n.n is not null
      order by r.at, r.kind`,
    [siteId, kinds, timestamptz(from), timestamptz(until), factor.id],
  )
  const read = (await loadEffective(db, [{ siteId, from, until }]))(siteId)
  return rows.map((row) => ({ ...row, standing: read({ ...row, factorId: factor.id, flag: row.flag ?? 'N' }) }))
}

const factorOfItem = (db: Database, item: string): Promise<TracedFactor | undefined> =>
  findTracedFactor(db, findFactorOfItem(pollutantOf(item))?.code ?? item)

const MISSING = { zh: '缺测', en: 'missing' }
const NO_AVERAGE = { zh: '没有数据', en: 'no data' }

function readingLink(site: TracedSite, factor: TracedFactor, { at, kind, value, flag, standing }: Value): TraceLink {
  return linkTo('reading', both(periodText(kind, at)), {
    ref: formatRef('reading', site.code, kind, at, factor.code),
    value: exactValue(standing.value, factor),
    unit: factor.unit,
    flag,
    counted: standing.counts,
    note: value === null && standing.by === 'device' ? MISSING : standingNote(standing, flag),
  })
}

/** All hours of the day, those that are missing too. */
async function hoursOf(db: Database, { site, at, item, nowMs }: Key): Promise<TraceLink[]> {
  const factor = await factorOfItem(db, item)
  if (factor === undefined) return []
  const until = Math.min(at + DAY_MS, startOf('hour', nowMs))
  const values = await valuesOf(db, site.id, { factor, kinds: ['hour'], from: at, until: at + DAY_MS })
  const hours = Array.from({ length: 24 }, (_, n) => at + n * HOUR_MS)
  return hours.flatMap((hour) => {
    const value = values.find((one) => one.at === hour)
    if (value !== undefined) return [readingLink(site, factor, value)]
    if (hour >= until) return []
    return [linkTo('reading', both(periodText('hour', hour)), { counted: false, note: MISSING })]
  })
}

async function samplesOf(db: Database, { site, period, at, item }: Key): Promise<TraceLink[]> {
  const factor = await factorOfItem(db, item)
  if (factor === undefined) return []
  const range = { factor, kinds: ['sample', 'hour'], from: at, until: endOf(period, at) }
  return (await valuesOf(db, site.id, range)).map((value) => readingLink(site, factor, value))
}

/** Every day or month of the period up to now, those without an average too. */
async function periodsOf(
  db: Database,
  { site, period, at, item, nowMs }: Key,
  part: 'day' | 'month',
): Promise<TraceLink[]> {
  const until = endOf(period, at)
  const rows = await averagesWithin(db, [site.id], { period: part, from: at, until })
  const links: TraceLink[] = []
  for (let from = at; from < until && from <= nowMs; from = endOf(part, from)) {
    const row = rows.find((one) => one.at === from)
    links.push(averageLink({ site, part, from, item, label: periodText(part, from) }, row?.items[item]))
  }
  return links
}

type Part = { site: TracedSite; part: Period; from: number; item: string; label: string }

function averageLink({ site, part, from, item, label }: Part, average: AverageItem | undefined): TraceLink {
  if (average === undefined) return linkTo('average', both(label), { counted: false, note: NO_AVERAGE })
  return linkTo('average', both(label), {
    ref: formatRef('average', site.code, part, from, item),
    ...averageValue(item, average),
    counted: average.valid && average.value !== null,
    note: average.why ? { zh: average.why.zh, en: average.why.en } : null,
  })
}

async function pointsOf(db: Database, { site, at, item }: Key): Promise<TraceLink[]> {
  const points = await evaluationPoints(db, site)
  const rows = await averagesWithin(
    db,
    points.map(({ id }) => id),
    { period: 'day', from: at, until: at + 1 },
  )
  return points.map((point) => {
    const row = rows.find(({ siteId }) => siteId === point.id)
    const label = siteWords(point)
    return { ...averageLink({ site: point, part: 'day', from: at, item, label: label.zh }, row?.items[item]), label }
  })
}

async function restingOn(db: Database, key: Key): Promise<TraceLink[]> {
  const { site, period, at, item } = key
  const isWater = site.kind === 'section' || site.kind === 'reservoir'
  const subject = isWater ? `water-${period}` : 'air-day'
  const above: [Period, number][] = [
    ...(period === 'day' ? [['month', startOf('month', at)] as [Period, number]] : []),
    ...(period !== 'year' && (isWater || period === 'day') ? [['year', startOf('year', at)] as [Period, number]] : []),
  ]
  const [verdicts, averages, districts, indicators] = await Promise.all([
    isWater || period === 'day' ? verdictsAt(db, site.id, { at, subjects: [subject] }) : [],
    averagesAt(db, site.id, above),
    period === 'day' ? districtAverages(db, key) : [],
    indicatorsCounting(db, { at, probe: { site: site.code, at, period, item } }),
  ])
  return [
    ...verdicts
      .filter(
        ({ body }) => 'items' in body && body.items.some(({ key: name }) => pollutantOf(name) === pollutantOf(item)),
      )
      .map((verdict) =>
        linkTo('verdict', joined(' · ', subjectWords(verdict.subject), both(verdict.edition)), {
          ref: formatRef('verdict', site.code, verdict.subject, at, verdict.edition),
          value: gradeText(verdict),
          at,
        }),
      ),
    ...averages
      .filter(({ items }) => item in items)
      .map((row) =>
        linkTo('average', joined(' ', both(periodText(row.period, row.at)), periodWords(row.period)), {
          ref: formatRef('average', site.code, row.period, row.at, item),
          ...averageValue(item, row.items[item]),
        }),
      ),
    ...districts,
    ...indicators,
  ]
}

async function districtAverages(db: Database, { site, at, item }: Key): Promise<TraceLink[]> {
  const districts = await districtsOf(db, site)
  const rows = await averagesWithin(
    db,
    districts.map(({ id }) => id),
    { period: 'day', from: at, until: at + 1 },
  )
  return districts.flatMap((district) => {
    const average = rows.find(({ siteId }) => siteId === district.id)?.items[item]
    if (average === undefined) return []
    return [
      linkTo('average', joined(' · ', siteWords(district), both(beijingDate(at))), {
        ref: formatRef('average', district.code, 'day', at, item),
        ...averageValue(item, average),
      }),
    ]
  })
}
