// Whether what a scheme refers to outside itself is there: parts of the plan, indicators, procedures.
import { fault, inside, type Place } from '#domain/plans/pack-shape.ts'
import { findNearest } from '#kit/nearest.ts'
import type { Refusal } from '#kit/refusal.ts'
import type { Scheme, SchemeItem, Source } from './scheme.ts'

/** Ids that the plan holds. */
export type KnownIds = { parts: ReadonlySet<string>; indicators: ReadonlySet<string>; procedures: ReadonlySet<string> }
type Reference = { to: string; of: keyof KnownIds; place: Place }

/** A basis that is no part of the plan is the name of a law or document. */
const PLAN_PART = /^c\d{2}(\.|$)/

/** References that lead nowhere, each with the id that was most likely meant. */
export function checkSchemeReferences(
  { refs, items }: Pick<Scheme, 'refs' | 'items'>,
  file: string,
  known: KnownIds,
): Refusal[] {
  const place = { file, path: '$' }
  const all = [...partsIn(refs, inside(place, 'refs')), ...ofItems(items, inside(place, 'items'))]
  return all.filter(({ to, of }) => !known[of].has(to)).map((one) => lost(one, known[one.of]))
}

function lost({ to, place }: Reference, ids: ReadonlySet<string>): Refusal {
  const meant = findNearest(to, [...ids])
  return fault('reference-lost', place, {
    zh: `规划没有 ${to}${meant === undefined ? '' : `，是否为 ${meant}？`}`,
    en: `the plan has no ${to}${meant === undefined ? '' : `: is it ${meant}?`}`,
  })
}

const partsIn = (refs: readonly string[] = [], place: Place): Reference[] =>
  refs.flatMap((to, n) => (PLAN_PART.test(to) ? [{ to, of: 'parts' as const, place: inside(place, n) }] : []))

const ofItems = (items: readonly SchemeItem[], place: Place): Reference[] =>
  items.flatMap((item, n) => {
    const here = inside(place, n)
    return [
      ...partsIn(item.refs, inside(here, 'refs')),
      ...(item.rule === undefined ? [] : ofSource(item.rule.source, inside(inside(here, 'rule'), 'source'))),
      ...ofItems(item.items ?? [], inside(here, 'items')),
    ]
  })

function ofSource(source: Source, place: Place): Reference[] {
  if (source.from === 'indicator')
    return [{ to: source.indicator, of: 'indicators', place: inside(place, 'indicator') }]
  if (source.from === 'cases')
    return (source.procedures ?? []).map((to, n) => ({
      to,
      of: 'procedures',
      place: inside(inside(place, 'procedures'), n),
    }))
  return source.from === 'obligations' && source.node !== undefined
    ? [{ to: source.node, of: 'parts', place: inside(place, 'node') }]
    : []
}
