// Evidence through the HTTP door: files with their hash, photos with their place, frozen numbers, closed cases, review by another.
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { formatRef } from '#contract/trace-ref.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant, beijingYearStart } from '#kit/time.ts'
import { timestamptz } from '#platform/database.ts'
import { filePath, listFiles } from '#platform/files.ts'
import { storeBatch } from '#platform/intake/store-batch.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { accountOf, openDoor } from '../../../test/door.ts'
import { loadPack } from '../plans/load-pack.ts'
import { actOnCase, openCase } from '../procedures/commands.ts'
import { evidenceRoutes } from './routes.ts'

const PLAN = 'longgang-14fyp'
const ABOUT = { aboutKind: 'obligation', aboutRef: 'c05.s01.m01.t06' }
const AT = beijingInstant(2024, 3, 1, 9)
const db = await freshDatabase(inject('database'))
const filesDir = await mkdtemp(join(tmpdir(), 'shanshui-evidence-'))
const log = createLog('test', { level: 'error' })
let who = 'clerk'
let role: 'officer' | 'reader' = 'officer'
const app = await openDoor({
  routes: evidenceRoutes({ db, log, now: () => AT, uploadDir: '/nowhere' }, filesDir),
  log,
  account: () => accountOf(who, { role }),
})
afterAll(async () => {
  await app.close()
  await db.drop()
  await rm(filesDir, { recursive: true, force: true })
})
beforeAll(async () => {
  must(await loadPack(db, new URL('../../../packs/longgang-14fyp', import.meta.url).pathname))
})

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const BASE = `/api/plans/${PLAN}/evidence`
const get = async (url: string) => (await app.inject({ url: BASE + url })).json()
const post = async (url: string, payload: object, by = 'clerk') => {
  who = by
  return (await app.inject({ method: 'POST', url: BASE + url, payload })).json()
}
const list = () => get(`?${new URLSearchParams(ABOUT)}`)

