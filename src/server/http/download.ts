// A list or series as a table that can be written as any kind of file: columns, rows in batches, and what it is about.
import type { z } from 'zod'
import type { Route } from '#contract/route.ts'
import type { Bilingual } from '#contract/wire.ts'
import type { Refusal } from '#kit/refusal.ts'
import { beijingDateTime } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'

export type Cell = string | number | boolean | null

/** 'instant': epoch ms, shown in Beijing time. `key` names the column for programs, `words` for people. */
export type Column = {
  key: string
  words: Bilingual
  kind: 'text' | 'number' | 'instant' | 'truth'
  unit?: string
  /** Digits a number is written with; as it is without. */
  decimals?: number
}

export type Table = {
  /** Place and matter, without time and ending. */
  title: Bilingual
  columns: readonly Column[]
  /** Each as long as `columns`; a batch of a few thousand at most. */
  batches: AsyncIterable<readonly (readonly Cell[])[]>
  /** Source, edition, filters: what the last line or sheet says beside the time of export. */
  about: readonly { words: Bilingual; value: string }[]
  /** Columns of longitude and latitude, WGS84, where a row has a place. */
  place?: { lon: string; lat: string }
}

export type Download = {
  route: Route
  open: (asked: { params: unknown; query: unknown }) => Promise<Table | Refusal> | Table | Refusal
}

/** Joins the route of a download with what gives its table; the query has been parsed by the route's own type. */
export const download = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
  open: (query: z.output<Q>) => Promise<Table | Refusal> | Table | Refusal,
): Download => ({
  route: route as unknown as Route,
  open: ({ query }) => open(query as z.output<Q>),
})

/** A table that stands in memory whole. */
export async function* inBatches<T>(rows: readonly T[], cellsOf: (row: T) => readonly Cell[]) {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH).map(cellsOf)
}
const BATCH = 2000

/** The district whose data these are, in front of a file's name. */
export async function districtOf(db: Database): Promise<Bilingual> {
  const [row] = await db.query<{ zh: string | null; en: string | null }>(
    `select s.value ->> 'nameZh' as zh, s.value ->> 'nameEn' as en from setting as s where s.key = 'district'`,
  )
  return { zh: row?.zh ?? '山水', en: row?.en ?? 'Shanshui' }
}

/** Where the rows come from, as the first thing a file says of itself. */
export const sourceLine = (district: Bilingual): Table['about'][number] => ({
  words: { zh: '来源', en: 'source' },
  value: `${district.zh} ${district.en} · 山水 Shanshui`,
})

/** The filters that were asked for, as one line. */
export function filterLine(query: Readonly<Record<string, unknown>>): Table['about'][number] {
  const asked = Object.entries(query).filter(
    ([name, value]) => value !== undefined && value !== '' && !MANNER.has(name),
  )
  const value = asked.map(([name, given]) => `${name}=${instantText(name, given)}`).join(', ')
  return { words: { zh: '筛选', en: 'filters' }, value: value === '' ? '—' : value }
}
const MANNER = new Set(['lang', 'about', 'sort', 'order'])
const instantText = (name: string, given: unknown): string =>
  (name === 'from' || name === 'until') && typeof given === 'number' ? beijingDateTime(given) : String(given)
