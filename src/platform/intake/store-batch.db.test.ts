// A batch meets what is stored: new, equal, changed, wider, repeated, at the same time as another.
import { afterAll, afterEach, expect, inject, test, vi } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { inTransaction } from '../database.ts'
import type { IntakeBatch, RawRecord, ReadingMessage } from './batch.ts'
import { nextRecordId } from './record-id.ts'
import { MOST_SITES_NAMED, storeBatch, storeBatchIn } from './store-batch.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
afterEach(() => db.execute('truncate reading, raw_record, reading_revision, latest, stale_day, record_writer'))

/** 00:30 on 1 March 2026 in Beijing. */
const AT = Date.UTC(2026, 1, 28, 16, 30)
const BEIJING_MIDNIGHT = Date.UTC(2026, 1, 28, 16)
const NOW = Date.UTC(2026, 2, 1)
const HOUR = 3_600_000

const record = (): RawRecord => ({
  id: nextRecordId(NOW),
  receivedAtMs: NOW,
  atMs: AT,
  siteId: 1,
  importId: null,
  lineNo: null,
  channel: 'hj212',
  state: 'stored',
  kind: 'hour',
  peer: '10.0.0.1',
  mn: 'A1',
  body: Buffer.from('##0001\u0000\r\n'),
  findings: [{ code: 'odd', severity: 'info', zh: '怪', en: 'odd' }],
})

const message = (change: Partial<ReadingMessage> = {}): ReadingMessage => ({
  siteId: 1,
  atMs: AT,
  kind: 'hour',
  source: 1,
  factors: [3, 7],
  values: [10.5, null],
  low: null,
  high: null,
  total: null,
  flags: 'NN',
  ...change,
})

const batch = (messages: ReadingMessage[], records: RawRecord[] = [], reason = 'resend'): IntakeBatch => ({
  records,
  messages,
  reason,
  author: 'device A1',
})

const readings = () =>
  db.query(
    `select r.site_id as site, r.at, r.kind, r.factors, r.values, r.low, r.high, r.total, r.flags, r.sources
       from reading as r order by r.site_id, r.at, r.kind`,
  )

const revisions = () =>
  db.query(
    `select v.factor_id as factor, v.value, v.low, v.flag, v.sources, v.reason, v.author
       from reading_revision as v order by v.known_until, v.factor_id`,
  )

const stored = (change: Partial<Record<string, unknown>> = {}) => ({
  site: 1,
  at: AT,
  kind: 'hour',
  factors: [3, 7],
  values: [10.5, null],
  low: null,
  high: null,
  total: null,
  flags: 'NN',
  sources: [1],
  ...change,
})

test('storeBatch() stores records byte for byte and messages with their source', async () => {
  const raw = record()
  const outcome = await storeBatch(db, batch([message({ source: raw.id })], [raw]))
  expect(outcome).toEqual({ inserted: 1, revised: 0, unchanged: 0, outcomes: ['inserted'] })
  expect(await readings()).toEqual([stored({ sources: [raw.id] })])
  expect(await db.query('select r.id, r.at, r.body, r.findings, r.peer, r.received_at from raw_record as r')).toEqual([
    { id: raw.id, at: AT, body: raw.body, findings: raw.findings, peer: '10.0.0.1', received_at: NOW },
  ])
  expect(await revisions()).toEqual([])
})

test('storeBatch() writes nothing for an identical resend', async () => {
  await storeBatch(db, batch([message({ low: [1, null], high: [20, null] })]))
  const version = () => db.query('select r.xmin::text, r.ctid::text, l.xmin::text as lx from reading as r, latest as l')
  const before = await version()
  await db.execute('truncate stale_day')
  const outcome = await storeBatch(db, batch([message({ low: [1, null], high: [20, null], source: 2 })]))
  expect(outcome.outcomes).toEqual(['unchanged'])
  expect(await version()).toEqual(before)
  expect(await db.query('select 1 from stale_day')).toEqual([])
  expect(await revisions()).toEqual([])
})

