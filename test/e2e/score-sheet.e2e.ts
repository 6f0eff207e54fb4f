// A year appraised: a scheme with weights that are checked, the report of a unit, publication, an appeal that changes points, signature.
import type { APIRequestContext, Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import {
  addPerson,
  DESK,
  expectNoSidewaysScroll,
  must,
  openBrowser,
  PHONE,
  registerUnits,
  seriousFindings,
  signIn,
  type Visit,
  visit,
} from './browser.ts'

const { url, password, dataDir } = inject('product')
const PLAN = `${url}/api/plans/longgang-14fyp`
const SCHEME = 'ecological-civilisation'
const UNITS = ['考核测试水务局', '考核测试城管局'] as const
let browser: Browser
let desk: Visit
/** Heads of the plan office and of the units. */
let chief: APIRequestContext
let leader: APIRequestContext
let appraisal = 0
let caseId = 0

beforeAll(async () => {
  browser = await openBrowser()
  desk = await visit(browser)
  await signIn(desk.page, url, password)
  await desk.page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
  chief = await addPerson(browser, { url, dataDir, password }, 'appraisal-chief')
  leader = await addPerson(browser, { url, dataDir, password }, 'appraisal-leader')
  await registerUnits(desk.page, url, ['规划办', ...UNITS])
  const held = (roles: string) => UNITS.map((unit) => ({ unit, role: roles }))
  const posts = {
    admin: [{ unit: '规划办', role: 'office-officer' }, ...held('unit-officer')],
    'appraisal-chief': [{ unit: '规划办', role: 'office-head' }, ...held('unit-head')],
    'appraisal-leader': [{ unit: '区政府', role: 'district-leader' }],
  }
  for (const [account, of] of Object.entries(posts))
    await must(await desk.page.request.post(`${url}/api/posts/${account}`, { data: { posts: of } }))
})
afterAll(async () => {
  // Other stories begin with a person who holds no post.
  await desk.page.request.post(`${url}/api/posts/admin`, { data: { posts: [] } })
  await browser.close()
})

const act = async (by: APIRequestContext, name: string, unit?: string) =>
  must(await by.post(`${url}/api/procedure-cases/${caseId}/acts`, { data: { act: name, unit, inputs: {} } }))

test('weights of the draft are changed: a sum that is wrong is told, one that holds is a version of its own', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/appraisal`)
  await page.getByText('权重未核实').waitFor()
  await page.getByRole('link', { name: '生态文明建设考核方案（草案）' }).click()
  await page.getByText('权重未核实').waitFor()
  await page.getByRole('textbox', { name: '履职自评 权重（分）' }).fill('12')
  await page.getByRole('button', { name: '另存为新版本' }).click()
  await page.getByText('权重之和为 12（12），应为 10').waitFor()
  await page.getByRole('textbox', { name: '党政同责、一岗双责 权重（分）' }).fill('12')
  await page.getByRole('textbox', { name: 'GEP 核算工作 权重（分）' }).fill('8')
  await page.getByRole('textbox', { name: '核算工作评定 权重（分）' }).fill('8')
  await page.getByRole('button', { name: '另存为新版本' }).click()
  await page.waitForURL(`**/appraisal/schemes/${SCHEME}/2`)
  await page.getByText('（第 2 版）').waitFor()
  expect(problems).toEqual([])
})

test('issued by a document, units are appraised by it; a unit reports of itself with the facts', async () => {
  const { page, problems } = desk
  await must(await chief.post(`${PLAN}/appraisal-schemes/${SCHEME}/2/issue`, { data: { document: '龙考〔2024〕1号' } }))
  const data = { year: 2024, scheme: { id: SCHEME, version: 2 }, due: '2099-12-31', units: UNITS }
  appraisal = Number((await must(await page.request.post(`${PLAN}/appraisals`, { data }))).id)
  const view = await must(await page.request.get(`${PLAN}/appraisals/${appraisal}`))
  caseId = (view.case as { id: number }).id
  await act(chief, 'send-out')
  await page.goto(`${url}/appraisal/${appraisal}`)
  await page.getByRole('heading', { level: 1, name: '谁做得好，为什么？' }).waitFor()
  await page.getByRole('rowheader', { name: UNITS[0] }).getByRole('button').click()
  await page.getByRole('button', { name: '填写：履职自评' }).click()
  await page.getByRole('dialog').getByLabel('数值（%）').fill('80')
  await page.getByRole('dialog').getByLabel('事实依据').fill('职责清单 10 项完成 8 项')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s?存/ })
    .click()
  await page.getByText('职责清单 10 项完成 8 项').waitFor()
  await page.getByRole('button', { name: '提交自评' }).click()
  await act(desk.page.request, 'report', UNITS[1])
  for (const unit of UNITS) await act(chief, 'confirm', unit)
  expect(problems).toEqual([])
})

test('other weights are tried before anything is published', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/appraisal/${appraisal}?view=what-if`)
  const boxes = { '党政同责、一岗双责': '22', 履职自评: '22', 约束性指标: '20', 环境保护: '5' } as const
  for (const [name, weight] of Object.entries(boxes))
    await page.getByRole('textbox', { name: `${name} 权重（分）`, exact: true }).fill(weight)
  await page
    .getByRole('button', { name: /试\s?算/ })
    .last()
    .click()
  await page.getByText('应为 5').waitFor()
  for (const name of ['环境空气质量优良天数比例', '地表水达到或好于 III 类水体比例'])
    await page.getByRole('textbox', { name: `${name} 权重（分）`, exact: true }).fill('0')
  await page
    .getByRole('button', { name: /试\s?算/ })
    .last()
    .click()
  await page.getByRole('columnheader', { name: '试算后' }).waitFor()
  expect(problems).toEqual([])
})

