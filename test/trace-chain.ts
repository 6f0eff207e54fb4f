// A small but complete chain for tests: frames and an imported line, readings, averages, verdicts, two indicators, a plan.
import { join } from 'node:path'
import { formatRef } from '#contract/trace-ref.ts'
import type { AverageItem, AverageItems } from '#domain/monitoring/average-items.ts'
import { MONITORED_FACTORS } from '#domain/monitoring/factors.ts'
import { evaluate } from '#domain/standards/evaluate.ts'
import type { Facts } from '#domain/standards/verdict.ts'
import { encodeMessage } from '#hj212/encode.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingDateTime, beijingInstant, HOUR_MS, startOf } from '#kit/time.ts'
import { verdictHash } from '#platform/content-hash.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { syncFactors } from '#platform/intake/factor-ids.ts'
import { nextRecordId } from '#platform/intake/record-id.ts'
import { storeBatch } from '#platform/intake/store-batch.ts'
import { loadPack } from '#server/plans/load-pack.ts'
import { importText } from '#server/plans/text.ts'

export const PLAN = 'longgang-14fyp'
export const DAY = beijingInstant(2026, 3, 10)
export const MONTH = startOf('month', DAY)
export const YEAR = startOf('year', DAY)
export const NOW = DAY + 5 * 86_400_000
export const SITE = 'demo-air-test'
export const SECTION = '龙岗河/西湖村'
export const DISTRICT = 'district-440307-demo'

/** Our own words around the key words by which obligations are placed. */
const TEXT = `第一章 基础
第一节 现状
概述。
第二章 要求
第一节 目标
概述。
第三章 空间
第一节 格局
优化布局。按计划推进。
第四章 低碳
第一节 减排
调整结构。按计划推进。
第五章 大气
第一节 治理
强化臭氧和PM2.5联合防治。到期时各项浓度达到目标，臭氧浓度不高于全市平均水平，按年评价。
`

const AIR = ['a34004', 'a34002', 'a21026', 'a21004', 'a21005', 'a05024'] as const
/** Hour 5 is missing, hour 7 is flagged. */
const MISSING_HOUR = 5
const FLAGGED_HOUR = 7
const valueAt = (code: string, hour: number): number =>
  code === 'a21005' ? 0.7 : 20 + AIR.indexOf(code as 'a34004') * 3 + (hour % 6)

