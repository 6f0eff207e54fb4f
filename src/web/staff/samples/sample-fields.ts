// A sample as its form holds it.
import type { LabResultRow, SampleEntry, SampleResult } from '#contract/samples.ts'
import { beijingDateTime, parseInstant } from '#kit/time.ts'

export type SampleFields = Omit<SampleEntry, 'sampledAt'> & { sampledAt: string }

export const EMPTY_RESULT: SampleResult = { factor: '', result: '', limit: '', unit: '', method: '' }

export const emptySample = (now: number): SampleFields => ({
  siteCode: '',
  sampledAt: clockOf(now),
  sampleNo: '',
  laboratory: '',
  sampledBy: '',
  results: [EMPTY_RESULT],
})

/** As `<input type="datetime-local">` takes it, Beijing time. */
export const clockOf = (at: number): string => beijingDateTime(at).slice(0, 16).replace(' ', 'T')

/** The entry to hand in; undefined where the time is none. Rows of results left empty are dropped. */
export function entryOf(fields: SampleFields): SampleEntry | undefined {
  const sampledAt = parseInstant(fields.sampledAt)
  if (sampledAt === undefined) return undefined
  const results = fields.results.filter(({ factor, result }) => factor !== '' || result !== '')
  return { ...fields, sampledAt, results }
}

/** The form of one result that stands, to be revised. */
export const fieldsOf = (row: LabResultRow): SampleFields => ({
  siteCode: row.siteCode,
  sampledAt: clockOf(row.at),
  sampleNo: row.sampleNo ?? '',
  laboratory: row.laboratory,
  sampledBy: row.sampledBy,
  results: [
    {
      factor: row.factor,
      result: row.result,
      // A limit that stands in the result need not be said twice; the stored one is in the unit of storage.
      limit: row.limit === null || /[<＜lL]/.test(row.result) ? '' : String(row.limit),
      unit: row.limit === null || /[<＜lL]/.test(row.result) ? row.reportedUnit : row.unit,
      method: row.method,
    },
  ],
})
