// The main job on real screens, by the plans that were signed.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, customerOf, openBrowser, openPromises, record, register, see, signIn, speak } from '#tests/support/browser.ts'
import type { Desk } from '#tests/support/browser.ts'
import { openStack } from '#tests/support/stack.ts'
import type { Stack } from '#tests/support/stack.ts'

let stack: Stack
let browser: Browser
let desk: Desk

beforeAll(async () => {
  stack = await openStack()
  browser = await openBrowser()
  desk = await signIn(browser, stack, 'desk@demo.example')
})
afterAll(async () => {
  await browser.close()
  await stack.close()
})

type Promised = { clause: string; state: string; dueAt: string | null; startedAt: string }
const promises = async (ticket: { id: string }) => (await ask<{ promises: Promised[] }>(desk.page, 'GET', `/tickets/${ticket.id}`)).promises
const hoursOf = async (ticket: { id: string }, clause: string) => {
  const found = (await promises(ticket)).find((one) => one.clause === clause)
  return found?.dueAt ? (Date.parse(found.dueAt) - Date.parse(found.startedAt)) / 3_600_000 : null
}

test('P01-10 P01-34 P01-35 P01-36 P01-37 P01-40 plan 1: a call is registered on screen, its question is due in ten minutes, its seven steps are walked', async () => {
  const { page } = desk
  await page.goto(`${stack.url}/tickets/new`)
  await page.getByPlaceholder(/電話、姓名/).fill('東城資訊')
  await page.getByText('東城資訊中心').first().click()
  await page.getByLabel(/主旨/).fill('儲存陣列停機')
  await see(page, /P01-05/)
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}/, { timeout: 15_000 })
  await see(page, '一、受理服務請求')
  const ticket = { id: /tickets\/([0-9a-f-]{36})/.exec(page.url())![1]! }
  await record(page, ticket, 'question.research-needed')
  expect(await hoursOf(ticket, 'P01-10')).toBeCloseTo(1 / 6)
  await openPromises(page, stack, ticket)
  await see(page, 'P01-10')
  stack.forward(11)
  await expect.poll(async () => (await promises(ticket)).find(({ clause }) => clause === 'P01-10')?.state, { timeout: 20_000 }).toBe('broken')
  await page.reload()
  await page.getByRole('tab', { name: /承諾/ }).click()
  await see(page, /項未守/)
  await record(page, ticket, 'ticket.arranged', { mode: 'on-site' })
  await record(page, ticket, 'diagnosis.made', { diagnosis: 'hardware' })
  await page.reload()
  await see(page, '四、硬體故障：開返修單')
  const { steps } = await ask<{ steps: { id: string; state: string }[] }>(page, 'GET', `/tickets/${ticket.id}`)
  expect(steps.filter(({ state }) => state === 'done').map(({ id }) => id)).toEqual(['P01-step-1', 'P01-step-2', 'P01-step-3'])
  expect(steps.find(({ state }) => state === 'next')?.id).toBe('P01-step-4')
})

