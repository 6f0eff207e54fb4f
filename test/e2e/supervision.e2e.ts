// Supervision: the plan office looks for deviations, opens an order from one, sets another aside, and sees both where they belong.
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
/** Both were due in 2023 and nobody reported on them. */
const TASKS = ['c05.s04.m01.t01', 'c05.s04.m01.t02']
const ROADS = '交通运输局'
let browser: Browser
let desk: Visit
/** The head of the plan office and of the unit. */
let head: APIRequestContext
beforeAll(async () => {
  browser = await openBrowser()
  desk = await visit(browser)
  await signIn(desk.page, url, password)
  await desk.page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
  head = await addPerson(browser, { url, dataDir, password }, 'overseer')
  await divide(desk.page.request)
})
afterAll(() => browser.close())

/** Both tasks are led by the roads bureau, from 2021 to the end of 2023. */
async function divide(admin: APIRequestContext): Promise<void> {
  await registerUnits(desk.page, url, ['规划办', ROADS])
  const posts = {
    admin: [{ unit: '规划办', role: 'office-officer' }],
    overseer: [
      { unit: '规划办', role: 'office-head' },
      { unit: ROADS, role: 'unit-head' },
    ],
  }
  for (const [account, held] of Object.entries(posts))
    await must(await admin.post(`${url}/api/posts/${account}`, { data: { posts: held } }))
  const entries = TASKS.map((obligationId, at) => ({
    row: at + 2,
    obligationId,
    lead: ROADS,
    assists: [],
    begins: '2021-01-01',
    ends: '2023-12-31',
    weight: null,
    evidence: '验收材料',
  }))
  await must(await admin.post(`${PLAN}/division`, { data: { entries } }))
  for (const id of TASKS) {
    const about = `aboutKind=obligation&aboutRef=${id}&procedure=assignment`
    const found = await must(await admin.get(`${url}/api/procedure-cases?${about}`))
    const caseId = (found.rows as { id: number }[])[0]?.id
    const acts = `${url}/api/procedure-cases/${caseId}/acts`
    await must(await head.post(acts, { data: { act: 'confirm', unit: ROADS, inputs: {} } }))
    await must(await head.post(acts, { data: { act: 'approve', inputs: {} } }))
  }
}

test('the plan office looks, and opens the prepared order with its last day in working days', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/supervision`)
  await page.getByRole('heading', { level: 1, name: '哪里要有人督促？' }).waitFor()
  await page.getByRole('button', { name: '立即排查' }).click()
  await page.getByText('排查完毕').waitFor()
  await page.getByText('待处理的偏差 3 项').waitFor()
  await page.getByRole('combobox', { name: '规则' }).click()
  await page.getByTitle('任务连续两季红灯（2）').click()
  const line = page.getByRole('row').filter({ hasText: TASKS[0] ?? '' })
  await line.getByText('末均为红灯，现仍为红灯').waitFor()
  await line.getByRole('button', { name: '发起督办' }).click()
  const form = page.getByRole('dialog')
  await form.getByText('偏差的数值将作为依据冻结在办件中。').waitFor()
  await form.getByRole('textbox', { name: '要求' }).fill('十五个工作日内赶上进度')
  await form.getByRole('button', { name: '发起督办' }).click()
  await page.getByText('已办 1 项，未办 0 项').waitFor()
  const underWay = page.getByRole('region', { name: '在办的督办和会商' }).first()
  await underWay.getByText('待签发').waitFor()
  expect(problems).toEqual([])
})

test('the order says why it was opened, and issued it runs against its last day on the desk', async () => {
  const { page, problems } = desk
  await page.getByRole('link', { name: /：任务连续两季红灯$/ }).click()
  await page.getByText('十五个工作日内赶上进度').waitFor()
  await page.getByText(/偏差依据：/).waitFor()
  const id = Number(page.url().split('/').at(-1))
  const due = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(Date.now())
  const issue = { act: 'issue', inputs: { fields: { due } } }
  await must(await head.post(`${url}/api/procedure-cases/${id}/acts`, { data: issue }))
  await page.goto(`${url}/cockpit`)
  await page.getByRole('link', { name: '待处理的偏差 2 项' }).waitFor()
  await page.getByRole('link', { name: '督导：偏差、督办、会商 →' }).click()
  const order = page.getByRole('row').filter({ hasText: '：任务连续两季红灯' })
  await order.getByText('今天到期').waitFor()
  await order.getByText('待回复').waitFor()
  expect(problems).toEqual([])
})

test('another is set aside with its reason, and stays away', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/supervision?rule=obligation-red-quarters`)
  await page.getByRole('button', { name: /^排\s?除$/ }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: '理由' }).fill('已列入专项行动')
  await form.getByRole('button', { name: /^排\s?除$/ }).click()
  await page.getByText('没有符合条件的偏差').waitFor()
  await page.getByRole('button', { name: '立即排查' }).click()
  await page.getByText('新出现 0 项').waitFor()
  await page.goto(`${url}/supervision?state=dismissed`)
  await page.getByText('已列入专项行动').waitFor()
  await page.getByRole('button', { name: '经过' }).click()
  const history = page.getByRole('dialog')
  await history.getByRole('rowheader', { name: '已排除' }).waitFor()
  await history.getByRole('rowheader', { name: '待处理' }).waitFor()
  expect(problems).toEqual([])
})

test('a consultation is called about the unit, and what it settles is handed out as an order linked to it', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/supervision?rule=unit-two-late`)
  await page.getByRole('button', { name: '发起会商预警' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发起会商预警' }).click()
  await page.getByText('已办 1 项，未办 0 项').waitFor()
  await page.getByRole('link', { name: '交通运输局：一个单位多项任务滞后' }).click()
  await page.getByText('待备材料').first().waitFor()
  const acts = `${url}/api/procedure-cases/${page.url().split('/').at(-1)}/acts`
  const evidence = [{ kind: 'document', ref: 'file:1', name: '会商材料' }]
  const day = '2030-01-31'
  const prepare = { fields: { agenda: '滞后原因', 'meeting-day': day }, evidence }
  await must(await page.request.post(acts, { data: { act: 'prepare', inputs: prepare } }))
  const hold = { fields: { minutes: '逐项研究', conclusions: '限期赶上' }, evidence }
  await must(await page.request.post(acts, { data: { act: 'hold', inputs: hold } }))
  await page.goto(`${url}/supervision?procedure=consultation`)
  await page.getByRole('button', { name: /^交\s?办$/ }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: '要求' }).fill('限期赶上进度')
  // The register is long: the list is narrowed as a person would.
  await form.getByRole('combobox', { name: '督促单位' }).fill(ROADS)
  await page.getByTitle(ROADS, { exact: true }).last().click()
  await form.getByLabel('拟办结期限').fill(day)
  await form.getByRole('button', { name: /^交\s?办$/ }).click()
  await page.getByText('后续事项 1 件，未办结 1 件').waitFor()
  await page.getByRole('link', { name: '交通运输局：一个单位多项任务滞后' }).click()
  await page.getByRole('heading', { level: 2, name: '后续事项' }).waitFor()
  expect(problems).toEqual([])
})

test('the desk has no serious finding, nothing scrolls sideways on a phone, and it speaks English', async () => {
  const { page } = desk
  await page.goto(`${url}/supervision`)
  await page.getByRole('heading', { level: 2, name: '偏差' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.setViewportSize(PHONE)
  await expectNoSidewaysScroll(page)
  await page.setViewportSize(DESK)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('due today').waitFor()
  await page.getByRole('button', { name: '中文' }).click()
})
