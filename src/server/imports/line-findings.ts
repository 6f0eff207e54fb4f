// What is to be said about a line of a file, in words for the person who imports it.
import type { ImportedRow } from '#domain/imports/read-row.ts'
import { IMPORT_REASONS } from '#domain/imports/reasons.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { StoredFinding } from '#platform/intake/batch.ts'

export type ImportFinding = { line: number; code: string; zh: string; en: string }

/** Why a whole line was not taken. */
export function refusalFinding(row: Refusal): StoredFinding {
  const words = IMPORT_REASONS[row.refused]
  return {
    code: row.refused,
    severity: 'error',
    zh: words?.zh ?? row.because,
    en: words ? `${words.en}: ${row.because}` : row.because,
  }
}

export function findingsOf(line: number, row: ImportedRow | Refusal): ImportFinding[] {
  const findings = isRefusal(row) ? [refusalFinding(row)] : row.findings
  return findings.map(({ code, zh, en }) => ({ line, code, zh, en }))
}
