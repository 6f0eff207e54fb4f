// Looks through the devices in turn for data that is missing, enters the gaps, and fetches them where the device's policy says so.
import {
  FETCH_COMMAND,
  fetchRequests,
  findGaps,
  GAP_KINDS,
  type GapKind,
  lookBackSpan,
  periodsIn,
  type Span,
  subtractSpans,
} from '#domain/devices/gaps.ts'
import { beijingDateTime } from '#kit/time.ts'
import { type Database, inTransaction, type Transaction, timestamptz } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import {
  addGap,
  findFirst,
  findWatched,
  growGap,
  type KnownGap,
  listKnown,
  listPresent,
  listWatched,
  removeGap,
  settleGap,
  type WatchedDevice,
} from './gap-rows.ts'

export type GapWatch = {
  /** Looks at one device now: something of it has just come in. */
  look: (mn: string) => void
  stop(): Promise<void>
}

const LOOK_MS = 5_000
/** So many devices at a look: two thousand are through in five minutes. */
const DEVICES_A_LOOK = 40
const WATCH_LOCK = 7_264_200

export function startGapWatch(db: Database, log: Log): GapWatch {
  let afterMn = ''
  let isStopped = false
  let turn = Promise.resolve()
  const inTurn = (work: () => Promise<void>): void => {
    turn = turn.then(async () => {
      try {
        if (!isStopped) await work()
      } catch (error) {
        log.warn('devices cannot be looked through for gaps', error)
      }
    })
  }
  const timer = setInterval(() => {
    inTurn(async () => {
      const devices = await listWatched(db, afterMn, DEVICES_A_LOOK)
      for (const device of devices) await lookAt(db, device, Date.now())
      afterMn = devices.length < DEVICES_A_LOOK ? '' : (devices.at(-1)?.mn ?? '')
    })
  }, LOOK_MS)
  return {
    look(mn) {
      inTurn(async () => {
        const device = await findWatched(db, mn)
        if (device) await lookAt(db, device, Date.now())
      })
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      await turn
    },
  }
}

/** Brings the gaps of a device up to date with its data. */
export async function lookAt(db: Database, device: WatchedDevice, nowMs: number): Promise<void> {
  for (const kind of GAP_KINDS) {
    const intervalMs = (device.intervals[kind] ?? 0) * 1000
    if (intervalMs <= 0) continue
    await inTransaction(db, async (tx) => {
      // Several gateways may look; one at a time is enough.
      await tx.query('select pg_advisory_xact_lock($1, $2)', [WATCH_LOCK, device.siteId])
      await lookAtKind(tx, { device, kind, intervalMs, nowMs })
    })
  }
}

type Looking = { device: WatchedDevice; kind: GapKind; intervalMs: number; nowMs: number }
/** `from`: where the look begins. */
type Look = Looking & { from: number }

async function lookAtKind(tx: Transaction, looking: Looking): Promise<void> {
  const { device, kind, intervalMs, nowMs } = looking
  const widest = lookBackSpan({ kind, intervalMs, nowMs, since: 0 })
  const first = await findFirst(tx, device.siteId, kind, widest.from)
  // Before the device was here, and before its first data, nothing is missing.
  const span = { ...widest, from: Math.max(widest.from, Math.min(device.createdAt, first ?? device.createdAt)) }
  if (span.from >= span.until) return
  const present = await listPresent(tx, device.siteId, kind, span)
  const missing = findGaps({ intervalMs, span, present })
  const known = await listKnown(tx, device, kind, span)
  const settled = await settleKnown(tx, { ...looking, from: span.from }, missing, known)
  for (const gap of subtractSpans(missing, settled)) {
    await addGap(tx, { device, kind, span: gap, periods: periodsIn(gap, intervalMs), state: 'open' })
  }
  if (device.policy === 'automatic') await fetchOpen(tx, looking)
}

