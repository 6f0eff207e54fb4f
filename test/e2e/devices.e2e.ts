// A device engineer's story, from the pages alone: an unknown logger is seen, taken in, its missing day fetched, its clock and its key set.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { HOUR_MS } from '#kit/time.ts'
import { TestLogger } from '../gateway/logger.ts'
import { openBrowser, seriousFindings, signIn, visit } from './browser.ts'

const { url, password, gatewayPort } = inject('product')
const MN = '4403070F00000000000000F9'
const HOUR = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
let browser: Browser
let page: Page
let logger: TestLogger

beforeAll(async () => {
  logger = await TestLogger.open(gatewayPort, { mn: MN })
  // Two days and a half, one day of which it has kept to itself.
  for (let ago = 60; ago >= 1; ago -= 1) logger.hours.set(HOUR - ago * HOUR_MS, 10 + (ago % 24))
  for (const at of logger.hours.keys()) {
    const ago = (HOUR - at) / HOUR_MS
    if (ago > 40 || ago <= 16) logger.sendHour(at)
  }
  browser = await openBrowser()
  page = (await visit(browser)).page
  await signIn(page, url, password)
  await page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
})
afterAll(async () => {
  logger.close()
  await browser.close()
})

test('an unknown logger is listed with what it says and why it is refused', async () => {
  await page.goto(`${url}/devices?tab=unknown`)
  const row = page.getByRole('row').filter({ hasText: MN })
  await row.getByText('MN 未登记 × 36').waitFor()
  await row.getByRole('link', { name: '查看并登记' }).click()
  await page.getByRole('heading', { name: /这台设备要登记吗/ }).waitFor()
  await page.getByText('36/36 条报文要求应答（Flag 的 A 位）').waitFor()
  expect(await seriousFindings(page)).toEqual([])
})

test('its profile is accepted, and what it had said is there', async () => {
  await page.getByLabel('站点名称').fill('新排口')
  await page.getByRole('button', { name: '登记设备' }).click()
  await page.getByRole('tab', { name: '命令' }).waitFor()
  await page.getByText('已重新入库').first().waitFor()
  await page.locator('.packet-open').first().click()
  await page.getByText('长度与 CRC 正确').first().waitFor()
  expect(await seriousFindings(page)).toEqual([])
})

test('its missing day is proposed and fetched', async () => {
  await page.getByRole('tab', { name: /缺数/ }).click()
  await page.getByText('待补取', { exact: true }).first().waitFor({ timeout: 60_000 })
  await page.getByRole('checkbox', { name: /选择/ }).first().check()
  await page.getByLabel('理由（记入审计）').fill('补取缺失的一天')
  await page.getByRole('button', { name: '补取所选（1）' }).click()
  await page.getByText('已补齐').first().waitFor({ timeout: 60_000 })
  await page.getByRole('tab', { name: '命令' }).click()
  await page.getByText('返回 24 条数据').waitFor()
})

test('its clock is set, and the conversation stands there', async () => {
  await page.getByLabel('理由（记入审计）').fill('时钟慢三小时')
  await page.getByRole('button', { name: '校时' }).click()
  const command = page.locator('.command').filter({ hasText: '时钟慢三小时' })
  await command.getByText('已执行').waitFor({ timeout: 60_000 })
  expect(Math.abs(logger.clockOffsetMs)).toBeLessThan(5_000)
  await command.locator('.packet-open').click()
  await command.getByText(/CN=1012/).waitFor()
  await command.getByText('9012 执行结果：ExeRtn=1 执行成功').waitFor()
  expect(await seriousFindings(page)).toEqual([])
})

test('its key is set, and what it encrypted before is read', async () => {
  logger.key = new Uint8Array(16).fill(0x5a)
  logger.sendHour(HOUR - 3 * HOUR_MS)
  await page.getByRole('tab', { name: '档案' }).click()
  const box = page.getByRole('region', { name: '加密（SM4）' })
  await box.getByText('没有密钥：按明文接收。').waitFor()
  await box.getByLabel('理由（记入审计）').fill('录入初始密钥')
  await box.getByLabel('密钥（32 位十六进制）').fill('5a5a')
  await box.getByRole('button', { name: '保存并重读隔离报文' }).click()
  await box.getByText('密钥应为 32 位十六进制数字').waitFor()
  await box.getByLabel('密钥（32 位十六进制）').fill('5a'.repeat(16))
  await box.getByRole('button', { name: '保存并重读隔离报文' }).click()
  await box.getByText('90 天还剩 90 天。').waitFor()
  expect(await box.getByLabel('密钥（32 位十六进制）').inputValue()).toBe('')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('tab', { name: '报文' }).click()
  await page.locator('.packet-open').first().click()
  await page.getByText('数据区已解密').first().waitFor()
})

test('a pasted frame is taken apart with its faults marked', async () => {
  await page.goto(`${url}/devices/try`)
  await page.getByRole('button', { name: '填入示例' }).click()
  await page.getByText(/CRC 是 CRC-16\/MODBUS/).waitFor()
  expect(await page.locator('mark').allTextContents()).toEqual(['0100', '0759'])
})
