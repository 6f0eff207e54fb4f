// The obligations over the years of the plan as bars and marks: where each begins and ends on a line from 0 to 1.
import type { DivisionRow } from '#contract/division.ts'
import { endOfDay, startOfDay } from '#domain/calendar/day.ts'
import { beijingInstant, type EpochMs } from '#kit/time.ts'

export type Period = { start: number; end: number }

/** `from` and `until` are shares of the whole span. */
export type GanttBar = { from: number; until: number; isInForce: boolean }
/** Where nobody is named: the end of the year that the plan asks for, by name or by the end of its period. */
export type GanttMark = { at: number; isExplicit: boolean }
export type GanttLine = { id: string; title: string; unit: string | null; bar: GanttBar | null; mark: GanttMark | null }

/** Whole years from the first of the plan to its last, or to the latest year that a row asks for. */
export function spanOf(period: Period, rows: readonly DivisionRow[]): Period {
  return { start: period.start, end: Math.max(period.end, ...rows.map(({ deadlineYear }) => deadlineYear)) }
}

/** Share of the span at which an instant lies, kept within it. */
export function shareOf(at: EpochMs, { start, end }: Period): number {
  const from = beijingInstant(start, 1, 1)
  const until = beijingInstant(end + 1, 1, 1)
  return Math.min(1, Math.max(0, (at - from) / (until - from)))
}

export const ganttLines = (rows: readonly DivisionRow[], span: Period, language: 'zh' | 'en'): GanttLine[] =>
  rows.map((row) => ({
    id: row.obligationId,
    title: language === 'zh' ? row.titleZh : row.titleEn,
    unit: row.assignment?.lead ?? null,
    bar: barOf(row, span),
    mark:
      row.assignment === null
        ? { at: shareOf(beijingInstant(row.deadlineYear + 1, 1, 1), span), isExplicit: row.deadlineIsExplicit }
        : null,
  }))

function barOf({ assignment, state }: DivisionRow, span: Period): GanttBar | null {
  if (assignment === null || assignment.begins === '' || assignment.ends === '') return null
  return {
    from: shareOf(startOfDay(assignment.begins), span),
    until: shareOf(endOfDay(assignment.ends), span),
    isInForce: state === 'in-force',
  }
}

/** As many letters as fit; a Chinese sign counts double. */
export function shorten(text: string, most: number): string {
  let width = 0
  let kept = ''
  for (const sign of text) {
    width += /[\u2e80-\uffef]/.test(sign) ? 2 : 1
    if (width > most) return `${kept}…`
    kept += sign
  }
  return kept
}
