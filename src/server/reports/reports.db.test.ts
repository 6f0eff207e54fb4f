// A report from its start to its release: made part by part, edited, submitted, signed, and read back from its files.
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { accountOf, openDoor } from '../../../test/door.ts'
import { saveCityTarget, saveReport } from '../indicators/year-inputs.ts'
import { loadPack } from '../plans/load-pack.ts'
import { actOnCase, openCase } from '../procedures/commands.ts'
import { caseHooks } from '../reactions.ts'
import { reportSources } from '../report-sources.ts'
import { alsoStartingReports, startDueReports } from './by-clock.ts'
import { failUnfinished, openWorkshop } from './make.ts'
import { reportRoutes } from './routes.ts'

const PLAN = 'longgang-14fyp'
let now = beijingInstant(2026, 1, 20)
const log = createLog('test', { level: 'error' })
const db = await freshDatabase(inject('database'))
const workshop = openWorkshop({ db, log, sources: reportSources, now: () => now })
let who = 'clerk'
const ids: Record<string, number> = {}
const account = () => accountOf(who, { id: ids[who] ?? 0 })
const app = await openDoor({
  routes: reportRoutes({ db, log, now: () => now, uploadDir: '/nowhere' }, workshop),
  log,
  account,
})
afterAll(async () => {
  await workshop.idle()
  await app.close()
  await db.drop()
})

const must = <T extends object>(value: T): Exclude<T, { refused: string }> => {
  if (isRefusal(value)) throw new Error(value.because)
  return value as Exclude<T, { refused: string }>
}
const get = async (url: string) => (await app.inject({ url: `/api${url}` })).json()
const post = async (url: string, payload: object) =>
  (await app.inject({ method: 'POST', url: `/api${url}`, payload })).json()
const file = async (url: string) => app.inject({ url: `/api${url}`, headers: { host: 'shanshui.test' } })
const POSTS: Record<string, [string, string][]> = {
  clerk: [['规划办', 'office-officer']],
  second: [['规划办', 'reviewer']],
  chief: [['规划办', 'office-head']],
}
const person = (name: string): Person => ({
  name,
  posts: (POSTS[name] ?? []).map(([unit, role]) => ({ unit, role })),
})
const made = async (body: object): Promise<number> => {
  const started = await post(`/plans/${PLAN}/reports`, body)
  expect(started).toEqual({ id: expect.any(Number) })
  await workshop.idle()
  return started.id
}
const ANNUAL = { template: 'annual-review', period: '2025' }

beforeAll(async () => {
  must(await loadPack(db, new URL('../../../packs/longgang-14fyp', import.meta.url).pathname))
  for (const [name, posts] of Object.entries(POSTS)) {
    const [row] = await db.query<{ id: number }>(
      `insert into account (name, display_name, role, password_hash) values ($1, $1, 'officer', '') returning id`,
      [name],
    )
    ids[name] = row?.id ?? 0
    for (const [unit, role] of posts)
      await db.execute('insert into account_post (account_id, unit, role) values ($1, $2, $3)', [ids[name], unit, role])
  }
  const by = 'officer'
  must(
    await saveReport(db, {
      planId: PLAN,
      id: 'ind.10',
      year: 2025,
      inputs: { part: '270', whole: '360' },
      source: '报表',
      reason: '',
      by,
    }),
  )
  must(
    await saveCityTarget(db, {
      planId: PLAN,
      id: 'ind.01',
      year: 2025,
      comparator: '<=',
      value: '5',
      document: '深环〔2025〕1号',
      issuedAt: now,
      reason: '',
      by,
    }),
  )
  must(
    await openCase(db, {
      planId: PLAN,
      procedure: 'supervision-order',
      title: '碧道建设滞后督办',
      about: { kind: 'obligation', ref: 'c06.s04.m01.t03' },
      inputs: {
        fields: { matter: '碧道建设滞后', demand: '限期整改' },
        evidence: [{ kind: 'document', ref: 'x', name: '巡查记录' }],
        parties: [
          { unit: '规划办', relation: 'office' },
          { unit: '水务局', relation: 'addressee' },
        ],
      },
      by: person('clerk'),
      at: beijingInstant(2025, 12, 1),
    }),
  )
})
beforeEach(() => {
  who = 'clerk'
})

test('an annual review is made with all its parts, and says how far it is', async () => {
  const id = await made(ANNUAL)
  const { brief, document, version, holds } = await get(`/reports/${id}`)
  expect(brief).toMatchObject({
    state: 'draft',
    title: '深圳市龙岗区2025年度规划实施评估报告',
    steps: 10,
    stepsDone: 10,
  })
  expect([version, holds]).toEqual([1, true])
  expect(document.figures['indicators.all']).toEqual({ text: '20', to: '/indicators/assessment?year=2025' })
  expect(document.figures['obligations.all'].text).toBe('592')
  expect(document.figures['cases.opened'].text).toBe('1')
  const tables = document.blocks.filter(({ kind }: { kind: string }) => kind === 'table')
  expect(tables.find(({ title }: { title: string }) => title === '规划任务进展一览').rows).toHaveLength(592)
  const year = tables.find(({ title }: { title: string }) => title === '规划指标年度完成情况')
  // The comparator the plan prints none of stands beside the text as printed (inc.02).
  const water = year.rows.find(([no]: string[]) => no === '6')
  expect(water.slice(4, 6)).toEqual(['60', '≥60'])
})

