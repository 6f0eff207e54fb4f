// What a person may enter of a unit: which item, in which kind of entry, within which bounds.
import { isAskedOf, leavesOf, type Scheme, type SchemeItem } from '#domain/appraisal/scheme.ts'
import { compareDecimals, getDecimal } from '#kit/rational.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'

export type AskedItem = {
  id: string
  name: { zh: string; en: string }
  /** What people enter it as; null where its figure is in the product. */
  by: 'own-report' | 'judged' | null
  least: string | null
  most: string | null
}

/** Items asked of the group, with adjustments and vetoes, which a reviewer enters. */
export function askedOf(scheme: Scheme, group: string): AskedItem[] {
  const items = leavesWithin(scheme.items, group).map(({ id, name, rule }): AskedItem => {
    const source = rule?.source
    if (source?.from === 'self-report') return { id, name, by: 'own-report', least: null, most: null }
    if (source?.from === 'reviewer') return { id, name, by: 'judged', least: source.least, most: source.most }
    return { id, name, by: null, least: null, most: null }
  })
  const counted = [...(scheme.adjustments ?? []), ...(scheme.vetoes ?? [])].map(
    ({ id, name }): AskedItem => ({ id, name, by: 'judged', least: '0', most: null }),
  )
  return [...items, ...counted]
}

const leavesWithin = (items: readonly SchemeItem[], group: string): SchemeItem[] =>
  items
    .filter((item) => isAskedOf(item, group))
    .flatMap((item) => (item.rule === undefined ? leavesWithin(item.items ?? [], group) : leavesOf([item])))

/** Refuses `appraisal.item-not-asked`. */
export function findAsked(scheme: Scheme, { group, itemId }: { group: string; itemId: string }): AskedItem | Refusal {
  return (
    askedOf(scheme, group).find(({ id }) => id === itemId) ??
    refuse('appraisal.item-not-asked', {
      zh: `方案没有对该单位考核“${itemId}”`,
      en: `The scheme does not ask “${itemId}” of the unit`,
    })
  )
}

/** Refuses `appraisal.out-of-bounds`. */
export function refuseValue({ name, least, most }: AskedItem, value: string): Refusal | undefined {
  const figure = getDecimal(value)
  const isBelow = least !== null && compareDecimals(figure, getDecimal(least)) < 0
  const isAbove = most !== null && compareDecimals(figure, getDecimal(most)) > 0
  if (!isBelow && !isAbove) return undefined
  return refuse('appraisal.out-of-bounds', {
    zh: `“${name.zh}”须在 ${least ?? '−∞'} 至 ${most ?? '∞'} 之间：${value}`,
    en: `“${name.en}” must be from ${least ?? '−∞'} to ${most ?? '∞'}: ${value}`,
  })
}
