// The story of two plans: the next one is loaded beside the first, the pages follow, what was unfinished goes on, and an adjustment takes effect.
import type { APIRequestContext, Browser, Page } from 'playwright-core'
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
const NEXT = '示例：“十五五”生态环境保护规划（虚构，仅供试用）'
const OFFICE = '接续规划办'
const UNIT = '接续甲局'
const OTHER = '接续乙局'
const OBLIGATION = 'c08.s02.m03.t01'
let browser: Browser
let desk: Visit
beforeAll(async () => {
  browser = await openBrowser()
  desk = await visit(browser)
  await signIn(desk.page, url, password)
  await desk.page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
})
afterAll(async () => {
  // Other stories speak of the one plan: what they open MUST be the first.
  await desk.page.goto(`${url}/plan?plan=longgang-14fyp`)
  await browser.close()
})

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

test('an administrator loads the next plan, and the pages follow the one that is chosen', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/plan`)
  await page.getByRole('link', { name: '规划包' }).click()
  await heading(page, '还能装载哪些规划？')
  await page
    .getByRole('row', { name: /示例/ })
    .getByRole('button', { name: /装\s?载/ })
    .click()
  await page.getByText(`已装载：${NEXT}`).waitFor()
  await page.getByRole('link', { name: '规划任务' }).click()
  await page.getByText('13 章、42 节、107 项措施', { exact: false }).waitFor()
  await page.getByLabel('看哪一份规划').click()
  await page.getByTitle(`${NEXT} 2026–2030`).last().click()
  await page.getByText('2 章', { exact: false }).first().waitFor()
  expect(new URL(page.url()).searchParams.get('plan')).toBe('example-15fyp')
  await page.getByRole('link', { name: '指标', exact: true }).click()
  await page.getByRole('link', { name: 'PM2.5年均浓度' }).waitFor()
  expect(await page.getByRole('link', { name: '声环境功能区夜间达标率' }).count()).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
  expect(problems).toEqual([])
})

test('a search says what the other plan holds, and leads there', async () => {
  const { page } = desk
  await page.goto(`${url}/plan?plan=example-15fyp&q=${encodeURIComponent('天然林')}`)
  await page.getByRole('link', { name: /“十四五”规划》中另有 \d+ 条/ }).click()
  await page
    .getByRole('button', { name: /保护并修复天然林/ })
    .first()
    .waitFor()
  expect(new URL(page.url()).searchParams.get('plan')).toBe('longgang-14fyp')
})

test('what is unfinished goes on in the next plan: suggestions in bulk, seen from both sides, and undone', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/plan/succession?plan=longgang-14fyp&q=${encodeURIComponent('天然林')}`)
  await heading(page, '每项任务接下来怎么办？')
  await page.getByText('592 项任务中', { exact: false }).waitFor()
  await page.getByLabel('选中 保护并修复天然林', { exact: true }).check()
  await page.getByRole('button', { name: '接受建议 1 项' }).click()
  await page.getByRole('cell', { name: '延续', exact: true }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('link', { name: '保护并修复天然林和次生林' }).click()
  await heading(page, '保护并修复天然林和次生林')
  await page.getByText('来自').waitFor()
  await page.getByRole('link', { name: '保护并修复天然林', exact: true }).click()
  await heading(page, '保护并修复天然林')
  await page.getByText('后续', { exact: false }).first().waitFor()
  await page.goto(`${url}/plan/succession?plan=longgang-14fyp&state=settled`)
  await page.getByLabel('选中 保护并修复天然林', { exact: true }).check()
  await page.getByRole('button', { name: '撤销所选 1 项' }).click()
  await page.getByRole('dialog').getByLabel('理由').fill('再议')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /提\s?交/ })
    .click()
  await page.getByText('没有符合条件的任务').waitFor()
  expect(problems).toEqual([])
})

const CASES = `${url}/api/procedure-cases`
const document = [{ kind: 'document', ref: 'file:1', name: '依据' }]
const opening = {
  planId: 'longgang-14fyp',
  procedure: 'adjustment',
  title: '调整天然林任务表述',
  about: { kind: 'obligation', ref: OBLIGATION },
  inputs: {
    fields: { what: 'wording', wording: '保护天然林，修复次生林', effective: '2026-01-01', effect: '无' },
    evidence: document,
    reason: '与上级规划一致',
    parties: [
      { unit: OFFICE, relation: 'office' },
      { unit: UNIT, relation: 'applicant' },
      { unit: OTHER, relation: 'consulted' },
    ],
  },
}

