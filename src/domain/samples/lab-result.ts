// A laboratory's result as it is reported: what is stored of it, or what must be put right first.
import { converter } from '#domain/ways-in/read-row.ts'
import { readResult } from '#domain/ways-in/result-text.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'

/** 监测结果 — in the unit of storage; below detection `value` is null and the limit stands. */
export type LabResult = { value: number | null; limit: number | null; isBelow: boolean }

export type ReportedResult = {
  /** `0.31`, `<0.025`, `0.025L`, 未检出. */
  result: string
  /** Detection limit, where it does not stand in the result. */
  limit: string
  /** Unit of both; empty: that of storage. */
  unit: string
}

const unfit = (code: string, zh: string, en: string): Refusal => refuse(`samples.${code}`, { zh, en })

/**
 * Reads a result with its detection limit. Refuses what is no result, a result below detection without a limit, two
 * limits that differ, and a number below its own limit.
 * @source HJ 91.2—2022
 */
export function readLabResult({ result, limit, unit }: ReportedResult, storageUnit: string): LabResult | Refusal {
  const convert = converter(unit.trim() || undefined, storageUnit)
  if (!convert) {
    return unfit('unit-unfit', `单位 ${unit} 不能换算为 ${storageUnit}`, `Cannot convert ${unit} to ${storageUnit}`)
  }
  const read = readResult(result)
  const given = readResult(limit.trim())
  if (given.kind === 'unreadable' || given.kind === 'below' || (given.kind === 'number' && given.value <= 0)) {
    return unfit(
      'limit-unreadable',
      `检出限“${limit}”须是正数`,
      `The detection limit “${limit}” must be a positive number`,
    )
  }
  const givenLimit = given.kind === 'number' ? given.value : null
  if (read.kind === 'missing') return unfit('result-missing', '没有填写结果', 'No result is given')
  if (read.kind === 'unreadable') {
    const en = `Cannot read the result “${result}”: write a number, <0.5, 0.5L or ND`
    return unfit('result-unreadable', `结果“${result}”无法识别：写数值、<0.5、0.5L 或未检出`, en)
  }
  if (read.kind === 'number') return number(read.value, givenLimit, convert)
  return below(read.limit, givenLimit, convert)
}

function number(value: number, limit: number | null, convert: (value: number) => number): LabResult | Refusal {
  if (limit === null || value >= limit) {
    return { value: convert(value), limit: limit === null ? null : convert(limit), isBelow: false }
  }
  const en = `The result ${value} is below its detection limit ${limit}: write <${limit}`
  return unfit('below-own-limit', `结果 ${value} 低于检出限 ${limit}，应写 <${limit}`, en)
}

function below(own: number | null, given: number | null, convert: (value: number) => number): LabResult | Refusal {
  const limit = own ?? given
  if (limit === null || limit <= 0) {
    return unfit('limit-missing', '未检出须填写检出限', 'Not detected needs the detection limit')
  }
  if (own !== null && given !== null && own !== given) {
    const en = `Two detection limits are given, ${own} and ${given}: leave one out`
    return unfit('limits-differ', `结果中的检出限 ${own} 与所填的 ${given} 不同`, en)
  }
  return { value: null, limit: convert(limit), isBelow: true }
}
