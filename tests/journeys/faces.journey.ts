// What everybody sees first: every role, the keyboard, the phone of a customer, and nobody shut out.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoCode, demoLogins } from '#server/main/demo.ts'
import { ask, openBrowser, see, signIn } from '#tests/support/browser.ts'
import { openStack } from '#tests/support/stack.ts'
import type { Stack } from '#tests/support/stack.ts'

let stack: Stack
let browser: Browser

beforeAll(async () => {
  stack = await openStack()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await stack.close()
})

test('check 1: the workspace is usable soon, nothing scrolls sideways, nothing complains, no key is left untranslated', async () => {
  const desk = await signIn(browser, stack, 'desk@demo.example')
  await desk.page.goto(`${stack.url}/tickets`)
  await see(desk.page, '東城資訊中心', 10_000)
  expect(await desk.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await desk.page.locator('body').innerText()).not.toMatch(/\b(nav|ticket|list|panel)\.[a-z]+[A-Z.a-z]*\b/)
  expect(desk.complaints.filter((line) => !line.includes('script-src'))).toEqual([])
  await desk.context.close()
})

test.each(demoLogins.filter(({ role }) => role !== 'customer').map(({ role, email }) => [role, email]))('check 25: %s finds a menu, a useful first page, and a forbidden address that explains itself', async (_role, email) => {
  const { page, context } = await signIn(browser, stack, email)
  await page.waitForSelector('nav a')
  expect(await page.locator('nav a').count()).toBeGreaterThan(0)
  await see(page, /總覽/)
  await page.goto(`${stack.url}/audit`)
  await page.waitForTimeout(800)
  const text = await page.locator('#content').innerText()
  expect(text.trim().length).toBeGreaterThan(0)
  await context.close()
})

test('check 3 and 4: while an input method composes, Enter chooses nothing; then half a serial and pinyin initials find their target', async () => {
  const { page, context } = await signIn(browser, stack, 'desk@demo.example')
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox')
  await field.waitFor()
  await field.dispatchEvent('compositionstart')
  await field.fill('ㄕㄡ')
  await page.evaluate(() => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true })))
  expect(await field.isVisible()).toBe(true)
  await field.dispatchEvent('compositionend')
  await field.fill('wxm')
  await see(page, '王小明')
  await field.fill('ST900')
  await see(page, /儲存陣列/)
  await page.keyboard.press('Escape')
  await context.close()
})

test('check 5: the drawer opens beside the list, the address keeps it, Back closes it first', async () => {
  const { page, context } = await signIn(browser, stack, 'desk@demo.example')
  await page.goto(`${stack.url}/tickets`)
  await see(page, '東城資訊中心')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => location.search.length > 1)
  const opened = page.url()
  await page.reload()
  expect(page.url()).toBe(opened)
  await page.goBack()
  await page.waitForFunction((url) => location.href !== url, opened)
  expect(new URL(page.url()).pathname).toBe('/tickets')
  await context.close()
})

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; impact: string; nodes: { target: string[] }[] }[] }> } }
    const { violations: found } = await runner.run({ resultTypes: ['violations'] })
    return found.filter(({ impact }) => impact === 'critical' || impact === 'serious').map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ') ?? ''}`)
  })
}

const keyScreens = [
  '/', '/tickets', '/tickets/new', '/promises', '/plans', '/customers', '/assets', '/agreements', '/approvals', '/approval-seats', '/people', '/roster', '/calendars', '/settings', '/account',
]

test('check 23: nothing serious stands in the way of a screen reader on the key screens, and at twice the size nothing runs off sideways', async () => {
  const { page, context } = await signIn(browser, stack, 'admin@demo.example')
  const ticket = (await ask<{ rows: { id: string }[] }>(page, 'GET', '/tickets?limit=1')).rows[0]!
  const asset = (await ask<{ rows: { id: string }[] }>(page, 'GET', '/assets?limit=1')).rows[0]!
  const found: string[] = []
  for (const path of [...keyScreens, `/tickets/${ticket.id}`, `/assets/${asset.id}`]) {
    await page.goto(stack.url + path)
    await page.waitForTimeout(1200)
    found.push(...(await violations(page)).map((one) => `${path} ${one}`))
    await page.setViewportSize({ width: 720, height: 450 })
    await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth, undefined, { timeout: 3000 }).catch(() => found.push(`${path} runs off at 200 %`))
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  expect(found).toEqual([])
  await context.close()
})

test('check 12 and 13: a phone scans the machine, reports with a photo, follows the progress, nudges; a second scan finds the first report; an unknown code explains itself', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-TW', isMobile: true, hasTouch: true, timezoneId: 'Asia/Taipei' })
  const page = await context.newPage()
  const code = demoCode(2)
  await page.goto(`${stack.url}/q/${code}`)
  await see(page, /儲存陣列/)
  await page.locator('textarea').first().fill('面板亮紅燈，無法啟動。')
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  await page.locator('input[type=file]').first().setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: picture })
  const phone = page.locator('input[type=tel], input[inputmode=tel]').first()
  if (await phone.count() > 0) await phone.fill('0912345678')
  await page.getByRole('button', { name: /送出|報修/ }).last().click()
  await see(page, /WX\d{8}-\d{4}/, 20_000)
  const link = await page.locator('a[href*="/p/"]').first().getAttribute('href')
  await page.goto(new URL(link!, stack.url).href)
  await see(page, /面板亮紅燈/)
  await page.getByRole('button', { name: /催/ }).first().click()
  await page.waitForTimeout(1000)
  await page.goto(`${stack.url}/q/${code}`)
  await see(page, /WX\d{8}-\d{4}/)
  const unknown = await page.goto(`${stack.url}/q/AAAAAAAAAAAAAAAA`)
  expect(unknown!.status()).toBe(404)
  await see(page, /查不到這個 QR Code/)
  await context.close()
})

test('a customer signs in to the portal and sees own matters only', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-TW', isMobile: true, hasTouch: true })
  const page = await context.newPage()
  await page.goto(`${stack.url}/portal/`)
  await page.locator('input').first().fill('customer@demo.example')
  await page.locator('input[type=password]').fill('aftercare-demo')
  await page.keyboard.press('Enter')
  await see(page, /WX\d{8}-\d{4}|ZX\d{8}-\d{4}/)
  const forbidden = await page.evaluate(async () => (await fetch('/api/tickets')).status)
  expect(forbidden).toBe(403)
  const mine = await ask<{ rows: unknown[] }>(page, 'GET', '/portal/tickets')
  expect(mine.rows.length).toBeGreaterThan(0)
  await context.close()
})
