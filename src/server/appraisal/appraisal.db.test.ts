// A year appraised from the scheme to the signed sheet, through the HTTP door: own reports, review, publication, appeal, signature.
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { EXAMPLE_SCHEME } from '#domain/appraisal/example-scheme.ts'
import { readSpan } from '#domain/documents/report-period.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { canonicalText } from '#kit/canonical.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant, beijingYearStart } from '#kit/time.ts'
import { timestamptz } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { registerUnits } from '../../../test/units.ts'
import { refusePermission } from '../access/door.ts'
import { appraisalSources } from '../appraisal-sources.ts'
import { attach } from '../downloads/routes.ts'
import { buildApp } from '../http/app.ts'
import { findPlan } from '../plan-store.ts'
import { loadPack } from '../plans/load-pack.ts'
import { actOnCase, openCase } from '../procedures/commands.ts'
import { setPosts } from '../procedures/posts.ts'
import { procedureRoutes } from '../procedures/routes.ts'
import { caseHooks } from '../reactions.ts'
import { reportSources } from '../report-sources.ts'
import { appraisal as appraisalPart } from '../reports/parts/appraisal.ts'
import { appraisalDownloads } from './downloads.ts'
import { appraisalRoutes } from './routes.ts'

const PLAN = 'longgang-14fyp'
const at = (year: number, month: number, day = 1, hour = 9) => beijingInstant(year, month, day, hour)
const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
let now = at(2024, 1, 8)
let who = 'clerk'
const ids: Record<string, number> = {}
const deps = { db, log, now: () => now, uploadDir: '/nowhere' }
const app = await buildApp({
  routes: [
    ...appraisalRoutes(deps, { sources: appraisalSources, hooks: caseHooks }),
    ...procedureRoutes(deps, caseHooks),
  ],
  streams: [],
  findAccount: async () => ({
    id: ids[who] ?? 0,
    name: who,
    displayName: who,
    role: 'officer',
    mustChangePassword: false,
  }),
  findKey: async () => undefined,
  refusePermission,
  checkReplies: true,
  whyNotReady: async () => undefined,
  webDir: '/nowhere',
  log,
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const get = async (path: string, by = who) => {
  who = by
  return (await app.inject({ url: `/api/plans/${PLAN}${path}` })).json()
}
const post = async (path: string, payload: object, by = who) => {
  who = by
  return (await app.inject({ method: 'POST', url: `/api/plans/${PLAN}${path}`, payload })).json()
}
const POSTS: Record<string, [string, string][]> = {
  clerk: [['规划办', 'office-officer']],
  chief: [['规划办', 'office-head']],
  leader: [['区政府', 'district-leader']],
  water: [['水务局', 'unit-officer']],
  waterhead: [['水务局', 'unit-head']],
  town: [['城管局', 'unit-officer']],
  townhead: [['城管局', 'unit-head']],
}
const person = (name: string): Person => ({
  name,
  posts: (POSTS[name] ?? []).map(([unit, role]) => ({ unit, role })),
})
let id = 0
let water = ''
let town = ''
const sheet = (by = 'clerk') => get(`/appraisals/${id}`, by)
const act = async (name: string, by: string, body: object = {}) => {
  who = by
  const { case: brief } = await sheet(by)
  const url = `/api/procedure-cases/${brief.id}/acts`
  return (await app.inject({ method: 'POST', url, payload: { act: name, inputs: {}, ...body } })).json()
}
const unitOf = async (unit: string) => (await sheet()).units.find((one: { id: string }) => one.id === unit)
const pointsOf = async (unit: string, item: string) =>
  (await unitOf(unit)).items.find((one: { id: string }) => one.id === item)

async function setIndicator(value: string, status: string): Promise<void> {
  await db.execute(
    `update indicator_value set known_until = now() where indicator_id = 'ind.10' and known_until = 'infinity'`,
  )
  await db.execute(
    `insert into indicator_value (at, known_from, plan_id, indicator_id, period, basis, value, assessed, status, inputs_hash, body)
     values ($1, clock_timestamp(), $2, 'ind.10', 'year', 'in-force', $3, $3, $4, 'x', '{"steps":[]}')`,
    [timestamptz(beijingYearStart(2023)), PLAN, value, status],
  )
}

/** Two units lead obligations; the water bureau is late in nothing, having handed in one return in time. */
async function assign(obligation: string, lead: string): Promise<void> {
  const opened = must(
    await openCase(db, {
      planId: PLAN,
      procedure: 'assignment',
      title: obligation,
      about: { kind: 'obligation', ref: obligation },
      inputs: {
        fields: { begins: '2021-01-01', ends: '2025-12-31', 'expected-evidence': '验收材料' },
        parties: [
          { unit: '规划办', relation: 'office' },
          { unit: lead, relation: 'lead' },
        ],
      },
      by: person('clerk'),
      at: at(2023, 1, 5),
    }),
  )
  const head = { name: lead, posts: [{ unit: lead, role: 'unit-head' }] }
  must(await actOnCase(db, { id: opened.id, act: 'confirm', unit: lead, by: head, at: at(2023, 1, 6), inputs: {} }))
  must(await actOnCase(db, { id: opened.id, act: 'approve', by: person('chief'), at: at(2023, 1, 6), inputs: {} }))
}

beforeAll(async () => {
  must(await loadPack(db, new URL('../../../packs/longgang-14fyp', import.meta.url).pathname))
  await registerUnits(db, ['规划办', '水务局', '城管局'])
  for (const [name, posts] of Object.entries(POSTS)) {
    const [row] = await db.query<{ id: number }>(
      `insert into account (name, display_name, role, password_hash) values ($1, $1, 'officer', '') returning id`,
      [name],
    )
    ids[name] = row?.id ?? 0
    for (const [unit, role] of posts)
      await db.execute(`insert into account_post (account_id, unit, role, since) values ($1, $2, $3, '2022-01-01')`, [
        ids[name],
        unit,
        role,
      ])
  }
  for (const obligation of ['c06.s04.m01.t03', 'c06.s04.m01.t01', 'c06.s04.m01.t02']) await assign(obligation, '水务局')
  await setIndicator('74', 'not-met')
})
beforeEach(() => {
  who = 'clerk'
})

const ISSUED = { id: 'example', version: 1 }
const OPENING = { year: 2023, scheme: ISSUED, due: '2024-01-19', units: ['水务局', '城管局'] }

test('the draft of the pack stands beside nothing else and is not issued by itself', async () => {
  const { schemes, appraisals } = await get('/appraisals')
  expect(appraisals).toEqual([])
  expect(schemes).toMatchObject([{ id: 'ecological-civilisation', source: 'pack', state: 'draft', setBy: 'house' }])
  const refused = await post('/appraisal-schemes/ecological-civilisation/1/issue', { document: '文件' }, 'chief')
  expect(refused.refused).toBe('appraisal.scheme-not-found')
  const opened = await post(
    '/appraisals',
    { ...OPENING, scheme: { id: 'ecological-civilisation', version: 1 } },
    'clerk',
  )
  expect(opened.refused).toBe('appraisal.not-issued')
})

test('a scheme with faults is told path by path and not kept; a whole one is a draft until a document issues it', async () => {
  const broken = { ...EXAMPLE_SCHEME, full: '90' }
  expect((await post('/appraisal-schemes', { scheme: broken })).faults[0].zh).toBe(
    'scheme $.items：权重之和为 100（60 + 30 + 10），应为 90；请调整各项权重',
  )
  expect((await post('/appraisal-schemes', { scheme: EXAMPLE_SCHEME }, 'water')).refused).toBe('appraisal.no-post')
  expect(await post('/appraisal-schemes', { scheme: EXAMPLE_SCHEME }, 'clerk')).toEqual({ ...ISSUED, faults: [] })
  expect((await post('/appraisal-schemes', { scheme: EXAMPLE_SCHEME })).refused).toBe('appraisal.nothing-changed')
  expect((await post('/appraisals', OPENING)).refused).toBe('appraisal.not-issued')
  expect((await post('/appraisal-schemes/example/1/issue', { document: '深考〔2024〕1号' })).refused).toBe(
    'appraisal.no-post',
  )
  expect(await post('/appraisal-schemes/example/1/issue', { document: '深考〔2024〕1号' }, 'chief')).toEqual({})
})

test('the plan office opens a year once; a unit outside the groups is refused by name', async () => {
  expect((await post('/appraisals', { ...OPENING, units: ['市水务局'] })).refused).toBe('appraisal.unit-outside')
  expect((await post('/appraisals', { ...OPENING, year: 2025 })).refused).toBe('appraisal.year-ahead')
  const opened = await post('/appraisals', OPENING)
  id = opened.id
  expect((await post('/appraisals', OPENING)).refused).toBe('appraisal.under-way')
  const view = await sheet()
  expect(view).toMatchObject({ year: 2023, basis: 'live', case: { state: 'prepared' }, frozen: [] })
  const unitIds = Object.fromEntries(view.units.map((one: { unit: string; id: string }) => [one.unit, one.id]))
  water = unitIds.水务局
  town = unitIds.城管局
  expect(await act('send-out', 'chief')).toMatchObject({ state: 'reporting' })
})

test('facts come from the product, each with its page; what does not apply gives its weight away', async () => {
  expect(await pointsOf(water, 'noise')).toMatchObject({
    state: 'scored',
    points: '15.00',
    because: { zh: '2023 年声环境功能区夜间达标率 74 %，未达标，目标 75；得 30.00 分的 50.00%' },
    fact: {
      to: '/indicators/ind.10?year=2023&trace=indicator%2Flonggang-14fyp%2Find.10%2Fyear%2F1672502400000%2Fin-force',
    },
  })
  expect(await pointsOf(water, 'on-track')).toMatchObject({ state: 'scored', points: '0.00', fact: { sample: 3 } })
  expect(await pointsOf(town, 'on-track')).toMatchObject({
    state: 'not-applicable',
    because: { zh: '本单位没有已开始的牵头任务' },
  })
})

test('a unit reports of itself only, with facts, while it is asked; what stood stays readable', async () => {
  const own = { unitId: water, itemId: 'own', value: '80', words: '职责清单 10 项完成 8 项' }
  expect((await post(`/appraisals/${id}/entries`, own, 'town')).refused).toBe('appraisal.not-yours')
  expect((await post(`/appraisals/${id}/entries`, { ...own, words: '' }, 'water')).refused).toBe(
    'appraisal.words-needed',
  )
  expect((await post(`/appraisals/${id}/entries`, { ...own, itemId: 'noise' }, 'water')).refused).toBe(
    'appraisal.item-not-asked',
  )
  expect(await post(`/appraisals/${id}/entries`, own, 'water')).toEqual({})
  expect(await post(`/appraisals/${id}/entries`, { ...own, value: '90' }, 'water')).toEqual({})
  expect(await pointsOf(water, 'own')).toMatchObject({ points: '9.00', state: 'scored' })
  const kept = await db.query(`select value::text from appraisal_entry where item_id = 'own' order by id`)
  expect(kept).toEqual([{ value: '80' }, { value: '90' }])
  expect(await act('report', 'water', { unit: '水务局' })).toMatchObject({ state: 'reporting' })
  expect((await post(`/appraisals/${id}/entries`, own, 'water')).refused).toBe('appraisal.not-open')
  expect((await act('confirm', 'water', { unit: '水务局' })).refused).toBe('procedures.wrong-role')
  await act('confirm', 'waterhead', { unit: '水务局' })
  await act('report', 'town', { unit: '城管局' })
  expect(await act('confirm', 'townhead', { unit: '城管局' })).toMatchObject({ state: 'reviewing' })
})

test('a reviewer enters counts and vetoes with their facts; taking one back needs a reason', async () => {
  const praise = { unitId: town, itemId: 'praise', value: '2', words: '市通报表扬 2 次' }
  expect((await post(`/appraisals/${id}/entries`, praise, 'town')).refused).toBe('appraisal.not-yours')
  expect(await post(`/appraisals/${id}/entries`, praise, 'clerk')).toEqual({})
  expect((await unitOf(town)).adjustments[0]).toMatchObject({ id: 'praise', points: '1.00' })
  const veto = { unitId: town, itemId: 'forgery', value: '1', words: '监测数据造假一起' }
  await post(`/appraisals/${id}/entries`, veto, 'clerk')
  expect((await unitOf(town)).total).toBe('0.00')
  expect((await post(`/appraisals/${id}/entries`, { ...veto, value: null })).refused).toBe('appraisal.reason-needed')
  expect(await post(`/appraisals/${id}/entries`, { ...veto, value: null, reason: '误录' })).toEqual({})
  expect((await unitOf(town)).vetoes).toEqual([])
})

test('what-if says what other weights would change, and refuses none silently', async () => {
  const wrong = await post(`/appraisals/${id}/what-if`, { weights: { noise: '40' } })
  expect(wrong).toMatchObject({ changes: [], faults: [{ zh: expect.stringContaining('权重之和为 110') }] })
  const { changes } = await post(`/appraisals/${id}/what-if`, { weights: { noise: '20', own: '20' } })
  expect(changes.find((one: { id: string }) => one.id === water)).toMatchObject({
    before: { total: '24.00' },
    after: { total: '28.00' },
    difference: '4.00',
    items: [
      { id: 'noise', before: '15.00', after: '10.00' },
      { id: 'own', before: '9.00', after: '18.00' },
    ],
  })
})

test('published, the sheet is frozen with its hash in the log and who headed each unit', async () => {
  expect((await act('publish', 'clerk')).refused).toBe('procedures.wrong-role')
  now = at(2024, 1, 22)
  expect(await act('publish', 'chief')).toMatchObject({ state: 'published' })
  const view = await sheet()
  expect(view).toMatchObject({ basis: 'published', heads: { [water]: ['waterhead'], [town]: ['townhead'] } })
  const [frozen] = await db.query<{ body: object; hash: string }>('select body, hash from appraisal_sheet')
  expect(createHash('sha256').update(canonicalText(frozen?.body)).digest('hex')).toBe(frozen?.hash)
  const [event] = await db.query<{ payload: object }>(`select payload from domain_event where type = 'SheetFrozen'`)
  expect(event?.payload).toMatchObject({ stage: 'published', hash: frozen?.hash })
  expect(
    (await post(`/appraisals/${id}/entries`, { unitId: town, itemId: 'praise', value: '3', words: '改' })).refused,
  ).toBe('appraisal.not-open')
})

const APPEAL = { items: [{ itemId: 'noise', wanted: '76', words: '监测点施工期间数据无效' }] }

test('a unit appeals within its days, with evidence, and not from the page of cases', async () => {
  expect((await act('appeal', 'water', { unit: '水务局' })).refused).toBe('appraisal.on-the-sheet')
  const asked = { unitId: water, ...APPEAL }
  expect((await post(`/appraisals/${id}/appeals`, asked, 'water')).because).toContain('Evidence of the appeal')
  await db.execute(
    `insert into evidence (plan_id, about_kind, about_ref, kind, name, file_sha256, file_bytes, media_type, author)
     values ($1, 'appraisal-unit', $2, 'document', '无效说明.pdf', repeat('a', 64), 3, 'application/pdf', 'water')`,
    [PLAN, `${id}/${water}`],
  )
  expect((await post(`/appraisals/${id}/appeals`, asked, 'town')).refused).toBe('procedures.wrong-unit')
  const late = now
  now = at(2024, 1, 30)
  expect((await post(`/appraisals/${id}/appeals`, asked, 'water')).refused).toBe('procedures.guard-forbids')
  now = late
  expect(await post(`/appraisals/${id}/appeals`, asked, 'water')).toEqual({})
  expect(await act('agree', 'townhead', { unit: '城管局' })).toMatchObject({ state: 'published' })
  expect((await sheet()).appeals).toMatchObject([{ unitId: water, itemId: 'noise', wanted: '76', decision: null }])
})

test('every item is decided with its reason; an upheld one is scored again by the rule', async () => {
  const decision = { itemId: 'noise', isUpheld: true, value: '76', words: '无效数据已剔除' }
  expect(
    (await post(`/appraisals/${id}/decisions`, { unitId: water, decisions: [{ ...decision, value: null }] }, 'chief'))
      .refused,
  ).toBe('appraisal.decision-incomplete')
  expect((await post(`/appraisals/${id}/decisions`, { unitId: water, decisions: [decision] }, 'clerk')).refused).toBe(
    'procedures.wrong-role',
  )
  expect(await post(`/appraisals/${id}/decisions`, { unitId: water, decisions: [decision] }, 'chief')).toEqual({})
  const view = await sheet()
  expect(view.case.state).toBe('to-sign')
  expect(await pointsOf(water, 'noise')).toMatchObject({ points: '30.00', fact: { value: '76', isMet: true } })
  expect((await unitOf(water)).total).toBe('39.00')
})

test('signed by another than who published; later corrections leave the sheet and show the difference', async () => {
  expect((await act('sign', 'chief')).refused).toBe('procedures.wrong-role')
  now = at(2024, 2, 5)
  expect(await act('sign', 'leader')).toMatchObject({ state: 'signed' })
  expect((await sheet()).differences).toEqual([])
  await setIndicator('80', 'met')
  const view = await sheet()
  expect(view.units.find((one: { id: string }) => one.id === town).total).toBe('38.50')
  expect(view.differences).toMatchObject([
    { id: town, difference: '37.50', items: [{ id: 'noise', before: '37.50', after: '75.00' }] },
  ])
  expect(view.frozen.map(({ stage, holds }: { stage: string; holds: boolean }) => [stage, holds])).toEqual([
    ['published', true],
    ['signed', true],
  ])
})

test('the record of a unit outlives its name and its head', async () => {
  must(await setPosts(db, { account: 'waterhead', posts: [], by: 'admin', at: now }))
  const held = await db.query('select unit, role from former_post')
  expect(held).toEqual([{ unit: '水务局', role: 'unit-head' }])
  await db.execute(
    `update organisation set name = '水务和河长局', former_names = '{水务局}' where id::text = $1 and known_until = 'infinity'`,
    [water],
  )
  const { rows } = (await app.inject({ url: `/api/organisations/${water}/appraisals` })).json()
  expect(rows).toMatchObject([
    { year: 2023, unit: '水务局', stage: 'signed', total: '39.00', place: 1, among: 2, heads: ['waterhead'] },
  ])
  expect((await sheet()).heads[water]).toEqual(['waterhead'])
})

test('two years are compared by the number of the unit', async () => {
  const { changes, names } = await get(`/appraisals/${id}/compare/${id}`)
  expect(changes).toHaveLength(2)
  expect(changes[0]).toMatchObject({ difference: '0.00', items: [] })
  expect(names.noise.zh).toBe('噪声')
})

test('the annual review shows the totals of the sheet that was frozen by then', async () => {
  const tellAt = async (knownAt: number) =>
    appraisalPart(
      {
        db,
        sources: reportSources,
        model: must(await findPlan(db, PLAN)),
        span: must(readSpan('2023', 'year', { start: 2021, end: 2025 })),
        knownAt,
        nowMs: now,
        language: 'zh',
        say: ({ zh }) => zh,
      },
      { title: '得分', note: undefined },
    )
  const { figures, blocks } = await tellAt(now)
  expect(figures['appraisal.units']?.text).toBe('2')
  expect(JSON.stringify(blocks)).toContain('签发稿 2024-02-05 09:00')
  expect((await tellAt(at(2024, 1, 30))).blocks).toMatchObject([{ rows: [expect.anything(), expect.anything()] }])
  expect(JSON.stringify((await tellAt(at(2024, 1, 30))).blocks)).toContain('公布稿 2024-01-22 09:00')
  expect((await tellAt(at(2024, 1, 1))).figures['appraisal.sheets']?.text).toBe('0')
})

test('a sheet that was changed in the store no longer holds', async () => {
  await db.execute(
    `update appraisal_sheet set body = jsonb_set(body, '{units,0,total}', '"99"') where stage = 'signed'`,
  )
  expect((await sheet()).frozen.at(-1).holds).toBe(false)
})

test('the sheet can be had as a file with the fact behind every point', async () => {
  const [download] = appraisalDownloads(deps, appraisalSources)
  const table = must(
    (await download?.open({ params: {}, query: { plan: PLAN, id, lang: 'zh' } })) ?? { refused: '', because: '' },
  )
  const file = await attach(table, { format: 'csv', language: 'zh', hasAbout: false }, now)
  const lines = (await text(file.content as Readable)).split('\r\n')
  expect(lines[0]).toContain('单位,名次,总分,考核内容,权重,得分,依据')
  expect(lines.some((line) => line.includes('噪声') && line.includes('申诉裁定：由 74 改为 76'))).toBe(true)
})