async function upload(name: string, content: Uint8Array, query: Record<string, string>, by = 'clerk') {
  who = by
  const boundary = 'xxxx'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/html\r\n\r\n`
  const reply = await app.inject({
    method: 'POST',
    url: `${BASE}/files?${new URLSearchParams({ ...ABOUT, ...query })}`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  return { status: reply.statusCode, body: reply.json() }
}

/** A JPEG of nothing but its notes: taken 2024-05-01 09:30 at 22°43′12″ N, 114°15′ E. */
function photo(): Buffer {
  const rows = (at: number, ...entries: [tag: number, type: number, count: number, value: Buffer][]): Buffer => {
    const body = Buffer.alloc(2 + entries.length * 12 + 4)
    body.writeUInt16BE(entries.length)
    const rest: Buffer[] = []
    let next = at + body.length
    entries.forEach(([tag, type, count, value], n) => {
      body.writeUInt16BE(tag, 2 + n * 12)
      body.writeUInt16BE(type, 4 + n * 12)
      body.writeUInt32BE(count, 6 + n * 12)
      if (value.length <= 4) value.copy(body, 10 + n * 12)
      else {
        body.writeUInt32BE(next, 10 + n * 12)
        rest.push(value)
        next += value.length
      }
    })
    return Buffer.concat([body, ...rest])
  }
  const long = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return bytes
  }
  const degrees = (d: number, m: number, s: number): Buffer => Buffer.concat([d, 1, m, 1, s, 1].map(long))
  const exifAt = 8 + 2 + 2 * 12 + 4
  const exif = rows(exifAt, [0x9003, 2, 20, Buffer.from('2024:05:01 09:30:00\0')])
  const gpsAt = exifAt + exif.length
  const gps = rows(
    gpsAt,
    [1, 2, 2, Buffer.from('N\0')],
    [2, 5, 3, degrees(22, 43, 12)],
    [3, 2, 2, Buffer.from('E\0')],
    [4, 5, 3, degrees(114, 15, 0)],
  )
  const first = rows(8, [0x8769, 4, 1, long(exifAt)], [0x8825, 4, 1, long(gpsAt)])
  const tiff = Buffer.concat([Buffer.from('MM\0*\0\0\0\x08', 'latin1'), first, exif, gps])
  const app1 = Buffer.concat([Buffer.from('Exif\0\0'), tiff])
  const size = Buffer.alloc(2)
  size.writeUInt16BE(app1.length + 2)
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), size, app1, Buffer.from([0xff, 0xd9])])
}

test('a file is kept under its hash and handed out as it came, never as a page', async () => {
  const { body } = await upload('说明.html', Buffer.from('<script>1</script>'), { kind: 'document', name: '验收说明' })
  const { rows } = await list()
  expect(rows[0]).toMatchObject({ id: body.id, name: '验收说明.html', review: 'draft', author: 'clerk' })
  expect(rows[0].file).toMatchObject({ bytes: 18, mediaType: 'application/octet-stream' })
  expect(await listFiles(filesDir)).toEqual([rows[0].file.sha256])
  const reply = await app.inject({ url: `${BASE}/${body.id}/file` })
  expect(reply.body).toBe('<script>1</script>')
  expect(reply.headers['content-disposition']).toMatch(/^attachment/)
  expect(reply.headers['content-type']).toBe('application/octet-stream')
  expect(await get(`/${body.id}/verify`)).toMatchObject({ holds: true, differences: [] })
})

test('a file that was changed on disk is found out and not handed out', async () => {
  const { body } = await upload('台账.pdf', Buffer.from('%PDF'), { kind: 'document' })
  const [row] = (await list()).rows
  await appendFile(filePath(filesDir, row.file.sha256), 'x')
  expect(await get(`/${body.id}/verify`)).toMatchObject({ holds: false, differences: [{ found: 'changed' }] })
  expect(await get(`/${body.id}/file`)).toMatchObject({ refused: 'files.changed' })
})

test('a photo says itself when and where it was taken; another is placed by hand; what is none is refused', async () => {
  await upload('现场.jpg', photo(), { kind: 'photo', lon: '1', lat: '1' })
  const [own] = (await list()).rows
  expect(own.takenAt).toBe(Date.UTC(2024, 4, 1, 1, 30))
  expect(own.place).toMatchObject({ lon: 114.25, from: 'exif' })
  expect(own.place.lat).toBeCloseTo(22.72, 10)
  const bare = Buffer.from('\x89PNG\r\n\x1a\n0000000000', 'latin1')
  await upload('无位置.png', bare, { kind: 'photo', lon: '114.2', lat: '22.7' })
  expect((await list()).rows[0]).toMatchObject({ takenAt: null, place: { lon: 114.2, lat: 22.7, from: 'entered' } })
  expect((await upload('x.jpg', Buffer.from('<html>'), { kind: 'photo' })).body).toMatchObject({
    refused: 'evidence.not-a-photo',
  })
})

test('what may not be handed in is refused and no row is left', async () => {
  const before = (await list()).total
  expect((await upload('空.pdf', Buffer.alloc(0), { kind: 'document' })).body).toMatchObject({ refused: 'files.empty' })
  expect((await upload('a.png', Buffer.from('x'), { kind: 'photo', lon: '114' })).body).toMatchObject({
    refused: 'evidence.half-a-place',
  })
  role = 'reader'
  expect((await upload('a.pdf', Buffer.from('x'), { kind: 'document' })).status).toBe(403)
  role = 'officer'
  expect(await post('/extracts', { ...ABOUT, ref: 'edition/GB3838-2002', name: '版本' })).toMatchObject({
    refused: 'evidence.no-such-number',
  })
  expect(await post('/cases', { ...ABOUT, caseId: 999 })).toMatchObject({ refused: 'evidence.no-such-case' })
  expect((await list()).total).toBe(before)
})

test('another reviews it, its author alone withdraws it, and the log has every act', async () => {
  const { body } = await upload('报告.pdf', Buffer.from('%PDF report'), { kind: 'document' })
  const review = (accepted: boolean, by: string, reason = '') => post(`/${body.id}/review`, { accepted, reason }, by)
  expect(await review(true, 'clerk')).toMatchObject({ refused: 'evidence.own' })
  expect(await review(false, 'chief')).toMatchObject({ refused: 'evidence.reason-needed' })
  expect(await review(false, 'chief', '缺盖章页')).toEqual({})
  expect(await review(true, 'chief')).toEqual({})
  expect((await list()).rows[0]).toMatchObject({ review: 'accepted', reviewedBy: 'chief', reviewReason: null })
  expect(await post(`/${body.id}/withdraw`, { reason: '重复' }, 'chief')).toMatchObject({
    refused: 'evidence.not-yours',
  })
  expect(await post(`/${body.id}/withdraw`, { reason: '重复' })).toEqual({})
  expect(await review(true, 'chief')).toMatchObject({ refused: 'evidence.withdrawn' })
  expect((await list()).rows[0]).toMatchObject({ withdrawnReason: '重复' })
  const events = await db.query<{ type: string; actor: string }>(
    `select e.type, e.actor from domain_event as e where e.stream = 'evidence' and e.stream_id = $1 order by e.id`,
    [String(body.id)],
  )
  expect(events.map(({ type, actor }) => `${type} ${actor}`)).toEqual([
    'EvidenceAdded clerk',
    'EvidenceRejected chief',
    'EvidenceAccepted chief',
    'EvidenceWithdrawn clerk',
  ])
})

test('a frozen number is read again as it was known, whatever came later; a changed past is found out', async () => {
  const year = timestamptz(beijingYearStart(2023))
  const put = (value: string, known: string) =>
    db.execute(
      `insert into indicator_value (at, known_from, known_until, plan_id, indicator_id, period, basis, value, status, inputs_hash, body)
       values ($1, ${known}, $2, 'ind.05', 'year', 'in-force', $3, 'met', $4, '{}')`,
      [year, PLAN, value, `hash of ${value}`],
    )
  await put('24.1', `now() - interval '1 hour', 'infinity'`)
  const ref = formatRef('indicator', PLAN, 'ind.05', 'year', beijingYearStart(2023), 'in-force')
  const { id } = await post('/extracts', { ...ABOUT, ref, name: '2023 年细颗粒物' })
  expect((await list()).rows[0].extract).toMatchObject({
    value: '24.1',
    unit: '微克/立方米',
    inputsHash: 'hash of 24.1',
  })
  expect(await get(`/${id}/verify`)).toMatchObject({ holds: true, now: null })
  await db.execute(
    `update indicator_value set known_until = clock_timestamp() + interval '5 ms' where known_until = 'infinity'`,
  )
  await db.query('select pg_sleep(0.01)')
  await put('24.4', `clock_timestamp() - interval '1 ms', 'infinity'`)
  expect(await get(`/${id}/verify`)).toMatchObject({ holds: true, differences: [], now: '24.4 微克/立方米' })
  await db.execute(`update indicator_value set value = 99 where value = 24.1`)
  expect(await get(`/${id}/verify`)).toMatchObject({
    holds: false,
    differences: [{ kept: '24.1 微克/立方米', found: '99 微克/立方米' }],
  })
})

test('readings, averages and verdicts are frozen too, a reading as it stood before it was corrected', async () => {
  const [site] = await db.query<{ id: number }>(
    `insert into site (code, kind, name) values ('s1', 'air', '站') returning id`,
  )
  const [factor] = await db.query<{ id: number }>(
    `insert into factor (code, name_zh, name_en, unit) values ('x99999', 'x', 'x', 'µg/m³') returning id`,
  )
  const [siteId, factorId] = [site?.id ?? 0, factor?.id ?? 0]
  const atMs = Date.UTC(2024, 3, 2)
  const put = (value: number, reason: string) =>
    storeBatch(db, {
      records: [],
      messages: [
        {
          siteId,
          atMs,
          kind: 'hour',
          source: 1,
          factors: [factorId],
          values: [value],
          low: null,
          high: null,
          total: null,
          flags: 'N',
        },
      ],
      reason,
      author: 'test',
    })
  await put(35, 'first')
  const freeze = (ref: string) => post('/extracts', { ...ABOUT, ref, name: 'x' })
  const { id } = await freeze(formatRef('reading', 's1', 'hour', atMs, 'x99999'))
  expect((await list()).rows[0].extract).toMatchObject({ value: '35', unit: 'µg/m³', at: atMs })
  await db.query('select pg_sleep(0.01)')
  await put(36, 'late')
  expect(await get(`/${id}/verify`)).toMatchObject({ holds: true, now: '36 µg/m³' })
  await db.execute(
    `insert into average (at, known_from, site_id, period, items, inputs_hash)
     values ($1, now() - interval '1 hour', $2, 'day', '{"PM2.5": {"value": "31", "used": 24, "expected": 24, "valid": true}}', 'h1')`,
    [timestamptz(atMs), siteId],
  )
  await freeze(formatRef('average', 's1', 'day', atMs, 'PM2.5'))
  expect((await list()).rows[0].extract).toMatchObject({ value: '31', inputsHash: 'h1' })
  await db.execute(
    `insert into verdict (at, known_from, site_id, subject, edition, judged, aqi, in_force, inputs_hash, body)
     values ($1, now() - interval '1 hour', $2, 'air-day', 'HJ633-2012', true, 57, true, 'h2', '{"aqi": 57, "level": "良"}')`,
    [timestamptz(atMs), siteId],
  )
  await freeze(formatRef('verdict', 's1', 'air-day', atMs, 'HJ633-2012'))
  expect((await list()).rows[0].extract).toMatchObject({ value: '57', unit: 'AQI', inputsHash: 'h2' })
})

test('only a closed case is evidence, and it is known again by its last event', async () => {
  const clerk: Person = { name: 'clerk', posts: [{ unit: '规划办', role: 'office-officer' }] }
  const opened = must(
    await openCase(db, {
      planId: PLAN,
      procedure: 'assignment',
      title: '分工',
      about: { kind: 'obligation', ref: ABOUT.aboutRef },
      inputs: {
        fields: { begins: '2024-01-01', ends: '2025-12-31', 'expected-evidence': '报告' },
        parties: [
          { unit: '规划办', relation: 'office' },
          { unit: '监测站', relation: 'lead' },
        ],
      },
      by: clerk,
      at: AT,
    }),
  )
  expect(await post('/cases', { ...ABOUT, caseId: opened.id })).toMatchObject({ refused: 'evidence.case-open' })
  const lead: Person = { name: 'lead', posts: [{ unit: '监测站', role: 'unit-head' }] }
  const chief: Person = { name: 'chief', posts: [{ unit: '规划办', role: 'office-head' }] }
  must(await actOnCase(db, { id: opened.id, act: 'confirm', unit: '监测站', by: lead, at: AT, inputs: {} }))
  must(await actOnCase(db, { id: opened.id, act: 'approve', by: chief, at: AT, inputs: {} }))
  const { id } = await post('/cases', { ...ABOUT, caseId: opened.id })
  expect((await list()).rows[0]).toMatchObject({ kind: 'closed-case', closedCase: { caseId: opened.id, seen: 3 } })
  expect(await get(`/${id}/verify`)).toMatchObject({ holds: true })
})
