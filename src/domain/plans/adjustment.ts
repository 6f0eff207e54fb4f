// What an approved adjustment changes in a pack: one wording, one deadline or one target, and nothing else.
import { isDay } from '#domain/calendar/day.ts'
import { formatDecimal, parseDecimal } from '#kit/rational.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Indicator, Obligation, Pack } from './pack-parts.ts'

/** 规划调整 — `effective` is a Beijing day; the change holds from its beginning. */
export type Adjustment = { effective: string } & (
  | { what: 'wording'; obligationId: string; titleZh: string; titleEn: string | null }
  | { what: 'deadline'; obligationId: string; year: number }
  | { what: 'target'; indicatorId: string; comparator: string; value: number | null; text: string }
)

/** A value of a pack's file to be replaced. */
export type PackEdit = { file: string; path: (string | number)[]; value: unknown }

type Fields = Readonly<Record<string, string | boolean>>
type About = { kind: string; ref: string }

const COMPARATORS: Readonly<Record<string, { sign: string; printed: string }>> = {
  'at-least': { sign: '>=', printed: '≥' },
  'at-most': { sign: '<=', printed: '≤' },
  above: { sign: '>', printed: '>' },
  below: { sign: '<', printed: '<' },
  equal: { sign: '=', printed: '' },
  'not-decrease': { sign: 'not_decrease', printed: '不降低' },
}

const wrong = (what: string, zh: string, en: string): Refusal => refuse(`plans.adjustment-${what}`, { zh, en })

/** What the fields of a case ask for; refuses what they leave open. */
export function readAdjustment(about: About, fields: Fields): Adjustment | Refusal {
  const textOf = (id: string): string => String(fields[id] ?? '').trim()
  const effective = textOf('effective')
  if (!isDay(effective))
    return wrong('incomplete', '生效日期应为日期，如 2025-01-31', 'The day of effect must be a day like 2025-01-31')
  const what = textOf('what')
  if (what === 'target') return readTarget(about, textOf, effective)
  if (about.kind !== 'obligation')
    return wrong(
      'unknown-thing',
      '调整任务表述或时限，办理事项须为任务',
      'A wording or deadline belongs to an obligation',
    )
  if (what === 'wording') {
    const titleZh = textOf('wording')
    if (titleZh === '') return wrong('incomplete', '请填写调整后的任务表述', 'The new wording is missing')
    return { what, effective, obligationId: about.ref, titleZh, titleEn: textOf('wording-en') || null }
  }
  const year = Number(textOf('year'))
  if (textOf('year') === '' || !Number.isInteger(year))
    return wrong('incomplete', '调整后的时限须为年份，如 2025', 'The new deadline must be a year like 2025')
  return { what: 'deadline', effective, obligationId: about.ref, year }
}

function readTarget(about: About, textOf: (id: string) => string, effective: string): Adjustment | Refusal {
  if (about.kind !== 'indicator')
    return wrong('unknown-thing', '调整目标值，办理事项须为指标', 'A target belongs to an indicator')
  const comparator = COMPARATORS[textOf('comparator')]
  if (comparator === undefined) return wrong('incomplete', '请选择比较方式', 'The comparator of the target is missing')
  const given = textOf('value')
  const decimal = given === '' ? undefined : parseDecimal(given)
  if (given !== '' && decimal === undefined)
    return wrong(
      'no-number',
      `目标值应为数，现为“${given}”`,
      `The target must be a number: current value is “${given}”`,
    )
  const isBare = comparator.sign === 'not_decrease'
  if (decimal === undefined && !isBare)
    return wrong(
      'value-missing',
      `比较符“${comparator.printed || '='}”须有数值`,
      `The comparator “${comparator.sign}” needs a value`,
    )
  const value = decimal === undefined || isBare ? null : Number(formatDecimal(decimal))
  const text = textOf('target-text') || `${comparator.printed}${value ?? ''}`
  return { what: 'target', effective, indicatorId: about.ref, comparator: comparator.sign, value, text }
}

/**
 * Whether the pack can take the adjustment. `signedUntil` is the year after the last one that was signed off, where one was:
 * an adjustment must not reach back into a year that is closed.
 */
