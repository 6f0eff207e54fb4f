// Answers a question about observations: filtered, in order, a page of them, and how many there are.
import { firstValue, holds, orderOf, type World } from '#domain/sensorthings/evaluate.ts'
import { pathsOf } from '#domain/sensorthings/expression.ts'
import type { Query } from '#domain/sensorthings/parse-query.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { attach } from './attach.ts'
import { countOwn, countReadings } from './count.ts'
import type { Entity } from './entity.ts'
import { mergeStreams } from './merge-streams.ts'
import { compareObservations, type Observation, toEntity } from './observation.ts'
import { type Plan, planObservations } from './observation-plan.ts'
import { streamOwn } from './own-stream.ts'
import { streamReadings } from './reading-stream.ts'

export type Scope = {
  db: Database
  world: World<Entity>
  /** Datastreams whose observations are asked for; narrowed to one feature of interest where it is given. */
  datastreams: readonly Entity[]
  featureId?: number
  /** Whether these are all datastreams there are. */
  isEvery: boolean
}
export type Page = { entities: Entity[]; hasMore: boolean; count?: number }

/** A question that must look at more rows than this one by one is refused. */
const MOST_ROWS = 2_000_000
const MOST_SORTED = 300_000

const tooMuch = (): Refusal =>
  refuse('sensorthings.too-large', {
    zh: '要逐条查看的观测过多：请用 Datastream 或 phenomenonTime 缩小范围',
    en: 'Cannot look at so many observations one by one: narrow the question by Datastream or phenomenonTime',
  })

export async function readObservations(scope: Scope, query: Query, top: number): Promise<Page | Refusal> {
  const plan = planObservations(query.filter, scope.datastreams, scope.world)
  const direction = timeDirection(query)
  if (direction === undefined) return sortedPage(scope, { plan, query, top })
  return streamedPage(scope, { plan, query, top, isDescending: direction === 'desc' })
}

/** Newest first where nothing is said; undefined where the order is not that of time. */
function timeDirection({ orderby }: Query): 'asc' | 'desc' | undefined {
  const [key, ...more] = orderby
  if (!key) return 'desc'
  const isTime = key.by.is === 'path' && key.by.steps.length === 1 && key.by.steps[0] === 'phenomenonTime'
  return isTime && more.length === 0 ? (key.isDescending ? 'desc' : 'asc') : undefined
}

type Ask = { plan: Plan; query: Query; top: number }

async function streamedPage(
  scope: Scope,
  { plan, query, top, isDescending }: Ask & { isDescending: boolean },
): Promise<Page | Refusal> {
  const until = query.skip + top
  const wantsCount = query.count && needsEachRow(plan, scope)
  const found: Observation[] = []
  let seen = 0
  let looked = 0
  for await (const piece of streamOf(scope, plan, { isDescending, wanted: until + 1 })) {
    const kept = await keep(scope, plan, piece)
    found.push(...kept.slice(Math.max(0, query.skip - seen), Math.max(0, until - seen)))
    seen += kept.length
    looked += piece.length
    if (seen > until && !wantsCount) break
    if (looked > MOST_ROWS) return tooMuch()
  }
  if (!needsExtras(plan)) await attach(scope.db, found)
  const page = { entities: found.map(toEntity), hasMore: seen > until }
  return query.count ? { ...page, count: wantsCount ? seen : await countOf(scope.db, plan) } : page
}

async function sortedPage(scope: Scope, { plan, query, top }: Ask): Promise<Page | Refusal> {
  const all: Observation[] = []
  for await (const piece of streamOf(scope, plan, { isDescending: false, wanted: MOST_SORTED })) {
    all.push(...(await keep(scope, plan, piece)))
    if (all.length > MOST_SORTED) return tooMuch()
  }
  const isPlain = query.orderby.every(({ by }) => pathsOf(by).every(([step = '']) => PLAIN.has(step)))
  if (!isPlain && !needsExtras(plan)) await attach(scope.db, all)
  const keyed = all.map((observation) => {
    const entity = toEntity(observation)
    return { observation, keys: query.orderby.map(({ by }) => firstValue(by, entity, scope.world)) }
  })
  keyed.sort((a, b) => {
    for (const [n, { isDescending }] of query.orderby.entries()) {
      const order = orderOf(a.keys[n] ?? null, b.keys[n] ?? null)
      if (order !== 0) return isDescending ? -order : order
    }
    return compareObservations(a.observation, b.observation, false)
  })
  const page = keyed.slice(query.skip, query.skip + top).map(({ observation }) => observation)
  if (isPlain && !needsExtras(plan)) await attach(scope.db, page)
  return {
    entities: page.map(toEntity),
    hasMore: all.length > query.skip + top,
    ...(query.count ? { count: all.length } : {}),
  }
}

/** What a row says without its extras. */
const PLAIN: ReadonlySet<string> = new Set(['phenomenonTime', 'result', 'Datastream', 'id', '@iot.id'])
const needsExtras = ({ rest }: Plan): boolean =>
  rest.some((part) => pathsOf(part).some(([step = '']) => !PLAIN.has(step)))

const needsEachRow = ({ rest, values }: Plan, { featureId }: Scope): boolean =>
  rest.length > 0 || values.length > 0 || featureId !== undefined

type Order = { isDescending: boolean; wanted: number }

function streamOf(scope: Scope, plan: Plan, order: Order): AsyncIterable<Observation[]> {
  const asked = { datastreams: plan.datastreams, times: plan.times, values: plan.values, ...order }
  const isEvery = scope.isEvery && plan.datastreams.length === scope.datastreams.length
  return mergeStreams([streamReadings(scope.db, asked), streamOwn(scope.db, { ...asked, isEvery })], (a, b) =>
    compareObservations(a, b, order.isDescending),
  )
}

/** The rows of a piece that meet what memory and index could not answer. */
async function keep(scope: Scope, plan: Plan, piece: readonly Observation[]): Promise<readonly Observation[]> {
  const { featureId, db, world } = scope
  if (plan.rest.length === 0 && featureId === undefined) return piece
  if (needsExtras(plan) || featureId !== undefined) await attach(db, piece)
  return piece.filter((observation) => {
    const entity = toEntity(observation)
    if (featureId !== undefined && !entity.links.FeatureOfInterest?.includes(featureId)) return false
    return plan.rest.every((part) => holds(part, entity, world))
  })
}

async function countOf(db: Database, plan: Plan): Promise<number> {
  const [readings, own] = await Promise.all([countReadings(db, plan), countOwn(db, plan)])
  return readings + own
}