test('published, a unit appeals with evidence; the decision changes its points, and the leader signs', async () => {
  const { page, problems } = desk
  await act(chief, 'publish')
  const view = await must(await page.request.get(`${PLAN}/appraisals/${appraisal}`))
  const unitId = (view.units as { id: string; unit: string }[]).find(({ unit }) => unit === UNITS[0])?.id ?? ''
  await page.goto(`${url}/appraisal/${appraisal}?unit=${unitId}`)
  await page.getByRole('heading', { level: 1, name: `${UNITS[0]}的得分` }).waitFor()
  const report = { name: '履职材料.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 duties') }
  await page.locator('input[type=file]').first().setInputFiles(report)
  await page.getByText('履职材料.pdf').waitFor()
  await page.getByRole('textbox', { name: '履职自评 应为（数值）' }).fill('100')
  await page.getByRole('textbox', { name: '履职自评 理由' }).fill('另两项已于 12 月完成')
  await page.getByRole('button', { name: /申\s?诉/ }).click()
  await page.getByText('待裁定').waitFor()
  const decisions = [{ itemId: 'duties-report', isUpheld: true, value: '100', words: '材料属实' }]
  await must(await chief.post(`${PLAN}/appraisals/${appraisal}/decisions`, { data: { unitId, decisions } }))
  await act(chief, 'agree', UNITS[1])
  await act(leader, 'sign')
  await page.reload()
  await page.getByText('申诉裁定：由 80 改为 100').waitFor()
  await page.getByText('冻结当日负责人：appraisal-chief').waitFor()
  await page.getByRole('link', { name: '历年考核记录' }).click()
  await page.getByText('共 1 次已公布的考核').waitFor()
  await page.goto(`${url}/appraisal/${appraisal}`)
  await page.getByText('签发稿冻结于').waitFor()
  await page.getByText('与冻结时一致').first().waitFor()
  expect(problems).toEqual([])
})

test('a point opens its fact; the pages have no serious finding, fit a phone, and speak English', async () => {
  const { page } = desk
  await page.getByRole('button', { name: `${UNITS[0]} 履职自评` }).click()
  await page.getByRole('dialog').getByText('申诉裁定：由 80 改为 100').waitFor()
  for (const path of [
    `/appraisal`,
    `/appraisal/${appraisal}`,
    `/appraisal/${appraisal}?view=what-if`,
    `/appraisal/schemes/${SCHEME}/2`,
  ]) {
    await page.setViewportSize(DESK)
    await page.goto(`${url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.setViewportSize(PHONE)
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize(DESK)
  await page.goto(`${url}/appraisal/${appraisal}`)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Who did how well, and why?' }).waitFor()
  await page.getByRole('button', { name: '中文' }).click()
})
