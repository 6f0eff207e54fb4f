// Readings of some series in the order of their time, read piece by piece until nobody asks for more.
import type { ReadingKind } from '#contract/sites.ts'
import { HOUR_MS } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { type Entity, endOfReading, periodMs, readingId } from './entity.ts'
import type { Observation } from './observation.ts'
import type { ValueCondition } from './observation-plan.ts'
import { type Range, rangeOfAll, type TimeCondition } from './time-conditions.ts'

export type StreamQuestion = {
  datastreams: readonly Entity[]
  times: readonly TimeCondition[]
  values: readonly ValueCondition[]
  isDescending: boolean
  /** About how many are wanted. */
  wanted: number
}

type Message = {
  siteId: number
  kind: ReadingKind
  at: number
  knownFrom: number
  flags: string
  factors: number[]
  values: (number | null)[]
  low: (number | null)[] | null
  high: (number | null)[] | null
  total: (number | null)[] | null
  sources: number[]
}

/** Messages of one site and kind, and the datastream of each factor asked for. */
type Pair = { siteId: number; kind: ReadingKind; range: Range; byFactor: Map<number, Entity> }

const COLUMNS = `r.site_id as "siteId", r.kind, r.at, r.known_from as "knownFrom", r.flags, r.factors, r.values, r.low, r.high,
  r.total, r.sources`
const LARGEST_PIECE = 2000

/** Pieces of observations, each in order; they come from the store only as they are taken. */
export async function* streamReadings(db: Database, asked: StreamQuestion): AsyncGenerator<Observation[]> {
  const pairs = pairsOf(asked).filter(({ range }) => range.from < range.until)
  const [only] = pairs
  if (!only) return
  const pieces = pairs.length === 1 ? streamPair(db, only, asked) : streamPairs(db, pairs, asked)
  const pairOf = new Map(pairs.map((pair) => [`${pair.siteId} ${pair.kind}`, pair]))
  for await (const messages of pieces) {
    yield messages.flatMap((message) => {
      const pair = pairOf.get(`${message.siteId} ${message.kind}`)
      return pair ? observationsOf(message, pair, asked) : []
    })
  }
}

function pairsOf({ datastreams, times }: StreamQuestion): Pair[] {
  const pairs = new Map<string, Pair>()
  for (const datastream of datastreams) {
    const { source } = datastream
    if (source?.is !== 'series') continue
    const { siteId, kind, factorId } = source
    const key = `${siteId} ${kind}`
    const pair = pairs.get(key) ?? { siteId, kind, range: rangeOfAll(times, periodMs(kind)), byFactor: new Map() }
    pairs.set(key, pair)
    pair.byFactor.set(factorId, datastream)
  }
  return [...pairs.values()]
}

function observationsOf(message: Message, { kind, byFactor, range }: Pair, asked: StreamQuestion): Observation[] {
  const { at, factors, values, flags, low, high, total, knownFrom, sources } = message
  if (at < range.from || at >= range.until) return []
  const found: Observation[] = []
  for (const [n, factorId] of factors.entries()) {
    const datastream = byFactor.get(factorId)
    const value = values[n] ?? null
    if (datastream?.source?.is !== 'series' || !meets(value, asked.values)) continue
    found.push({
      datastream,
      id: readingId(datastream.source.seriesId, at),
      at,
      until: endOfReading(kind, at),
      value,
      knownFrom,
      recordId: sources.at(-1) ?? null,
      flag: flags[n] ?? 'N',
      low: low?.[n] ?? null,
      high: high?.[n] ?? null,
      total: total?.[n] ?? null,
    })
  }
  // Factors rise with their number, datastreams need not: within a message the order is theirs.
  return found.sort((a, b) => (a.datastream.id - b.datastream.id) * (asked.isDescending ? -1 : 1))
}

export const meets = (value: unknown, conditions: readonly ValueCondition[]): boolean =>
  conditions.every((condition) => typeof value === 'number' && meetsOne(value, condition))

function meetsOne(value: number, { op, value: limit }: ValueCondition): boolean {
  switch (op) {
    case 'eq':
      return value === limit
    case 'ne':
      return value !== limit
    case 'lt':
      return value < limit
    case 'le':
      return value <= limit
    case 'gt':
      return value > limit
    case 'ge':
      return value >= limit
  }
}

const SIGN = { eq: '=', ne: '<>', lt: '>', le: '>=', gt: '<', ge: '<=' } as const

