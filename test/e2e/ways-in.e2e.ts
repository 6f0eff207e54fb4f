// Data that other systems and the laboratory hand in: a key, a batch and its undoing, a pull with its log, a sample.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import {
  DESK,
  expectNoOpenList,
  expectNoSidewaysScroll,
  openBrowser,
  PHONE,
  seriousFindings,
  signIn,
  type Visit,
  visit,
} from './browser.ts'
import { type Neighbour, openNeighbour } from './neighbour.ts'

const { url, password } = inject('product')
const SITE = 'demo-air-longgang'
const PULL_SECRET = 'Bearer known-to-the-pull-alone'
let browser: Browser
let desk: Visit
let page: Page
let neighbour: Neighbour
let secret = ''

beforeAll(async () => {
  neighbour = await openNeighbour({
    status: 200,
    body: JSON.stringify([
      { site: SITE, time: '2026-01-05 08:00', values: { a34004: 31 } },
      { site: '没有的站', time: '2026-01-05 08:00', values: { a34004: 5 } },
    ]),
  })
  browser = await openBrowser()
  desk = await visit(browser)
  page = desk.page
  await signIn(page, url, password)
  await page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
})
afterAll(async () => {
  neighbour.close()
  await browser.close()
})

const handIn = (rows: object[]) =>
  fetch(`${url}/api/readings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(rows),
  })
const hour = (pm25: number) => [{ site: SITE, kind: 'hour', time: '2026-01-04 08:00', values: { a34004: pm25 } }]
/** The newest batch handed in under our own form. */
const newestBatch = () => page.getByRole('region', { name: '运行记录' }).getByRole('row').nth(1)

test('a key is made for one system, shown once, and its batch is listed', async () => {
  await page.goto(`${url}/keys`)
  await page.getByRole('button', { name: '新建密钥' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称（哪个系统）').fill('污水厂中控')
  await dialog.getByRole('button', { name: '新建密钥' }).click()
  await page.getByText('密钥只显示这一次').waitFor()
  secret = (await page.locator('.key-secret').textContent()) ?? ''
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: '我已保存' }).click()
  await page.getByRole('row').filter({ hasText: '污水厂中控' }).getByText('提交数据').waitFor()

  expect((await handIn(hour(30))).status).toBe(200)
  await page.goto(`${url}/ways-in`)
  await newestBatch().getByText('密钥“污水厂中控”').waitFor()
})

test('a batch with a slip is undone with a reason, and what stood before stands again', async () => {
  expect((await handIn(hour(3000))).status).toBe(200)
  await page.reload()
  await newestBatch().getByRole('button', { name: '撤销' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '撤销' }).click()
  await dialog.getByText('请填写撤销原因').waitFor()
  await dialog.getByLabel('撤销原因（记入日志）').fill('单位弄错了')
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: '撤销' }).click()
  await page.getByText('已撤销：移除 0 条，恢复 1 个值。').waitFor()
  await newestBatch()
    .getByText(/^admin 于 .+ 撤销：单位弄错了$/)
    .waitFor()
  expect(await newestBatch().getByRole('button', { name: '撤销' }).count()).toBe(0)
  // Handed in once more it is nothing new: the value of before is there.
  expect(await (await handIn(hour(30))).json()).toMatchObject({ unchanged: 1, revised: 0, stored: 0 })
})

test('a pull is set up with its sample in view, runs, tells what it could not place, and hides its secret', async () => {
  await page.getByRole('button', { name: '新增来源' }).click()
  await page.getByText('1 / 1 行可入库').waitFor()
  await page.getByLabel('名称', { exact: true }).fill('区水务局')
  await page.getByLabel('接入方式').selectOption({ label: '定时拉取' })
  await page.getByLabel('地址', { exact: true }).fill(`${neighbour.url}/data`)
  await page.getByLabel(/^Authorization 请求头/).fill(PULL_SECRET)
  await page.getByRole('button', { name: '保存' }).click()
  const run = page.getByRole('region', { name: '运行记录' }).getByRole('row').nth(1)
  await run.getByText('没有这个站点：没有的站（1 行，首见第 2 行）').waitFor({ timeout: 60_000 })
  expect(neighbour.asked.at(-1)?.headers.authorization).toBe(PULL_SECRET)
  await page.getByRole('button', { name: '立即拉取' }).click()
  await page.getByText('已请求拉取，完成后列在下方').waitFor()
  await run.getByText('无新内容').waitFor({ timeout: 60_000 })
  await page.getByRole('tab', { name: '设置与映射' }).click()
  await page.getByText('已设置，不显示；改到别的主机须重新填写').waitFor()
  expect(await page.content()).not.toContain('known-to-the-pull-alone')
  expect(await (await page.request.get(`${url}/api/intake-sources`)).text()).not.toContain('known-to-the-pull-alone')
  expect(await seriousFindings(page)).toEqual([])
})

test('a laboratory result below detection is entered as the report has it, and withdrawn with a reason', async () => {
  await page.goto(`${url}/samples`)
  await page.getByRole('button', { name: '录入样品' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: '站点' }).fill('龙岗河')
  await page.getByRole('option').first().waitFor({ state: 'attached' })
  await page.locator('.ant-select-item-option').filter({ hasText: '龙岗河' }).first().click()
  await dialog.getByRole('combobox', { name: '实验室' }).fill('区环境监测站')
  await dialog.getByRole('textbox', { name: '采样人' }).fill('李四')
  await dialog.getByRole('combobox', { name: '监测因子' }).fill('氨氮')
  await page.locator('.ant-select-item-option').filter({ hasText: '氨氮 w21003' }).first().click()
  await dialog.getByPlaceholder('默认 mg/L').waitFor()
  await dialog.getByRole('textbox', { name: '结果' }).fill('<0.5L')
  await dialog.getByRole('combobox', { name: '分析方法' }).fill('HJ 535-2009')
  await dialog.getByRole('textbox', { name: '结果' }).focus()
  await expectNoOpenList(page)
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText('新增 1，修改 0，相同 0').waitFor()
  const row = page.getByRole('row').filter({ hasText: '<0.5L mg/L' })
  await row.getByRole('button', { name: '撤回' }).click()
  await page.getByLabel('撤回原因').fill('样品弄混了')
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
  await page.getByText('已撤回；此前的版本仍可查。').waitFor()
  expect(desk.problems).toEqual([])
})

test('a key that is revoked hands nothing in any more', async () => {
  await page.goto(`${url}/keys`)
  await page.getByRole('row').filter({ hasText: '污水厂中控' }).getByRole('button', { name: '吊销' }).click()
  await page.getByText(/立即不能再调用，且不能恢复/).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '吊销' }).click()
  await page.getByRole('row').filter({ hasText: '污水厂中控' }).getByText('已吊销').waitFor()
  expect((await handIn(hour(30))).status).toBe(401)
})

test.each([
  ['a desk', DESK],
  ['a phone', PHONE],
])('the pages stand on %s', async (_, size) => {
  await page.setViewportSize(size)
  const found: string[] = []
  for (const path of ['/keys', '/ways-in', '/ways-in/new', '/samples', '/help']) {
    await page.goto(`${url}${path}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForTimeout(500)
    found.push(...(await seriousFindings(page)).map((finding) => `${path} ${finding}`))
    await expectNoSidewaysScroll(page)
  }
  expect(found).toEqual([])
})