/** Opened, submitted, answered, reviewed and approved by those who may; gives the number of the case. */
async function approveAdjustment(admin: APIRequestContext): Promise<number> {
  await registerUnits(desk.page, url, [OFFICE, UNIT, OTHER])
  const people = {
    submitter: await addPerson(browser, { url, dataDir, password }, 'submitter'),
    reviewer: await addPerson(browser, { url, dataDir, password }, 'reviewer'),
  }
  const posts = {
    admin: [
      { unit: UNIT, role: 'unit-officer' },
      { unit: OTHER, role: 'unit-officer' },
      { unit: OFFICE, role: 'district-leader' },
    ],
    submitter: [{ unit: UNIT, role: 'unit-head' }],
    reviewer: [{ unit: OFFICE, role: 'office-officer' }],
  }
  for (const [account, held] of Object.entries(posts))
    await must(await admin.post(`${url}/api/posts/${account}`, { data: { posts: held } }))
  const { id } = await must(await admin.post(CASES, { data: opening }))
  const act = async (who: APIRequestContext, data: object) => must(await who.post(`${CASES}/${id}/acts`, { data }))
  await act(people.submitter, { act: 'submit', inputs: {} })
  const opinion = { fields: { opinion: 'agrees', explanation: '无' } }
  await act(admin, { act: 'give-opinion', unit: OTHER, inputs: opinion })
  await act(people.reviewer, { act: 'review', inputs: { fields: { finding: '可行' } } })
  await act(admin, { act: 'approve', inputs: { evidence: document } })
  // Other stories begin with a person who holds no post.
  await must(await admin.post(`${url}/api/posts/admin`, { data: { posts: [] } }))
  return Number(id)
}

test('an approved adjustment makes the next version, with old and new text and the case behind it', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/plan/versions?plan=longgang-14fyp`)
  await heading(page, '规划改了什么，谁批准的？')
  await page.getByText('现为第 1 个版本（1.0.0），装载以来没有变更。').waitFor()
  const id = await approveAdjustment(page.request)
  const newest = async () => (await must(await page.request.get(`${url}/api/plans/longgang-14fyp/versions`))).versions
  // The clock looks every half minute.
  await expect.poll(newest, { timeout: 60_000, interval: 1000 }).toMatchObject([{ no: 2, caseId: id }, { no: 1 }])
  await page.reload()
  await page.getByText('现为第 2 个版本（1.0.1）', { exact: false }).waitFor()
  await page.getByText('历次共有 1 处变更，其中 0 处没有批准的规划调整', { exact: false }).waitFor()
  await page.getByRole('cell', { name: '保护天然林，修复次生林' }).waitFor()
  expect(await page.getByRole('link', { name: `办件 ${id}` }).count()).toBe(2)
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('link', { name: '第 1 版 · 1.0.0' }).click()
  await heading(page, '规划第 1 版当时怎么写？')
  await page.getByText('这不是现行版本，现行为第 2 版。').waitFor()
  await page.goto(`${url}/plan/versions/1?plan=longgang-14fyp&node=c08.s02.m03`)
  await page.getByText('保护并修复天然林', { exact: false }).first().waitFor()
  await page.goto(`${url}/plan/obligations/${OBLIGATION}?plan=longgang-14fyp`)
  await heading(page, '保护天然林，修复次生林')
  await page.getByRole('columnheader', { name: '调整前' }).waitFor()
  await page.getByRole('link', { name: `依据办件 ${id}` }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('link', { name: '申请调整' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('调整后的表述').waitFor()
  expect(
    await form
      .getByRole('textbox', { name: /办理事项编号|编号/ })
      .first()
      .inputValue(),
  ).toBe(OBLIGATION)
  await page.keyboard.press('Escape')
  expect(problems).toEqual([])
})

test('the pages fit a phone', async () => {
  const { page } = desk
  await page.setViewportSize(PHONE)
  for (const path of ['/plan/versions', '/plan/versions/1?node=c08', '/plan/succession', '/plan/packs', '/plan']) {
    await page.goto(`${url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize(DESK)
})
