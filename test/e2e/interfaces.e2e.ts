// Where data goes: a platform that is away, a receiver that refuses and then takes, a list as a workbook.
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
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
import { type Neighbour, openNeighbour } from './neighbour.ts'

const { url, password } = inject('product')
let browser: Browser
let desk: Visit
let page: Page
let neighbour: Neighbour

beforeAll(async () => {
  // Gone for good: such an answer is not tried again, the message is a dead letter at once.
  neighbour = await openNeighbour({ status: 410, body: 'gone' })
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

test('a platform that is away is tried before it is saved, and its state says what to look at', async () => {
  await page.goto(`${url}/forwarding`)
  await page.getByRole('button', { name: '添加目标' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('市局平台')
  await dialog.getByLabel('主机名或地址').fill('127.0.0.1')
  await dialog.getByLabel('端口').fill('9')
  await dialog.getByRole('button', { name: '测试连接' }).click()
  await dialog.getByText('连不上：对方拒绝连接：请核对端口，或对方程序未运行').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存。').waitFor()
  const row = page.getByRole('row').filter({ hasText: '市局平台' })
  await row.getByText(/^对方拒绝连接/).waitFor({ timeout: 60_000 })
  await row.getByRole('button', { name: '暂停' }).click()
  await page.getByText('“市局平台”已暂停，数据留在库中。').waitFor()
  await row.getByText('已暂停').waitFor()
  await row.getByRole('button', { name: '删除' }).click()
  await page.getByText(/原始数据不受影响/).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await page.getByText('没有转发目标', { exact: true }).waitFor()
})

test('a message that is refused becomes a dead letter, and is sent again once the receiver is back', async () => {
  await page.goto(`${url}/interfaces`)
  await page.getByRole('link', { name: '推送订阅' }).click()
  await page.getByRole('button', { name: '新建推送订阅' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称（哪个系统）').fill('值班系统')
  await dialog.getByLabel('接收地址').fill(`${neighbour.url}/hook`)
  await dialog.getByLabel('评价结论变化').uncheck()
  await dialog.getByLabel('导入结束').check()
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText('签名密钥只显示这一次').waitFor()
  await page.getByRole('button', { name: '我已保存' }).click()

  const hook = page.getByRole('region', { name: '变化推送给了谁？' }).getByRole('row').filter({ hasText: '值班系统' })
  await hook.getByRole('button', { name: '发送测试' }).click()
  await hook.getByText('连续失败，已自动停止').waitFor({ timeout: 30_000 })
  const letter = page.getByRole('region', { name: '推送记录' }).getByRole('row').filter({ hasText: '值班系统' })
  await letter.getByText('死信').waitFor()
  expect(await seriousFindings(page)).toEqual([])

  neighbour.answer = { status: 200, body: 'ok' }
  await hook.getByRole('button', { name: '启用' }).click()
  await hook.getByText('启用', { exact: true }).first().waitFor()
  await letter.getByRole('checkbox', { name: /^选择/ }).check()
  await page.getByRole('button', { name: '重新推送' }).click()
  await page.getByText(/^已重新排队 1 条/).waitFor()
  await letter.getByText('已送达').waitFor({ timeout: 30_000 })
  await letter.getByText('admin 重新推送').waitFor()
  const bodies = neighbour.asked.map(({ body }) => body)
  expect(bodies).toHaveLength(2)
  expect(bodies[1]).toBe(bodies[0])

  await letter.getByRole('button', { name: '查看' }).click()
  await page
    .getByRole('dialog')
    .getByText(/HTTP 410/)
    .waitFor()
  await page
    .getByRole('dialog')
    .getByText(/HTTP 200/)
    .waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await hook.getByRole('button', { name: '停用' }).click()
  await page.getByText(/停用后的变化不再为它排队/).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await hook.getByText('已停用').waitFor()
})

test('a list is taken away as a workbook', async () => {
  await page.goto(`${url}/sites`)
  await page.getByRole('button', { name: '下载' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Excel (XLSX)' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK')
})

test('what may be called says in words who may call it', async () => {
  await page.goto(`${url}/interfaces`)
  await page.getByRole('row').filter({ hasText: '批量提交数据' }).getByText('提交数据', { exact: true }).waitFor()
  await page.getByRole('link', { name: '接口文档' }).click()
  await page.getByRole('searchbox', { name: '按路径、名称或说明查找' }).fill('undo intake-runs')
  await page.getByText('/api/intake-runs/{id}/undo').click()
  await page.getByText('所需权限：改接入设置').waitFor()
  expect(desk.problems).toEqual([])
})

test.each([
  ['a desk', DESK],
  ['a phone', PHONE],
])('the pages stand on %s', async (_, size) => {
  await page.setViewportSize(size)
  const found: string[] = []
  for (const path of ['/forwarding', '/interfaces', '/interfaces/api', '/interfaces/webhooks']) {
    await page.goto(`${url}${path}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForTimeout(500)
    found.push(...(await seriousFindings(page)).map((finding) => `${path} ${finding}`))
    await expectNoSidewaysScroll(page)
  }
  expect(found).toEqual([])
})
