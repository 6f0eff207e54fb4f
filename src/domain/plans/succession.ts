// What becomes of an obligation in the plan that follows: the rules of succession, and whom an obligation is most like.
import type { TermName } from '#domain/terms.ts'
import { type Likeable, likeable, likenessOf } from '#kit/nearest.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'

export const SUCCESSION_KINDS = ['carried-over', 'merged', 'superseded', 'dropped'] as const
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number]

/** What each kind is called. */
export const SUCCESSION_TERMS = {
  'carried-over': 'carriedOver',
  merged: 'merged',
  superseded: 'superseded',
  dropped: 'dropped',
} as const satisfies Record<SuccessionKind, TermName>

/** A place in a plan. */
type Place = { planId: string; id: string }

/** 任务接续 — `to` is null where the obligation is dropped. */
export type Succession = { from: Place; kind: SuccessionKind; to: Place | null; reason: string }

/** A plan as the rules see it. */
export type SuccessionPlan = { id: string; startYear: number; has: (obligationId: string) => boolean }

type Asked = { plans: readonly SuccessionPlan[]; standing: readonly Succession[] }

const wrong = (code: string, zh: string, en: string): Refusal => refuse(`succession.${code}`, { zh, en })
const isSame = (one: Place | null, other: Place | null): boolean =>
  one?.planId === other?.planId && one?.id === other?.id

/**
 * Why it cannot stand beside what stands: carried over is one to one, merged and superseded may be many to one, dropped has
 * no successor and a reason, and every obligation has one fate.
 */
export function checkSuccession(asked: Succession, { plans, standing }: Asked): Refusal | undefined {
  const { from, kind, to, reason } = asked
  const own = plans.find(({ id }) => id === from.planId)
  if (own === undefined || !own.has(from.id))
    return wrong('unknown-obligation', `规划没有任务“${from.id}”`, `The plan has no obligation “${from.id}”`)
  if (standing.some((other) => isSame(other.from, from)))
    return wrong('settled', `“${from.id}”已有去向，先撤销再改`, `“${from.id}” is settled already: undo that first`)
  if (kind === 'dropped') {
    if (to !== null)
      return wrong('dropped-has-successor', '不再实施的任务没有后续任务', 'What is dropped has no successor')
    return reason.trim() === ''
      ? wrong('reason-needed', `“${from.id}”不再实施，须写明理由`, `“${from.id}” is dropped: that needs a reason`)
      : undefined
  }
  if (to === null)
    return wrong('successor-needed', `“${from.id}”须指明后续任务`, `“${from.id}” needs the obligation that succeeds it`)
  const next = plans.find(({ id }) => id === to.planId)
  if (next === undefined || !next.has(to.id))
    return wrong(
      'unknown-successor',
      `后续规划没有任务“${to.id}”`,
      `The plan that follows has no obligation “${to.id}”`,
    )
  if (next.startYear <= own.startYear)
    return wrong('not-later', '后续任务须在更晚的规划中', 'The successor must stand in a later plan')
  return checkSharing(
    asked,
    standing.filter((other) => isSame(other.to, to)),
  )
}

function checkSharing({ kind, to }: Succession, others: readonly Succession[]): Refusal | undefined {
  const [first] = others
  if (first === undefined || (kind !== 'carried-over' && others.every((other) => other.kind !== 'carried-over')))
    return undefined
  return wrong(
    'not-one-to-one',
    `“${to?.id}”已承接“${first.from.id}”，延续须一对一；几项合为一项请用“并入”`,
    `“${to?.id}” succeeds “${first.from.id}” already: carrying over is one to one; several into one are merged`,
  )
}

/** An obligation by its title and the key words of its text. */
export type Titled = { id: string; titleZh: string; anchor: string }

/** Texts by the pairs of letters they hold, so that only those that share one are held against each other. */
type Index = { texts: readonly Likeable[]; holding: ReadonlyMap<string, readonly number[]> }

/** Obligations made ready to be suggested. */
export type Suggestions = { ids: readonly string[]; titles: Index; anchors: Index }

export const prepareSuggestions = (obligations: readonly Titled[]): Suggestions => ({
  ids: obligations.map(({ id }) => id),
  titles: indexOf(obligations.map(({ titleZh }) => likeable(titleZh))),
  anchors: indexOf(obligations.map(({ anchor }) => likeable(anchor))),
})

function indexOf(texts: readonly Likeable[]): Index {
  const holding = new Map<string, number[]>()
  for (const [n, pairs] of texts.entries())
    for (const pair of pairs) {
      const held = holding.get(pair)
      if (held === undefined) holding.set(pair, [n])
      else held.push(n)
    }
  return { texts, holding }
}

/** Below this two titles share words by chance. */
const LEAST_LIKENESS = 0.35

/** The obligation that is most like it, with how much, 0 to 1; undefined where none is like it enough. */
export function suggestSuccessor(
  { titleZh, anchor }: Titled,
  { ids, titles, anchors }: Suggestions,
): { id: string; likeness: number } | undefined {
  const [byTitle, byAnchor] = [mostLike(likeable(titleZh), titles), mostLike(likeable(anchor), anchors)]
  const best = byAnchor.likeness > byTitle.likeness ? byAnchor : byTitle
  const id = ids[best.n]
  return id === undefined || best.likeness < LEAST_LIKENESS ? undefined : { id, likeness: best.likeness }
}

function mostLike(text: Likeable, { texts, holding }: Index): { n: number; likeness: number } {
  const near = new Set([...text].flatMap((pair) => holding.get(pair) ?? []))
  let best = { n: -1, likeness: 0 }
  for (const n of near) {
    const likeness = likenessOf(text, texts[n] ?? new Set())
    if (likeness > best.likeness) best = { n, likeness }
  }
  return best
}
