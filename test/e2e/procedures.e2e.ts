// A plan officer's story: posts are given, a progress report is asked for, and its page says who may do what and until when.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import {
  DESK,
  expectNoOpenList,
  expectNoSidewaysScroll,
  openBrowser,
  PHONE,
  registerUnits,
  seriousFindings,
  signIn,
  type Visit,
  visit,
} from './browser.ts'

const { url, password } = inject('product')
let browser: Browser
let desk: Visit
beforeAll(async () => {
  browser = await openBrowser()
  desk = await visit(browser)
  await signIn(desk.page, url, password)
  await desk.page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
})
afterAll(() => browser.close())

test('every procedure is drawn from its data, with the same in tables, and is chosen with the keyboard', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/plan`)
  await page.getByRole('link', { name: '办理流程', exact: true }).click()
  await page.getByRole('img', { name: '“规划调整”流程图，内容与下表相同' }).waitFor()
  await page.getByRole('link', { name: '督办' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: '“督办”流程图，内容与下表相同' }).waitFor()
  await page.getByRole('img', { name: '“各单位办理”流程图，内容与下表相同' }).waitFor()
  const acts = page.getByRole('region', { name: '动作', exact: true })
  await acts.getByText('规划办：规划办负责人，不得由办理“发起”的同一人').waitFor()
  await page.getByText('逾期 5 个工作日：报区领导').waitFor()
  await page.getByRole('link', { name: '规划', exact: true }).and(page.locator('.active')).waitFor()
  expect(problems).toEqual([])
})

test('posts are given, a report is asked for, and it cannot be handed in before it is filled in', async () => {
  const { page, problems } = desk
  await registerUnits(page, url, ['规划办', '水务局'])
  await page.goto(`${url}/procedures/posts`)
  await page.getByRole('button', { name: '修改 admin' }).click()
  for (const [n, unit, role] of [
    [0, '规划办', '规划办经办人'],
    [1, '水务局', '单位经办人'],
  ] as const) {
    await page.getByRole('button', { name: '添加岗位' }).click()
    await page.getByLabel('单位').nth(n).fill(unit)
    const offered = page.locator('.ant-select-dropdown:visible .ant-select-item-option-content')
    await offered.getByText(unit, { exact: true }).click()
    await expectNoOpenList(page)
    await page.getByLabel('角色').nth(n).click()
    await page.locator('.ant-select-dropdown:visible').getByText(role, { exact: true }).click()
    await expectNoOpenList(page)
  }
  await page
    .getByRole('button', { name: '提 交' })
    .or(page.getByRole('button', { name: '提交' }))
    .click()
  await page.getByText('水务局 · 单位经办人').waitFor()

  await page.goto(`${url}/procedures?procedure=longgang-14fyp%2Fprogress-report`)
  await page.getByRole('button', { name: '发起办件' }).click()
  await page.getByLabel('办件名称').fill('一季度进展')
  await page.getByLabel('对象编号').fill('c06.s02.m01.t01')
  await page.getByLabel('规划办 · 单位（一行一个）').fill('规划办')
  await page.getByLabel('填报单位 · 单位（一行一个）').fill('水务局')
  await page.getByLabel('填报期').fill('2027-Q1')
  await page.getByLabel('填报截止日期').fill('2027-04-09')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /提\s?交/ })
    .click()
  await page.getByRole('heading', { name: '一季度进展' }).waitFor()
  await page.getByText('当前状态：待填报').waitFor()
  await page.getByText('2027-04-09 止').waitFor()
  await page.getByText('2027 年没有节假日安排，按周一至周五计算').waitFor()

  await page.getByText('其他动作与不可办理的原因').click()
  await page.getByText('“签发”须在“待签发”状态下办理，现为“待填报”').waitFor()
  await page.getByText('还有任务未填完成比例或进展情况').waitFor()

  await page.getByRole('link', { name: '办件', exact: true }).click()
  await page.getByRole('link', { name: '一季度进展' }).waitFor()
  expect(problems).toEqual([])
})

test('the pages have no serious finding, and nothing scrolls sideways on a phone', async () => {
  const { page } = desk
  for (const path of ['/procedures', '/procedures/cases', '/procedures/cases/1', '/procedures/posts']) {
    await page.setViewportSize(DESK)
    await page.goto(`${url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.setViewportSize(PHONE)
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize(DESK)
})

test('the pages speak English', async () => {
  const { page } = desk
  await page.goto(`${url}/procedures?procedure=longgang-14fyp%2Fassignment`)
  await page.getByRole('button', { name: /English|EN/ }).click()
  await page
    .getByRole('img', { name: 'Diagram of “Confirmation of assignments”; the table below says the same' })
    .waitFor()
  await page.getByText('lead unit, assisting unit: officer of a unit, head of a unit').waitFor()
})

test('the division of labour is searched, and a table with a slip tells its row before anything is opened', async () => {
  const { page, problems } = desk
  await registerUnits(page, url, ['监测站', '各街道办', '执法队'])
  await page.goto(`${url}/plan/division`)
  await page.getByRole('heading', { level: 1, name: 'Who leads what?' }).waitFor()
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByText('尚未分工 592 项').waitFor()
  await page.getByLabel('任务或编号').fill('c05.s01.m01.t06')
  await page.getByLabel('任务或编号').press('Enter')
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
  const lines = [
    '任务编号,牵头单位,配合单位,开始日期,完成日期,权重,完成佐证',
    'c05.s01.m01.t06,监测站,各街道办,2022-01-01,2025-12-31,10,验收材料',
    'c5.s2.m1.t9,执法队,,,2025-12-31,,',
  ]
  const table = { name: '分工.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }
  await page.locator('input[type=file]').setInputFiles(table)
  await page.getByText('读到 1 项分工，1 行有问题').waitFor()
  await page.getByText('规划没有任务“c5.s2.m1.t9”，是否为 c05.s02.m01.t09？').waitFor()
  await page.getByRole('button', { name: '提交 1 项，送各单位确认' }).click()
  await page.getByText('已立案 1 项，0 项没有变化').waitFor()
  await page.getByRole('link', { name: '待各单位确认' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.setViewportSize(PHONE)
  await expectNoSidewaysScroll(page)
  await page.setViewportSize(DESK)
  expect(problems.filter((line) => !line.includes('422'))).toEqual([])
})