/** Leaves out messages none of whose values can meet a condition; the values themselves are looked at later. */
const valueHint = (values: readonly ValueCondition[]): string =>
  values.map(({ op, value }) => ` and ${JSON.stringify(value)}::float8 ${SIGN[op]} any (r.values)`).join('')

/** One site and kind: the primary key gives the order. */
async function* streamPair(db: Database, pair: Pair, asked: StreamQuestion): AsyncGenerator<Message[]> {
  const { siteId, kind, byFactor } = pair
  const range = { ...pair.range }
  const direction = asked.isDescending ? 'desc' : 'asc'
  let size = Math.min(LARGEST_PIECE, asked.wanted)
  for (;;) {
    const messages = await db.query<Message>(
      `select ${COLUMNS} from reading as r
        where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4 and r.factors && $5::smallint[]${valueHint(asked.values)}
        order by r.at ${direction} limit ${size}`,
      [siteId, kind, timestamptz(range.from), timestamptz(range.until), [...byFactor.keys()]],
    )
    yield messages
    const last = messages.at(-1)
    if (!last || messages.length < size) return
    if (asked.isDescending) range.until = last.at
    else range.from = last.at + 1
    size = LARGEST_PIECE
  }
}

/** Windows of time grow and shrink so that each holds about this many messages. */
const WINDOW_MESSAGES = { least: 500, most: 8000 }

async function* streamPairs(db: Database, pairs: readonly Pair[], asked: StreamQuestion): AsyncGenerator<Message[]> {
  const range = await boundsOf(db, pairs)
  let width = HOUR_MS / 6
  while (range.from < range.until) {
    const window = asked.isDescending
      ? { from: Math.max(range.from, range.until - width), until: range.until }
      : { from: range.from, until: Math.min(range.until, range.from + width) }
    const messages = await readWindow(db, { pairs, window, asked })
    yield messages
    if (asked.isDescending) range.until = window.from
    else range.from = window.until
    if (messages.length < WINDOW_MESSAGES.least) width *= 4
    else if (messages.length > WINDOW_MESSAGES.most) width = Math.max(60_000, width / 2)
  }
}

/** From the first to after the last message of all pairs, within what is asked. */
async function boundsOf(db: Database, pairs: readonly Pair[]): Promise<Range> {
  const [row] = await db.query<{ from: number | null; until: number | null }>(
    `select min(f.at) as "from", max(l.at) as until
       from unnest($1::int[], $2::text[]) as p (site_id, kind)
       cross join lateral (select r.at from reading as r where r.site_id = p.site_id and r.kind = p.kind
                            order by r.at limit 1) as f
       cross join lateral (select r.at from reading as r where r.site_id = p.site_id and r.kind = p.kind
                            order by r.at desc limit 1) as l`,
    [pairs.map(({ siteId }) => siteId), pairs.map(({ kind }) => kind)],
  )
  if (!row || row.from === null || row.until === null) return { from: 0, until: 0 }
  const wanted = pairs.reduce(
    (all, { range }) => ({ from: Math.min(all.from, range.from), until: Math.max(all.until, range.until) }),
    { from: Number.POSITIVE_INFINITY, until: Number.NEGATIVE_INFINITY },
  )
  return { from: Math.max(row.from, wanted.from), until: Math.min(row.until + 1, wanted.until) }
}

type WindowQuestion = { pairs: readonly Pair[]; window: Range; asked: StreamQuestion }

const readWindow = (db: Database, { pairs, window, asked }: WindowQuestion): Promise<Message[]> => {
  const direction = asked.isDescending ? 'desc' : 'asc'
  const wanted = [...new Set(pairs.flatMap(({ byFactor }) => [...byFactor.keys()]))]
  return db.query<Message>(
    `select ${COLUMNS}
       from unnest($1::int[], $2::text[], $3::int[]) as p (site_id, kind, first_id)
       join reading as r on r.site_id = p.site_id and r.kind = p.kind and r.at >= $4 and r.at < $5
      where r.factors && $6::smallint[]${valueHint(asked.values)}
      order by r.at ${direction}, p.first_id ${direction}`,
    [
      pairs.map(({ siteId }) => siteId),
      pairs.map(({ kind }) => kind),
      pairs.map(({ byFactor }) => Math.min(...[...byFactor.values()].map(({ id }) => id))),
      timestamptz(window.from),
      timestamptz(window.until),
      wanted,
    ],
  )
}
