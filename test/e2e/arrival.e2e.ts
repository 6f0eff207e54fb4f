// A new user's first visit: the printed password, a password of one's own, and every page without a fault.

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

const { url, firstPassword, password } = inject('product')
let browser: Browser
let desk: Visit
beforeAll(async () => {
  browser = await openBrowser()
  desk = await visit(browser)
})
afterAll(() => browser.close())

const PAGES = [
  '/',
  '/sites',
  '/sites/demo-air-longgang',
  '/plan',
  '/plan/division',
  '/plan/coverage',
  '/appraisal',
  '/indicators',
  '/indicators/ind.04',
  '/indicators/assessment?year=2025',
  '/standards',
  '/standards/HJ633-2026',
  '/standards-trial',
  '/intake',
  '/devices',
  '/devices/try',
]

test('the first password opens the door once, to a password of one’s own', async () => {
  const { page } = desk
  await signIn(page, url, firstPassword)
  await page.getByRole('heading', { name: '先设一个自己的密码' }).waitFor()
  await page.getByLabel('当前密码').fill(firstPassword)
  await page.getByLabel('新密码（至少 10 个字符）').fill(password)
  await page.getByLabel('再输入一次新密码').fill(password)
  await page.getByRole('button', { name: '保存新密码' }).click()
  await page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
  await page.getByText('含演示数据').waitFor()
})

test('a wrong password is told in words', async () => {
  const { page, context } = await visit(browser)
  await signIn(page, url, 'not-the-password')
  await page.getByText('账号或密码不对，请重新输入。').waitFor()
  await context.close()
})

test.each([
  ['a desk', DESK],
  ['a phone', PHONE],
])(
  'every page stands on %s: no serious finding of axe, no console error, no request that leaves the machine',
  async (_, size) => {
    const { page, problems, context } = await visit(browser, size)
    await signIn(page, url, password)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const found: string[] = []
    for (const path of PAGES) {
      await page.goto(`${url}${path}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForTimeout(700)
      found.push(...(await seriousFindings(page)).map((finding) => `${path} ${finding}`))
      await expectNoSidewaysScroll(page)
    }
    expect(found).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  },
)

test('the switch turns every word into English', async () => {
  const { page, context } = await visit(browser)
  await signIn(page, url, password)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'What fails today?' }).waitFor()
  await page.getByRole('link', { name: 'Indicators' }).click()
  await page.getByRole('heading', { name: /indicators met/ }).waitFor()
  await context.close()
})
