// Full-text search over obligations, measures and paragraphs of a plan: synonyms, filters, ranking, highlights, pages.
import { type Normal, normalise, readTerms, type Span, type Term } from './normalise.ts'
import type { Obligation, Pack } from './pack.ts'
import type { PlanText } from './plan-text.ts'

export type SearchKind = 'obligation' | 'measure' | 'paragraph'

/** A piece of the plan made ready for searching. */
type Entry = {
  kind: SearchKind
  id: string
  nodeId: string
  chapterId: string
  path: string
  obligation: Obligation | null
  fields: { text: string; weight: number; normal: Normal }[]
}

export type PlanSearch = { entries: readonly Entry[] }

/** Filters are joined with "and"; pages count from 1. Measures and paragraphs have no verb, role, domain or target. */
export type SearchQuery = {
  q: string
  chapter?: string
  verb?: string
  role?: 'lead' | 'assist'
  hasTarget?: boolean
  domain?: string
  kind?: SearchKind
  page?: number
  pageSize?: number
}

export type SearchHit = {
  kind: SearchKind
  id: string
  /** The measure, section or chapter to open. */
  nodeId: string
  text: string
  /** Half-open ranges of `text`, in characters, apart and in order. */
  highlight: Span[]
  path: string
  verb: string | null
  role: 'lead' | 'assist' | null
  hasTarget: boolean
}

/** `verbs` counts the hits of every verb before the verb filter, for the filter's own list. */
export type SearchResult = {
  rows: SearchHit[]
  total: number
  page: number
  pageSize: number
  verbs: Record<string, number>
}

const TITLE = 4
const TRANSLATION = 2
const DETAIL = 1
const KIND_BONUS: Record<SearchKind, number> = { obligation: 0.6, measure: 0.5, paragraph: 0 }

/** Prepares a pack, and its imported official text where there is one, for searching. */
export function buildSearch(pack: Pack, text?: PlanText): PlanSearch {
  return { entries: [...listPackEntries(pack), ...(text === undefined ? [] : listParagraphEntries(text))] }
}

function field(text: string, weight: number): Entry['fields'][number] {
  return { text, weight, normal: normalise(text) }
}

function listPackEntries(pack: Pack): Entry[] {
  return pack.chapters.flatMap((chapter) =>
    chapter.sections.flatMap((section) => {
      const path = `${chapter.titleZh} › ${section.titleZh}`
      return section.measures.flatMap((measure): Entry[] => {
        const place = { nodeId: measure.id, chapterId: chapter.id, path }
        const title = measure.headlineZh ?? section.titleZh
        return [
          {
            kind: 'measure',
            id: measure.id,
            ...place,
            obligation: null,
            fields: [field(title, TITLE), field(measure.headlineEn, TRANSLATION), field(measure.id, DETAIL)],
          },
          ...measure.obligations.map(
            (obligation): Entry => ({
              kind: 'obligation',
              id: obligation.id,
              ...place,
              obligation,
              fields: [
                field(obligation.titleZh, TITLE),
                field(obligation.titleEn, TRANSLATION),
                ...listDetails(obligation).map((detail) => field(detail, DETAIL)),
              ],
            }),
          ),
        ]
      })
    }),
  )
}

function listDetails(obligation: Obligation): string[] {
  const { targets = [], named = [], counterparts = [] } = obligation
  return [
    obligation.id,
    obligation.anchor,
    [...named.map(({ name }) => name), ...counterparts].join('；'),
    targets.map((one) => `${one.metricZh}${one.comparator}${one.value ?? ''}${one.unit ?? ''}`).join('；'),
    [obligation.roleNote, obligation.note].filter((note) => note !== undefined).join('；'),
  ].filter((detail) => detail !== '')
}

