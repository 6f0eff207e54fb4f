// Two editions on the same facts: what differs in their figures, in the items judged and in the verdict.
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Edition } from './edition.ts'
import { edition as findEdition } from './editions.ts'
import { evaluate, type VerdictOf } from './evaluate.ts'
import { type CatalogTable, tablesOf } from './tables.ts'
import type { Facts, Subject, Verdict } from './verdict.ts'

/** One difference; a side that has no such figure or field is null. */
type Difference = { where: string; field: string; a: string | null; b: string | null }

/** 版本比较 — differences of limits (only of the items judged), of items and of the verdict. */
export type EditionComparison<S extends Subject = Subject> = {
  subject: S
  a: VerdictOf<S>
  b: VerdictOf<S>
  /** Whether class, level or index are the same under both. */
  agree: boolean
  verdict: Difference[]
  items: Difference[]
  limits: Difference[]
}

/** Fields of a verdict that are not its result. */
const ASIDE: ReadonlySet<string> = new Set([
  'subject',
  'edition',
  'inputs',
  'settings',
  'items',
  'findings',
  'steps',
  'sureness',
])
const ASIDE_OF_ITEMS: ReadonlySet<string> = new Set(['key', 'clause', 'steps', 'limits'])

type Fields = Readonly<Record<string, unknown>>

const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function differences(where: string, a: Fields, b: Fields, aside: ReadonlySet<string>): Difference[] {
  const fields = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...fields].flatMap((field) => {
    const [left, right] = [textOf(a[field]), textOf(b[field])]
    return aside.has(field) || left === right ? [] : [{ where, field, a: left, b: right }]
  })
}

/** Items by key and, where a key occurs more than once, by its place among them. */
function byKey<T>(rows: readonly T[], key: (row: T) => string): Map<string, T> {
  const seen = new Map<string, number>()
  return new Map(
    rows.map((row) => {
      const name = key(row)
      const count = (seen.get(name) ?? 0) + 1
      seen.set(name, count)
      return [count === 1 ? name : `${name} #${count}`, row] as const
    }),
  )
}

function itemDifferences(a: Verdict, b: Verdict): Difference[] {
  const [left, right] = [a, b].map((verdict) =>
    byKey<Fields & { key: string }>(verdict.items as (Fields & { key: string })[], ({ key }) => key),
  )
  const keys = new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])
  return [...keys].flatMap((key) => differences(key, left?.get(key) ?? {}, right?.get(key) ?? {}, ASIDE_OF_ITEMS))
}

const cells = (table: CatalogTable): Map<string, Record<string, string | null>> => {
  const rows = byKey(table.rows, ({ item }) => `${table.id} ${item}`)
  return new Map(
    [...rows].map(([name, row]) => [
      name,
      Object.fromEntries(table.columns.map(({ key }, at) => [key, row.cells[at] ?? null])),
    ]),
  )
}

/** Differences of every figure of two editions, or only of the items named. */
export function compareTables(a: Edition, b: Edition, items?: ReadonlySet<string>): Difference[] {
  const read = (edition: Edition): Map<string, Record<string, string | null>> =>
    new Map(
      tablesOf(edition).flatMap((table) => {
        const rows = items ? table.rows.filter(({ item }) => items.has(item)) : table.rows
        return [...cells({ ...table, rows })]
      }),
    )
  const [left, right] = [read(a), read(b)]
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) =>
    differences(name, left.get(name) ?? {}, right.get(name) ?? {}, new Set()),
  )
}

/** Names by which the catalogue may list what was judged. */
function namesOf(verdict: Verdict): string[] {
  return verdict.items.flatMap((item) => ('column' in item ? [item.key, item.column] : [item.key]))
}

/**
 * Judges the same facts under two editions of the subject's family and reports what differs; refuses where one of them is none.
 * Facts are those of the first look: an item only one edition knows stands with null on the other side.
 */
export function compareEditions<S extends Subject>(
  subject: S,
  facts: Facts,
  a: string,
  b: string,
): EditionComparison<S> | Refusal {
  const first = evaluate(subject, facts, { edition: a })
  if (isRefusal(first)) return first
  const second = evaluate(subject, facts, { edition: b })
  if (isRefusal(second)) return second
  const [left, right] = [findEdition(a), findEdition(b)]
  const [one, two]: [Verdict, Verdict] = [first, second]
  const verdict = differences('verdict', one as unknown as Fields, two as unknown as Fields, ASIDE)
  return {
    subject,
    a: first,
    b: second,
    agree: verdict.length === 0,
    verdict,
    items: itemDifferences(one, two),
    limits: left && right ? compareTables(left, right, new Set([...namesOf(one), ...namesOf(two)])) : [],
  }
}