export function checkAdjustment(
  pack: Pack,
  adjustment: Adjustment,
  signedUntil: number | undefined,
): Refusal | undefined {
  const edits = editsOf(pack, adjustment, '')
  if ('refused' in edits) return edits
  const { start, end } = pack.about.period
  if (adjustment.what === 'deadline' && (adjustment.year < start || adjustment.year > end))
    return wrong(
      'year-outside',
      `${adjustment.year} 年不在规划期（${start}—${end} 年）内`,
      `${adjustment.year} is not within the period of the plan, ${start} to ${end}`,
    )
  if (signedUntil !== undefined && adjustment.effective < `${signedUntil}-01-01`)
    return wrong(
      'year-signed',
      `生效日期 ${adjustment.effective} 所在年度已核定，须不早于 ${signedUntil}-01-01`,
      `${adjustment.effective} lies in a year that was signed off: it must not be before ${signedUntil}-01-01`,
    )
  return undefined
}

/** The values to replace; `caseId` is named as the source of a new target. Refuses what is not in the pack or changes nothing. */
export function editsOf(pack: Pack, adjustment: Adjustment, caseId: string): PackEdit[] | Refusal {
  if (adjustment.what === 'target') return targetEdits(pack, adjustment, caseId)
  const found = findObligation(pack, adjustment.obligationId)
  if (found === undefined)
    return wrong(
      'unknown-thing',
      `规划中没有任务“${adjustment.obligationId}”`,
      `The plan has no obligation “${adjustment.obligationId}”`,
    )
  const { obligation, path } = found
  const set = (value: unknown, ...field: string[]): PackEdit => ({
    file: 'plan.json',
    path: [...path, ...field],
    value,
  })
  if (adjustment.what === 'wording') {
    const { titleZh, titleEn } = adjustment
    if (titleZh === obligation.titleZh && (titleEn ?? obligation.titleEn) === obligation.titleEn) return unchanged()
    return [set(titleZh, 'titleZh'), ...(titleEn === null ? [] : [set(titleEn, 'titleEn')])]
  }
  const { deadline } = obligation
  if (adjustment.year === deadline.year && deadline.basis === 'explicit') return unchanged()
  return [
    set(adjustment.year, 'deadline', 'year'),
    // A year that was given is no longer the end of the period by default.
    ...(deadline.basis === 'explicit' ? [] : [set('explicit', 'deadline', 'basis')]),
  ]
}

const unchanged = (): Refusal =>
  wrong('unchanged', '调整后与现行规划相同', 'What is asked for is what the plan says already')

function findObligation(
  { chapters }: Pack,
  id: string,
): { obligation: Obligation; path: (string | number)[] } | undefined {
  for (const [c, { sections }] of chapters.entries())
    for (const [s, { measures }] of sections.entries())
      for (const [m, { obligations }] of measures.entries())
        for (const [t, obligation] of obligations.entries())
          if (obligation.id === id)
            return { obligation, path: ['chapters', c, 'sections', s, 'measures', m, 'obligations', t] }
  return undefined
}

type TargetAdjustment = Extract<Adjustment, { what: 'target' }>

function targetEdits({ indicators }: Pack, asked: TargetAdjustment, caseId: string): PackEdit[] | Refusal {
  const at = indicators.findIndex(({ id }) => id === asked.indicatorId)
  const indicator = indicators[at]
  if (indicator === undefined)
    return wrong(
      'unknown-thing',
      `规划中没有指标“${asked.indicatorId}”`,
      `The plan has no indicator “${asked.indicatorId}”`,
    )
  const { target, nameZh, nameEn } = indicator
  if (target.setBy === 'city_assignment')
    return wrong(
      'target-of-city',
      `“${nameZh}”的目标由市下达，不由本规划调整`,
      `The target of “${nameEn}” is set by the city and not adjusted here`,
    )
  const { comparator, value, text } = asked
  if (comparator === target.comparator && value === target.value && text === target.text) return unchanged()
  const edit = (field: string, changed: unknown): PackEdit => ({
    file: 'indicators.json',
    path: ['indicators', at, field],
    value: changed,
  })
  const { assumedBecauseZh: _, assumedBecauseEn: __, ...kept } = target
  return [
    edit('target', { ...kept, comparator, assumedComparator: null, value, text }),
    edit('readings', [readingOf(indicator, asked, caseId)]),
  ]
}

/** The adjustment takes the place of every wording of the text. */
const readingOf = (
  { id, readings }: Indicator,
  { comparator, value, text }: TargetAdjustment,
  caseId: string,
): Indicator['readings'][number] => ({
  comparator,
  value,
  text,
  sourceZh: `规划调整（办件 ${caseId}）`,
  sourceEn: `Adjustment of the plan (case ${caseId})`,
  ref: readings[0]?.ref ?? id,
  assumed: false,
  inconsistency: null,
})

/** The version that follows. @example `1.0.9` → `1.0.10` */
export const nextVersion = (version: string): string => version.replace(/\d+$/, (patch) => String(Number(patch) + 1))
