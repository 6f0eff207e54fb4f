// Samples into the store: readings of kind sample, and beside them what the laboratory said, as versions.
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { recordSamples as recordRoute, withdrawResult as withdrawRoute } from '#contract/samples.ts'
import { BELOW_DETECTION_FLAG } from '#domain/monitoring/factors.ts'
import type { RowValue } from '#domain/ways-in/read-row.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingDateTime } from '#kit/time.ts'
import { type Database, inTransaction, type Transaction, timestamptz } from '#platform/database.ts'
import { factorIds } from '#platform/intake/factor-ids.ts'
import { lockSites } from '#platform/intake/store-batch.ts'
import { type Landed, prepareLandings, storeLanded } from '../land.ts'
import type { PreparedRow } from '../prepare.ts'
import { addToRun, endRun, openRun } from '../runs.ts'
import { type CheckedEntry, type CheckedResult, checkEntries } from './check-entries.ts'

type Recorded = ReplyOf<typeof recordRoute>
type Asked = BodyOf<typeof recordRoute> & { by: string; nowMs: number }

/** Records all entries or none; refuses to replace a result that stands without a reason. */
export async function recordSamples(db: Database, asked: Asked): Promise<Recorded | Refusal> {
  const entries = await checkEntries(db, asked.entries, asked.nowMs)
  if (isRefusal(entries)) return entries
  const rows = entries.map((entry, i) => rowOf(entry, i, asked.by))
  const landed = await landingOf(db, rows, asked)
  const ids = await factorIds(db, new Set(entries.flatMap(({ results }) => results.map(({ factor }) => factor))))
  return inTransaction(db, async (tx) => {
    await lockSites(tx, new Set(entries.map(({ site }) => site.id)))
    const said = entries.flatMap((entry, i) =>
      entry.results.map((result) => ({ key: keyOf(entry, ids.get(result.factor) ?? 0), entry, result, row: rows[i] })),
    )
    const sorted = sortChanges(said, await loadStanding(tx, said))
    const [replaced] = sorted.revised
    if (replaced && asked.reason === '') return reasonMissing(replaced)
    await store(tx, { asked, rows, landed, changes: [...sorted.stored, ...sorted.revised] })
    return { stored: sorted.stored.length, revised: sorted.revised.length, unchanged: sorted.unchanged.length }
  })
}

type Key = { siteId: number; at: number; factorId: number }
type Change = { key: Key; entry: CheckedEntry; result: CheckedResult; row: PreparedRow | undefined }

const keyOf = ({ site, sampledAt }: CheckedEntry, factorId: number): Key => ({
  siteId: site.id,
  at: sampledAt,
  factorId,
})

/** What is new, what replaces another, and what stands already. */
function sortChanges(said: readonly Change[], standing: ReadonlyMap<string, string>) {
  const sorted: Record<keyof Recorded, Change[]> = { stored: [], revised: [], unchanged: [] }
  for (const change of said) {
    const before = standing.get(keyText(change.key))
    const isSame = before === fingerprint(change.entry, change.result)
    sorted[before === undefined ? 'stored' : isSame ? 'unchanged' : 'revised'].push(change)
  }
  return sorted
}

const keyText = ({ siteId, at, factorId }: Key): string => `${siteId} ${at} ${factorId}`

const reasonMissing = ({ entry: { site, sampledAt }, result: { factor } }: Change): Refusal => {
  const where = `${site.name} ${beijingDateTime(sampledAt).slice(0, 16)} ${factor}`
  return refuse('samples.reason-missing', {
    zh: `${where} 已有不同的结果，修改须写明原因`,
    en: `${where} has another result already: give the reason for changing it`,
  })
}

const landingOf = (db: Database, rows: readonly PreparedRow[], { by, nowMs, reason, origin }: Asked): Promise<Landed> =>
  prepareLandings(db, [{ rows, channel: 'manual', peer: origin || by, receivedAtMs: nowMs }], {
    reason: reason === '' ? 'manual' : reason,
    author: by,
  })

