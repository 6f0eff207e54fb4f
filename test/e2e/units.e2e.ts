// The story of units: registered, renamed, given work, seen in the matrix and over the years, and cases acted on together.
import { readFile } from 'node:fs/promises'
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

const csv = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\n')),
})

test('the register says what the plan counts, takes a table whole or not at all, and keeps the old name of a unit', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/plan`)
  await page.getByRole('link', { name: '单位', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '有哪些单位，各叫什么？' }).waitFor()
  await page.getByText('规划计有 62 个单位').waitFor()
  const head = '单位名称,简称,类别,上级单位,曾用名,设立日期,来源'
  const file = page.locator('input[type=file]')
  await file.setInputFiles(csv('单位.csv', [head, '区甲局,,区直部门,,,,', '区乙局,,区直,,,,']))
  await page.getByText(/第 3 行：类别“区直”应为：区直部门/).waitFor()
  await page.keyboard.press('Escape')
  await file.setInputFiles(csv('单位.csv', [head, '区甲局,甲局,区直部门,,,,', '区乙局,,区直部门,,,,']))
  await page.getByText('新增 2 个，0 个已在名录').waitFor()
  await page.getByLabel('名称、简称或曾用名').fill('甲局')
  await page.getByLabel('名称、简称或曾用名').press('Enter')
  await page.getByRole('link', { name: '区甲局' }).click()
  await page.getByRole('heading', { level: 1, name: '区甲局' }).waitFor()
  await page.getByRole('button', { name: '更名或更正' }).click()
  await page.getByLabel('单位名称').fill('区甲和丙局')
  await page.getByRole('textbox', { name: '理由' }).fill('机构改革')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /提\s?交/ })
    .click()
  await page.getByRole('heading', { level: 1, name: '区甲和丙局' }).waitFor()
  await page.getByRole('cell', { name: '机构改革' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(problems).toEqual([])
})

test('work that is given in a table stands in the matrix, whose counts open it, and is drawn over the years', async () => {
  const { page } = desk
  await registerUnits(page, url, ['规划办'])
  const posts = [
    { unit: '规划办', role: 'office-officer' },
    { unit: '区甲和丙局', role: 'unit-head' },
  ]
  expect((await page.request.post(`${url}/api/posts/admin`, { data: { posts } })).status()).toBe(200)
  await page.goto(`${url}/plan/division`)
  const head = '任务编号,牵头单位,配合单位,开始日期,完成日期,权重,完成佐证'
  const rows = ['c08.s01.m01.t01', 'c08.s01.m01.t02'].map((id) => `${id},区甲和丙局,,2022-01-01,2024-12-31,10,材料`)
  await page
    .locator('input[type=file]')
    .setInputFiles(csv('分工.csv', [head, ...rows, 'c08.s01.m01.t03,区甲局,,,2025-12-31,,']))
  await page.getByText('“区甲局”已更名为“区甲和丙局”，请用现名').waitFor()
  await page.getByRole('button', { name: '提交 2 项，送各单位确认' }).click()
  await page.getByText('已立案 2 项，0 项没有变化').waitFor()
  await page.getByText('矩阵', { exact: true }).click()
  await page
    .getByRole('row', { name: /区甲和丙局/ })
    .getByRole('link', { name: '2 / 0' })
    .first()
    .waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page
    .getByRole('row', { name: /区甲和丙局/ })
    .getByRole('link', { name: '2 / 0' })
    .last()
    .click()
  await expect.poll(() => page.locator('tbody tr').count()).toBe(2)
  expect(page.url()).toContain('node=c08')
  await page.getByText('甘特图', { exact: true }).click()
  await page.getByRole('img', { name: /任务时间安排 · .* · 区甲和丙局。内容与下表相同/ }).waitFor()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '存为 SVG' }).click()
  const svg = await readFile(await (await saved).path(), 'utf8')
  expect(svg).toContain('导出自山水')
  expect(svg).toContain('2022')
  await page.getByText('同样内容的表格').click()
  await expect.poll(() => page.locator('tbody tr').count()).toBe(2)
  expect(await seriousFindings(page)).toEqual([])
})

test('both cases of the unit are confirmed at once, and its page has nothing left to do', async () => {
  const { page } = desk
  await page.goto(`${url}/units`)
  await page.getByRole('link', { name: '区甲和丙局' }).click()
  await page.getByText('牵头 2 项、配合 0 项任务；在办 2 件，其中 2 件等本单位办理，0 件已逾期。').waitFor()
  const calendar = await page.request.get(`${url}/api/organisations/${page.url().split('/').pop()}/calendar.ics`)
  expect(calendar.headers()['content-type']).toBe('text/calendar; charset=utf-8')
  expect(await calendar.text()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*DTSTART;VALUE=DATE:20241231/)
  await page.goto(`${url}/procedures/cases?procedure=assignment&unit=${encodeURIComponent('区甲和丙局')}`)
  await page.getByRole('checkbox', { name: '选择本页同类办件' }).click()
  await page.getByText('已选 2 件').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page
    .getByRole('region', { name: '已选 2 件' })
    .getByRole('button', { name: /确\s?认/ })
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s?认/ })
    .click()
  await page.getByText('“确认”办成 2 件，未办 0 件。').waitFor()
  await page.getByRole('cell', { name: '待批准' }).first().waitFor()
  // Who opened them may not approve them: each case says so, and none is changed.
  await page.getByRole('checkbox', { name: '选择本页同类办件' }).click()
  await page.getByRole('region', { name: '已选 2 件' }).getByRole('button', { name: '批准生效' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '批准生效' }).click()
  await page.getByText('“批准生效”办成 0 件，未办 2 件。').waitFor()
  await page
    .getByText(/须由规划办负责人办理/)
    .first()
    .waitFor()
})

test('a year of holidays with a slip tells its line, and mended it counts', async () => {
  const { page } = desk
  await page.goto(`${url}/procedures/calendar`)
  await page.getByRole('heading', { name: '2026 年：248 个工作日' }).waitFor()
  await page.getByLabel('年度', { exact: true }).fill('2031')
  await page.getByLabel('通知名称和文号').fill('测试通知〔2030〕1号')
  const file = page.locator('input[type=file]')
  await file.setInputFiles(csv('2031.csv', ['日期,类型,名称', '2031-01-01,休,元旦', '2031-01-06,班,']))
  await page.getByText('第 3 行：2031-01-06 不是周末，不能是调休上班').waitFor()
  await file.setInputFiles(csv('2031.csv', ['日期,类型,名称', '2031-01-01,休,元旦']))
  await page.getByText(/已导入 2031 年，\d+ 个在办办件重算时限/).waitFor()
  await page.getByRole('heading', { name: /2031 年：\d+ 个工作日/ }).waitFor()
  await page.getByText('admin 导入：测试通知〔2030〕1号').waitFor()
  await expectNoOpenList(page)
})

test('the pages have no serious finding, and nothing scrolls sideways on a phone', async () => {
  const { page } = desk
  for (const path of [
    '/units',
    '/units/1',
    '/plan/division?view=matrix',
    '/plan/division?view=gantt',
    '/procedures/calendar',
    '/procedures/cases',
  ]) {
    await page.setViewportSize(DESK)
    await page.goto(`${url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.setViewportSize(PHONE)
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize(DESK)
})
