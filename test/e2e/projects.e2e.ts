// A plan officer's story: a table of money with a slip is handed in, mended, and its exception opened on the list of projects.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import {
  DESK,
  expectNoSidewaysScroll,
  openBrowser,
  PHONE,
  seriousFindings,
  signIn,
  type Visit,
  visit,
} from './browser.ts'

const { url, password } = inject('product')
const WORKS = '沙湾河截排工程'
let browser: Browser
let desk: Visit
beforeAll(async () => {
  browser = await openBrowser()
  desk = await visit(browser)
  await signIn(desk.page, url, password)
  await desk.page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
})
afterAll(() => browser.close())

const HEAD = '项目编号,项目名称,事项,资金来源,日期,金额（万元）,用途,对应节点,文号'
const handIn = async (lines: readonly string[]): Promise<void> => {
  const buffer = Buffer.from([HEAD, ...lines].join('\n'))
  await desk.page.locator('input[type=file]').setInputFiles({ name: '资金.csv', mimeType: 'text/csv', buffer })
}

test('the works that the plan names are there with nothing made up', async () => {
  const { page } = desk
  await page.goto(`${url}/cockpit`)
  await page.getByRole('link', { name: '项目与资金', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '工程和资金到哪一步了？' }).waitFor()
  await page.getByText('59 个项目：未填阶段 59').waitFor()
  await page.getByText('没有发现异常。').waitFor()
})

test('a table with a slip tells its row; mended, it is stored, and the list opens the reason of the exception', async () => {
  const { page, problems } = desk
  const budget = `,${WORKS},预算,区级资金,2023-01-10,100,,,`
  await handIn([budget, `,${WORKS},支付,区级资金,2023-06-01,"1,200",,,`])
  await page.getByText('读到资金 1 笔、项目情况 0 行、节点 0 行，1 行有问题').waitFor()
  await page.getByText('金额不是数字：1,200，是否为 1200？').waitFor()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /取\s?消/ })
    .click()

  await handIn([budget, `,${WORKS},支付,区级资金,2023-06-01,1200,,,`])
  await page.getByText('读到资金 2 笔、项目情况 0 行、节点 0 行，0 行有问题').waitFor()
  await page.getByRole('button', { name: '入库 2 行' }).click()
  await page.getByText('已入库 2 行，0 行此前已有').waitFor()
  await page.getByText('1 个项目有异常，其中 0 个逾期。').waitFor()
  const first = page.locator('tbody tr').first()
  await first.getByRole('link', { name: WORKS }).waitFor()
  await first.getByText('支付超预算', { exact: true }).click()
  await first.getByText('区级资金已支付 1200 万元，预算 100 万元，超出 1100 万元').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(problems).toEqual([])
})

test('particulars, a milestone and an undone entry stand on the page of the project', async () => {
  const { page, problems } = desk
  await page.getByRole('link', { name: WORKS }).click()
  await page.getByRole('heading', { level: 1, name: `${WORKS}：到哪一步了？` }).waitFor()
  await page.getByRole('button', { name: '填写或更改：基本情况' }).click()
  await page.getByLabel('责任单位').fill('水务局')
  await page.getByLabel('经度（WGS-84）').fill('114.15')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s?存/ })
    .click()
  await page.getByText('经度和纬度须都填写，或都留空').waitFor()
  await page.getByLabel('纬度（WGS-84）').fill('22.62')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s?存/ })
    .click()
  await page.getByText('114.15, 22.62').waitFor()

  await page.getByRole('button', { name: '登记：节点' }).click()
  await page.getByLabel('名称').fill('主体完工')
  await page.getByLabel('计划', { exact: true }).fill('2024-06-30')
  await page.getByLabel('预计', { exact: true }).fill('2025-03-01')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s?存/ })
    .click()
  await page.getByRole('img', { name: '节点时间线，内容与下表相同' }).waitFor()
  await page.getByText(/“主体完工”应于 2024-06-30 完成，已逾期 \d+ 天/).waitFor()

  await page.getByRole('button', { name: '撤销：2023-06-01 支付' }).click()
  await page.getByLabel('理由').fill('重复登记')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /撤\s?销/ })
    .click()
  await expect.poll(() => page.getByText('支付超预算', { exact: true }).count()).toBe(0)
  await page.getByText(/填报记录/).click()
  await page.getByText('admin 更改或撤销：重复登记').waitFor()
  expect(problems.filter((line) => !line.includes('422'))).toEqual([])
})

test('the project stands on the map in step with the list, found by its filters', async () => {
  const { page } = desk
  await page.goto(`${url}/projects?exception=late-milestone`)
  await page.getByRole('application', { name: '项目分布图，内容与清单相同' }).waitFor()
  expect(await page.locator('.projects-desk tbody tr').count()).toBe(1)
  await page.getByRole('button', { name: `在图上显示：${WORKS}` }).click()
  await expect.poll(() => page.url()).toContain('project=prj.')
})

test('an application waits for its papers on the page of the reserve pool', async () => {
  const { page } = desk
  await page.getByRole('link', { name: WORKS }).click()
  await page.getByRole('button', { name: '登记：资金申报' }).click()
  await page.getByLabel('资金名称').fill('水污染防治资金')
  await page.getByLabel('级别').click()
  await page.locator('.ant-select-dropdown:visible').getByText('中央', { exact: true }).click()
  await page.getByLabel('截止日期').fill('2024-06-30')
  await page.getByLabel('申报金额（万元）').fill('3000')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s?存/ })
    .click()
  await page.getByRole('cell', { name: '准备中' }).waitFor()
  await page.getByRole('link', { name: '项目储备' }).click()
  await page.getByText('1 项申报已过截止日期').waitFor()
  await page.getByText('缺 7 份材料').first().waitFor()
})

test('the pages have no serious finding, nothing scrolls sideways on a phone, and they speak English', async () => {
  const { page } = desk
  for (const path of ['/projects', '/projects/prj.15', '/projects/reserve']) {
    await page.setViewportSize(DESK)
    await page.goto(`${url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.setViewportSize(PHONE)
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize(DESK)
  await page.goto(`${url}/projects`)
  await page.getByRole('button', { name: /English|EN/ }).click()
  await page.getByRole('heading', { level: 1, name: 'How do the works and their money stand?' }).waitFor()
  await page.getByText('59 projects:').waitFor()
})
