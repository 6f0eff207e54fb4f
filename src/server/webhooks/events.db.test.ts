// What is queued for webhooks when rows change: each message held against the contract's type for its event.
import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import type { z } from 'zod'
import { WEBHOOK_MESSAGES } from '#contract/webhooks.ts'
import { isRefusal } from '#kit/refusal.ts'
import { parseOutboundRules } from '#platform/outbound.ts'
import { freshDatabase } from '../../../test/database.ts'
import { createWebhook } from './commands.ts'
import { tellSilence } from './silence.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

beforeEach(async () => {
  await db.execute(
    'truncate webhook, webhook_event, webhook_silence, verdict, stale_day, site, device, raw_record, import_batch cascade',
  )
  await db.execute(
    `insert into site (id, code, kind, name) values (1, 'A-1', 'air', '龙城'), (2, 'A-2', 'air', '横岗')`,
  )
})

async function subscribe(events: Exclude<(typeof WEBHOOK_MESSAGES)[number]['name'], 'test'>[]): Promise<void> {
  const asked = { name: 'hook', url: 'http://127.0.0.1:9/', events, sites: null }
  const made = await createWebhook(db, asked, { by: 'admin', rules: parseOutboundRules('127.0.0.1') })
  if (isRefusal(made)) throw new Error(made.because)
}

/** Messages queued, each held against the contract's type for its event. */
async function queued() {
  const rows = await db.query<{ id: string; type: string; at: number; data: unknown }>(
    'select e.message_id as id, e.type, e.at, e.payload as data from webhook_event as e order by e.id',
  )
  for (const row of rows) {
    const body: z.ZodType | undefined = WEBHOOK_MESSAGES.find(({ name }) => name === row.type)?.body
    expect(body?.safeParse(row).error).toBeUndefined()
  }
  return rows
}

const verdict = (at: string, grade: number | null, knownFrom: string) =>
  db.execute(
    `insert into verdict (at, known_from, site_id, subject, edition, judged, grade, aqi, in_force, inputs_hash, body)
     values ($1, $3, 1, 'air-hour', 'HJ633-2026', true, $2, 60, true, '', '{}')`,
    [at, grade, knownFrom],
  )

test('verdict.changed names what came out otherwise with what it was before, and is silent where only inputs changed', async () => {
  await subscribe(['verdict.changed'])
  await verdict('2026-03-01T00:00Z', 2, '2026-03-01T01:00Z')
  for (const [grade, from, known] of [
    [3, '2026-03-02T00:00Z', '2026-03-01T01:00Z'],
    [3, '2026-03-03T00:00Z', '2026-03-02T00:00Z'],
  ] as const) {
    await db.execute(`update verdict as v set known_until = $1 where v.known_from = $2`, [from, known])
    await verdict('2026-03-01T00:00Z', grade, from)
  }
  const rows = await queued()
  expect(rows.map(({ data }) => data)).toMatchObject([
    { siteCode: 'A-1', subject: 'air-hour', total: 1, verdicts: [{ grade: 2, before: null }] },
    { verdicts: [{ grade: 3, before: { grade: 2, aqi: 60, judged: true } }] },
  ])
})

test('a step with many verdicts is one message a site that names a hundred of them', async () => {
  await subscribe(['verdict.changed'])
  await db.execute(
    `insert into verdict (at, known_from, site_id, subject, edition, judged, grade, aqi, in_force, inputs_hash, body)
     select timestamptz '2026-03-01T00:00Z' + n * interval '1 hour', now(), 1 + n % 2, 'air-hour', 'HJ633-2026', true, 1, 40, true, '', '{}'
       from generate_series(1, 500) as n`,
  )
  const rows = await queued()
  expect(rows.map(({ data }) => data)).toMatchObject([
    { siteCode: 'A-1', total: 250 },
    { siteCode: 'A-2', total: 250 },
  ])
  expect(rows.flatMap(({ data }) => (data as { verdicts: unknown[] }).verdicts)).toHaveLength(200)
})

test('import.finished and indicator.changed are told from the row that changes', async () => {
  await subscribe(['import.finished', 'indicator.changed'])
  await db.execute(
    `insert into import_batch (kind, file_name, file_sha256, file_bytes, encoding, layout, mapping, created_by)
     values ('air', 'a.csv', '', 1, 'utf-8', 'x', '{}', 'me')`,
  )
  await db.execute(`update import_batch set state = 'running'`)
  await db.execute(`update import_batch set state = 'done', accepted = 7`)
  const value = (status: string, known: string, number: number) =>
    db.execute(
      `insert into indicator_value (at, known_from, plan_id, indicator_id, period, basis, value, status, inputs_hash, body)
       values ('2025-12-31T16:00Z', $2, 'p', 'ind.05', 'year', 'in-force', $3, $1, '', '{}')`,
      [status, known, number],
    )
  await value('not-met', '2026-03-01T00:00Z', 91.2)
  await db.execute(`update indicator_value set known_until = '2026-03-02T00:00Z'`)
  await value('met', '2026-03-02T00:00Z', 95)
  const rows = await queued()
  expect(rows.map(({ type, data }) => [type, data])).toMatchObject([
    ['import.finished', { state: 'done', accepted: 7, fileName: 'a.csv' }],
    ['indicator.changed', { status: 'not-met', before: null }],
    ['indicator.changed', { status: 'met', value: '95', before: { status: 'not-met', value: '91.2' } }],
  ])
})

test('device.silent and device.back are told once each', async () => {
  await subscribe(['device.silent', 'device.back'])
  await db.execute(
    `insert into device (mn, site_id, system_code, expected_interval_s) values ('MN1', 1, '22', 60), ('MN2', 2, '22', 60), ('MN3', 2, '22', 60)`,
  )
  await db.execute(`select ensure_month_partition('raw_record', now())`)
  await db.execute(`select ensure_month_partition('raw_record', now() - interval '10 minutes')`)
  const hear = (id: number, mn: string, ago: string) =>
    db.execute(
      `insert into raw_record (id, received_at, site_id, channel, state, mn, body) values ($1, now() - $3::interval, 1, 'hj212', 'stored', $2, '')`,
      [id, mn, ago],
    )
  await hear(1, 'MN1', '10 minutes')
  await hear(2, 'MN2', '2 minutes')
  expect([await tellSilence(db), await tellSilence(db)]).toEqual([1, 0])
  await hear(3, 'MN1', '1 second')
  expect([await tellSilence(db), await tellSilence(db)]).toEqual([1, 0])
  const rows = await queued()
  expect(rows.map(({ type, data }) => [type, (data as { mn: string }).mn])).toEqual([
    ['device.silent', 'MN1'],
    ['device.back', 'MN1'],
  ])
})

test('without a webhook nothing is queued', async () => {
  await db.execute('insert into stale_day (site_id, day) values (1, now())')
  await verdict('2026-03-01T00:00Z', 2, '2026-03-01T01:00Z')
  expect(await queued()).toEqual([])
  expect(await tellSilence(db)).toBe(0)
})