/** Moves the known gaps on; gives the spans that are settled and must not be found again. */
async function settleKnown(
  tx: Transaction,
  look: Look,
  missing: readonly Span[],
  known: readonly KnownGap[],
): Promise<Span[]> {
  const settled: Span[] = []
  for (const gap of known) {
    const inside = { from: Math.max(gap.from, look.from), until: gap.until }
    const left = subtractSpans([inside], subtractSpans([inside], missing))
    settled.push(...(await settleOne(tx, look, gap, left)))
    // What is found again under the same begin stays the same gap, however far it reaches by now.
    const same = missing.find((span) => span.from === inside.from)
    if (same && mayGrow(gap)) {
      await growGap(tx, look.device.siteId, gap.id, { until: same.until, periods: periodsIn(same, look.intervalMs) })
      settled.push(same)
    }
  }
  return settled
}

/** `left`: what of the gap is still missing. Gives the spans that are not to be found again. */
async function settleOne(tx: Transaction, look: Look, gap: KnownGap, left: Span[]): Promise<Span[]> {
  const { siteId } = look.device
  if (left.length === 0) {
    await settleGap(tx, siteId, gap.id, 'filled')
    return []
  }
  if (gap.state === 'asked' && gap.command === 'executed') {
    // The device was asked and had no more.
    await settleGap(tx, siteId, gap.id, 'filled')
    for (const span of left) {
      await addGap(tx, { ...look, span, periods: periodsIn(span, look.intervalMs), state: 'absent' })
    }
    return left
  }
  if (!mayGrow(gap)) return [gap]
  if (gap.state === 'asked') await settleGap(tx, siteId, gap.id, 'open')
  // Begun to be filled from its begin: the rest is a gap of its own.
  if (left[0]?.from !== Math.max(gap.from, look.from)) await removeGap(tx, siteId, gap.id)
  return []
}

const mayGrow = (gap: KnownGap): boolean => gap.state === 'open' || isGivenUp(gap)

/** Asked for, and the command came to nothing: it may be asked for again. */
const isGivenUp = ({ state, command }: KnownGap): boolean =>
  state === 'asked' && command !== 'queued' && command !== 'sent' && command !== 'accepted'

/** After a fetch that came to nothing the policy waits; a person need not. */
const PATIENCE = '30 minutes'
const EXPIRES = '1 day'

/** Asks for the oldest open gap of a kind; the next one has its turn when this one is settled. */
async function fetchOpen(tx: Transaction, { device, kind, intervalMs }: Looking): Promise<void> {
  const { mn, siteId } = device
  const [gap] = await tx.query<Span & { id: number }>(
    `select g.id, g.from_at as from, g.until_at as until from device_gap as g
      where g.site_id = $1 and g.mn = $2 and g.kind = $3 and g.state = 'open'
        and not exists (select 1 from device_command as c
                         where c.site_id = $1 and c.mn = $2 and c.cause = 'gap-policy'
                           and (c.state in ('queued', 'sent', 'accepted')
                                or (c.state <> 'executed' and c.finished_at > now() - interval '${PATIENCE}')))
      order by g.from_at limit 1`,
    [siteId, mn, kind],
  )
  const [request] = gap ? fetchRequests(kind, gap, intervalMs) : []
  if (!gap || !request) return
  const clock = (at: number): string => beijingDateTime(at).replace(/\D/g, '')
  const params = { BeginTime: clock(request.begin), EndTime: clock(request.end) }
  const [command] = await tx.query<{ id: number }>(
    `insert into device_command (mn, site_id, cn, params, cause, reason, asked_by, expires_at)
     values ($1, $2, $3, $4, 'gap-policy', '按缺数补取策略自动补取', 'gateway', now() + interval '${EXPIRES}')
     returning id`,
    [mn, siteId, FETCH_COMMAND[kind], JSON.stringify(params)],
  )
  if (!command) return
  // A request reaches only so far; the rest stays a gap of its own.
  const until = request.end + intervalMs
  await tx.execute(
    `update device_gap as g set state = 'asked', command_id = $3, until_at = $4, periods = $5
      where g.site_id = $1 and g.id = $2`,
    [siteId, gap.id, command.id, timestamptz(until), periodsIn({ from: gap.from, until }, intervalMs)],
  )
  await tx.query(`select append_event('device', $1, 'CommandAsked', 'gateway', $2)`, [
    mn,
    JSON.stringify({ command: command.id, cn: FETCH_COMMAND[kind], params, cause: 'gap-policy' }),
  ])
  await tx.query(`select pg_notify('device_command', $1)`, [mn])
}
