import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { demoPassword } from '#server/main/demo.ts'
import type { Stack } from './stack.ts'

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] })

export type Desk = { page: Page; context: BrowserContext; complaints: string[] }

/** A page of its own, signed in. What the console complains about is kept. */
export async function signIn(browser: Browser, { url }: Stack, email: string, language = 'zh-TW'): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: language, timezoneId: 'Asia/Taipei' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text()) })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.addInitScript((one) => localStorage.setItem('language', one), language)
  await page.goto(url)
  await page.fill('input[autocomplete=username]', email)
  await page.fill('input[type=password]', demoPassword)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#content, .ant-result', { timeout: 15_000 })
  return { page, context, complaints }
}

export async function speak({ page }: Desk, language: string): Promise<void> {
  await ask(page, 'PATCH', '/session/preferences', { language })
  await page.reload()
  await page.waitForSelector('#content')
}

// What the screens do, they do over the same addresses.
export async function ask<T = Record<string, unknown>>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const reply = await page.evaluate(async ([verb, address, content]) => {
    const response = await fetch(`/api${address}`, { method: verb!, headers: { 'content-type': 'application/json' }, ...(verb === 'GET' ? {} : { body: content! }) })
    return { status: response.status, body: (await response.json()) as unknown }
  }, [method, path, JSON.stringify(body ?? {})] as const)
  expect(reply.status, `${method} ${path}: ${JSON.stringify(reply.body)}`).toBe(200)
  return reply.body as T
}

type Row = { id: string; name: string }

/** The customer of the demo that a plan was agreed with, with its first asset. */
export async function customerOf(page: Page, plan: string): Promise<{ customerId: string; assetId: string; name: string }> {
  const { rows } = await ask<{ rows: { customer: Row; asset: Row }[] }>(page, 'GET', `/tickets?plan=${plan}&limit=1`)
  return { customerId: rows[0]!.customer.id, assetId: rows[0]!.asset.id, name: rows[0]!.customer.name }
}

export const register = (page: Page, input: Record<string, unknown>) => ask<{ id: string; number: string }>(page, 'POST', '/tickets', { type: 'fault', channel: 'phone', title: '旅程', ...input })
export const record = (page: Page, ticket: { id: string }, kind: string, data: Record<string, unknown> = {}) => ask(page, 'POST', `/tickets/${ticket.id}/facts`, { kind, data })

export async function see(page: Page, text: string | RegExp, timeout = 15_000): Promise<void> {
  try {
    await page.getByText(text).first().waitFor({ state: 'visible', timeout })
  } catch (error) {
    mkdirSync('test-results', { recursive: true })
    await page.screenshot({ path: `test-results/not-seen-${Date.now()}.png` })
    throw error
  }
}

/** The promises of a ticket as its page shows them. */
export async function openPromises(page: Page, { url }: Stack, ticket: { id: string }): Promise<void> {
  await page.goto(`${url}/tickets/${ticket.id}`)
  await page.getByRole('tab', { name: /承諾|承诺|Promises/ }).click()
}
