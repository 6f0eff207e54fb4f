// The board as lines of a CSV file: exactly what is seen, with a title and source line.
import type { IndicatorRow } from '#contract/indicators.ts'
import type { Say } from '#web/ui/say.ts'
import { assumedComparatorOf, differenceOf, numberOf, statusOf } from './board.ts'
import { STATUS_WORDS, INDICATOR_WORDS as W } from './words.ts'

/** `endYear` is the year of the targets. */
type Board = { year: number; endYear: number; rows: readonly IndicatorRow[]; title: string; time: string }

export function listBoardLines({ year, endYear, rows, title, time }: Board, say: Say): string[][] {
  const heads = [
    W.no,
    W.category,
    W.name,
    W.unit,
    W.attribute,
    W.target,
    W.assumed,
    W.value,
    W.dataState,
    W.previous,
    W.difference,
    W.baseline,
    W.status,
    W.projection,
    W.chance,
    W.noInconsistencies,
  ]
  const years: Record<string, { year: number }> = {
    [W.value.zh]: { year },
    [W.previous.zh]: { year: year - 1 },
    [W.target.zh]: { year: endYear },
  }
  return [
    [say(W.source, { title, time })],
    heads.map((head) => say(head, years[head.zh] ?? {})),
    ...rows.map((row) => boardLine(row, say)),
  ]
}

function boardLine(row: IndicatorRow, say: Say): string[] {
  const { baseline, value, previous } = row
  return [
    numberOf(row),
    row.category,
    say.language === 'zh' ? row.nameZh : row.nameEn,
    row.unit,
    say(row.attribute === 'binding' ? W.binding : W.anticipatory),
    row.target.text,
    assumedComparatorOf(row) ?? '',
    value?.value ?? '',
    value ? say(value.isDemo ? W.demo : W.measured) : '',
    previous?.value ?? '',
    differenceOf(value?.value, previous?.value) ?? '',
    baseline ? baselineText(baseline, say) : '',
    say(STATUS_WORDS[statusOf(row)]),
    projectedText(row.projection),
    row.projection.chance === null ? '' : String(row.projection.chance),
    row.inconsistencies > 0 ? String(row.inconsistencies) : '',
  ]
}

function baselineText(baseline: NonNullable<IndicatorRow['baseline']>, say: Say): string {
  const text = say(W.baselineYear, { year: baseline.year, value: baseline.value, unit: baseline.unit })
  return baseline.comparable ? text : `${text}（${say(W.baselineWarning)}）`
}

const projectedText = ({ year, value, low, high }: IndicatorRow['projection']): string => {
  if (value === null) return ''
  return low === null ? `${year}: ${value}` : `${year}: ${value} (${low}–${high})`
}