/** The entry as it was handed in is the raw record. */
function rowOf({ site, ...entry }: CheckedEntry, index: number, by: string): PreparedRow {
  const said = entry.results.map(({ factor, result, reported, unit, method }) => ({
    factor,
    result,
    limit: reported,
    unit,
    method,
  }))
  const raw = JSON.stringify({ ...entry, results: said, enteredBy: by })
  const values: RowValue[] = entry.results.map((one) => ({
    code: one.factor,
    value: one.isBelow ? one.limit : one.value,
    low: null,
    high: null,
    total: null,
    flag: one.isBelow ? BELOW_DETECTION_FLAG : 'N',
  }))
  return {
    row: index + 1,
    raw,
    site,
    mapped: { site: site.code, kind: 'sample', atMs: entry.sampledAt, values, findings: [] },
    findings: [],
  }
}

type Storing = { asked: Asked; rows: readonly PreparedRow[]; landed: Landed; changes: readonly Change[] }

async function store(tx: Transaction, { asked, rows, landed, changes }: Storing): Promise<void> {
  const { by, reason, origin } = asked
  const run = await openRun(tx, {
    sourceId: null,
    way: 'manual',
    cause: 'person',
    origin: origin || by,
    author: by,
    bytes: 0,
  })
  if (run === undefined) throw new Error('Cannot open a run')
  const outcomes = await storeLanded(tx, landed, () => run)
  const counts = { rows: rows.length, stored: 0, revised: 0, unchanged: 0, quarantined: 0 }
  for (const outcome of outcomes.values()) counts[outcome] += 1
  await addToRun(tx, run, { counts, findings: [] })
  await endRun(tx, run, { state: 'done' })
  for (const change of changes) {
    await closeVersion(tx, change.key)
    const record = change.row && landed.recordOf.get(change.row)
    await insertVersion(tx, change, { source: record?.id ?? 0, author: by, reason: reason || null })
  }
  if (changes.length === 0) return
  const payload = { results: changes.length, samples: rows.length, reason: reason || null, origin: origin || null }
  await tx.query(`select append_event('lab-sample', $1, 'SamplesRecorded', $2, $3)`, [
    String(run),
    by,
    JSON.stringify(payload),
  ])
}

/** What a version says, to tell whether a new one says anything else. */
const fingerprint = (entry: Omit<CheckedEntry, 'site' | 'results'>, result: CheckedResult): string =>
  JSON.stringify([
    result.result,
    result.value,
    result.limit,
    result.unit,
    result.method,
    entry.sampleNo || null,
    entry.laboratory,
    entry.sampledBy,
  ])

type Standing = Key & {
  result: string
  value: number | null
  limit: number | null
  unit: string
  method: string
  sampleNo: string | null
  laboratory: string
  sampledBy: string
}

async function loadStanding(tx: Transaction, said: readonly Change[]): Promise<Map<string, string>> {
  const keys = said.map(({ key }) => key)
  const rows = await tx.query<Standing>(
    `select l.site_id as "siteId", l.at, l.factor_id as "factorId", l.result, l.value, l.detection_limit as limit, l.unit,
            l.method, l.sample_no as "sampleNo", l.laboratory, l.sampled_by as "sampledBy"
       from unnest($1::int[], $2::timestamptz[], $3::smallint[]) as k (site_id, at, factor_id)
       join lab_result as l on l.site_id = k.site_id and l.at = k.at and l.factor_id = k.factor_id
      where l.known_until = 'infinity'`,
    [keys.map(({ siteId }) => siteId), keys.map(({ at }) => timestamptz(at)), keys.map(({ factorId }) => factorId)],
  )
  return new Map(
    rows.map((row) => [
      keyText(row),
      JSON.stringify([
        row.result,
        row.value,
        row.limit,
        row.unit,
        row.method,
        row.sampleNo,
        row.laboratory,
        row.sampledBy,
      ]),
    ]),
  )
}

