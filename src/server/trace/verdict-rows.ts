// Verdicts as stored, and how their result is shown in links.
import type { Verdict } from '#domain/standards/verdict.ts'
import { type Database, timestamptz } from '#platform/database.ts'

export type VerdictRow = {
  subject: string
  at: number
  edition: string
  knownFrom: number
  knownUntil: number
  judged: boolean
  grade: number | null
  aqi: number | null
  inForce: boolean
  inputsHash: string
  body: Verdict
}

const COLUMNS = `v.subject, v.at, v.edition, v.known_from as "knownFrom", v.known_until as "knownUntil", v.judged,
  v.grade, v.aqi, v.in_force as "inForce", v.inputs_hash as "inputsHash", v.body`

/** Verdicts of one site at an instant that stand now, the edition in force first. */
export const verdictsAt = (
  db: Database,
  siteId: number,
  { at, subjects }: { at: number; subjects: readonly string[] },
): Promise<VerdictRow[]> =>
  db.query<VerdictRow>(
    `select ${COLUMNS} from verdict as v
      where v.site_id = $1 and v.subject = any ($2) and v.at = $3 and v.known_until = 'infinity'
      order by v.in_force desc, v.edition`,
    [siteId, subjects, timestamptz(at)],
  )

/** Versions of one verdict, oldest first. */
export const verdictVersions = (
  db: Database,
  { siteId, subject, at, edition }: { siteId: number; subject: string; at: number; edition: string },
): Promise<VerdictRow[]> =>
  db.query<VerdictRow>(
    `select ${COLUMNS} from verdict as v
      where v.site_id = $1 and v.subject = $2 and v.at = $3 and v.edition = $4 order by v.known_from`,
    [siteId, subject, timestamptz(at), edition],
  )

/** Result as people say it: `AQI 57 良`, `Ⅲ`; null where nothing could be judged. */
export function gradeText({ judged, aqi, body }: Pick<VerdictRow, 'judged' | 'aqi' | 'body'>): string | null {
  if (!judged) return null
  if ('aqi' in body) return `AQI ${aqi ?? body.aqi ?? ''} ${body.level ?? ''}`.trim()
  return 'class' in body ? body.class : null
}

const PERIODS: Readonly<Record<string, string>> = {
  'air-hour': 'hour',
  'air-day': 'day',
  'water-sample': 'sample',
  'water-month': 'month',
  'water-year': 'year',
}

/** What a verdict's instant is the start of. */
export const periodOf = (subject: string): string => PERIODS[subject] ?? ''
