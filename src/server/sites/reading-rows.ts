// The reading table of a site and its export: a row a period, a cell a factor, the verdict of the period beside them.
import type { z } from 'zod'
import type { ReadingKind, ReadingRow as ReadingRowShape, VerdictSubject } from '#contract/sites.ts'
import { formatRef } from '#contract/trace-ref.ts'
import { beijingDateTime, HOUR_MS } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { factorsOf, valueText } from './factor-cache.ts'
import { untilOf } from './period-ends.ts'
import type { SiteRecord } from './site-rows.ts'
import { briefOfVerdict, type StoredVerdict, VERDICT_BODY, VERDICT_COLUMNS } from './verdict-brief.ts'

export type ReadingQuestion = {
  page: number
  pageSize: number
  kind: ReadingKind
  from?: number | undefined
  until?: number | undefined
  flag?: string | undefined
}

export type ReadingRow = z.output<typeof ReadingRowShape>
export type Message = {
  at: number
  knownFrom: number
  flags: string
  factors: number[]
  values: (number | null)[]
  revised: number[] | null
}

const SUBJECT_OF: Readonly<Partial<Record<ReadingKind, { air?: VerdictSubject; water?: VerdictSubject }>>> = {
  hour: { air: 'air-hour', water: 'water-sample' },
  sample: { water: 'water-sample' },
  day: { air: 'air-day' },
}

/** Hours carry the label of their end, as the air standards count them; other kinds the instant they begin. */
export function labelOf(kind: ReadingKind, at: number, isWater: boolean): string {
  if (kind === 'day') return beijingDateTime(at).slice(0, 10)
  if (kind !== 'hour' || isWater) return beijingDateTime(at).slice(0, 16)
  const end = beijingDateTime(at + HOUR_MS).slice(0, 16)
  return end.endsWith('00:00') ? `${beijingDateTime(at).slice(0, 10)} 24:00` : end
}

export async function listReadings(db: Database, site: SiteRecord, asked: ReadingQuestion) {
  const params = [
    site.id,
    asked.kind,
    timestamptz(asked.from ?? Number.NEGATIVE_INFINITY),
    timestamptz(asked.until ?? Number.POSITIVE_INFINITY),
    asked.flag ?? '',
  ]
  const where = `r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4 and ($5 = '' or position($5 in r.flags) > 0)`
  const [messages, [count]] = await Promise.all([
    db.query<Message>(
      `select ${MESSAGE_COLUMNS} from reading as r where ${where} order by r.at desc limit $6 offset $7`,
      [...params, asked.pageSize, (asked.page - 1) * asked.pageSize],
    ),
    db.query<{ n: number }>(`select count(*)::int as n from reading as r where ${where}`, params),
  ])
  return {
    rows: await rowsOf(db, site, { kind: asked.kind, messages }),
    total: count?.n ?? 0,
    page: asked.page,
    pageSize: asked.pageSize,
  }
}

export async function rowsOf(
  db: Database,
  site: SiteRecord,
  { kind, messages }: { kind: ReadingKind; messages: Message[] },
): Promise<ReadingRow[]> {
  const factors = await factorsOf(db, new Set(messages.flatMap((message) => message.factors)))
  const verdicts = await verdictsAt(db, site, { kind, instants: messages.map(({ at }) => at) })
  return messages.map((message) => {
    const cells = message.factors.flatMap((id, n) => {
      const factor = factors.get(id)
      if (!factor) return []
      const value = message.values[n] ?? null
      const cell = {
        value,
        text: valueText(value, factor),
        flag: message.flags[n] ?? 'N',
        revised: message.revised?.includes(id) ?? false,
        ref: formatRef('reading', site.code, kind, message.at, factor.code),
      }
      return [[factor.code, cell] as const]
    })
    const verdict = verdicts.get(message.at)
    return {
      at: message.at,
      until: untilOf(kind, message.at),
      label: labelOf(kind, message.at, site.waterType !== null),
      knownFrom: message.knownFrom,
      cells: Object.fromEntries(cells),
      verdict: verdict ? briefOfVerdict(verdict) : null,
    }
  })
}

/** Columns of `reading as r` as `Message`. */
export const MESSAGE_COLUMNS = `r.at, r.known_from as "knownFrom", r.flags, r.factors, r.values,
  (select array_agg(distinct v.factor_id) from reading_revision as v
    where v.site_id = r.site_id and v.at = r.at and v.kind = r.kind) as revised`

/** The verdict in force of each of these periods, where the kind is judged at all. */
export async function verdictsAt(
  db: Database,
  site: SiteRecord,
  { kind, instants }: { kind: ReadingKind; instants: number[] },
): Promise<Map<number, StoredVerdict>> {
  const subject = SUBJECT_OF[kind]?.[site.waterType === null ? 'air' : 'water']
  if (!subject || instants.length === 0) return new Map()
  const rows = await db.query<StoredVerdict>(
    `select ${VERDICT_COLUMNS} from verdict as v join site as s on s.id = v.site_id ${VERDICT_BODY}
      where v.site_id = $1 and v.subject = $2 and v.at = any ($3::timestamptz[]) and v.known_until = 'infinity' and v.in_force`,
    [site.id, subject, instants.map(timestamptz)],
  )
  return new Map(rows.map((row) => [row.at, row]))
}
