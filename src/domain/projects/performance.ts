// Whether a project reached the performance target it was given money for.
import { compareDecimals, getDecimal } from '#kit/rational.ts'

export const TARGET_COMPARATORS = ['>=', '<=', '='] as const

/** 绩效目标 — target and result in `unit`, as decimal texts; null until somebody enters the result. */
export type ProjectResult = {
  name: string
  unit: string
  comparator: (typeof TARGET_COMPARATORS)[number]
  target: string
  result: string | null
}

/** Whether the result reaches the target; null while there is none. */
export function isReached({ comparator, target, result }: ProjectResult): boolean | null {
  if (result === null) return null
  const order = compareDecimals(getDecimal(result), getDecimal(target))
  if (comparator === '=') return order === 0
  return comparator === '>=' ? order >= 0 : order <= 0
}
