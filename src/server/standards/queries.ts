// The catalogue as the standards browser reads it: families in time, one edition with its tables, a search over items and rules.
import type { EditionBrief, EditionFamily } from '#contract/standards.ts'
import type { Edition, Sureness } from '#domain/standards/edition.ts'
import { EDITIONS, edition, editionsOf, startOfDate } from '#domain/standards/editions.ts'
import { FAMILY_WORDS } from '#domain/standards/families.ts'
import { type CatalogTable, tablesOf } from '#domain/standards/tables.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'

const MOST_HITS = 200

const tables = new Map<string, CatalogTable[]>()

/** Tables of an edition, made once: the catalogue does not change while the process runs. */
function tablesOnce(entry: Edition): CatalogTable[] {
  const known = tables.get(entry.id) ?? tablesOf(entry)
  tables.set(entry.id, known)
  return known
}

function stateAt(entry: Edition, nowMs: number): EditionBrief['state'] {
  if (startOfDate(entry.from) > nowMs) return 'coming'
  return entry.until !== null && startOfDate(entry.until) <= nowMs ? 'superseded' : 'in-force'
}

const isUnverified = ({ sureness }: { sureness: Sureness }): boolean => sureness === 'memory'

export function briefOf(entry: Edition, nowMs: number): EditionBrief {
  const figures = tablesOnce(entry).flatMap((table) => table.rows)
  return {
    id: entry.id,
    code: entry.code,
    title: { zh: entry.zh, en: entry.en },
    family: entry.family,
    issuer: entry.issuer,
    issued: entry.issued,
    from: entry.from,
    until: entry.until,
    state: stateAt(entry, nowMs),
    sureness: entry.sureness,
    figures: figures.length,
    rules: entry.rules.length,
    unverified: figures.filter(isUnverified).length + entry.rules.filter(isUnverified).length,
  }
}

/** Families in the order of the catalogue, each with its editions oldest first; with `q` only those that match somewhere. */
export function listFamilies(
  q: string,
  nowMs: number,
): { families: EditionFamily[]; hits: { edition: string; where: string; text: string }[] } {
  const wanted = q.trim().toLowerCase()
  const hits = wanted === '' ? [] : EDITIONS.flatMap((entry) => hitsOf(entry, wanted))
  const matching = new Set(hits.map(({ edition: id }) => id))
  const shown = EDITIONS.filter((entry) => wanted === '' || matching.has(entry.id))
  const byFamily = Map.groupBy(shown, ({ family }) => family)
  return {
    families: [...byFamily].map(([family, entries]) => ({
      id: family,
      title: FAMILY_WORDS[family],
      editions: entries.map((entry) => briefOf(entry, nowMs)),
    })),
    hits: hits.slice(0, MOST_HITS),
  }
}

function hitsOf(entry: Edition, wanted: string): { edition: string; where: string; text: string }[] {
  const holds = (...texts: string[]): boolean => texts.some((text) => text.toLowerCase().includes(wanted))
  const hit = (where: string, text: string) => ({ edition: entry.id, where, text })
  const head = holds(entry.code, entry.id, entry.zh, entry.en) ? [hit('title', `${entry.code} ${entry.zh}`)] : []
  const rules = entry.rules.filter((rule) => holds(rule.zh, rule.en, rule.source)).map((rule) => hit('rule', rule.zh))
  const items = tablesOnce(entry).flatMap((table) =>
    table.rows
      .filter((row) => holds(row.item, row.name?.zh ?? '', row.name?.en ?? ''))
      .map((row) => hit('item', `${row.name?.zh ?? row.item} · ${row.source}`)),
  )
  return [...head, ...items, ...rules]
}

/** One edition for its page. */
export function readEdition(id: string, nowMs: number) {
  const entry = edition(id)
  if (!entry) return notFound(id)
  return {
    ...briefOf(entry, nowMs),
    familyTitle: FAMILY_WORDS[entry.family],
    ruleList: entry.rules.map((rule) => ({
      id: rule.id,
      text: { zh: rule.zh, en: rule.en },
      formula: 'formula' in rule && typeof rule.formula === 'string' ? rule.formula : null,
      source: rule.source,
      sureness: rule.sureness,
    })),
    tables: tablesOnce(entry),
    neighbours: editionsOf(entry.family).map((one) => briefOf(one, nowMs)),
  }
}

const notFound = (id: string): Refusal =>
  refuse('standards.not-found', `Cannot show “${id}” as the catalogue has no such edition`)
