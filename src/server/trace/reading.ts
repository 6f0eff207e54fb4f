// One value of one site and period: its revisions, the raw records it came from, the averages and verdicts it enters.
import { formatRef } from '#contract/trace-ref.ts'
import { findFactor } from '#domain/monitoring/factors.ts'
import type { EffectiveValue } from '#domain/quality/effective.ts'
import type { Verdict } from '#domain/standards/verdict.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { startOf } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { loadEffective } from '../quality-book.ts'
import { averagesAt, averageValue } from './average-rows.ts'
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
import { recordLinks } from './record.ts'
import {
  dataState,
  exactValue,
  findTracedFactor,
  findTracedSite,
  siteWords,
  type TracedFactor,
  type TracedSite,
} from './sites.ts'
import { standingNote } from './standing.ts'
import { gradeText, verdictsAt } from './verdict-rows.ts'
import { flagNote, itemStateWords, joined, periodWords, pollutantOf, readingKindWords, subjectWords } from './words.ts'

type Value = {
  knownFrom: number
  value: number | null
  low: number | null
  high: number | null
  total: number | null
  flag: string | null
  sources: number[]
}
type Revision = Value & { knownUntil: number; reason: string; author: string }
type Key = { site: TracedSite; factor: TracedFactor; kind: string; at: number }

/** `reading/<site code>/<kind>/<ms>/<factor>` */
export async function readReading(ask: Ask): Promise<TraceNode | Refusal> {
  const { db, ref } = ask
  const [code, kind, at] = [partOf(ask, 0), partOf(ask, 1), Number(partOf(ask, 2))]
  const site = await findTracedSite(db, code, ref)
  if (isRefusal(site)) return site
  const factor = await findTracedFactor(db, partOf(ask, 3))
  if (factor === undefined) return notFound(ref, '没有这个监测因子', 'There is no such factor')
  const key: Key = { site, factor, kind, at }
  const [now, past] = await Promise.all([findValue(db, key), listRevisions(db, key)])
  if (now === undefined && past.length === 0) return notFound(ref, '没有这个监测数据', 'There is no such reading')
  const read = (await loadEffective(db, [{ siteId: site.id, from: at, until: at + 1 }]))(site.id)
  const standing = read({ factorId: factor.id, kind, at, value: now?.value ?? null, flag: now?.flag ?? 'N' })
  const sources = now?.sources ?? past.at(-1)?.sources ?? []
  return {
    ...emptyNode(ref, 'reading', joined(' · ', siteWords(site), factor, readingKindWords(kind))),
    value: exactValue(now?.value ?? null, factor),
    unit: factor.unit,
    at,
    state: dataState(site),
    facts: factsOf(key, now, standing),
    revisions: revisionsOf(now, past, factor),
    ...pageOf(await recordLinks(db, sources, factor.code), ask),
    up: now === undefined ? [] : await restingOn(db, key, { now, standing }),
  }
}

async function findValue(db: Database, { site, factor, kind, at }: Key): Promise<Value | undefined> {
  const [row] = await db.query<Value>(
    `select r.known_from as "knownFrom", r.values[n.n] as value, r.low[n.n] as low, r.high[n.n] as high,
            r.total[n.n] as total, substr(r.flags, n.n, 1) as flag, r.sources
       from reading as r cross join lateral array_position(r.factors, $4::smallint) as n (n)
      where r.site_id = $1 and r.at = $2 and r.kind = $3 and n.n is not null`,
    [site.id, timestamptz(at), kind, factor.id],
  )
  return row
}

/** Oldest first. */
const listRevisions = (db: Database, { site, factor, kind, at }: Key): Promise<Revision[]> =>
  db.query<Revision>(
    `select v.known_from as "knownFrom", v.known_until as "knownUntil", v.value, v.low, v.high, v.total, v.flag,
            v.sources, v.reason, v.author
       from reading_revision as v
      where v.site_id = $1 and v.at = $2 and v.kind = $3 and v.factor_id = $4 order by v.known_until`,
    [site.id, timestamptz(at), kind, factor.id],
  )

