// Commands asked of a device: judged against its edition, queued with reason and audit line, taken back while they wait.
import type {
  askCommands as askRoute,
  dismissGaps as dismissRoute,
  fetchGaps as fetchRoute,
} from '#contract/devices.ts'
import type { BodyOf } from '#contract/route.ts'
import { FETCH_COMMAND, fetchRequests, type GapKind } from '#domain/devices/gaps.ts'
import { type CommandParams, findCommandFault } from '#hj212/command-form.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingDateTime } from '#kit/time.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import type { Caller } from '../http/serve.ts'
import { refuseNewKey } from './current-key.ts'
import { noDevice } from './profiles.ts'

/** More waiting than this is a mistake of the one who asks. */
const MOST_WAITING = 100

type Device = { mn: string; siteId: number; edition: '2005' | '2017' | '2025'; intervals: Record<string, number> }

/** The device, held until the end of the transaction; a key that is held to other sites may not touch it. */
export async function holdDevice(tx: Transaction, mn: string, { key }: Caller): Promise<Device | Refusal> {
  const [device] = await tx.query<Device>(
    `select d.mn, d.site_id as "siteId", d.edition, d.intervals from device as d where d.mn = $1 for update`,
    [mn],
  )
  if (!device) return noDevice(mn)
  return refuseSite(key, device.siteId) ?? device
}

function refuseSite(key: Caller['key'], siteId: number): Refusal | undefined {
  if (!key?.siteIds || key.siteIds.includes(siteId)) return undefined
  return refuse('access.site-not-granted', {
    zh: '此接口密钥无权操作该站点的设备',
    en: 'Cannot command this device as the key is held to other sites',
  })
}

export const askCommands = (
  db: Database,
  caller: Caller,
  mn: string,
  body: BodyOf<typeof askRoute>,
): Promise<{ ids: number[] } | Refusal> =>
  inTransaction(db, async (tx) => {
    const device = await holdDevice(tx, mn, caller)
    if (isRefusal(device)) return device
    const asksKey = body.commands.some(({ cn }) => cn === '1014')
    const unfit =
      refuseCommands(device, body.commands) ??
      (asksKey ? await refuseNewKey(tx, mn) : undefined) ??
      (await refuseQueue(tx, mn, body.commands.length))
    if (unfit) return unfit
    const ids: number[] = []
    for (const { cn, params } of body.commands) {
      const asked = { cn, params: givenOf(params), reason: body.reason, expiresInMin: body.expiresInMin }
      ids.push(await queueCommand(tx, caller, device, asked))
    }
    await tx.query(`select pg_notify('device_command', $1)`, [mn])
    return { ids }
  })

const givenOf = (params: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''))

function refuseCommands(
  device: Device,
  commands: readonly { cn: string; params: CommandParams }[],
): Refusal | undefined {
  for (const { cn, params } of commands) {
    const fault = findCommandFault(cn, params, device.edition)
    if (fault) return refuse('devices.command-unfit', { zh: `${cn}：${fault.zh}`, en: `${cn}: ${fault.en}` })
  }
  return undefined
}

