// What a person does about forwarding; every act leaves an audit line and tells the forwarder.
import type { ForwardSettings } from '#contract/forwarding.ts'
import type { Account } from '#contract/session.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Queryable, type Transaction, timestamptz } from '#platform/database.ts'

const missing = (id: number): Refusal =>
  refuse('forwarding.target-not-found', {
    zh: `没有编号为 ${id} 的转发目标`,
    en: `There is no forwarding target ${id}`,
  })

/** A record of a password says that there is one. */
const told = ({ password, ...settings }: ForwardSettings) => ({ ...settings, password: password ? 'set' : password })

async function tell(tx: Transaction, id: number, what: { type: string; by: string; payload: object }): Promise<void> {
  await tx.query(`select append_event('forward-target', $1, $2, $3, $4)`, [
    String(id),
    what.type,
    what.by,
    JSON.stringify(what.payload),
  ])
  await tx.query(`select pg_notify('forward_targets', '')`)
}

/** Adds a target that begins now; with `since`, what came in from then on is noted for it too. */
export async function createTarget(
  db: Database,
  account: Account,
  asked: ForwardSettings & { since?: number | null | undefined },
): Promise<{ id: number } | Refusal> {
  const { since, ...settings } = asked
  return inTransaction(db, async (tx) => {
    const columns = await columnsOf(tx, settings, undefined)
    if (isRefusal(columns)) return columns
    const [row] = await tx.query<{ id: number }>(
      `insert into forward_target (name, host, port, mode, edition, mn_map, sites, kinds, answer_policy, frames_per_s,
                                   window_frames, answer_timeout_ms, resends, password, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id`,
      [...columns, settings.password ?? null, account.name],
    )
    if (!row) throw new Error('Cannot add a forwarding target')
    const records = since ? await noteRecords(tx, row.id, { from: since, until: null, isStart: true }) : 0
    const payload = { ...told(settings), since: since ?? null, records }
    await tell(tx, row.id, { type: 'ForwardTargetAdded', by: account.name, payload })
    return row
  })
}

/** Changes the settings; the cursor stays. */
export async function changeTarget(
  db: Database,
  account: Account,
  { id, ...settings }: ForwardSettings & { id: number },
): Promise<Refusal | undefined> {
  return inTransaction(db, async (tx) => {
    const columns = await columnsOf(tx, settings, id)
    if (isRefusal(columns)) return columns
    const changed = await tx.execute(
      `update forward_target as t
          set name = $2, host = $3, port = $4, mode = $5, edition = $6, mn_map = $7, sites = $8, kinds = $9,
              answer_policy = $10, frames_per_s = $11, window_frames = $12, answer_timeout_ms = $13, resends = $14,
              password = case when $15 then t.password else $16 end, version = t.version + 1, last_error = null,
              last_error_at = null
        where t.id = $1`,
      [id, ...columns, settings.password === undefined, settings.password ?? null],
    )
    if (changed === 0) return missing(id)
    await tell(tx, id, { type: 'ForwardTargetChanged', by: account.name, payload: told(settings) })
    return undefined
  })
}

/** The columns that follow from the settings; refuses a name that another target has and sites that are none. */
async function columnsOf(
  tx: Transaction,
  settings: ForwardSettings,
  id: number | undefined,
): Promise<unknown[] | Refusal> {
  const [other] = await tx.query('select 1 from forward_target as t where t.name = $1 and t.id is distinct from $2', [
    settings.name,
    id ?? null,
  ])
  if (other) {
    return refuse('forwarding.name-exists', {
      zh: `已有名为“${settings.name}”的转发目标`,
      en: `There is already a forwarding target “${settings.name}”`,
    })
  }
  const sites = settings.siteCodes === null ? null : await siteIds(tx, settings.siteCodes)
  if (isRefusal(sites)) return sites
  const { name, host, port, mode, edition, mnMap, kinds, answers, framesPerS } = settings
  const { windowFrames, answerTimeoutMs, resends } = settings
  const how = [answers, framesPerS, windowFrames, answerTimeoutMs, resends]
  return [name, host, port, mode, edition, JSON.stringify(mnMap), sites, kinds, ...how]
}

