// A scheme line by line, as pages and files show it.
import type { SchemeLine } from '#contract/appraisal.ts'
import type { Adjustment, Scheme, SchemeItem, ScoringRule, Veto } from '#domain/appraisal/scheme.ts'
import { ruleInWords } from '#domain/appraisal/score-words.ts'

/** In reading order, parents before what is below them. */
export const linesOf = ({ items }: Pick<Scheme, 'items'>): SchemeLine[] => walk(items, { parentId: null, depth: 0 })

const walk = (
  items: readonly SchemeItem[],
  { parentId, depth }: Pick<SchemeLine, 'parentId' | 'depth'>,
): SchemeLine[] =>
  items.flatMap((item) => [
    {
      id: item.id,
      parentId,
      depth,
      name: item.name,
      weight: item.weight,
      groups: item.groups ?? null,
      refs: item.refs ?? [],
      rule: item.rule === undefined ? null : ruleInWords(item.rule),
      asks: item.rule === undefined ? null : asksOf(item.rule),
    },
    ...walk(item.items ?? [], { parentId: item.id, depth: depth + 1 }),
  ])

function asksOf({ source }: ScoringRule): SchemeLine['asks'] {
  if (source.from === 'self-report')
    return { by: 'own-report', words: source.asks, unit: source.unit, least: null, most: null }
  if (source.from !== 'reviewer') return null
  return { by: 'judged', words: source.asks, unit: source.unit, least: source.least, most: source.most }
}

export const adjustmentLine = ({ id, name, kind, each, cap, asks }: Adjustment) => {
  const sign = kind === 'bonus' ? '+' : '−'
  return {
    id,
    name,
    words: {
      zh: `${asks.zh}：每次 ${sign}${each} 分，最多 ${cap} 分`,
      en: `${asks.en}: ${sign}${each} points each, ${cap} at most`,
    },
  }
}

export const vetoLine = ({ id, name, asks, effect }: Veto) => ({
  id,
  name,
  words:
    effect.kind === 'zero'
      ? { zh: `${asks.zh}：总分记 0 分`, en: `${asks.en}: the total is 0` }
      : { zh: `${asks.zh}：总分不高于 ${effect.points} 分`, en: `${asks.en}: the total is not above ${effect.points}` },
})

/** Names of everything that earns or costs points, by id. */
export const namesOf = (scheme: Scheme) =>
  Object.fromEntries([
    ...linesOf(scheme).map(({ id, name }) => [id, name] as const),
    ...(scheme.adjustments ?? []).map(({ id, name }) => [id, name] as const),
    ...(scheme.vetoes ?? []).map(({ id, name }) => [id, name] as const),
  ])