function listParagraphEntries(text: PlanText): Entry[] {
  return text.chapters.flatMap((chapter) => {
    const entry = (nodeId: string, path: string, { id, text: body }: { id: string; text: string }): Entry => ({
      kind: 'paragraph',
      id,
      nodeId,
      chapterId: chapter.id,
      path,
      obligation: null,
      fields: [field(body, TITLE)],
    })
    return [
      ...chapter.paragraphs.map((paragraph) => entry(chapter.id, chapter.title, paragraph)),
      ...chapter.sections.flatMap((section) => {
        const path = `${chapter.title} › ${section.title}`
        return [
          ...section.paragraphs.map((paragraph) => entry(section.id, path, paragraph)),
          ...section.measures.flatMap((measure) => measure.paragraphs.map((one) => entry(measure.id, path, one))),
        ]
      }),
    ]
  })
}

/**
 * Finds what holds every term of the query, best first; equal hits keep the order of the plan.
 * An empty query lists everything that passes the filters.
 */
export function searchPlan(search: PlanSearch, query: SearchQuery): SearchResult {
  const terms = readTerms(query.q)
  const found = search.entries
    .filter((entry) => passesFilters(entry, query))
    .flatMap((entry) => {
      const score = scoreEntry(entry, terms)
      return score === undefined ? [] : [{ entry, score }]
    })
  const verbs: Record<string, number> = {}
  for (const { entry } of found) {
    const verb = entry.obligation?.verb
    if (verb !== undefined) verbs[verb] = (verbs[verb] ?? 0) + 1
  }
  const kept = found.filter(({ entry }) => query.verb === undefined || entry.obligation?.verb === query.verb)
  if (terms.length > 0) kept.sort((a, b) => b.score - a.score)
  const page = Math.max(1, query.page ?? 1)
  const pageSize = Math.max(1, query.pageSize ?? 50)
  const shown = kept.slice((page - 1) * pageSize, page * pageSize)
  return { rows: shown.map(({ entry }) => showHit(entry, terms)), total: kept.length, page, pageSize, verbs }
}

const hasTarget = (entry: Entry): boolean => (entry.obligation?.targets ?? []).length > 0

function passesFilters(entry: Entry, query: SearchQuery): boolean {
  return (
    (query.chapter === undefined || entry.chapterId === query.chapter) &&
    (query.kind === undefined || entry.kind === query.kind) &&
    (query.role === undefined || entry.obligation?.role === query.role) &&
    (query.domain === undefined || entry.obligation?.domain === query.domain) &&
    (query.hasTarget === undefined || (entry.obligation !== null && hasTarget(entry) === query.hasTarget))
  )
}

/** Sum of the best field of each term, or undefined where a term is nowhere; early and dense matches count a little more. */
function scoreEntry(entry: Entry, terms: readonly Term[]): number | undefined {
  let score = KIND_BONUS[entry.kind]
  for (const term of terms) {
    let best = 0
    for (const { weight, normal } of entry.fields) {
      const at = normal.indexOf(term)
      if (at >= 0) best = Math.max(best, weight + 1 / (1 + at) + term.plain.length / (normal.length + 1))
    }
    if (best === 0) return undefined
    score += best
  }
  return score
}

/** Shows the field in which most terms stand, the title where equal. */
function showHit(entry: Entry, terms: readonly Term[]): SearchHit {
  const counted = entry.fields.slice(0, 2).map(({ text, normal }) => ({
    text,
    spans: terms.map((term) => normal.findAll(term)),
  }))
  const matched = (one: { spans: Span[][] }): number => one.spans.filter((spans) => spans.length > 0).length
  const best = counted.reduce((a, b) => (matched(b) > matched(a) ? b : a))
  return {
    kind: entry.kind,
    id: entry.id,
    nodeId: entry.nodeId,
    text: best.text,
    highlight: mergeSpans(best.spans.flat()),
    path: entry.path,
    verb: entry.obligation?.verb ?? null,
    role: entry.obligation?.role ?? null,
    hasTarget: hasTarget(entry),
  }
}

function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last !== undefined && span.from <= last.until) last.until = Math.max(last.until, span.until)
    else merged.push({ ...span })
  }
  return merged
}