function factsOf(
  { site, kind, at, factor }: Key,
  now: Value | undefined,
  standing: EffectiveValue,
): TraceNode['facts'] {
  const flagged = flagNote(now?.flag ?? null)
  const said = standing.by === 'device' ? null : standingNote(standing, null)
  return facts(
    ['站点', 'Site', site.name],
    ['时段', 'Period', periodText(kind, at)],
    ['标记', 'Flag', now === undefined ? null : (flagged?.zh ?? 'N')],
    ['质控', 'Quality control', said?.zh ?? null],
    ['有效值', 'Standing value', standing.by === 'correction' ? exactValue(standing.value, factor) : null],
    ['最小值', 'Minimum', now?.low],
    ['最大值', 'Maximum', now?.high],
    ['累计量', 'Total', now?.total],
    ['首次入库', 'First stored', now === undefined ? null : clock(now.knownFrom)],
    ['现状', 'Now', now === undefined ? '已撤回，只留历史' : null],
  )
}

/**
 * Every version, newest first. A stored revision names what ended it; here each version carries what brought it,
 * which is what ended the one before.
 */
function revisionsOf(now: Value | undefined, past: readonly Revision[], factor: TracedFactor): TraceNode['revisions'] {
  const last = past.at(-1)
  const versions: (Value & { knownUntil: number })[] = [...past]
  if (now !== undefined) {
    versions.push({ ...now, knownFrom: last?.knownUntil ?? now.knownFrom, knownUntil: Number.POSITIVE_INFINITY })
  }
  return versions
    .map((version, n) => ({
      value: exactValue(version.value, factor),
      flag: version.flag,
      knownFrom: instantOf(version.knownFrom),
      knownUntil: instantOf(version.knownUntil),
      reason: past[n - 1]?.reason ?? 'first',
      author: past[n - 1]?.author ?? '',
    }))
    .reverse()
}

type Standing = { now: Value; standing: EffectiveValue }

async function restingOn(db: Database, key: Key, { now, standing }: Standing): Promise<TraceLink[]> {
  // A factor that no standard names goes by its code.
  const item = findFactor(key.factor.code)?.item ?? key.factor.code
  const { site, at } = key
  const [verdicts, averages] = await Promise.all([
    verdictsAt(db, site.id, { at, subjects: ['air-hour', 'water-sample'] }),
    averagesAt(db, site.id, [
      ['day', startOf('day', at)],
      ['month', startOf('month', at)],
    ]),
  ])
  const { counts } = standing
  const note = standingNote(standing, now.flag)
  return [
    ...verdicts.flatMap((verdict) => {
      const part = partIn(verdict.body, item)
      if (part === undefined) return []
      const state = itemStateWords(part.status)
      return [
        linkTo('verdict', joined(' · ', subjectWords(verdict.subject), both(verdict.edition)), {
          ref: formatRef('verdict', site.code, verdict.subject, at, verdict.edition),
          value: gradeText(verdict),
          at,
          counted: !['missing', 'rejected', 'not-monitored'].includes(part.status),
          note: note ?? state,
        }),
      ]
    }),
    ...averages.flatMap((average) =>
      // Months of air are means of days, not of hours.
      average.period === 'month' && site.waterType === null
        ? []
        : Object.entries(average.items)
            .filter(([name]) => pollutantOf(name) === item)
            .map(([name, one]) =>
              linkTo('average', joined(' · ', both(name), periodWords(average.period)), {
                ref: formatRef('average', site.code, average.period, average.at, name),
                ...averageValue(name, one),
                at: average.at,
                counted: counts,
                note,
              }),
            ),
    ),
  ]
}

function partIn(body: Verdict, item: string): { status: string } | undefined {
  const items: readonly { key: string; status: string }[] = 'items' in body ? body.items : []
  return items.find(({ key }) => pollutantOf(key) === item)
}