test('PDF, DOCX and XLSX of the review are whole, its numbers lead back, and its PDF is the same each time', async () => {
  const id = await made(ANNUAL)
  const pdf = await file(`/reports/${id}/file.pdf`)
  expect(pdf.headers['content-type']).toBe('application/pdf')
  const proxy = await getDocumentProxy(new Uint8Array(pdf.rawPayload))
  const { totalPages, text } = await extractText(proxy)
  expect(totalPages).toBeGreaterThan(20)
  expect(text.join('')).toContain('单位 GDP 二氧化碳排放降低')
  const links = (
    await Promise.all(Array.from({ length: 12 }, async (_, at) => (await proxy.getPage(at + 1)).getAnnotations()))
  ).flat() as { url?: string }[]
  expect(links.some(({ url }) => url?.startsWith('http://shanshui.test/indicators/'))).toBe(true)
  expect((await file(`/reports/${id}/file.pdf`)).rawPayload.equals(pdf.rawPayload)).toBe(true)
  for (const format of ['docx', 'xlsx']) {
    const reply = await file(`/reports/${id}/file.${format}`)
    expect([reply.statusCode, reply.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
  }
})

test('words are edited, numbers are not; every edit is a version, and two who edit at once do not lose one', async () => {
  const id = await made(ANNUAL)
  const edit = (version: number, text: string, block = 'summary') =>
    post(`/reports/${id}/words`, { version, block, text, note: '补充' })
  expect(await edit(1, '达标 [[indicators.met]] 项。')).toEqual({ version: 2 })
  expect(await edit(1, '别人的改动')).toMatchObject({ refused: 'reports.changed-meanwhile' })
  expect(await edit(2, '达标 [[indicators.mett]] 项。')).toMatchObject({ refused: 'reports.unknown-figure' })
  expect(await edit(2, 'x', 'nowhere')).toMatchObject({ refused: 'reports.unknown-block' })
  const { versions, document } = await get(`/reports/${id}`)
  expect(
    versions.map(({ version, author, note }: { version: number; author: string; note: string }) => [
      version,
      author,
      note,
    ]),
  ).toEqual([
    [2, 'clerk', '补充'],
    [1, 'clerk', ''],
  ])
  expect(document.blocks.find((block: { id?: string }) => block.id === 'summary').text).toBe(
    '达标 [[indicators.met]] 项。',
  )
  expect((await get(`/reports/${id}?version=1`)).document.blocks).not.toEqual(document.blocks)
})

test('a report is submitted, checked and signed by three people; then nothing of it changes', async () => {
  const id = await made({ template: 'progress-bulletin', period: '2025-Q4' })
  who = 'chief'
  expect(await post(`/reports/${id}/submit`, {})).toMatchObject({ refused: 'reports.no-post' })
  who = 'clerk'
  const { caseId } = await post(`/reports/${id}/submit`, {})
  expect(await post(`/reports/${id}/words`, { version: 1, block: 'next', text: 'x' })).toMatchObject({
    refused: 'reports.not-draft',
  })
  const act = (name: string, by: string, inputs = {}) =>
    actOnCase(db, { id: caseId, act: name, by: person(by), at: now, inputs, hooks: caseHooks })
  expect(await act('sign', 'chief')).toMatchObject({ refused: expect.any(String) })
  must(await act('check', 'second'))
  must(await act('sign', 'chief'))
  const { brief, holds } = await get(`/reports/${id}`)
  expect([brief.state, brief.caseId, holds]).toEqual(['released', caseId, true])
  expect(await post(`/reports/${id}/withdraw`, { reason: '不要了' })).toMatchObject({ refused: 'reports.not-draft' })
  const events = await db.query<{ type: string }>(
    `select e.type from domain_event as e where e.stream = 'report' and e.stream_id = $1 order by e.id`,
    [String(id)],
  )
  expect(events.map(({ type }) => type)).toEqual(['ReportMade', 'ReportReleased'])
})

test('a report sent back is a draft again, and is signed only in the content that was submitted', async () => {
  const id = await made({ template: 'progress-bulletin', period: '2025-Q3' })
  const first = (await post(`/reports/${id}/submit`, {})).caseId
  must(
    await actOnCase(db, {
      id: first,
      act: 'return',
      by: person('chief'),
      at: now,
      inputs: { reason: '补充原因' },
      hooks: caseHooks,
    }),
  )
  expect((await get(`/reports/${id}`)).brief.state).toBe('draft')
  const { caseId } = await post(`/reports/${id}/submit`, {})
  const act = (name: string, by: string) =>
    actOnCase(db, { id: caseId, act: name, by: person(by), at: now, inputs: {}, hooks: caseHooks })
  must(await act('check', 'second'))
  await db.execute(
    `insert into report_version (report_id, version, author, body, hash)
    select v.report_id, 2, 'x', jsonb_set(v.body, '{title}', '"别的"'), repeat('0', 64) from report_version as v where v.report_id = $1`,
    [id],
  )
  await expect(act('sign', 'chief')).rejects.toThrow('is not what was submitted')
  expect((await get(`/reports/${id}`)).brief.state).toBe('submitted')
})

test('as known at an earlier instant a report shows what stood then', async () => {
  now = beijingInstant(2026, 1, 21)
  const id = await made({ ...ANNUAL, asKnownAt: beijingInstant(2025, 11, 1) })
  const { document, brief } = await get(`/reports/${id}`)
  expect(brief.knownAt).toBe(beijingInstant(2025, 11, 1))
  expect(document.figures['cases.opened'].text).toBe('0')
  // What is not kept by instant is named as such.
  expect(document.about.map(({ label }: { label: string }) => label)).toContain('进展、项目与办件状态')
})

test('a wrong period, an unknown template and a missing report are refused in words; English is whole', async () => {
  expect(await post(`/plans/${PLAN}/reports`, { template: 'annual-review', period: '2025-Q1' })).toMatchObject({
    refused: 'reports.period-wrong',
  })
  expect(await post(`/plans/${PLAN}/reports`, { template: 'x', period: '2025' })).toMatchObject({
    refused: 'reports.unknown-template',
  })
  expect(await get('/reports/999999')).toMatchObject({ refused: 'reports.not-found' })
  const id = await made({ ...ANNUAL, language: 'en' })
  const { brief, document } = await get(`/reports/${id}`)
  expect(brief.title).toContain('annual review')
  expect(document.about[0].label).toBe('Period')
})

test('what a crash broke off is said to have failed, and can be withdrawn', async () => {
  const [row] = await db.query<{ id: number }>(
    `insert into report (plan_id, template_id, period, language, title, known_at, state, author)
     values ($1, 'annual-review', '2025', 'zh', 'x', now(), 'building', 'clerk') returning id`,
    [PLAN],
  )
  await failUnfinished(db)
  expect((await get(`/reports/${row?.id}`)).brief).toMatchObject({
    state: 'failed',
    fault: expect.stringContaining('中断'),
  })
  expect(await file(`/reports/${row?.id}/file.pdf`)).toMatchObject({ statusCode: expect.any(Number) })
  expect(await post(`/reports/${row?.id}/withdraw`, { reason: '重编' })).toEqual({})
  const { rows, total } = await get(`/plans/${PLAN}/reports?state=withdrawn`)
  expect([rows.length, total]).toEqual([1, 1])
})

test('the clock makes the draft of a quarter once its working day has begun, and once only', async () => {
  // Beside it in the plan: quarters 3 and 4 of 2025 were made above by hand.
  const ofClock = () =>
    db.query<{ period: string; state: string }>(
      `select r.period, r.state from report as r where r.author = 'system' order by r.id`,
    )
  const quarterEnds = beijingInstant(2025, 7, 1)
  expect(await startDueReports(db, workshop, quarterEnds)).toBe(0)
  const fifth = beijingInstant(2025, 7, 7)
  expect(await startDueReports(db, workshop, fifth - 1)).toBe(0)
  await alsoStartingReports({ open: async () => 0 }, workshop).open?.(db, fifth)
  expect(await startDueReports(db, workshop, fifth)).toBe(0)
  await workshop.idle()
  expect(await ofClock()).toEqual([{ period: '2025-Q2', state: 'draft' }])
  // Made by hand already, or outside the plan: the clock leaves it.
  expect(await startDueReports(db, workshop, beijingInstant(2025, 10, 20))).toBe(0)
  expect(await startDueReports(db, workshop, beijingInstant(2026, 5, 20))).toBe(0)
  const [row] = await db.query<{ id: number }>(`select r.id from report as r where r.author = 'system'`)
  const { document } = await get(`/reports/${row?.id}`)
  const charts = document.blocks.filter(({ kind }: { kind: string }) => kind === 'chart')
  expect(charts).toMatchObject([
    { title: '任务三色与各单位正常率：三色', chart: { kind: 'bar', labels: ['红', '黄', '绿', '不亮灯'] } },
  ])
  expect(charts[0].chart.series[0].values).toEqual([0, 0, 0, 592])
  expect(await post(`/reports/${row?.id}/submit`, {})).toMatchObject({ caseId: expect.any(Number) })
})
