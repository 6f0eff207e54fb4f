// Averages over hours, days, months or years of Beijing time, computed by the store, each with its completeness.

import { SIGNS, STATE_MEANINGS } from '#domain/quality/flag-vocabulary.ts'
import type { Aggregation, Query } from '#domain/sensorthings/parse-query.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { endOf, startOf } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { type Entity, periodMs } from './entity.ts'
import { type HourSum, isDense, keptHours, sumHours } from './hour-sums.ts'
import { spanText } from './observation.ts'
import { type Plan, planObservations } from './observation-plan.ts'
import type { Page } from './observations.ts'
import { type Level, MOST_TOP, type Service, scopeOf, USUAL_TOP } from './service.ts'
import { type Range, rangeOfAll } from './time-conditions.ts'

type Bucket = {
  at: number
  mean: number | null
  least: number | null
  greatest: number | null
  valid: number
  all: number
}

/** HJ 212 flags whose values enter an average. */
const COUNTED = Object.entries(SIGNS['hj212-2017'])
  .filter(([, state]) => STATE_MEANINGS[state].counts)
  .map(([sign]) => sign)

const refusal = (zh: string, en: string): Refusal =>
  refuse('sensorthings.bad-query', { zh, en: `Cannot average ${en}` })

/** Refuses more than one datastream, and conditions on anything but `phenomenonTime`. */
export async function readAverages(service: Service, level: Level, query: Query): Promise<Page | Refusal> {
  const scope = await scopeOf(service, level, query.filter)
  const plan = planObservations(query.filter, scope.datastreams, scope.world)
  const [datastream, ...more] = plan.datastreams
  if (!datastream || more.length > 0 || scope.featureId !== undefined) {
    return refusal(
      '只能对一个数据流求均值',
      'over several datastreams: ask below one, as in /Datastreams(1)/Observations',
    )
  }
  if (plan.rest.length > 0 || plan.values.length > 0) {
    return refusal('均值只能按 phenomenonTime 过滤', 'with other conditions than comparisons of phenomenonTime')
  }
  const isDescending = directionOf(query)
  if (isDescending === undefined)
    return refusal('均值只能按 phenomenonTime 排序', 'in another order than that of phenomenonTime')
  const top = Math.min(query.top ?? USUAL_TOP, MOST_TOP)
  const unit = query.aggregation ?? 'hour'
  const buckets = await readBuckets(service.db, { datastream, plan, unit, now: service.now })
  const ordered = isDescending ? buckets.toReversed() : buckets
  return {
    entities: ordered.slice(query.skip, query.skip + top).map((bucket) => averageEntity(bucket, datastream, unit)),
    hasMore: buckets.length > query.skip + top,
    ...(query.count ? { count: buckets.length } : {}),
  }
}

function directionOf({ orderby }: Query): boolean | undefined {
  const [key, ...more] = orderby
  if (!key) return true
  const isTime = key.by.is === 'path' && key.by.steps[0] === 'phenomenonTime' && more.length === 0
  return isTime ? key.isDescending : undefined
}

type Ask = { datastream: Entity; plan: Plan; unit: Aggregation; now: number }

async function readBuckets(db: Database, { datastream, plan, unit, now }: Ask): Promise<Bucket[]> {
  const { source, id } = datastream
  if (source?.is !== 'series') return gather(await ownHours(db, id, rangeOfAll(plan.times, 0)), unit)
  const range = rangeOfAll(plan.times, periodMs(source.kind))
  if (!isDense(source)) return gather(await sumHours(db, source, { range, counted: COUNTED }), unit)
  const kept = await keptHours(db, source, { range, now, counted: COUNTED })
  // Whole days that are over come from what is kept; what lies before and after them is summed up now.
  const rest =
    kept.from === kept.until
      ? [range]
      : [
          { from: range.from, until: kept.from },
          { from: kept.until, until: range.until },
        ]
  const fresh = await Promise.all(rest.map((part) => sumHours(db, source, { range: part, counted: COUNTED })))
  return gather([...(fresh[0] ?? []), ...kept.hours, ...(fresh[1] ?? [])], unit)
}

/** Sums of hours, in order, into averages of the unit; every unit is made of whole hours. */
function gather(hours: readonly HourSum[], unit: Aggregation): Bucket[] {
  const buckets: (Bucket & { sum: number })[] = []
  for (const hour of hours) {
    const at = startOf(unit, hour.at)
    const last = buckets.at(-1)
    const bucket = last?.at === at ? last : { at, mean: null, least: null, greatest: null, valid: 0, all: 0, sum: 0 }
    if (bucket !== last) buckets.push(bucket)
    bucket.sum += hour.sum
    bucket.valid += hour.valid
    bucket.all += hour.received
    bucket.least = pick(Math.min, bucket.least, hour.least)
    bucket.greatest = pick(Math.max, bucket.greatest, hour.greatest)
    bucket.mean = bucket.valid === 0 ? null : bucket.sum / bucket.valid
  }
  return buckets
}

const pick = (choose: (a: number, b: number) => number, a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : choose(a, b)

const ownHours = (db: Database, id: number, { from, until }: Range): Promise<HourSum[]> =>
  db.query<HourSum>(
    `select date_bin('1 hour', o.at, '2000-01-01 00:00:00+00') as at, count(*)::float8 as received,
            count(o.value)::float8 as valid, coalesce(sum(o.value), 0) as sum, min(o.value) as least, max(o.value) as greatest
       from sta_observation as o
      where o.datastream_id = $1 and not o.is_note and o.withdrawn_at is null and o.at >= $2 and o.at < $3
      group by 1 order by 1`,
    [id, timestamptz(from), timestamptz(until)],
  )

/** How many values a bucket should have; undefined where nobody said how often they come. */
function expectedIn(datastream: Entity, from: number, until: number): number | undefined {
  const { source, body } = datastream
  const lengthMs = until - from
  if (source?.is === 'series' && source.kind !== 'realtime' && source.kind !== 'sample') {
    return Math.max(1, Math.round(lengthMs / periodMs(source.kind)))
  }
  const { expectedIntervalS } = (body.properties ?? {}) as { expectedIntervalS?: unknown }
  if (typeof expectedIntervalS !== 'number' || expectedIntervalS <= 0) return undefined
  return Math.max(1, Math.round(lengthMs / (expectedIntervalS * 1000)))
}

/** An average as an observation without a number: it is computed, not stored. */
function averageEntity(
  { at, mean, least, greatest, valid, all }: Bucket,
  datastream: Entity,
  unit: Aggregation,
): Entity {
  const until = endOf(unit, at)
  const expected = expectedIn(datastream, at, until)
  return {
    type: 'Observation',
    id: 0,
    origin: datastream.origin,
    at,
    body: {
      phenomenonTime: spanText(at, until),
      resultTime: null,
      result: mean,
      resultQuality: {
        valid,
        received: all,
        ...(expected === undefined ? {} : { expected, completeness: Math.min(1, valid / expected) }),
      },
      parameters: { aggregation: unit, method: 'mean', low: least, high: greatest },
    },
    links: { Datastream: [datastream.id] },
  }
}
