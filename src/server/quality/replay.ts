// What persons did with the data of a span, as a file; and that file replayed in this or another store.
import type { ReplayFile } from '#contract/quality.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction, timestamptz } from '#platform/database.ts'
import { appendEvent, lockSite, markStale } from './act.ts'
import {
  CORRECTION_FROM,
  CORRECTION_ROW,
  correctionRow,
  FLAG_FROM,
  FLAG_ROW,
  type StoredCorrection,
} from './book-rows.ts'
import { factorTable, type QualityFactor } from './factors.ts'
import { allSites, findSite, type QualitySite } from './sites.ts'

type Asked = { site?: string | undefined; from: number; until: number }

/** Those taken back are in the file too, so that the whole history is replayed. */
export async function exportQuality(db: Database, asked: Asked, now: number): Promise<ReplayFile | Refusal> {
  if (asked.site !== undefined) {
    const site = await findSite(db, asked.site)
    if (isRefusal(site)) return site
  }
  const params = [asked.site ?? null, timestamptz(asked.from), timestamptz(asked.until)]
  const where = (row: string): string =>
    `($1::text is null or s.code = $1) and ${row}.from_at < $3 and ${row}.until_at > $2`
  const flags = await db.query<ReplayFile['flags'][number] & { siteName?: string }>(
    `select ${FLAG_ROW} from ${FLAG_FROM} where f.origin = 'person' and ${where('f')} order by f.known_from, f.id`,
    params,
  )
  const corrections = await db.query<StoredCorrection>(
    `select ${CORRECTION_ROW} from ${CORRECTION_FROM} where ${where('c')} order by c.known_from, c.id`,
    params,
  )
  const reviews = await db.query<ReplayFile['reviews'][number]>(
    `select r.id, s.code as site, r.kind, x.code as factor, r.from_at as "from", r.until_at as until, r.level, r.author,
            r.reason, r.known_from as "knownFrom"
       from review as r join site as s on s.id = r.site_id join factor as x on x.id = r.factor_id
      where ${where('r')} order by r.known_from, r.id`,
    params,
  )
  return {
    format: 'shanshui-quality-1',
    exportedAt: now,
    flags: flags.map(({ siteName: _, ...flag }) => flag),
    corrections: corrections.map((row) => {
      const { siteName: _, ...correction } = correctionRow(row)
      return correction
    }),
    reviews,
  }
}

type Entry =
  | ({ what: 'flag' } & ReplayFile['flags'][number])
  | ({ what: 'correction' } & ReplayFile['corrections'][number])
  | ({ what: 'review' } & ReplayFile['reviews'][number])

export type Replayed = { added: number; known: number; skipped: { id: string; because: { zh: string; en: string } }[] }

/**
 * Entries come in the order in which they were made; each is known from now on, a millisecond after the one before, so
 * that the same one stands as where they come from. Entries that are there already stay as they are.
 */
export function replayQuality(
  db: Database,
  { file, reason }: { file: ReplayFile; reason: string },
  { actor, now }: { actor: string; now: number },
): Promise<Replayed> {
  const entries: Entry[] = [
    ...file.flags.map((flag) => ({ what: 'flag' as const, ...flag })),
    ...file.corrections.map((correction) => ({ what: 'correction' as const, ...correction })),
    ...file.reviews.map((review) => ({ what: 'review' as const, ...review })),
  ].sort((a, b) => a.knownFrom - b.knownFrom || (a.id < b.id ? -1 : 1))
  return inTransaction(db, async (tx) => {
    const replayed: Replayed = { added: 0, known: 0, skipped: [] }
    const places = await placesOf(tx, entries)
    for (const [n, entry] of entries.entries()) {
      const place = places(entry)
      if ('because' in place) {
        replayed.skipped.push({ id: entry.id, because: place.because })
        continue
      }
      const isNew = await writeEntry(tx, entry, { ...place, at: now - (entries.length - n) })
      replayed[isNew ? 'added' : 'known'] += 1
    }
    const payload = { reason, added: replayed.added, known: replayed.known, skipped: replayed.skipped.length }
    await appendEvent(tx, { stream: 'quality', id: 'replay', type: 'QualityReplayed', actor, payload })
    return replayed
  })
}

