// Entries of returns as stored: those of one case, and the newest signed ones of earlier periods.
import type { EntryDraft } from '#contract/progress.ts'
import { getPeriod } from '#domain/progress/period.ts'
import { contentHash } from '#platform/content-hash.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { SIGNED } from './standing.ts'

/** Which return: the unit's for the period, as its case has it. */
export type ReturnKey = { planId: string; unit: string; period: string; caseId: number }

const COLUMNS = `e.obligation_id as "obligationId", e.share_done::text as "shareDone", e.quantities, e.narrative, e.obstacle`

/** What stands in a return now, in the order of the obligations. */
export const entriesOfCase = (db: Queryable, caseId: number): Promise<EntryDraft[]> =>
  db.query<EntryDraft>(
    `select ${COLUMNS} from progress_entry as e where e.case_id = $1 and e.known_until = 'infinity' order by e.obligation_id`,
    [caseId],
  )

/** By obligation: the unit's newest signed entry of an earlier period. */
export async function entriesBefore(
  db: Queryable,
  { planId, unit, period }: Omit<ReturnKey, 'caseId'>,
  obligationIds: readonly string[],
): Promise<Map<string, EntryDraft & { period: string }>> {
  const rows = await db.query<EntryDraft & { period: string }>(
    `select r.* from unnest($4::text[]) as a (id)
      cross join lateral (
        select ${COLUMNS}, e.period
          from progress_entry as e join procedure_case as c on c.id = e.case_id and c.state = any ($5)
         where e.plan_id = $1 and e.obligation_id = a.id and e.unit = $2 and e.known_until = 'infinity' and e.period_until < $3
         order by e.period_until desc limit 1) as r`,
    [planId, unit, timestamptz(getPeriod(period).until), obligationIds, SIGNED],
  )
  return new Map(rows.map((row) => [row.obligationId, row]))
}

/** Mark of what is handed in: the same entries have the same, whoever reads them again. */
export const hashEntries = (entries: readonly EntryDraft[]): string =>
  contentHash(
    [...entries]
      .sort((a, b) => (a.obligationId < b.obligationId ? -1 : 1))
      .map(({ obligationId, shareDone, quantities, narrative, obstacle }) => ({
        obligationId,
        shareDone,
        quantities,
        narrative,
        obstacle,
      })),
  )