async function addSite(db: Database, site: Record<string, unknown>): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into site (code, kind, name, name_en, district, water_type, is_evaluation_point, is_demo)
     select r.code, r.kind, r.name, r.name_en, r.district, r.water_type, coalesce(r.is_evaluation_point, false), coalesce(r.is_demo, false)
       from jsonb_to_record($1) as r (code text, kind text, name text, name_en text, district text, water_type text,
                                      is_evaluation_point boolean, is_demo boolean) returning id`,
    [JSON.stringify(site)],
  )
  if (row === undefined) throw new Error('Cannot add the site')
  return row.id
}

const frameOfHour = (at: number, hour: number): Uint8Array =>
  encodeMessage({
    qn: '20260310000000000',
    st: '22',
    cn: '2061',
    pw: '123456',
    mn: 'MN1',
    flag: 5,
    cp: {
      dataTime: beijingDateTime(at).replace(/\D/g, ''),
      factors: AIR.map((code) => ({
        code,
        at: 0,
        until: 0,
        fields: { Avg: String(valueAt(code, hour)), Flag: hour === FLAGGED_HOUR ? 'M' : 'N' },
      })),
    },
  })

async function storeHours(db: Database, siteId: number, ids: Map<string, number>): Promise<void> {
  const factors = AIR.map((code) => ids.get(code) ?? 0).sort((a, b) => a - b)
  const codeOf = (id: number): string => AIR.find((code) => ids.get(code) === id) ?? ''
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => hour !== MISSING_HOUR)
  const batch = hours.map((hour) => {
    const at = DAY + hour * HOUR_MS
    const receivedAtMs = at + HOUR_MS
    const id = nextRecordId(receivedAtMs)
    return {
      record: {
        id,
        receivedAtMs,
        atMs: at,
        siteId,
        importId: null,
        lineNo: null,
        channel: 'hj212' as const,
        state: 'stored' as const,
        kind: 'hour' as const,
        peer: '10.0.0.9:4000',
        mn: 'MN1',
        body: frameOfHour(at, hour),
        findings: [],
      },
      message: {
        siteId,
        atMs: at,
        kind: 'hour' as const,
        source: id,
        factors,
        values: factors.map((factor) => valueAt(codeOf(factor), hour)),
        low: null,
        high: null,
        total: null,
        flags: (hour === FLAGGED_HOUR ? 'M' : 'N').repeat(factors.length),
      },
    }
  })
  const outcome = { reason: 'resend', author: 'MN1' }
  await storeBatch(db, {
    records: batch.map((one) => one.record),
    messages: batch.map((one) => one.message),
    ...outcome,
  })
}

const LINE = '"西湖村,干流",2026-03-10 08:00,7.31,6.50,2.1,0.34,0.08'
const COLUMNS = ['station', 'time', 'w01001', 'w01009', 'w01019', 'w21003', 'w21011']
const SAMPLE_AT = DAY + 8 * HOUR_MS

async function storeSample(db: Database, siteId: number, ids: Map<string, number>): Promise<void> {
  const [batch] = await db.query<{ id: number }>(
    `insert into import_batch (kind, state, file_name, file_sha256, file_bytes, encoding, layout, mapping, created_by)
     values ('water', 'done', 'water.csv', 'x', 1, 'utf-8', 'water-samples', $1, 'test') returning id`,
    [JSON.stringify({ columns: COLUMNS.map((target) => ({ column: `列 ${target}`, target, unit: null })) })],
  )
  const id = nextRecordId(NOW)
  const codes = COLUMNS.slice(2)
  const values = new Map(codes.map((code, n) => [ids.get(code) ?? 0, Number(LINE.split(',')[n + 3])]))
  const factors = [...values.keys()].sort((a, b) => a - b)
  await storeBatch(db, {
    records: [
      {
        id,
        receivedAtMs: NOW,
        atMs: SAMPLE_AT,
        siteId,
        importId: batch?.id ?? 0,
        lineNo: 2,
        channel: 'import',
        state: 'stored',
        kind: 'sample',
        peer: null,
        mn: null,
        body: Buffer.from(LINE),
        findings: [],
      },
    ],
    messages: [
      {
        siteId,
        atMs: SAMPLE_AT,
        kind: 'sample',
        source: id,
        factors,
        values: factors.map((factor) => values.get(factor) ?? null),
        low: null,
        high: null,
        total: null,
        flags: 'N'.repeat(factors.length),
      },
    ],
    reason: 'import 1',
    author: 'test',
  })
}

const itemOf = (value: string, used: number, expected: number): AverageItem => ({
  value,
  exact: value,
  used,
  expected,
  valid: true,
})
const AIR_DAY: AverageItems = {
  'PM2.5': itemOf('22', 22, 24),
  PM10: itemOf('25', 22, 24),
  SO2: itemOf('28', 22, 24),
  NO2: itemOf('31', 22, 24),
  CO: itemOf('0.7', 22, 24),
  O3_8h: itemOf('36', 17, 17),
}
const WATER: AverageItems = {
  ph: itemOf('7.31', 1, 1),
  do: itemOf('6.50', 1, 1),
  codmn: itemOf('2.1', 1, 1),
  nh3n: itemOf('0.34', 1, 1),
  tp: itemOf('0.08', 1, 1),
}

const factsOf = (items: AverageItems): Facts =>
  Object.fromEntries(Object.entries(items).map(([item, { value }]) => [item, value]))

const addAverage = (
  db: Database,
  siteId: number,
  [period, at, items]: [string, number, AverageItems],
): Promise<number> =>
  db.execute(
    `insert into average (at, known_from, site_id, period, items, inputs_hash) values ($1, now(), $2, $3, $4, 'h')`,
    [timestamptz(at), siteId, period, JSON.stringify(items)],
  )

type Judge = { engine: 'air-hour' | 'air-day' | 'water'; at: number; facts: Facts; edition?: string }

async function addVerdict(
  db: Database,
  siteId: number,
  subject: string,
  { engine, at, facts, edition }: Judge,
): Promise<void> {
  const body = evaluate(engine, facts, edition === undefined ? { at } : { edition })
  if (isRefusal(body)) throw new Error(body.because)
  await db.execute(
    `insert into verdict (at, known_from, site_id, subject, edition, judged, why, grade, aqi, in_force, inputs_hash, body)
     values ($1, now(), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      timestamptz(at),
      siteId,
      subject,
      body.edition,
      body.judged,
      body.why?.code ?? null,
      body.grade,
      'aqi' in body ? body.aqi : null,
      edition === undefined,
      verdictHash(body),
      JSON.stringify(body),
    ],
  )
}

async function judgeAir(db: Database, siteId: number, districtId: number): Promise<void> {
  for (let hour = 0; hour < 24; hour += 1) {
    if (hour === MISSING_HOUR) continue
    const items = ['PM2.5', 'PM10', 'SO2', 'NO2', 'CO', 'O3_1h']
    const facts =
      hour === FLAGGED_HOUR ? {} : Object.fromEntries(items.map((item, n) => [item, valueAt(AIR[n] ?? '', hour)]))
    await addVerdict(db, siteId, 'air-hour', { engine: 'air-hour', at: DAY + hour * HOUR_MS, facts })
  }
  for (const id of [siteId, districtId]) {
    for (const [period, at] of [
      ['day', DAY],
      ['month', MONTH],
      ['year', YEAR],
    ] as const)
      await addAverage(db, id, [period, at, AIR_DAY])
    await addVerdict(db, id, 'air-day', { engine: 'air-day', at: DAY, facts: factsOf(AIR_DAY) })
    await addVerdict(db, id, 'air-day', { engine: 'air-day', at: DAY, facts: factsOf(AIR_DAY), edition: 'HJ633-2012' })
  }
}

