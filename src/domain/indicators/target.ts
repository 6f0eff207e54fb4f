// Whether a value meets a target as the plan states it.

export type IndicatorStatus = 'met' | 'not-met' | 'cannot-judge' | 'awaiting-city-target' | 'no-formula'

/** 目标值 — `comparator` as printed, or the one assumed where the plan prints none; null value: the city sets it. */
export type Target = { comparator: string | null; value: number | null; setBy: string }

const KEEPS: Readonly<Record<string, (value: number, target: number) => boolean>> = {
  '>=': (value, target) => value >= target,
  '<=': (value, target) => value <= target,
  '<': (value, target) => value < target,
  '>': (value, target) => value > target,
  '=': (value, target) => value === target,
}

/** 不降低 — the value is a change, which must not be below zero. */
export const NOT_DECREASE = 'not_decrease'

/** Status of an assessed value in the indicator's unit; null where it could not be computed or is not complete enough. */
export function judgeTarget(value: number | null, target: Target): IndicatorStatus {
  if (target.comparator === NOT_DECREASE) return value === null ? 'cannot-judge' : value >= 0 ? 'met' : 'not-met'
  if (target.value === null) return target.setBy === 'city_assignment' ? 'awaiting-city-target' : 'cannot-judge'
  const keeps = KEEPS[target.comparator ?? '']
  if (value === null || !keeps) return 'cannot-judge'
  return keeps(value, target.value) ? 'met' : 'not-met'
}