type Place = { site: QualitySite; factor: QualityFactor | null } | { because: { zh: string; en: string } }

/** Sites and factors of the entries, locked; or why one has none here. */
async function placesOf(tx: Transaction, entries: readonly Entry[]): Promise<(entry: Entry) => Place> {
  const sites = new Map((await allSites(tx)).map((site) => [site.code, site]))
  const { byCode } = await factorTable(tx)
  const touched = [...new Set(entries.map(({ site }) => site))].flatMap((code) => sites.get(code) ?? [])
  for (const site of touched.toSorted((a, b) => a.id - b.id)) await lockSite(tx, site)
  return (entry) => {
    const site = sites.get(entry.site)
    if (!site) return { because: noSite(entry.site) }
    const factor = entry.factor === null ? null : byCode.get(entry.factor)
    return factor === undefined ? { because: noFactor(entry.factor) } : { site, factor }
  }
}

const noSite = (code: string) => ({ zh: `本系统没有站点“${code}”`, en: `There is no site “${code}” here` })
const noFactor = (code: string | null) => ({ zh: `本系统没有因子“${code}”`, en: `There is no factor “${code}” here` })

type Where = { site: QualitySite; factor: QualityFactor | null; at: number }

/** False where an entry of this number is there; one that was taken back since is taken back here too. */
async function writeEntry(tx: Transaction, entry: Entry, where: Where): Promise<boolean> {
  const { site } = where
  const added = await insertEntry(tx, entry, where)
  if (entry.what === 'review') return added
  const closed = entry.knownUntil === null ? 0 : await closeEntry(tx, entry, where)
  if (added || closed > 0) {
    const cause = entry.what === 'flag' ? `flag:${entry.id}` : `correction:${entry.id}`
    await markStale(tx, site.id, { kind: entry.kind, from: entry.from, until: entry.until, cause })
  }
  return added
}

async function insertEntry(tx: Transaction, entry: Entry, { site, factor, at }: Where): Promise<boolean> {
  const head = [site.id, entry.id, factor?.id ?? null, entry.kind, timestamptz(entry.from), timestamptz(entry.until)]
  const tail = [entry.author, entry.reason, timestamptz(at)]
  if (entry.what === 'flag') {
    return didWrite(
      tx,
      `insert into quality_flag (site_id, id, factor_id, kind, from_at, until_at, state, origin, code, author, reason, known_from)
       values ($1, $2, $3, $4, $5, $6, $7, 'person', 'manual-flag', $8, $9, $10) on conflict do nothing`,
      [...head, entry.state, ...tail],
    )
  }
  if (entry.what === 'review') {
    return didWrite(
      tx,
      `insert into review (site_id, id, factor_id, kind, from_at, until_at, level, author, reason, known_from)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
      [...head, entry.level, ...tail],
    )
  }
  return didWrite(
    tx,
    `insert into correction (site_id, id, factor_id, kind, from_at, until_at, method, params, instants, before_values,
                             after_values, author, reason, known_from)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing`,
    [
      ...head,
      entry.method,
      JSON.stringify(entry.params),
      entry.values.map(([instant]) => timestamptz(instant)),
      entry.values.map(([, before]) => before),
      entry.values.map(([, , after]) => after),
      ...tail,
    ],
  )
}

const didWrite = async (tx: Transaction, sql: string, params: readonly unknown[]): Promise<boolean> =>
  (await tx.execute(sql, params)) > 0

const closeEntry = (
  tx: Transaction,
  entry: Extract<Entry, { what: 'flag' | 'correction' }>,
  { site }: Where,
): Promise<number> =>
  tx.execute(
    `update ${entry.what === 'flag' ? 'quality_flag' : 'correction'} as t
        set known_until = clock_timestamp(), closed_by = $3, closed_reason = $4
      where t.site_id = $1 and t.id = $2 and t.known_until = 'infinity'`,
    [site.id, entry.id, entry.closedBy ?? entry.author, entry.closedReason ?? ''],
  )
