// A round of reporting: the plan office asks, the unit fills in and hands in, its head signs, and the obligation changes its light.
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
const GREENWAY = 'c06.s04.m01.t03'
let browser: Browser
let desk: Visit
/** The second person: heads of the plan office and of the unit. */
let chief: APIRequestContext
beforeAll(async () => {
  browser = await openBrowser()
  desk = await visit(browser)
  await signIn(desk.page, url, password)
  await desk.page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
  chief = await addPerson(browser, { url, dataDir, password }, 'chief')
  await divideGreenway(desk.page.request)
})
afterAll(() => browser.close())

/** The plan office proposes, the unit confirms, the head of the office approves. */
async function divideGreenway(admin: APIRequestContext): Promise<void> {
  await registerUnits(desk.page, url, ['规划办', '水务局'])
  const posts = {
    admin: [
      { unit: '规划办', role: 'office-officer' },
      { unit: '水务局', role: 'unit-officer' },
    ],
    chief: [
      { unit: '规划办', role: 'office-head' },
      { unit: '水务局', role: 'unit-head' },
    ],
  }
  for (const [account, held] of Object.entries(posts))
    await must(await admin.post(`${url}/api/posts/${account}`, { data: { posts: held } }))
  const days = { begins: '2021-01-01', ends: '2025-12-31' }
  const entry = {
    row: 2,
    obligationId: GREENWAY,
    lead: '水务局',
    assists: [],
    ...days,
    weight: null,
    evidence: '验收材料',
  }
  await must(await admin.post(`${PLAN}/division`, { data: { entries: [entry] } }))
  const about = `aboutKind=obligation&aboutRef=${GREENWAY}&procedure=assignment`
  const found = await must(await admin.get(`${url}/api/procedure-cases?${about}`))
  const id = (found.rows as { id: number }[])[0]?.id
  await must(
    await admin.post(`${url}/api/procedure-cases/${id}/acts`, { data: { act: 'confirm', unit: '水务局', inputs: {} } }),
  )
  await must(await chief.post(`${url}/api/procedure-cases/${id}/acts`, { data: { act: 'approve', inputs: {} } }))
}

test('the plan office asks, the unit fills in by keyboard, and a slip is told at its row', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/progress/returns`)
  await page.getByText('1 个单位有生效的分工').waitFor()
  await page.getByRole('button', { name: '发起填报' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发起填报' }).click()
  await page.getByText('新发起 1 份，共 1 份').waitFor()
  await page.getByRole('link', { name: '水务局' }).click()
  await page.getByText('1 项任务，已填好 0 项').waitFor()
  await page.getByRole('textbox', { name: '规划建设碧道共140公里 完成比例（%）' }).fill('120')
  await page.getByRole('textbox', { name: '规划建设碧道共140公里 碧道长度 (公里)' }).fill('140')
  await page.getByRole('textbox', { name: '规划建设碧道共140公里 进展情况' }).fill('全线贯通')
  await page.reload()
  await page.getByText('1 项未保存（草稿留在本页）').waitFor()
  await page
    .getByRole('button', { name: '保存', exact: true })
    .or(page.getByRole('button', { name: '保 存' }))
    .click()
  await page.getByText('完成比例须在 0 到 100 之间：120').waitFor()
  await page.getByRole('textbox', { name: '规划建设碧道共140公里 完成比例（%）' }).fill('100')
  await page.getByRole('button', { name: /提\s?交/ }).click()
  await page.getByText('当前状态：待签发').waitFor()
  expect(problems).toEqual([])
})

test('signed, it counts; done without evidence is yellow, and with accepted evidence it is done', async () => {
  const { page, problems } = desk
  const caseId = Number(page.url().split('/').at(-1))
  await page.goto(`${url}/progress?q=${GREENWAY}`)
  await page.getByText('完成日期 2025-12-31 已过，完成 0%').waitFor()
  await must(await chief.post(`${url}/api/procedure-cases/${caseId}/acts`, { data: { act: 'sign', inputs: {} } }))
  await page.reload()
  await page.getByRole('cell', { name: '黄 已完成，缺佐证' }).waitFor()
  await page.getByRole('link', { name: '规划建设碧道共140公里' }).click()
  await page.getByRole('heading', { level: 1, name: '规划建设碧道共140公里' }).waitFor()
  const report = { name: '验收报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 report') }
  await page.locator('input[type=file]').first().setInputFiles(report)
  await page.getByText('验收报告.pdf').waitFor()
  await page
    .getByRole('button', { name: '核对' })
    .or(page.getByRole('button', { name: '核 对' }))
    .click()
  await page.getByText('文件与收到时一致').waitFor()
  const listed = await must(await chief.get(`${PLAN}/evidence?aboutKind=obligation&aboutRef=${GREENWAY}`))
  const piece = (listed.rows as { id: number }[])[0]?.id
  await must(await chief.post(`${PLAN}/evidence/${piece}/review`, { data: { accepted: true, reason: '' } }))
  await page.reload()
  await page.getByText('绿 已完成').waitFor()
  await page.getByText('chief 审核').waitFor()
  expect(problems).toEqual([])
})

test('the pages have no serious finding, nothing scrolls sideways on a phone, and they speak English', async () => {
  const { page } = desk
  for (const path of ['/progress', '/progress/returns', `/plan/obligations/${GREENWAY}`]) {
    await page.setViewportSize(DESK)
    await page.goto(`${url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.setViewportSize(PHONE)
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize(DESK)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByText('1 pieces of accepted evidence').waitFor()
  await page.getByRole('button', { name: '中文' }).click()
})