const closeVersion = (tx: Transaction, { siteId, at, factorId }: Key): Promise<number> =>
  tx.execute(
    `update lab_result as l set known_until = clock_timestamp()
      where l.site_id = $1 and l.at = $2 and l.factor_id = $3 and l.known_until = 'infinity'`,
    [siteId, timestamptz(at), factorId],
  )

type Why = { source: number; author: string; reason: string | null }

const insertVersion = (
  tx: Transaction,
  { key, entry, result }: Change,
  { source, author, reason }: Why,
): Promise<number> =>
  tx.execute(
    `insert into lab_result (site_id, at, factor_id, result, value, detection_limit, is_below, unit, sample_no, method,
                             laboratory, sampled_by, source, author, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      key.siteId,
      timestamptz(key.at),
      key.factorId,
      result.result,
      result.value,
      result.limit,
      result.isBelow,
      result.unit,
      entry.sampleNo || null,
      result.method,
      entry.laboratory,
      entry.sampledBy,
      source,
      author,
      reason,
    ],
  )

type Withdrawal = BodyOf<typeof withdrawRoute> & { by: string; nowMs: number }

/** The value goes, its versions stay. */
export async function withdrawResult(db: Database, asked: Withdrawal): Promise<Record<string, never> | Refusal> {
  const { siteCode, at, factor, reason, by, nowMs } = asked
  const [found] = await db.query<{ siteId: number; siteName: string; factorId: number }>(
    `select l.site_id as "siteId", s.name as "siteName", l.factor_id as "factorId"
       from lab_result as l join site as s on s.id = l.site_id join factor as f on f.id = l.factor_id
      where s.code = $1 and l.at = $2 and f.code = $3 and l.known_until = 'infinity' and l.result <> ''`,
    [siteCode, timestamptz(at), factor],
  )
  if (!found) return noResult()
  const value = { code: factor, value: null, low: null, high: null, total: null, flag: 'N' }
  const row: PreparedRow = {
    row: 1,
    raw: JSON.stringify({ withdrawn: { siteCode, sampledAt: at, factor }, reason, enteredBy: by }),
    site: { id: found.siteId, code: siteCode, name: found.siteName },
    mapped: { site: siteCode, kind: 'sample', atMs: at, values: [value], findings: [] },
    findings: [],
  }
  const landed = await landingOf(db, [row], { entries: [], reason, origin: '', by, nowMs })
  return inTransaction(db, async (tx) => {
    await lockSites(tx, [found.siteId])
    const key = { siteId: found.siteId, at, factorId: found.factorId }
    if ((await closeVersion(tx, key)) === 0) return noResult()
    const run = await openRun(tx, { sourceId: null, way: 'manual', cause: 'person', origin: by, author: by, bytes: 0 })
    if (run === undefined) throw new Error('Cannot open a run')
    await storeLanded(tx, landed, () => run)
    await addToRun(tx, run, {
      counts: { rows: 1, stored: 0, revised: 1, unchanged: 0, quarantined: 0 },
      findings: [],
    })
    await endRun(tx, run, { state: 'done' })
    await tx.execute(
      `insert into lab_result (site_id, at, factor_id, result, is_below, unit, method, laboratory, sampled_by, source, author, reason)
       select l.site_id, l.at, l.factor_id, '', false, l.unit, l.method, l.laboratory, l.sampled_by, $4, $5, $6
         from lab_result as l where l.site_id = $1 and l.at = $2 and l.factor_id = $3
        order by l.known_from desc limit 1`,
      [key.siteId, timestamptz(at), key.factorId, landed.recordOf.get(row)?.id ?? 0, by, reason],
    )
    await tx.query(`select append_event('lab-sample', $1, 'ResultWithdrawn', $2, $3)`, [
      String(run),
      by,
      JSON.stringify({ siteCode, at, factor, reason }),
    ])
    return {}
  })
}

export const noResult = (): Refusal =>
  refuse('samples.not-found', { zh: '没有这个结果，或已撤回', en: 'There is no such result, or it was withdrawn' })
