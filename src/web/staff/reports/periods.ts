// The periods a report of a template can be about, newest first.
import type { ReportPeriod } from '#domain/documents/template.ts'

const QUARTERS = [4, 3, 2, 1]
const MONTHS = Array.from({ length: 12 }, (_, at) => String(12 - at).padStart(2, '0'))

/** Texts as the server reads them, from the last year of the plan to the first. */
export function periodsOf(
  period: ReportPeriod,
  { startYear, endYear }: { startYear: number; endYear: number },
): string[] {
  const years = Array.from({ length: endYear - startYear + 1 }, (_, at) => endYear - at)
  if (period === 'quarter') return years.flatMap((year) => QUARTERS.map((quarter) => `${year}-Q${quarter}`))
  if (period === 'month') return years.flatMap((year) => MONTHS.map((month) => `${year}-${month}`))
  return years.map(String)
}
