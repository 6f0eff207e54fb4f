// Whether a scheme can be scored by: shapes, ids, weights that sum up at every level, and rules that are whole.
import { checkShape, fault, inside, type Place } from '#domain/plans/pack-shape.ts'
import { add, compareDecimals, exactText, getDecimal, type Rational, toRational } from '#kit/rational.ts'
import type { Refusal } from '#kit/refusal.ts'
import { checkRule } from './check-rule.ts'
import { isAskedOf, type Scheme, type SchemeItem } from './scheme.ts'
import { SCHEME_SHAPE } from './scheme-shape.ts'

/** Places beyond this are no longer points that people compare. */
const MOST_DECIMALS = 4

/** Reads a scheme from its parsed JSON; all faults at once, each with file, path, reason and what to do. */
export function readScheme(json: unknown, file: string): Scheme | Refusal[] {
  const place = { file, path: '$' }
  const misshapen = checkShape(json, SCHEME_SHAPE, place)
  if (misshapen.length > 0) return misshapen
  const scheme = json as Scheme
  const faults = [
    ...checkHead(scheme, place),
    ...checkIds(scheme, place),
    ...checkItems(scheme, scheme.items, inside(place, 'items')),
    ...checkSums(scheme, place),
    ...checkEnds(scheme, place),
  ]
  return faults.length > 0 ? faults : scheme
}

export const isSchemeRefused = (read: Scheme | Refusal[]): read is Refusal[] => Array.isArray(read)

function checkHead({ version, decimals, groups, items }: Scheme, place: Place): Refusal[] {
  return [
    ...(version >= 1
      ? []
      : [fault('scheme-version', inside(place, 'version'), { zh: '应从 1 起', en: 'must be at least 1' })]),
    ...(decimals >= 0 && decimals <= MOST_DECIMALS
      ? []
      : [
          fault('scheme-decimals', inside(place, 'decimals'), {
            zh: `小数位数应为 0 至 ${MOST_DECIMALS}`,
            en: `must be from 0 to ${MOST_DECIMALS}`,
          }),
        ]),
    ...(groups.length > 0 ? [] : [fault('scheme-empty', inside(place, 'groups'), NOBODY)]),
    ...(items.length > 0 ? [] : [fault('scheme-empty', inside(place, 'items'), NOTHING)]),
  ]
}
const NOBODY = { zh: '没有考核对象，请至少写一组', en: 'nobody is scored: name at least one group' }
const NOTHING = { zh: '没有考核内容，请至少写一项', en: 'nothing is scored: name at least one item' }

type Named = { id: string; place: Place }

/** Every id of an item, an adjustment or a veto once: facts are kept by them. */
function checkIds(scheme: Scheme, place: Place): Refusal[] {
  const listed = (list: readonly { id: string }[] | undefined, key: string): Named[] =>
    (list ?? []).map(({ id }, n) => ({ id, place: inside(inside(inside(place, key), n), 'id') }))
  const named = [
    ...idsIn(scheme.items, inside(place, 'items')),
    ...listed(scheme.adjustments, 'adjustments'),
    ...listed(scheme.vetoes, 'vetoes'),
  ]
  return [...repeated(named), ...repeated(listed(scheme.groups, 'groups'))]
}

const idsIn = (items: readonly SchemeItem[], place: Place): Named[] =>
  items.flatMap((item, n) => {
    const here = inside(place, n)
    return [{ id: item.id, place: inside(here, 'id') }, ...idsIn(item.items ?? [], inside(here, 'items'))]
  })

const repeated = (named: readonly Named[]): Refusal[] =>
  named.flatMap(({ id, place }, n) =>
    named.findIndex((other) => other.id === id) === n
      ? []
      : [fault('id-repeated', place, { zh: `编号 ${id} 重复，请换一个`, en: `${id} is already used: choose another` })],
  )

function checkItems(scheme: Scheme, items: readonly SchemeItem[], place: Place): Refusal[] {
  const groups = scheme.groups.map(({ id }) => id)
  return items.flatMap((item, n) => {
    const here = inside(place, n)
    const lost = (item.groups ?? []).filter((group) => !groups.includes(group))
    return [
      ...lost.map((group) =>
        fault('reference-lost', inside(here, 'groups'), {
          zh: `没有“${group}”这一组，可用：${groups.join('、')}`,
          en: `there is no group “${group}”, there are ${groups.join(', ')}`,
        }),
      ),
      ...checkKind(item, here),
      ...checkItems(scheme, item.items ?? [], inside(here, 'items')),
    ]
  })
}

function checkKind({ rule, items }: SchemeItem, place: Place): Refusal[] {
  if ((rule === undefined) === (items === undefined || items.length === 0)) {
    return [
      fault('scheme-item', place, {
        zh: '应恰有 items（下级内容）或 rule（计分规则）之一',
        en: 'must have exactly one of items and rule',
      }),
    ]
  }
  return rule === undefined ? [] : checkRule(rule, inside(place, 'rule'))
}

/** For every group: what it is asked sums up to the full marks, and below each item to its weight. */
function checkSums(scheme: Scheme, place: Place): Refusal[] {
  const at = inside(place, 'items')
  const faults = scheme.groups.flatMap(({ id }) => checkSum(scheme.items, { whole: scheme.full, group: id, place: at }))
  return [...new Map(faults.map((one) => [one.because, one])).values()]
}

type Summing = { whole: string; group: string; place: Place }

function checkSum(items: readonly SchemeItem[], { whole, group, place }: Summing): Refusal[] {
  const asked = items.filter((item) => isAskedOf(item, group))
  if (asked.length === 0) return []
  const below = items.flatMap((item, n) =>
    item.items !== undefined && isAskedOf(item, group)
      ? checkSum(item.items, { whole: item.weight, group, place: inside(inside(place, n), 'items') })
      : [],
  )
  const sum = asked.map(({ weight }) => toRational(getDecimal(weight))).reduce<Rational>(add, { n: 0n, d: 1n })
  const text = exactText(sum) ?? ''
  if (compareDecimals(getDecimal(text), getDecimal(whole)) === 0) return below
  const listed = asked.map(({ weight }) => weight).join(' + ')
  return [
    fault('scheme-weights', place, {
      zh: `权重之和为 ${text}（${listed}），应为 ${whole}；请调整各项权重`,
      en: `weights sum to ${text} (${listed}) and must sum to ${whole}: change them`,
    }),
    ...below,
  ]
}

/** A veto that caps says at how many points, below the full marks; no more than these can be asked to apply. */
function checkEnds({ vetoes = [], full, leastApplicable = '0' }: Scheme, place: Place): Refusal[] {
  const isTooMuch = compareDecimals(getDecimal(leastApplicable), getDecimal(full)) > 0
  const ranked = isTooMuch
    ? [
        fault('scheme-ranked', inside(place, 'leastApplicable'), {
          zh: `不应高于满分 ${full}`,
          en: `must not be above ${full}`,
        }),
      ]
    : []
  const capped = vetoes.flatMap(({ effect }, n) => {
    if (effect.kind === 'zero') return []
    const below = effect.points !== undefined && compareDecimals(getDecimal(effect.points), getDecimal(full)) < 0
    const here = inside(inside(inside(inside(place, 'vetoes'), n), 'effect'), 'points')
    return below
      ? []
      : [fault('scheme-veto', here, { zh: `应填写且低于满分 ${full}`, en: `must be given and below ${full}` })]
  })
  return [...ranked, ...capped]
}