async function refuseQueue(tx: Transaction, mn: string, more: number): Promise<Refusal | undefined> {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from device_command as c where c.mn = $1 and c.state = 'queued' and c.expires_at > now()`,
    [mn],
  )
  if ((row?.n ?? 0) + more <= MOST_WAITING) return undefined
  return refuse('devices.queue-full', {
    zh: `该设备已有 ${row?.n ?? 0} 条命令在排队，最多 ${MOST_WAITING} 条`,
    en: `${row?.n ?? 0} commands wait for this device already: at most ${MOST_WAITING} may`,
  })
}

type Asked = { cn: string; params: Record<string, string>; reason: string; expiresInMin: number }

async function queueCommand(tx: Transaction, { account }: Caller, device: Device, asked: Asked): Promise<number> {
  const { cn, params, reason, expiresInMin } = asked
  const [row] = await tx.query<{ id: number }>(
    `insert into device_command (mn, site_id, cn, params, cause, reason, asked_by, expires_at)
     values ($1, $2, $3, $4, 'person', $5, $6, now() + make_interval(mins => $7)) returning id`,
    [device.mn, device.siteId, cn, JSON.stringify(params), reason, account.name, expiresInMin],
  )
  if (!row) throw new Error('Cannot write a command')
  const told = maskSecrets(params)
  await tx.query(`select append_event('device', $1, 'CommandAsked', $2, $3)`, [
    device.mn,
    account.name,
    JSON.stringify({ command: row.id, cn, params: told, cause: 'person', reason }),
  ])
  return row.id
}

export const cancelCommand = (
  db: Database,
  caller: Caller,
  id: number,
  reason: string,
): Promise<Record<string, never> | Refusal> =>
  inTransaction(db, async (tx) => {
    const [command] = await tx.query<{ siteId: number; mn: string; state: string; params: Record<string, string> }>(
      'select c.site_id as "siteId", c.mn, c.state, c.params from device_command as c where c.id = $1 for update',
      [id],
    )
    if (!command) return noCommand(id)
    const refused = refuseSite(caller.key, command.siteId)
    if (refused) return refused
    if (command.state !== 'queued') {
      return refuse('devices.command-under-way', {
        zh: '命令已发出或已结束，不能取消',
        en: 'Cannot take it back as it was sent already or is over',
      })
    }
    await tx.execute(
      `update device_command as c set state = 'cancelled', finished_at = now(), params = $2 where c.id = $1`,
      [id, JSON.stringify(maskSecrets(command.params))],
    )
    await tx.execute(
      `update device_gap as g set state = 'open', command_id = null where g.command_id = $1 and g.state = 'asked'`,
      [id],
    )
    await tx.query(`select append_event('device', $1, 'CommandCancelled', $2, $3)`, [
      command.mn,
      caller.account.name,
      JSON.stringify({ command: id, reason }),
    ])
    return {}
  })

/** What is kept and told of a command's parameters: never a password. */
const maskSecrets = (params: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  params.NewPW === undefined ? params : { ...params, NewPW: '******' }

export const noCommand = (id: number): Refusal =>
  refuse('devices.command-not-found', { zh: `没有编号为 ${id} 的命令`, en: `There is no command ${id}` })

type Gap = { id: number; kind: GapKind; from: number; until: number; state: string }

export const fetchGaps = (
  db: Database,
  caller: Caller,
  mn: string,
  { ids, reason }: BodyOf<typeof fetchRoute>,
): Promise<{ commandIds: number[] } | Refusal> =>
  inTransaction(db, async (tx) => {
    const device = await holdDevice(tx, mn, caller)
    if (isRefusal(device)) return device
    const gaps = await tx.query<Gap>(
      `select g.id, g.kind, g.from_at as from, g.until_at as until, g.state from device_gap as g
        where g.site_id = $1 and g.mn = $2 and g.id = any ($3) order by g.from_at`,
      [device.siteId, mn, ids],
    )
    if (gaps.length !== new Set(ids).size || gaps.some(({ state }) => state === 'asked' || state === 'filled')) {
      return refuse('devices.gap-not-open', {
        zh: '所选缺数时段有的已在补取或已补齐，请刷新后再选',
        en: 'Some of these gaps are being fetched or are filled: look again and choose anew',
      })
    }
    const full = await refuseQueue(tx, mn, gaps.length)
    if (full) return full
    const commandIds: number[] = []
    for (const gap of gaps) commandIds.push(...(await fetchGap(tx, caller, { device, gap, reason })))
    await tx.query(`select pg_notify('device_command', $1)`, [mn])
    return { commandIds }
  })

const FETCH_EXPIRES_MIN = 24 * 60
const clock = (at: number): string => beijingDateTime(at).replace(/\D/g, '')

/** One command for each request that the span needs; the gap waits for the last of them. */
async function fetchGap(
  tx: Transaction,
  caller: Caller,
  { device, gap, reason }: { device: Device; gap: Gap; reason: string },
): Promise<number[]> {
  const intervalMs = (device.intervals[gap.kind] ?? 3600) * 1000
  const ids: number[] = []
  for (const { begin, end } of fetchRequests(gap.kind, gap, intervalMs)) {
    const params = { BeginTime: clock(begin), EndTime: clock(end) }
    const asked = { cn: FETCH_COMMAND[gap.kind], params, reason, expiresInMin: FETCH_EXPIRES_MIN }
    ids.push(await queueCommand(tx, caller, device, asked))
  }
  await tx.execute(
    `update device_gap as g set state = 'asked', command_id = $3, settled_at = null where g.site_id = $1 and g.id = $2`,
    [device.siteId, gap.id, ids.at(-1) ?? null],
  )
  return ids
}

export const dismissGaps = (
  db: Database,
  caller: Caller,
  mn: string,
  { ids, reason }: BodyOf<typeof dismissRoute>,
): Promise<{ dismissed: number } | Refusal> =>
  inTransaction(db, async (tx) => {
    const device = await holdDevice(tx, mn, caller)
    if (isRefusal(device)) return device
    const dismissed = await tx.execute(
      `update device_gap as g set state = 'dismissed', settled_at = now()
        where g.site_id = $1 and g.mn = $2 and g.id = any ($3) and g.state in ('open', 'absent')`,
      [device.siteId, mn, ids],
    )
    await tx.query(`select append_event('device', $1, 'GapsDismissed', $2, $3)`, [
      mn,
      caller.account.name,
      JSON.stringify({ gaps: ids, dismissed, reason }),
    ])
    return { dismissed }
  })