test('storeBatch() keeps the old value of a changed one as a revision', async () => {
  await storeBatch(db, batch([message()]))
  const outcome = await storeBatch(db, batch([message({ values: [11, null], source: 2 })], [], 'late'))
  expect(outcome).toMatchObject({ revised: 1, outcomes: ['revised'] })
  expect(await readings()).toEqual([stored({ values: [11, null], sources: [1, 2] })])
  expect(await revisions()).toEqual([
    { factor: 3, value: 10.5, low: null, flag: 'N', sources: [1], reason: 'late', author: 'device A1' },
  ])
})

test('storeBatch() takes a changed flag alone, and a value that goes away, for a change', async () => {
  await storeBatch(db, batch([message()]))
  await storeBatch(db, batch([message({ flags: 'DN', source: 2 })]))
  await storeBatch(db, batch([message({ values: [null, null], flags: 'DN', source: 3 })]))
  expect(await readings()).toEqual([stored({ values: [null, null], flags: 'DN', sources: [1, 2, 3] })])
  expect(await revisions()).toMatchObject([
    { factor: 3, value: 10.5, flag: 'N' },
    { factor: 3, value: 10.5, flag: 'D' },
  ])
})

test('storeBatch() chains revisions of one value without a gap in time', async () => {
  for (const value of [10, 11, 12]) await storeBatch(db, batch([message({ values: [value, null] })]))
  const chain = await db.query<{ from: number; until: number; first: number }>(
    `select v.known_from as "from", v.known_until as until, r.known_from as first
       from reading_revision as v join reading as r using (site_id, at, kind) order by v.known_until`,
  )
  expect(chain).toHaveLength(2)
  expect(chain[0]?.from).toBe(chain[0]?.first)
  expect(chain[1]?.from).toBe(chain[0]?.until)
})

test('storeBatch() merges a second factor set, in ascending order, with flags and limits beside their factor', async () => {
  await storeBatch(db, batch([message({ factors: [3, 7], values: [1, 2], flags: 'NT' })]))
  const second = message({ factors: [2, 5, 7], values: [9, 8, 2], low: [0, 1, null], flags: 'DFT', source: 2 })
  const outcome = await storeBatch(db, batch([second]))
  expect(outcome.outcomes).toEqual(['revised'])
  expect(await readings()).toEqual([
    stored({
      factors: [2, 3, 5, 7],
      values: [9, 1, 8, 2],
      low: [0, null, 1, null],
      flags: 'DNFT',
      sources: [1, 2],
    }),
  ])
  expect(await revisions()).toMatchObject([
    { factor: 2, value: null, flag: null },
    { factor: 5, value: null, flag: null },
  ])
})

test('storeBatch() takes a subset that was stored already for unchanged', async () => {
  await storeBatch(db, batch([message({ values: [1, 2] })]))
  const outcome = await storeBatch(db, batch([message({ factors: [7], values: [2], flags: 'N', source: 2 })]))
  expect(outcome.outcomes).toEqual(['unchanged'])
  expect(await readings()).toEqual([stored({ values: [1, 2] })])
})

test('storeBatch() lets a key repeated inside a batch meet the one before it', async () => {
  const outcome = await storeBatch(
    db,
    batch([
      message({ values: [1, null] }),
      message({ siteId: 2 }),
      message({ values: [2, null], source: 2 }),
      message({ values: [2, null], source: 3 }),
      message({ values: [3, null], source: 4 }),
    ]),
  )
  expect(outcome.outcomes).toEqual(['inserted', 'inserted', 'revised', 'unchanged', 'revised'])
  expect(await readings()).toMatchObject([{ site: 1, values: [3, null] }, { site: 2 }])
})

test('storeBatch() keeps every old value of a key repeated inside a batch', async () => {
  await storeBatch(db, batch([1, 2, 3].map((value) => message({ values: [value, null] }))))
  expect((await revisions()).map(({ value }) => value)).toEqual([1, 2])
  expect(await db.query('select 1 from reading_revision as v where v.known_from >= v.known_until')).toEqual([])
})

test('storeBatch() stores a batch whole or not at all', async () => {
  const raw = record()
  const wrong = message({ kind: 'century' as 'hour' })
  await expect(storeBatch(db, batch([message(), wrong], [raw]))).rejects.toThrow('reading_kind_check')
  expect([await readings(), await db.query('select 1 from raw_record')]).toEqual([[], []])
})

