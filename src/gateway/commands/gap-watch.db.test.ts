// Gaps of a device: found, grown, filled, given up; fetched by the policy alone.
import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import { HOUR_MS } from '#kit/time.ts'
import { timestamptz } from '#platform/database.ts'
import { freshDatabase } from '../../../test/database.ts'
import { MN, registerTwo } from '../../../test/gateway/device.ts'
import { findWatched } from './gap-rows.ts'
import { lookAt } from './gap-watch.ts'

const db = await freshDatabase(inject('database'))
await registerTwo(db)
await db.execute(
  `update device set created_at = now() - interval '30 days', intervals = '{"hour": 3600}' where mn = $1`,
  [MN],
)
await db.query(
  `select ensure_month_partition('reading', now()), ensure_month_partition('reading', now() - interval '7 days')`,
)
afterAll(() => db.drop())

/** Half past an hour: the hour before the last is due. */
const NOW = Math.floor(Date.now() / HOUR_MS) * HOUR_MS + HOUR_MS / 2
const hour = (ago: number): number => NOW - HOUR_MS / 2 - ago * HOUR_MS
const DAYS = 24 * 7

beforeEach(async () => {
  await db.execute('delete from reading')
  await db.execute('delete from device_gap')
  await db.execute('delete from device_command')
  await db.execute(`update device set gap_policy = 'propose'`)
})

async function have(...agos: number[]): Promise<void> {
  await db.execute(
    `insert into reading (at, known_from, site_id, kind, flags, factors, values, sources)
     select at, now(), 11, 'hour', 'N', array[1]::smallint[], array[1.0], array[]::bigint[] from unnest($1::timestamptz[]) as at
     on conflict do nothing`,
    [agos.map((ago) => timestamptz(hour(ago)))],
  )
}
const range = (from: number, until: number): number[] => Array.from({ length: from - until + 1 }, (_, n) => from - n)

async function look(): Promise<void> {
  const device = await findWatched(db, MN)
  if (device) await lookAt(db, device, NOW)
}
const gaps = async (): Promise<string[]> =>
  (
    await db.query<{ from: number; until: number; state: string; periods: number }>(
      `select g.from_at as from, g.until_at as until, g.state, g.periods from device_gap as g order by g.from_at, g.id`,
    )
  ).map(
    ({ from, until, state, periods }) =>
      `${(NOW - HOUR_MS / 2 - from) / HOUR_MS}..${(NOW - HOUR_MS / 2 - until) / HOUR_MS} ${state} ${periods}`,
  )

test('a gap is found once, keeps its number while it grows, and is filled when its data comes', async () => {
  await have(...range(DAYS, 6), 2, 1)
  await look()
  await look()
  expect(await gaps()).toEqual(['5..2 open 3'])
  const [before] = await db.query('select g.id from device_gap as g')
  await db.execute('delete from reading where at = $1', [timestamptz(hour(2))])
  await look()
  expect(await gaps()).toEqual(['5..1 open 4'])
  expect(await db.query('select g.id from device_gap as g')).toEqual([before])
  await have(5, 4, 3, 2)
  await look()
  expect(await gaps()).toEqual(['5..1 filled 4'])
})

test('half a gap filled leaves the other half', async () => {
  await have(...range(DAYS, 6), 1)
  await look()
  await have(3, 2)
  await look()
  expect((await gaps()).filter((gap) => gap.includes('open'))).toEqual(['5..3 open 2'])
  await have(5)
  await look()
  expect((await gaps()).filter((gap) => gap.includes('open'))).toEqual(['4..3 open 1'])
})

test('the automatic policy asks for it once; what the device does not have is not asked for again', async () => {
  await db.execute(`update device set gap_policy = 'automatic'`)
  await have(...range(DAYS, 6), 2, 1)
  await look()
  await look()
  const commands = await db.query<{ id: number; cn: string; params: object; cause: string }>(
    `select c.id, c.cn, c.params, c.cause from device_command as c`,
  )
  const clock = (ago: number): string => new Date(hour(ago) + 8 * HOUR_MS).toISOString().replace(/\D/g, '').slice(0, 14)
  expect(commands).toMatchObject([
    { cn: '2061', cause: 'gap-policy', params: { BeginTime: clock(5), EndTime: clock(3) } },
  ])
  expect(await gaps()).toEqual(['5..2 asked 3'])
  await have(5)
  await db.execute(`update device_command set state = 'executed', finished_at = now()`)
  await look()
  await look()
  expect((await gaps()).slice(1)).toEqual(['4..2 absent 2'])
  expect(await db.query('select 1 from device_command')).toHaveLength(1)
})

test('a fetch that came to nothing makes the gap open again, and the policy waits before it asks anew', async () => {
  await db.execute(`update device set gap_policy = 'automatic'`)
  await have(...range(DAYS, 6), 2, 1)
  await look()
  await db.execute(`update device_command set state = 'timed-out', why = 'no-answer', finished_at = now()`)
  await look()
  expect(await gaps()).toEqual(['5..2 open 3'])
  await db.execute(`update device_command set finished_at = now() - interval '1 hour'`)
  await look()
  expect(await gaps()).toEqual(['5..2 asked 3'])
})

test('a dismissed gap stays away', async () => {
  await have(...range(DAYS, 6), 2, 1)
  await look()
  await db.execute(`update device_gap set state = 'dismissed'`)
  await look()
  expect(await gaps()).toEqual(['5..2 dismissed 3'])
})
