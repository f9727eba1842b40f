// The habits of a desk: keys, bulk, pausing clocks, two people on one ticket, a server that goes away.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, customerOf, openBrowser, openPromises, record, register, see, signIn } from '#tests/support/browser.ts'
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

test('check 7: rows are selected by keys, a dry run says which cannot change and why, and only the others do', async () => {
  const { page, context } = await signIn(browser, stack, 'desk@demo.example')
  await page.goto(`${stack.url}/tickets`)
  await see(page, '東城資訊中心')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await see(page, /已選 2 張/)
  const { customerId, assetId } = await customerOf(page, 'P05')
  const [open, closed] = [await register(page, { customerId, assetId }), await register(page, { customerId, assetId, type: 'change' })]
  await record(page, closed, 'ticket.cancelled', { reason: '重複' })
  const tried = await ask<{ done: { id: string }[]; refused: { id: string; message: string }[] }>(page, 'POST', '/tickets/bulk', { ticketIds: [open.id, closed.id], kind: 'ticket.escalated', data: { to: 'lead' }, dryRun: true })
  expect(tried.done.map(({ id }) => id)).toEqual([open.id])
  expect(tried.refused[0]?.message).toContain('工單已取消')
  const { rows } = await ask<{ rows: { kind: string }[] }>(page, 'GET', `/tickets/${open.id}/timeline`)
  expect(rows.some(({ kind }) => kind === 'ticket.escalated')).toBe(false)
  await context.close()
})

test('check 8: pausing holds the clock of the promise that allows it, and no other', async () => {
  const { page, context } = await signIn(browser, stack, 'desk@demo.example')
  const { customerId, assetId } = await customerOf(page, 'P05')
  const ticket = await register(page, { customerId, assetId })
  await record(page, ticket, 'ticket.paused', { reason: 'customer' })
  const { promises } = await ask<{ promises: { clause: string; state: string; dueAt: string | null }[] }>(page, 'GET', `/tickets/${ticket.id}`)
  const state = (clause: string) => promises.find((one) => one.clause === clause)?.state
  expect([state('P05-15'), state('P05-14')]).toEqual(['paused', 'running'])
  await openPromises(page, stack, ticket)
  await see(page, /暫停中|已暫停/)
  await context.close()
})

test('check 9: a second person sees who is there, and a change made meanwhile is not overwritten', async () => {
  const first = await signIn(browser, stack, 'desk@demo.example')
  const second = await signIn(browser, stack, 'dispatcher@demo.example')
  const { customerId, assetId } = await customerOf(first.page, 'P05')
  const ticket = await register(first.page, { customerId, assetId, title: '兩人同看' })
  await second.page.goto(`${stack.url}/tickets/${ticket.id}`)
  await see(second.page, '兩人同看')
  await first.page.goto(`${stack.url}/tickets/${ticket.id}`)
  await see(second.page, '李小敏', 25_000)
  const { version } = await ask<{ version: number }>(first.page, 'GET', `/tickets/${ticket.id}`)
  await ask(second.page, 'PATCH', `/tickets/${ticket.id}`, { version, title: '調度改過' })
  const late = await first.page.evaluate(async ([id, known]) => {
    const reply = await fetch(`/api/tickets/${id}`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ version: known, title: '客服改過' }) })
    return { status: reply.status, code: ((await reply.json()) as { code: string }).code }
  }, [ticket.id, version] as const)
  expect(late).toEqual({ status: 412, code: 'row.changed' })
  await see(first.page, '調度改過', 10_000)
  await first.context.close()
  await second.context.close()
})

test('check 22: while the server is away a page says so with a way to try again, and does not spin for ever', async () => {
  const { page, context } = await signIn(browser, stack, 'desk@demo.example')
  await page.route('**/api/customers**', (route) => route.abort())
  await page.goto(`${stack.url}/customers`)
  await see(page, /重試/, 10_000)
  await page.unroute('**/api/customers**')
  await page.getByRole('button', { name: /重試/ }).first().click()
  await see(page, '東城資訊中心')
  await context.close()
})

test('check 21: a wrong tax id is named on its field, a right one is taken', async () => {
  const { page, context } = await signIn(browser, stack, 'desk@demo.example')
  const save = (taxId: string) => page.evaluate(async (given) => {
    const reply = await fetch('/api/customers', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: `稅號 ${given}`, kind: 'company', taxId: given }) })
    return { status: reply.status, body: (await reply.json()) as { code?: string; message?: string } }
  }, taxId)
  expect(await save('12345678')).toMatchObject({ status: 400, body: { code: 'customer.tax-id-wrong', message: '統一編號不正確，請檢查數字。' } })
  expect((await save('04595257')).status).toBe(200)
  expect((await save('91310000MA1FL0000N')).status).toBe(200)
  await context.close()
})

test('check 6: a saved view is seen by the second user, and its count follows the work of the first', async () => {
  const first = await signIn(browser, stack, 'desk@demo.example')
  const second = await signIn(browser, stack, 'dispatcher@demo.example')
  const { customerId, assetId } = await customerOf(first.page, 'P05')
  await ask(first.page, 'POST', '/views', { title: '醫院未結', isShared: true, filter: { customerId, open: 'yes' } })
  await second.page.goto(`${stack.url}/tickets`)
  await see(second.page, '醫院未結')
  const count = async () => Number(/醫院未結\s*(\d+)/.exec(await second.page.locator('body').innerText())?.[1] ?? Number.NaN)
  await expect.poll(count, { timeout: 10_000 }).toBeGreaterThan(0)
  const before = await count()
  await register(first.page, { customerId, assetId })
  await expect.poll(count, { timeout: 10_000 }).toBe(before + 1)
  await first.context.close()
  await second.context.close()
})

test('check 20: years of the Republic where somebody wishes them, and a full-width phone number is understood', async () => {
  const { page, context } = await signIn(browser, stack, 'desk@demo.example')
  await ask(page, 'PATCH', '/session/preferences', { preferences: { minguo: true } })
  const { rows } = await ask<{ rows: { id: string; registeredAt: string }[] }>(page, 'GET', '/tickets?limit=1&sort=-registered')
  await page.goto(`${stack.url}/tickets/${rows[0]!.id}`)
  await see(page, new RegExp(`${Number(rows[0]!.registeredAt.slice(0, 4)) - 1911}/\\d{2}/\\d{2}`))
  await ask(page, 'PATCH', '/session/preferences', { preferences: { minguo: false } })
  const found = await ask<{ matches?: unknown[]; rows?: unknown[] }>(page, 'GET', `/lookup/phone?phone=${encodeURIComponent('１３８００１３８００５')}`)
  expect(JSON.stringify(found)).toContain('劉醫師')
  await context.close()
})