test('storeBatch() refuses a record number that was stored before', async () => {
  const raw = record()
  await storeBatch(db, batch([], [raw]))
  await expect(storeBatch(db, batch([], [raw]))).rejects.toThrow('duplicate key')
})

test('storeBatch() keeps in `latest` the newest message of each kind, whatever order they come in', async () => {
  const later = message({ atMs: AT + HOUR, values: [20, null], source: 2 })
  await storeBatch(db, batch([later, message(), message({ kind: 'day', source: 3 })]))
  await storeBatch(db, batch([message({ atMs: AT - HOUR, source: 4 })]))
  const latest = () => db.query('select l.kind, l.at, l.values, l.source from latest as l order by l.kind')
  expect(await latest()).toEqual([
    { kind: 'day', at: AT, values: [10.5, null], source: 3 },
    { kind: 'hour', at: AT + HOUR, values: [20, null], source: 2 },
  ])
  await storeBatch(db, batch([message({ ...later, values: [21, null], source: 5 })]))
  expect(await latest()).toMatchObject([{}, { values: [21, null], source: 5 }])
})

test('storeBatch() marks the Beijing day of hours, days and samples as stale, not that of minutes', async () => {
  await storeBatch(
    db,
    batch([
      message(),
      message({ atMs: AT + HOUR }),
      message({ atMs: AT - HOUR, kind: 'sample' }),
      message({ kind: 'minute', siteId: 2 }),
      message({ kind: 'realtime', siteId: 2 }),
    ]),
  )
  expect(await db.query('select s.site_id as site, s.day from stale_day as s order by s.day')).toEqual([
    { site: 1, day: BEIJING_MIDNIGHT - 24 * HOUR },
    { site: 1, day: BEIJING_MIDNIGHT },
  ])
})

test('storeBatch() names the sites that changed, and none where they are too many for a notice', async () => {
  const heard: { siteIds: number[] }[] = []
  const listener = await db.listen('readings', (payload) => heard.push(JSON.parse(payload) as { siteIds: number[] }))
  await storeBatch(db, batch([message(), message({ siteId: 2 })]))
  await storeBatch(db, batch([message(), message({ siteId: 2, values: [1, null] })]))
  const many = Array.from({ length: MOST_SITES_NAMED + 1 }, (_, n) => message({ siteId: 1_000_000_000 + n }))
  await storeBatch(db, batch(many))
  await vi.waitFor(() => expect(heard).toEqual([{ siteIds: [1, 2] }, { siteIds: [2] }, { siteIds: [] }]))
  await listener.stop()
})

test('storeBatch() of two writers with the same sites in opposite order neither deadlocks nor loses anything', async () => {
  const sites = Array.from({ length: 60 }, (_, n) => n + 1)
  const round = (order: number[], value: number): IntakeBatch =>
    batch(order.map((siteId) => message({ siteId, values: [value, null], source: value })))
  const rounds = Array.from({ length: 12 }, (_, n) => n)
  const writer = async (order: number[], offset: number): Promise<void> => {
    for (const n of rounds) await storeBatch(db, round(order, offset + n))
  }
  await Promise.all([writer(sites, 100), writer([...sites].reverse(), 200), writer(sites, 300)])
  const [row] = await db.query('select count(*) as rows, min(cardinality(r.sources)) as least from reading as r')
  expect(row).toEqual({ rows: 60, least: 36 })
  const [kept] = await db.query(
    `select count(*) as n, count(*) filter (where v.known_from >= v.known_until) as "backwards" from reading_revision as v`,
  )
  expect(kept).toEqual({ n: 60 * 35, backwards: 0 })
})

test('storeBatch() makes month partitions for both ends of a month border', async () => {
  const border = Date.UTC(2031, 4, 1)
  await storeBatch(db, batch([message({ atMs: border - 1 }), message({ atMs: border })]))
  const rows = await db.query('select r.tableoid::regclass::text as part from reading as r order by r.at')
  expect(rows).toEqual([{ part: 'reading_203104' }, { part: 'reading_203105' }])
})

test('storeBatchIn() is undone with the transaction of its caller', async () => {
  await storeBatch(db, batch([message()]))
  const failing = inTransaction(db, async (tx) => {
    await storeBatchIn(tx, batch([message({ values: [99, null] })]))
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await readings()).toEqual([stored()])
})
