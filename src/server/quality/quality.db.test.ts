// Quality control against a real store: flags by rules, flags and corrections by persons, what re-opens, what is replayed.
import { afterAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { RuleBody } from '#contract/quality.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, DAY_MS, HOUR_MS } from '#kit/time.ts'
import { timestamptz } from '#platform/database.ts'
import { runStep } from '#server/evaluation/step.ts'
import { freshDatabase } from '../../../test/database.ts'
import { AIR, hoursOfDays, makeSite, storeMessages } from '../../../test/evaluation.ts'
import { listCauses } from './causes.ts'
import { readChanges } from './changes.ts'
import { checkDays } from './check-days.ts'
import { addCorrection, undoCorrection } from './corrections.ts'
import { readDesk } from './desk.ts'
import { listFeeds, readFeed } from './feeds.ts'
import { addFlag, undoFlag } from './flags.ts'
import { exportQuality, replayQuality } from './replay.ts'
import { addReview } from './reviews.ts'
import { loadPackRules } from './rule-store.ts'
import { listRules, saveRule } from './rules.ts'
import { tryRule } from './try-rule.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
const TABLES = `verdict, average, indicator_value, reading, reading_revision, latest, stale_day, setting, quality_rule,
  quality_flag, correction, review, reevaluation, feed_day, feed_operator`
beforeEach(async () => {
  await db.execute(`truncate ${TABLES}`)
  await db.execute('truncate site restart identity cascade')
})

const APRIL = beijingInstant(2025, 4, 1)
const LATER = beijingInstant(2027, 1, 1)
const PM = 'a34004'

async function evaluate(now = LATER): Promise<void> {
  for (;;) if ((await runStep(db, { most: 500, now, checkDays })).days.length === 0) return
}
const pmOfDay = async (siteId: number) => {
  const [row] = await db.query<{ item: { value: string | null; used: number } }>(
    `select a.items -> 'PM2.5' as item from average as a
      where a.site_id = $1 and a.period = 'day' and a.at = $2 and a.known_until = 'infinity'`,
    [siteId, timestamptz(APRIL)],
  )
  return row?.item
}
const rawHash = async () =>
  (await db.query(`select md5(string_agg(r::text, '|' order by r.site_id, r.at)) as h from reading as r`))[0]
const flagsNow = () =>
  db.query<{ code: string; state: string; from: number; until: number }>(
    `select f.code, f.state, f.from_at as "from", f.until_at as until from quality_flag as f
      where f.known_until = 'infinity' and f.origin = 'rule' order by f.from_at, f.code`,
  )

const range = (change: Partial<RuleBody> = {}): RuleBody => ({
  titleZh: '超出范围',
  titleEn: 'out of range',
  factor: PM,
  sites: [],
  siteKinds: ['air'],
  kinds: ['hour'],
  state: 'bad',
  basis: { zh: '', en: '', sureness: 'ours' },
  check: { test: 'range', least: 0, most: 500 },
  ...change,
})
const ours = (id: string, body: RuleBody, editedVersion = 0) =>
  saveRule(db, { id, editedVersion, isActive: true, appliesFrom: null, body, reason: 'test' }, 'anna')

async function dayWithSpike(): Promise<number> {
  const site = await makeSite(db, { code: 'a', kind: 'air' })
  const hours = hoursOfDays(site, { start: APRIL, days: 1 })
  await storeMessages(
    db,
    hours.map((hour, n) => (n === 5 ? { ...hour, values: { ...AIR, 'PM2.5': 900 } } : hour)),
  )
  return site
}
const span = (from: number, until: number) => ({ site: 'a', kind: 'hour' as const, from, until })

describe('checkDays()', () => {
  test('flags before the day is averaged, so that no result is written twice, and leaves raw data alone', async () => {
    const site = await dayWithSpike()
    await ours('pm', range())
    const raw = await rawHash()
    await evaluate()
    expect(await flagsNow()).toEqual([
      { code: 'range', state: 'bad', from: APRIL + 5 * HOUR_MS, until: APRIL + 6 * HOUR_MS },
    ])
    expect(await pmOfDay(site)).toMatchObject({ value: '58', used: 23 })
    expect(await rawHash()).toEqual(raw)
    const closed = await db.query(`select 1 from average as a where a.known_until < 'infinity'`)
    expect(closed).toEqual([])
  })

  test('writes nothing when nothing changed, and closes a flag whose value was mended', async () => {
    const site = await dayWithSpike()
    await ours('pm', range())
    await evaluate()
    const before = await db.query('select f.id, f.xmin::text from quality_flag as f')
    await db.execute('insert into stale_day (site_id, day) values ($1, $2)', [site, timestamptz(APRIL)])
    await evaluate()
    expect(await db.query('select f.id, f.xmin::text from quality_flag as f')).toEqual(before)
    await storeMessages(db, [{ siteId: site, at: APRIL + 5 * HOUR_MS, values: AIR }])
    await evaluate()
    expect(await flagsNow()).toEqual([])
    expect(await pmOfDay(site)).toMatchObject({ value: '58', used: 24 })
  })

  test('gives the same flags whether days come one by one or all at once', async () => {
    const values = (n: number) => ({ ...AIR, 'PM2.5': n % 31 < 8 ? 40 : 40 + ((n * 7) % 23) })
    const site = await makeSite(db, { code: 'a', kind: 'air' })
    const hours = hoursOfDays(site, { start: APRIL, days: 6 }).map((hour, n) => ({ ...hour, values: values(n) }))
    await ours('frozen', range({ check: { test: 'persistence', hours: 6, tolerance: 0, ignoreUpTo: null } }))
    await ours('gap', range({ check: { test: 'gap', everyMinutes: 60, graceMinutes: 90 }, state: 'missing' }))
    const kept = hours.filter((_, n) => n % 17 !== 3)
    await storeMessages(db, kept)
    await evaluate()
    const atOnce = await flagsNow()
    expect(atOnce.length).toBeGreaterThan(8)
    // Each day late once before and once after its neighbours, with a frozen run across the midnight between them.
    const parts = [kept.slice(0, 45), kept.slice(45, 90), kept.slice(90)]
    const days = [hours.slice(0, 48), hours.slice(48, 96), hours.slice(96)].map((part) =>
      part.filter((hour) => kept.includes(hour)),
    )
    for (const order of [parts, days, days.toReversed()]) {
      await db.execute('truncate quality_flag, reading, average, verdict, stale_day')
      for (const part of order) {
        await storeMessages(db, part)
        await evaluate()
      }
      expect(await flagsNow()).toEqual(atOnce)
    }
  })

  test('asks the neighbours again when a station near them changes', async () => {
    const ids = []
    for (const [n, code] of ['a', 'b', 'c', 'd'].entries()) {
      const id = await makeSite(db, { code, kind: 'air' })
      await db.execute('update site set lon = $2, lat = 22.7 where id = $1', [id, 114.2 + n * 0.01])
      ids.push(id)
    }
    const check = { test: 'neighbour' as const, radiusKm: 15, leastNeighbours: 3, mostStep: 50, ratio: 1 }
    await ours('near', range({ check, state: 'suspect' }))
    const [a = 0, ...others] = ids
    await storeMessages(db, [{ siteId: a, at: APRIL, values: { ...AIR, 'PM2.5': 300 } }])
    await evaluate()
    expect(await flagsNow()).toEqual([])
    await storeMessages(
      db,
      others.map((siteId) => ({ siteId, at: APRIL, values: AIR })),
    )
    await evaluate()
    expect(await flagsNow()).toMatchObject([{ code: 'neighbour', state: 'suspect', from: APRIL }])
  })

  test('counts the feed of the day', async () => {
    await dayWithSpike()
    await ours('pm', range())
    await evaluate()
    const feeds = await listFeeds(
      db,
      { by: 'site', from: APRIL, until: APRIL + 2 * DAY_MS, sort: 'score', order: 'asc', page: 1, pageSize: 50 },
      LATER,
    )
    if (isRefusal(feeds)) throw new Error(feeds.because)
    expect(feeds.rows).toMatchObject([
      // The second day had been expected too.
      { site: 'a', expected: 48, received: 24, completeness: 0.5, values: 144, valid: 143 },
    ])
    const feed = await readFeed(db, { site: 'a', from: APRIL, until: APRIL + 2 * DAY_MS }, LATER)
    expect(feed).toMatchObject({ days: [{ received: 24 }, { received: 0, expected: 24, score: 0 }] })
  })
})

describe('persons', () => {
  test('a flag takes values out of the average, and taking it back gives the same average again', async () => {
    const site = await dayWithSpike()
    await evaluate()
    expect(await pmOfDay(site)).toMatchObject({ value: '93', used: 24 })
    const flag = await addFlag(
      db,
      { ...span(APRIL + 5 * HOUR_MS, APRIL + 6 * HOUR_MS), factor: PM, state: 'bad', reason: '仪器故障' },
      'anna',
    )
    if (isRefusal(flag)) throw new Error(flag.because)
    await evaluate()
    expect(await pmOfDay(site)).toMatchObject({ value: '58', used: 23 })
    await undoFlag(db, { id: flag.id, site: 'a', reason: '误标' }, 'bo')
    await evaluate()
    expect(await pmOfDay(site)).toMatchObject({ value: '93', used: 24 })
  })

  test('a person’s word outranks a rule', async () => {
    const site = await dayWithSpike()
    await ours('pm', range())
    await evaluate()
    await addFlag(
      db,
      { ...span(APRIL + 5 * HOUR_MS, APRIL + 6 * HOUR_MS), factor: PM, state: 'good', reason: '沙尘，属实' },
      'anna',
    )
    await evaluate()
    expect(await pmOfDay(site)).toMatchObject({ value: '93', used: 24 })
  })

  test('a correction re-opens exactly what hangs on it, and the report says from what to what', async () => {
    const site = await dayWithSpike()
    await storeMessages(db, hoursOfDays(site, { start: APRIL + 2 * DAY_MS, days: 1 }))
    await evaluate()
    const raw = await rawHash()
    const done = await addCorrection(
      db,
      {
        ...span(APRIL + 5 * HOUR_MS, APRIL + 6 * HOUR_MS),
        factor: PM,
        params: { method: 'interpolate' },
        reason: '单点突变',
      },
      'anna',
    )
    if (isRefusal(done)) throw new Error(done.because)
    expect(done.changed).toBe(1)
    await evaluate()
    expect(await pmOfDay(site)).toMatchObject({ value: '58', used: 24 })
    expect(await rawHash()).toEqual(raw)
    const report = await readChanges(db, `correction:${done.id}`, false)
    if (isRefusal(report)) throw new Error(report.because)
    expect(report.cause).toMatchObject({ author: 'anna', reason: '单点突变', sites: 1, days: 1 })
    expect(report.rows.filter(({ what }) => what === 'average')).toMatchObject(
      [
        { name: { zh: 'PM2.5 年均值' } },
        { name: { zh: 'PM2.5 日均值' }, before: '93', after: '58', at: APRIL },
        { name: { zh: 'PM2.5 月均值' } },
      ].sort(
        (x, y) =>
          report.rows.findIndex((row) => row.name.zh === x.name.zh) -
          report.rows.findIndex((row) => row.name.zh === y.name.zh),
      ),
    )
    const hours = report.rows.filter(({ name }) => name.zh.startsWith('小时'))
    expect(hours).toMatchObject([{ at: APRIL + 5 * HOUR_MS, before: 'AQI 500 严重污染', after: 'AQI 79 良' }])
    // The third day of April was not touched.
    expect(report.rows.some(({ at }) => at >= APRIL + 2 * DAY_MS)).toBe(false)
  })

  test('what else waits at the same time is not told as moved by the correction', async () => {
    const site = await dayWithSpike()
    await evaluate()
    const hour = { ...span(APRIL + 5 * HOUR_MS, APRIL + 6 * HOUR_MS), factor: PM, reason: '改' }
    const done = await addCorrection(db, { ...hour, params: { method: 'constant', value: 60 } }, 'anna')
    if (isRefusal(done)) throw new Error(done.because)
    const sulphur = hoursOfDays(site, { start: APRIL - DAY_MS, days: 1, values: { ...AIR, SO2: 99 } })
    await storeMessages(db, sulphur)
    await evaluate()
    const report = await readChanges(db, `correction:${done.id}`, false)
    if (isRefusal(report)) throw new Error(report.because)
    expect(report.rows.filter(({ what }) => what === 'average').map(({ name }) => name.zh.slice(0, 5))).toEqual(
      report.rows.filter(({ what }) => what === 'average').map(() => 'PM2.5'),
    )
  })

  test('late data and imports are causes of their own', async () => {
    const site = await makeSite(db, { code: 'a', kind: 'air' })
    const hours = hoursOfDays(site, { start: APRIL, days: 1 })
    await storeMessages(db, hours.slice(1))
    await evaluate()
    await storeMessages(db, [{ siteId: site, at: APRIL, values: { ...AIR, 'PM2.5': 130 } }])
    await evaluate()
    const { rows } = await listCauses(db, { page: 1, pageSize: 10 })
    expect(rows).toMatchObject([{ kind: 'late', sites: 1, days: 1 }])
    const report = await readChanges(db, rows[0]?.cause ?? '', false)
    if (isRefusal(report)) throw new Error(report.because)
    expect(report.rows).toContainEqual(expect.objectContaining({ what: 'average', before: '58', after: '61' }))
  })

  test('a later correction must be taken back before an earlier one of the same values', async () => {
    await dayWithSpike()
    const where = { ...span(APRIL, APRIL + DAY_MS), factor: PM, reason: '漂移' }
    const first = await addCorrection(db, { ...where, params: { method: 'offset', value: -3 } }, 'anna')
    const second = await addCorrection(db, { ...where, params: { method: 'drift', atStart: 0, atEnd: 4 } }, 'anna')
    if (isRefusal(first) || isRefusal(second)) throw new Error('refused')
    const undo = (id: string) => undoCorrection(db, { id, site: 'a', reason: '撤销' }, 'bo')
    expect(await undo(first.id)).toMatchObject({ refused: 'quality.not-newest' })
    expect(await undo(second.id)).toEqual({})
    expect(await undo(first.id)).toEqual({})
    expect(await undo(first.id)).toMatchObject({ refused: 'quality.correction-not-found' })
  })

  test('final data is closed until it is re-opened', async () => {
    await dayWithSpike()
    const where = span(APRIL, APRIL + DAY_MS)
    const review = (level: 'raw' | 'reviewed' | 'final') =>
      addReview(db, { ...where, factors: [PM], level, reason: '月度审核' }, 'anna')
    const flag = () => addFlag(db, { ...where, factor: PM, state: 'bad', reason: '故障' }, 'bo')
    expect(await review('final')).toMatchObject({ refused: 'quality.review-first' })
    await review('reviewed')
    await review('final')
    expect(await flag()).toMatchObject({ refused: 'quality.is-final' })
    await review('reviewed')
    expect(isRefusal(await flag())).toBe(false)
  })

  test('the desk shows a span as it stands and as it stood', async () => {
    await dayWithSpike()
    const before = Date.now()
    await new Promise((resolve) => setTimeout(resolve, 5))
    const where = span(APRIL + 5 * HOUR_MS, APRIL + 6 * HOUR_MS)
    await addCorrection(db, { ...where, factor: PM, params: { method: 'constant', value: 60 }, reason: '改' }, 'anna')
    const ask = (asKnownAt?: number) => readDesk(db, { ...where, factor: PM, asKnownAt })
    expect(await ask()).toMatchObject({
      points: [{ raw: 900, value: 60, state: 'corrected', by: 'correction', counts: true, level: 'raw' }],
      corrections: [{ method: 'constant', values: [[where.from, 900, 60]] }],
    })
    expect(await ask(before)).toMatchObject({ points: [{ raw: 900, value: 900, state: 'good' }], corrections: [] })
  })

  test('an exported file replayed into the same raw data gives the same averages', async () => {
    const site = await dayWithSpike()
    const where = span(APRIL + 5 * HOUR_MS, APRIL + 6 * HOUR_MS)
    const wrong = await addFlag(db, { ...where, factor: PM, state: 'bad', reason: '错' }, 'anna')
    if (isRefusal(wrong)) throw new Error(wrong.because)
    await undoFlag(db, { id: wrong.id, site: 'a', reason: '误标' }, 'bo')
    // Said before the correction, so that the correction stands; the order must outlive the file.
    await addFlag(db, { ...where, factor: PM, state: 'bad', reason: '故障' }, 'anna')
    await addCorrection(db, { ...where, factor: PM, params: { method: 'constant', value: 100 }, reason: '改' }, 'anna')
    await addFlag(db, { ...span(APRIL, APRIL + 2 * HOUR_MS), factor: null, state: 'maintenance', reason: '维护' }, 'bo')
    await addReview(db, { ...where, factors: [PM], level: 'reviewed', reason: '审核' }, 'anna')
    await evaluate()
    const result = await pmOfDay(site)
    const file = await exportQuality(db, { from: APRIL, until: APRIL + DAY_MS }, LATER)
    if (isRefusal(file)) throw new Error(file.because)
    await db.execute('truncate quality_flag, correction, review, average, verdict')
    const replay = () => replayQuality(db, { file, reason: '迁移' }, { actor: 'anna', now: Date.now() })
    expect(await replay()).toEqual({ added: 5, known: 0, skipped: [] })
    await evaluate()
    expect(await pmOfDay(site)).toEqual(result)
    expect(await replay()).toEqual({ added: 0, known: 5, skipped: [] })
    const elsewhere = { ...file, flags: file.flags.map((flag) => ({ ...flag, id: `${flag.id}-2`, site: 'nowhere' })) }
    const strange = await replayQuality(db, { file: elsewhere, reason: '迁移' }, { actor: 'anna', now: Date.now() })
    expect(strange.skipped).toHaveLength(3)
  })
})

describe('rules', () => {
  test('a pack’s rules are taken over once, and a person’s edit stays', async () => {
    await storeMessages(db, [])
    const dir = new URL('../../../packs/longgang-14fyp', import.meta.url).pathname
    const written = await loadPackRules(db, dir)
    expect(written).toBeGreaterThan(40)
    expect(await loadPackRules(db, dir)).toBe(0)
    const { rows } = await listRules(db, { page: 1, pageSize: 500, test: 'order' })
    const [rule] = rows
    if (!rule) throw new Error('no rule')
    expect(rule).toMatchObject({ id: 'air.inversion', version: 1, author: 'pack' })
    const edited = await ours(rule.id, { ...rule.body, titleZh: '倒挂' }, 1)
    expect(edited).toMatchObject({ version: 2 })
    expect(await ours(rule.id, rule.body, 1)).toMatchObject({ refused: 'quality.rule-changed' })
    expect(await ours(rule.id, rule.body, 0)).toMatchObject({ refused: 'quality.rule-exists' })
    expect(await loadPackRules(db, dir)).toBe(0)
  })

  test('an edited rule checks history again from the instant it applies from', async () => {
    const site = await dayWithSpike()
    await storeMessages(db, [{ siteId: site, at: APRIL - 12 * HOUR_MS, values: { ...AIR, 'PM2.5': 900 } }])
    await evaluate()
    const saved = await saveRule(
      db,
      { id: 'pm', editedVersion: 0, isActive: true, appliesFrom: APRIL, body: range(), reason: 'new' },
      'anna',
    )
    expect(saved).toMatchObject({ version: 1, days: 1 })
    await evaluate()
    expect(await flagsNow()).toHaveLength(1)
    await ours('pm', range({ check: { test: 'range', least: 0, most: 1000 } }), 1)
    await evaluate()
    expect(await flagsNow()).toHaveLength(0)
    expect(await pmOfDay(site)).toMatchObject({ value: '93' })
  })

  test('a dry run counts what would be flagged and writes nothing', async () => {
    await dayWithSpike()
    const tried = await tryRule(db, { body: range(), from: APRIL, until: APRIL + DAY_MS }, LATER)
    expect(tried).toMatchObject({
      sites: 1,
      values: 24,
      flagged: 1,
      days: [{ day: APRIL, values: 24, flagged: 1 }],
      top: [{ site: 'a', factor: PM, flagged: 1 }],
      chart: { site: 'a' },
    })
    expect(await db.query('select 1 from quality_flag')).toEqual([])
    expect(await tryRule(db, { body: range({ factor: 'zzz' }), from: APRIL, until: APRIL + 1 }, LATER)).toMatchObject({
      refused: 'quality.unknown-factor',
    })
  })
})
