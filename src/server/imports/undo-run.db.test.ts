// One batch taken back: what it overwrote returns, what it added goes, what others brought since stays.
import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import { STANDARD_MAPPING } from '#domain/ways-in/mapping.ts'
import { isRefusal } from '#kit/refusal.ts'
import { freshDatabase } from '../../../test/database.ts'
import { reingestSource } from '../ways-in/reingest.ts'
import { takePayload } from '../ways-in/take-payload.ts'
import { undoRun } from './undo-run.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

const NOW = Date.UTC(2026, 10, 25, 8)
const AT = '2026-11-25 08:00'

beforeEach(async () => {
  await db.execute(
    `truncate reading, reading_revision, raw_record, latest, stale_day, intake_run, intake_source, site restart identity cascade`,
  )
  await db.execute(`insert into site (code, kind, name) values ('S1', 'section', '一号断面')`)
})

let received = NOW
async function take(rows: object[], more: { sourceId?: number; key?: string } = {}): Promise<number> {
  received += 60_000
  const text = JSON.stringify(rows)
  const reply = await takePayload(db, {
    text,
    bytes: Buffer.from(text),
    mapping: STANDARD_MAPPING,
    channel: 'http',
    run: {
      sourceId: more.sourceId ?? null,
      way: 'http',
      cause: 'arrival',
      origin: '10.0.0.1',
      author: 'hub',
      idempotencyKey: more.key,
    },
    siteIds: null,
    receivedAtMs: received,
    detail: 'findings',
  })
  if (isRefusal(reply)) throw new Error(reply.because)
  return reply.run
}
const row = (values: Record<string, number>, site = 'S1', time = AT) => ({ site, time, kind: 'hour', values })

const undo = (runId: number) => undoRun(db, { runId, reason: '单位弄错了', by: 'officer' })
const values = async () =>
  Object.fromEntries(
    (
      await db.query<{ factor: string; value: number }>(
        'select v.factor, v.value from reading_value as v order by v.at, v.factor',
      )
    ).map(({ factor, value }) => [factor, value]),
  )

test('undoRun() brings back what stood before, keeps the way there, and says why in the log', async () => {
  await take([row({ w21003: 0.5 })])
  const wrong = await take([row({ w21003: 500, w01001: 7 }), row({ w21003: 600 }, 'S1', '2026-11-25 09:00')])
  expect(await undo(wrong)).toEqual({ removed: 1, restored: 2 })
  expect(await values()).toEqual({ w21003: 0.5 })
  expect(
    await db.query(
      `select v.value, v.reason, v.author from reading_revision as v where v.reason like 'undo%' order by 1`,
    ),
  ).toMatchObject([
    { value: 7, reason: `undo of run ${wrong}`, author: 'officer' },
    { value: 500, reason: `undo of run ${wrong}`, author: 'officer' },
    { value: 600, reason: `undo of run ${wrong}`, author: 'officer' },
  ])
  expect(
    await db.query(`select e.payload ->> 'reason' as reason from domain_event as e where e.type = 'RunUndone'`),
  ).toEqual([{ reason: '单位弄错了' }])
  expect(await db.query(`select distinct d.cause from stale_day as d where d.cause like 'undo%'`)).toEqual([
    { cause: `undo-run:${wrong}` },
  ])
  expect(await db.query('select distinct w.state from raw_record as w where w.run_id = $1', [wrong])).toEqual([
    { state: 'withdrawn' },
  ])
})

test('undoRun() leaves what a later batch brought or confirmed, factor by factor', async () => {
  const first = await take([row({ w21003: 0.5, w01001: 7 })])
  await take([row({ w01001: 7 })])
  await undo(first)
  expect(await values()).toEqual({ w01001: 7 })
})

test('undoRun() twice over an overwritten value: what is undone never returns', async () => {
  await take([row({ w21003: 0.5 })])
  const second = await take([row({ w21003: 1 })])
  const third = await take([row({ w21003: 2 })])
  await undo(second)
  expect(await values()).toEqual({ w21003: 2 })
  await undo(third)
  expect(await values()).toEqual({ w21003: 0.5 })
})

test('undoRun() takes rows back that left the quarantine later', async () => {
  const [source] = await db.query<{ id: number }>(
    `insert into intake_source (way, name, settings, mapping, created_by, changed_by)
     values ('http', 'hub', '{"way":"http"}', '{}', 'officer', 'officer') returning id`,
  )
  const sourceId = source?.id ?? 0
  await take([row({ w21003: 0.5 }, 'S2')])
  const run = await take([row({ w21003: 0.5 }), row({ w21003: 9 }, 'S2')], { sourceId })
  await db.execute(`insert into site (code, kind, name) values ('S2', 'section', '二号断面')`)
  expect(await reingestSource(db, { sourceId, mapping: STANDARD_MAPPING, by: 'officer' })).toEqual({
    reingested: 1,
    still: 0,
  })
  expect(await undo(run)).toEqual({ removed: 2, restored: 0 })
  expect(await values()).toEqual({})
})

test('undoRun() refuses a second time, and lets the same key hand the content in again', async () => {
  const run = await take([row({ w21003: 0.5 })], { key: 'a1' })
  await undo(run)
  expect(await undo(run)).toMatchObject({ refused: 'ways-in.run-not-undoable' })
  expect(await undo(999)).toMatchObject({ refused: 'ways-in.run-not-found' })
  expect(await take([row({ w21003: 0.5 })], { key: 'a1' })).not.toBe(run)
  expect(await values()).toEqual({ w21003: 0.5 })
})
