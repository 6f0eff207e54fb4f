// What span of time a report is about, read from its text.
import { parsePeriod, periodInWords } from '#domain/progress/period.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { beijingYearStart, type EpochMs } from '#kit/time.ts'
import type { ReportPeriod } from './template.ts'

/** 报告期 — half-open; `year` is the calendar year whose indicators it shows. */
export type ReportSpan = {
  text: string
  name: { zh: string; en: string }
  year: number
  from: EpochMs
  until: EpochMs
}

const LOOKS: Record<ReportPeriod, { test: RegExp; zh: string; en: string }> = {
  month: { test: /^\d{4}-\d{2}$/, zh: '月份，如 2025-08', en: 'a month such as 2025-08' },
  quarter: { test: /^\d{4}-Q[1-4]$/, zh: '季度，如 2025-Q3', en: 'a quarter such as 2025-Q3' },
  year: { test: /^\d{4}$/, zh: '年份，如 2025', en: 'a year such as 2025' },
  plan: { test: /^\d{4}$/, zh: '截止年份，如 2023', en: 'its last year, such as 2023' },
}

/** Reads the period of a report; refuses `reports.period-wrong` for another form and outside the plan. */
export function readSpan(
  text: string,
  asked: ReportPeriod,
  plan: { start: number; end: number },
): ReportSpan | Refusal {
  const look = LOOKS[asked]
  const year = Number(text.slice(0, 4))
  const span = look.test.test(text) ? spanOf(text, asked, plan) : undefined
  if (span === undefined) {
    return refuse('reports.period-wrong', { zh: `报告期应为${look.zh}`, en: `The period must be ${look.en}` })
  }
  if (year < plan.start || year > plan.end) {
    return refuse('reports.period-wrong', {
      zh: `报告期应在规划期 ${plan.start}—${plan.end} 内`,
      en: `The period must lie within the plan, ${plan.start} to ${plan.end}`,
    })
  }
  return span
}

function spanOf(text: string, asked: ReportPeriod, plan: { start: number }): ReportSpan | undefined {
  const year = Number(text.slice(0, 4))
  const until = beijingYearStart(year + 1)
  if (asked === 'year') return { text, name: { zh: `${year} 年`, en: text }, year, from: beijingYearStart(year), until }
  if (asked === 'plan') {
    const name = { zh: `${plan.start}—${year} 年`, en: `${plan.start} to ${year}` }
    return { text, name, year, from: beijingYearStart(plan.start), until }
  }
  const period = parsePeriod(text)
  return period && { text, name: periodInWords(text), year, from: period.from, until: period.until }
}