async function siteIds(tx: Queryable, codes: readonly string[]): Promise<number[] | Refusal> {
  const rows = await tx.query<{ id: number; code: string }>(
    'select s.id, s.code from site as s where s.code = any ($1)',
    [codes],
  )
  const strange = codes.find((code) => !rows.some((row) => row.code === code))
  if (strange === undefined) return rows.map(({ id }) => id)
  return refuse('sites.not-found', { zh: `没有编码为“${strange}”的站点`, en: `There is no site “${strange}”` })
}

export async function switchTarget(
  db: Database,
  account: Account,
  { id, active }: { id: number; active: boolean },
): Promise<Refusal | undefined> {
  return inTransaction(db, async (tx) => {
    const found = await tx.execute(
      `update forward_target as t set is_active = $2, version = t.version + 1 where t.id = $1`,
      [id, active],
    )
    if (found === 0) return missing(id)
    const type = active ? 'ForwardTargetResumed' : 'ForwardTargetPaused'
    await tell(tx, id, { type, by: account.name, payload: {} })
    return undefined
  })
}

export async function removeTarget(db: Database, account: Account, id: number): Promise<Refusal | undefined> {
  return inTransaction(db, async (tx) => {
    const [gone] = await tx.query<{ name: string }>(
      'delete from forward_target as t where t.id = $1 returning t.name',
      [id],
    )
    if (!gone) return missing(id)
    await tx.execute('delete from record_batch as b where b.target_id = $1', [id])
    await tell(tx, id, { type: 'ForwardTargetRemoved', by: account.name, payload: { name: gone.name } })
    return undefined
  })
}

/** `isStart`: it is where the target begins, so that what is noted and what comes after meet without overlap. */
type Period = { from: number; until: number | null; isStart?: boolean }

/** Records in one note: a note is read whole. */
const A_NOTE = 2_000

/** Notes for one target what came in in the period, oldest first; gives how many records. */
async function noteRecords(
  tx: Transaction,
  targetId: number,
  { from, until, isStart = false }: Period,
): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `with chosen as (
       select r.id, (row_number() over (order by r.id) - 1) / ${A_NOTE} as note
         from raw_record as r
        where r.received_at >= $2 and r.received_at < coalesce($3, 'infinity'::timestamptz)
          and r.state in ('stored', 'reingested', 'acknowledged')
     ), noted as (
       insert into record_batch (target_id, records)
       select $1, array_agg(c.id order by c.id) from chosen as c group by c.note order by c.note
     ), begun as (
       update forward_target as t set starts_after = pg_current_snapshot() where t.id = $1 and $4
     )
     select count(*)::int as n from chosen`,
    [targetId, timestamptz(from), until === null ? null : timestamptz(until), isStart],
  )
  return row?.n ?? 0
}

export async function backfillTarget(
  db: Database,
  account: Account,
  { id, from, until }: { id: number; from: number; until: number },
): Promise<{ records: number } | Refusal> {
  if (from >= until) {
    return refuse('forwarding.period-unfit', {
      zh: '开始时间须早于结束时间',
      en: 'The period must begin before it ends',
    })
  }
  return inTransaction(db, async (tx) => {
    const [known] = await tx.query('select 1 from forward_target as t where t.id = $1 for share', [id])
    if (!known) return missing(id)
    const records = await noteRecords(tx, id, { from, until })
    await tell(tx, id, { type: 'ForwardBackfillAsked', by: account.name, payload: { from, until, records } })
    return { records }
  })
}

/** What it would not take is noted for it once more. */
export async function retryRefusals(
  db: Database,
  account: Account,
  id: number,
): Promise<{ records: number } | Refusal> {
  return inTransaction(db, async (tx) => {
    const [known] = await tx.query('select 1 from forward_target as t where t.id = $1 for share', [id])
    if (!known) return missing(id)
    const [row] = await tx.query<{ n: number }>(
      `with again as (delete from forward_refusal as f where f.target_id = $1 returning f.record_id),
            noted as (insert into record_batch (target_id, records)
                      select $1, array_agg(a.record_id order by a.record_id) from again as a having count(*) > 0)
       select count(*)::int as n from again`,
      [id],
    )
    const records = row?.n ?? 0
    await tell(tx, id, { type: 'ForwardRetryAsked', by: account.name, payload: { records } })
    return { records }
  })
}