test('P05-14 P05-15 P05-20 plan 5 in zh-CN: an opinion in one hour, solved in eight, Beijing on site in two', async () => {
  const { page } = desk
  await speak(desk, 'zh-CN')
  const { customerId, assetId } = await customerOf(page, 'P05')
  const ticket = await register(page, { customerId, assetId })
  expect(await hoursOf(ticket, 'P05-14')).toBe(1)
  expect(await hoursOf(ticket, 'P05-15')).toBe(8)
  const early = await page.evaluate(async (id) => (await fetch(`/api/tickets/${id}/facts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind: 'onsite.decided' }) })).status, ticket.id)
  expect(early).toBe(409)
  for (const kind of ['ticket.contacted', 'remote.started', 'remote.ended']) {
    const data = { reason: 'not-solved', complexity: 'general' }
    const reply = await page.evaluate(async ([id, fact, content]) => (await fetch(`/api/tickets/${id}/facts`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind: fact, data: JSON.parse(content!) as object }) })).status, [ticket.id, kind, JSON.stringify(data)] as const)
    expect([200, 409]).toContain(reply)
  }
  await record(page, ticket, 'onsite.decided', { waiver: true })
  expect(await hoursOf(ticket, 'P05-20')).toBe(2)
  await openPromises(page, stack, ticket)
  await see(page, '北京：决定上门后二小时内到场')
  await see(page, 'P05-15')
  await speak(desk, 'zh-TW')
})

test('P15-02 P15-03 P15-04 P15-05 plan 15: half an hour, two hours, four hours, and then a loaner is owed', async () => {
  const { page } = desk
  const { customerId, assetId } = await customerOf(page, 'P15')
  const ticket = await register(page, { customerId, assetId, answers: { urgency: 'urgent' } })
  expect([await hoursOf(ticket, 'P15-02'), await hoursOf(ticket, 'P15-03'), await hoursOf(ticket, 'P15-04')]).toEqual([0.5, 2, 4])
  expect((await promises(ticket)).some(({ clause }) => clause === 'P15-05')).toBe(false)
  await openPromises(page, stack, ticket)
  await see(page, 'P15-04')
  stack.forward(241)
  await expect.poll(async () => (await promises(ticket)).some(({ clause }) => clause === 'P15-05'), { timeout: 20_000 }).toBe(true)
  await page.reload()
  await page.getByRole('tab', { name: /承諾/ }).click()
  await see(page, 'P15-05')
})

test('P17-17 P17-18 P17-19 plan 17: confirmed on site in 24, a plan in 48, repaired in 72 hours after a complaint', async () => {
  const { page } = desk
  const { customerId, assetId } = await customerOf(page, 'P17')
  const ticket = await register(page, { customerId, assetId, type: 'complaint' })
  expect([await hoursOf(ticket, 'P17-17'), await hoursOf(ticket, 'P17-18'), await hoursOf(ticket, 'P17-19')]).toEqual([24, 48, 72])
  await openPromises(page, stack, ticket)
  for (const clause of ['P17-17', 'P17-18', 'P17-19']) await see(page, clause)
})

test('P16-33 P16-34 plan 16: after a transfer two hours, and supervised within four', async () => {
  const { page } = desk
  const { customerId, assetId } = await customerOf(page, 'P16')
  const ticket = await register(page, { customerId, assetId })
  await record(page, ticket, 'ticket.transferred', { to: 'field' })
  expect([await hoursOf(ticket, 'P16-33'), await hoursOf(ticket, 'P16-34')]).toEqual([2, 4])
  await openPromises(page, stack, ticket)
  await see(page, 'P16-34')
  await record(page, ticket, 'ticket.supervised')
  expect((await promises(ticket)).find(({ clause }) => clause === 'P16-34')?.state).toBe('kept')
})

test('P19-30 plan 19: nobody answers, so the alarm climbs the reporting line to the manager', async () => {
  const { page } = desk
  const { customerId, assetId } = await customerOf(page, 'P19')
  const me = await ask<{ person: { id: string } }>(page, 'GET', '/session')
  const ticket = await register(page, { customerId, assetId, holderId: me.person.id })
  stack.forward(3 * 24 * 60)
  const manager = await signIn(browser, stack, 'manager@demo.example')
  const told = async () => (await ask<{ rows: { subjectId: string; data: { clause: string } }[] }>(manager.page, 'GET', '/notices?limit=200')).rows.some(({ subjectId, data }) => subjectId === ticket.id && data.clause === 'P19-30')
  await expect.poll(told, { timeout: 30_000 }).toBe(true)
  await manager.page.goto(`${stack.url}/tickets/${ticket.id}`)
  await manager.page.locator('#content').getByText(ticket.number).first().waitFor({ state: 'visible' })
  await manager.context.close()
})

test('plan 13 in English: a problem comes in by phone and the screen says it in English', async () => {
  const english = await signIn(browser, stack, 'desk@demo.example', 'en')
  await speak(english, 'en')
  const { page } = english
  const { customerId, assetId } = await customerOf(page, 'P13')
  const ticket = await register(page, { customerId, assetId, type: 'consultation', title: 'How do I set it up?' })
  await page.goto(`${stack.url}/tickets/${ticket.id}`)
  await see(page, 'How do I set it up?')
  await see(page, /Reply to customer|Reply/)
  await speak(english, 'zh-TW')
  await english.context.close()
})
