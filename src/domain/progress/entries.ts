// What a unit reports of an obligation for a period, and what is wrong with it.
import type { Obligation } from '#domain/plans/pack-parts.ts'
import { compareDecimals, getDecimal, parseDecimal } from '#kit/rational.ts'

/** 进展填报 — of one obligation; figures are decimal texts, `quantities` by the metric of the target. */
export type Entry = {
  obligationId: string
  /** Percent; null while it is not filled in. */
  shareDone: string | null
  quantities: Readonly<Record<string, string>>
  narrative: string
  obstacle: string
}

/** 任务目标值 that a unit reports a figure against. */
export type Quantity = {
  metric: string
  comparator: string
  value: string
  unit: string
  year: string
  isCumulated: boolean
}

/** Targets and quantities with a number, but for those that an indicator measures: one figure has one source. */
export const quantitiesOf = ({ targets = [] }: Pick<Obligation, 'targets'>): Quantity[] =>
  targets
    .filter(({ kind, numeric, linkedIndicator }) => numeric && KINDS.includes(kind) && linkedIndicator === undefined)
    .map(({ metricZh, comparator, value, unit, year, kind }) => ({
      metric: metricZh,
      comparator,
      value: String(value),
      unit: unit ?? '',
      year: String(year ?? ''),
      isCumulated: kind === 'quantity',
    }))
const KINDS: readonly string[] = ['target', 'quantity']

export type Fault = { zh: string; en: string }
const fault = (zh: string, en: string): Fault => ({ zh, en })

/** Everything wrong with one entry; `before` is the newest signed one of an earlier period. */
export function checkEntry(entry: Entry, quantities: readonly Quantity[], before: Entry | undefined): Fault[] {
  const faults = [
    ...checkShare(entry.shareDone),
    ...Object.entries(entry.quantities).flatMap(checkQuantity(quantities)),
  ]
  return faults.length > 0 ? faults : findFalls(entry, quantities, before)
}

function checkShare(share: string | null): Fault[] {
  if (share === null) return []
  const decimal = parseDecimal(share)
  if (decimal === undefined)
    return [fault(`完成比例不是数：${share}，请填 0 到 100`, `The share is no number: ${share}, give 0 to 100`)]
  const isOutside = compareDecimals(decimal, getDecimal(0)) < 0 || compareDecimals(decimal, getDecimal(100)) > 0
  return isOutside ? [fault(`完成比例须在 0 到 100 之间：${share}`, `The share must be from 0 to 100: ${share}`)] : []
}

const checkQuantity =
  (quantities: readonly Quantity[]) =>
  ([metric, value]: [string, string]): Fault[] => {
    if (!quantities.some((one) => one.metric === metric))
      return [fault(`任务没有“${metric}”这一目标`, `The obligation has no target "${metric}"`)]
    const decimal = parseDecimal(value)
    if (decimal !== undefined && compareDecimals(decimal, getDecimal(0)) >= 0) return []
    return [fault(`“${metric}”须为不小于 0 的数：${value}`, `"${metric}" must be a number of at least 0: ${value}`)]
  }

/** What is counted up cannot become less unless the entry says why. */
function findFalls(entry: Entry, quantities: readonly Quantity[], before: Entry | undefined): Fault[] {
  if (before === undefined || entry.obstacle.trim() !== '') return []
  const fallen = quantities.flatMap(({ metric, unit, isCumulated }) => {
    const [now, then] = [entry.quantities[metric], before.quantities[metric]]
    if (!isCumulated || now === undefined || then === undefined || !isLess(now, then)) return []
    return [
      fault(
        `“${metric}”由 ${then} 减为 ${now} ${unit}：累计量减少须在“存在问题”写明原因`,
        `"${metric}" fell from ${then} to ${now} ${unit}: say why under obstacles`,
      ),
    ]
  })
  const { shareDone: now } = entry
  if (now === null || before.shareDone === null || !isLess(now, before.shareDone)) return fallen
  return [
    ...fallen,
    fault(
      `完成比例由 ${before.shareDone}% 减为 ${now}%：须在“存在问题”写明原因`,
      `The share fell from ${before.shareDone}% to ${now}%: say why under obstacles`,
    ),
  ]
}

const isLess = (a: string, b: string): boolean => compareDecimals(getDecimal(a), getDecimal(b)) < 0

/** What an entry lacks before it can be handed in; the share and the narrative must be there. */
export function missingOf({ shareDone, narrative }: Pick<Entry, 'shareDone' | 'narrative'>): Fault | undefined {
  if (shareDone === null) return fault('未填完成比例', 'the share done is missing')
  return narrative.trim() === '' ? fault('未填进展情况', 'the progress is missing') : undefined
}
