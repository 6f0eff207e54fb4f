// What a correction makes of the values of a span: constant, offset, linear drift, removal, interpolation.
import { type Refusal, refuse } from '#kit/refusal.ts'

export const CORRECTION_METHODS = ['constant', 'offset', 'drift', 'remove', 'interpolate'] as const
export type CorrectionMethod = (typeof CORRECTION_METHODS)[number]

/**
 * Figures of a method, in the unit of the factor: `value` of a constant or an offset; `atStart` and `atEnd` are what the
 * instrument had drifted by at both ends, which is taken away.
 */
export type CorrectionParams =
  | { method: 'constant'; value: number }
  | { method: 'offset'; value: number }
  | { method: 'drift'; atStart: number; atEnd: number }
  | { method: 'remove' }
  | { method: 'interpolate' }

/** A value as it stands now, and whether it counts. */
export type CurrentValue = { at: number; value: number | null; counts: boolean }
export type CorrectedValue = { at: number; before: number | null; after: number | null }

/** Decimal places a computed value keeps: enough for any factor, few enough to read. */
const PLACES = 6
const rounded = (value: number): number => Number(value.toFixed(PLACES))

/** Farthest that a gap may be bridged by interpolation, in steps of the series. */
const MOST_FILLED = 24

/**
 * New values for every value within `[from, until)`; those outside are the feet interpolation stands on.
 * Values that would not change are left out. Refuses where nothing changes or interpolation has no feet.
 */
export function correctValues(
  values: readonly CurrentValue[],
  span: { from: number; until: number },
  params: CorrectionParams,
): CorrectedValue[] | Refusal {
  const inside = values.filter(({ at }) => at >= span.from && at < span.until)
  if (inside.length === 0) return NOTHING_THERE
  const made =
    params.method === 'interpolate' ? interpolated(values, span) : inside.map(plainCorrection(params, inside))
  if (!Array.isArray(made)) return made
  const changed = made.filter(({ before, after }) => before !== after)
  return changed.length === 0 ? NOTHING_CHANGES : changed
}

const NOTHING_THERE = refuse('quality.nothing-there', {
  zh: '所选区间内没有数据，无从更正',
  en: 'Cannot correct as there is no value within the span',
})
const NOTHING_CHANGES = refuse('quality.nothing-changes', {
  zh: '更正后与现有数据相同，未保存',
  en: 'Cannot correct as every value would stay as it is',
})
const NO_FEET = refuse('quality.no-feet', {
  zh: '区间前后须各有一个有效值才能插补',
  en: 'Cannot interpolate as a valid value is needed before and after the span',
})
const TOO_LONG = refuse('quality.too-long-to-fill', {
  zh: `一次最多插补 ${MOST_FILLED} 个连续数据`,
  en: `Cannot interpolate more than ${MOST_FILLED} values in a row`,
})

function plainCorrection(
  params: Exclude<CorrectionParams, { method: 'interpolate' }>,
  inside: readonly CurrentValue[],
): (value: CurrentValue) => CorrectedValue {
  const first = inside[0]?.at ?? 0
  const last = inside.at(-1)?.at ?? first
  return ({ at, value }) => {
    if (params.method === 'remove') return { at, before: value, after: null }
    if (params.method === 'constant') return { at, before: value, after: params.value }
    if (value === null) return { at, before: null, after: null }
    if (params.method === 'offset') return { at, before: value, after: rounded(value + params.value) }
    const share = last === first ? 1 : (at - first) / (last - first)
    const drift = params.atStart + (params.atEnd - params.atStart) * share
    return { at, before: value, after: rounded(value - drift) }
  }
}

function interpolated(
  values: readonly CurrentValue[],
  { from, until }: { from: number; until: number },
): CorrectedValue[] | Refusal {
  const foot = ({ value, counts }: CurrentValue): boolean => counts && value !== null
  const before = values.filter((value) => value.at < from && foot(value)).at(-1)
  const after = values.find((value) => value.at >= until && foot(value))
  if (before?.value === undefined || before.value === null || after?.value === undefined || after.value === null)
    return NO_FEET
  const inside = values.filter(({ at }) => at >= from && at < until)
  if (inside.length > MOST_FILLED) return TOO_LONG
  const [low, high] = [before.value, after.value]
  return inside.map(({ at, value }) => {
    const share = (at - before.at) / (after.at - before.at)
    return { at, before: value, after: rounded(low + (high - low) * share) }
  })
}
