// The installed base on the screen: goods are delivered, unpacked, installed and accepted with two signatures; a piece moves, a
// component is swapped, and the life and the trace tell of it.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openBrowser, see, signIn } from '#tests/support/browser.ts'
import { openStack } from '#tests/support/stack.ts'
import type { Stack } from '#tests/support/stack.ts'

type Note = {
  id: string; number: string; acceptedAt: string | null; lines: { id: string; assets: { id: string; serial: string }[] }[]; records: { step: string; signatures: { side: string; image?: string }[] }[]
}
type Agreement = { id: string; plan: { code: string }; customer: { id: string; name: string } }

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

const agreementOf = async (page: Page, plan: string): Promise<Agreement> => (await ask<{ rows: Agreement[] }>(page, 'GET', '/agreements?limit=100')).rows.find((one) => one.plan.code === plan)!
const begin = (page: Page, step: string) => page.locator(`[data-step=${step}] button`).click()
const finish = async (page: Page, step: string) => {
  await page.locator('.ant-drawer-footer button').click()
  await page.locator(`[data-step=${step}][data-state=done]`).waitFor({ timeout: 15_000 })
}

async function draw(page: Page, side: string): Promise<void> {
  const pad = page.getByRole('img', { name: new RegExp(side) })
  await pad.scrollIntoViewIfNeeded()
  const box = (await pad.boundingBox())!
  await page.mouse.move(box.x + 20, box.y + 40)
  await page.mouse.down()
  for (const [x, y] of [[60, 80], [100, 30], [150, 90], [190, 50]] as const) await page.mouse.move(box.x + x, box.y + y)
  await page.mouse.up()
}

test('P06-08 P13-06 P11-11 P01-18: delivered, unpacked, installed, accepted with two signatures; moved, swapped, its life and its trace', async () => {
  const { page, context, complaints } = await signIn(browser, stack, 'desk@demo.example')
  const { id: agreementId, customer } = await agreementOf(page, 'P09')
  const note = await ask<Note>(page, 'POST', '/delivery-notes', {
    customerId: customer.id, agreementId, lines: [{ title: '熱水系統', model: 'TY-200', quantity: 1, serials: ['JY-SYS-1'], batch: 'JY-LOT' }, { title: '循環泵', quantity: 1, kind: 'component', serials: ['JY-PUMP-1'] }],
  })
  await page.goto(`${stack.url}/deliveries`)
  await page.getByRole('link', { name: note.number }).click()
  await begin(page, 'delivered')
  await finish(page, 'delivered')

  await begin(page, 'unpacked')
  await page.getByLabel('到場人員 客戶方').fill('陳先生')
  await page.locator('.ant-drawer-footer button').click()
  await see(page, /請填寫「本公司」的到場人員/)
  await page.getByLabel('到場人員 本公司').fill('林工程師')
  await page.getByLabel('清點數量 循環泵').fill('0')
  await finish(page, 'unpacked')
  await see(page, /與訂單不符/)
  await see(page, /差異工單 WX/)

  await begin(page, 'installed')
  await finish(page, 'installed')
  await begin(page, 'final')
  for (const side of ['客戶方', '本公司']) {
    await page.getByLabel(`${side} 簽名人`).fill(side === '客戶方' ? '陳先生' : '林工程師')
    await draw(page, side)
  }
  await page.locator('.ant-drawer-footer button').click()
  await see(page, /「循環泵」未達 1 件/)
  await ask(page, 'POST', `/delivery-notes/${note.id}/steps`, {
    step: 'final', counts: note.lines.map(({ id }) => ({ lineId: id, counted: 1, appearance: 'good' })), signatures: [{ side: 'customer', name: '陳先生' }, { side: 'vendor', name: '林工程師' }],
  })
  await page.reload()
  await see(page, /已驗收/)

  const [system, pump] = note.lines.map(({ assets }) => assets[0]!)
  await page.goto(`${stack.url}/assets/${pump!.id}`)
  await see(page, '生命歷程')
  await page.getByRole('button', { name: /操作/ }).click()
  await page.getByRole('menuitem', { name: '移動' }).click()
  await page.getByLabel('移到').click()
  await page.getByLabel('移到').fill('JY-SYS-1')
  await page.locator('.ant-select-item-option', { hasText: 'JY-SYS-1' }).first().click()
  await page.locator('.ant-drawer-footer .ant-btn-primary').click()
  await see(page, /移動/)
  await expect.poll(async () => (await ask<{ parentId: string | null }>(page, 'GET', `/assets/${pump!.id}`)).parentId).toBe(system!.id)

  await page.reload()
  await page.getByRole('button', { name: /操作/ }).click()
  await page.getByRole('menuitem', { name: '更換部件' }).click()
  await page.getByLabel('新序號').fill('JY-PUMP-2')
  await page.getByLabel('原因').fill('漏水')
  await page.locator('.ant-drawer-footer .ant-btn-primary').click()
  await see(page, /JY-PUMP-1 → JY-PUMP-2/)

  await page.goto(`${stack.url}/assets/${system!.id}`)
  await see(page, /JY-PUMP-1 → JY-PUMP-2/)
  await see(page, '終驗簽署')
  await page.getByRole('tab', { name: '歷任部件' }).click()
  await see(page, /循環泵 JY-PUMP-1/)
  await see(page, /循環泵 JY-PUMP-2/)

  await page.goto(`${stack.url}/trace`)
  await page.getByLabel('輸入序號、設備編號或批號').fill('jy-pump-1')
  await page.keyboard.press('Enter')
  await see(page, /熱水系統 JY-SYS-1/)
  await page.getByLabel('輸入序號、設備編號或批號').fill('JY-LOT')
  await page.keyboard.press('Enter')
  await see(page, note.number)
  expect(complaints.filter((one) => !/40\d|content security|script-src/i.test(one))).toEqual([])
  await context.close()
}, 240_000)

test('two signatures are drawn on a phone, and the page does not scroll sideways', async () => {
  const { page, context } = await signIn(browser, stack, 'desk@demo.example')
  const { id: agreementId, customer } = await agreementOf(page, 'P09')
  const note = await ask<Note>(page, 'POST', '/delivery-notes', { customerId: customer.id, agreementId, steps: ['final'], lines: [{ title: '控制器', quantity: 1, serials: ['JY-CTRL-1'] }] })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${stack.url}/deliveries/${note.id}`)
  await begin(page, 'final')
  for (const side of ['客戶方', '本公司']) {
    await page.getByLabel(`${side} 簽名人`).fill('王小明')
    await draw(page, side)
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await finish(page, 'final')
  const { acceptedAt, records } = await ask<Note>(page, 'GET', `/delivery-notes/${note.id}`)
  expect(acceptedAt).not.toBeNull()
  expect(records[0]!.signatures.map(({ side, image }) => [side, image?.startsWith('data:image/png;base64,')])).toEqual([['customer', true], ['vendor', true]])
  await context.close()
}, 120_000)