async function judgeWater(db: Database, siteId: number): Promise<void> {
  const facts = { ...factsOf(WATER), type: 'river' }
  await addVerdict(db, siteId, 'water-sample', { engine: 'water', at: SAMPLE_AT, facts })
  for (const [period, at] of [
    ['month', MONTH],
    ['year', YEAR],
  ] as const) {
    await addAverage(db, siteId, [period, at, WATER])
    await addVerdict(db, siteId, `water-${period}`, { engine: 'water', at, facts })
  }
}

async function addIndicators(db: Database): Promise<void> {
  const noVerdict = { code: 'indicator.no-verdict', zh: '没有评价结果', en: 'There is no verdict' }
  const days = [
    {
      site: DISTRICT,
      at: DAY - 86_400_000,
      counted: false,
      hit: false,
      subject: 'air-day',
      edition: 'HJ633-2026',
      why: noVerdict,
    },
    { site: DISTRICT, at: DAY, counted: true, hit: true, value: '45', subject: 'air-day', edition: 'HJ633-2026' },
  ]
  const means = [{ site: DISTRICT, at: DAY, counted: true, value: '22', period: 'day', item: 'PM2.5' }]
  const sections = (period: string, at: number) => [
    { site: SECTION, at, counted: true, hit: true, value: 'Ⅱ', subject: `water-${period}`, edition: 'GB3838-2002' },
  ]
  for (const [period, at] of [
    ['month', MONTH],
    ['year', YEAR],
  ] as const) {
    const rows: [string, string, string, object[]][] = [
      ['ind.04', 'in-force', '100.00', days],
      ['ind.04', 'HJ633-2012', '100.00', days.map((day) => ({ ...day, edition: 'HJ633-2012' }))],
      ['ind.05', 'in-force', '22.0', means],
      ['ind.06', 'in-force', '100.00', sections(period, at)],
    ]
    for (const [id, basis, value, inputs] of rows) {
      const steps = { zh: `1 ÷ 1 = ${value}`, en: `1 ÷ 1 = ${value}`, children: [] }
      const body = { numerator: 1, denominator: 1, editions: ['HJ633-2026'], sureness: 'memory', steps, inputs }
      await db.execute(
        `insert into indicator_value (at, known_from, plan_id, indicator_id, period, basis, value, assessed, completeness, status, is_demo, inputs_hash, body)
         values ($1, now(), $2, $3, $4, $5, $6, $6, 0.5, 'met', true, 'h', $7)`,
        [timestamptz(at), PLAN, id, period, basis, value, JSON.stringify(body)],
      )
    }
  }
}

/** The plan with its text, the sites, and what came in from them; nothing is averaged or judged yet. */
export async function storeReadings(db: Database): Promise<{ siteId: number; sectionId: number }> {
  await loadPack(db, join(import.meta.dirname, '../packs', PLAN))
  await importText(db, { planId: PLAN, bytes: Buffer.from(TEXT), author: 'officer', nowMs: NOW })
  const ids = await syncFactors(db, MONITORED_FACTORS)
  const district = '龙岗区'
  const air = { code: SITE, kind: 'air', name: '测试站', name_en: 'Test', is_evaluation_point: true, is_demo: true }
  const siteId = await addSite(db, { ...air, district })
  await db.execute(`insert into device (mn, site_id, system_code) values ('MN1', $1, '22')`, [siteId])
  const section = { code: SECTION, kind: 'section', name: '西湖村', water_type: 'river' }
  const sectionId = await addSite(db, { ...section, district })
  await storeHours(db, siteId, ids)
  await storeSample(db, sectionId, ids)
  return { siteId, sectionId }
}

/** Where the way down from the two indicators begins. */
export const STARTS = {
  air: formatRef('indicator', PLAN, 'ind.04', 'year', YEAR, 'in-force'),
  water: formatRef('indicator', PLAN, 'ind.06', 'year', YEAR, 'in-force'),
}

/** Builds it all, with averages and verdicts of round figures. */
export async function buildChain(db: Database): Promise<void> {
  const { siteId, sectionId } = await storeReadings(db)
  const district = { code: DISTRICT, kind: 'district', name: '龙岗区', district: '龙岗区', is_demo: true }
  await judgeAir(db, siteId, await addSite(db, district))
  await judgeWater(db, sectionId)
  await addIndicators(db)
}
