// A chargeable job from the price to the receipt: the desk quotes, the customer answers behind the link, and nothing is done, billed or closed before its turn.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, customerOf, openBrowser, register, see, signIn } from '#tests/support/browser.ts'
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

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const confirm = async (page: Page) => {
  await page.locator('.ant-modal-footer .ant-btn-primary').last().click()
  await page.locator('.ant-modal-wrap').last().waitFor({ state: 'hidden' })
}
async function pick(page: Page, line: number, text: RegExp) {
  await page.getByLabel('項目', { exact: true }).nth(line).click()
  await page.locator('.ant-select-item-option').filter({ hasText: text }).last().click()
}
/** What the ticket's plan would refuse for want of consent or receipt. */
const missing = async (page: Page, ticket: { id: string }, kind: string): Promise<string[]> => {
  const { actions } = await ask<{ actions: { kind: string; because?: { code: string; clause: string }[] }[] }>(page, 'GET', `/tickets/${ticket.id}`)
  return actions.find((one) => one.kind === kind)?.because?.map(({ code, clause }) => `${code} ${clause}`) ?? []
}

test('P15-11 misuse is priced at once, waits for the customer’s yes behind a link on a phone, and is billed, paid and receipted', async () => {
  const desk = await signIn(browser, stack, 'desk@demo.example')
  const { page } = desk
  const { customerId, assetId } = await customerOf(page, 'P15')
  const ticket = await register(page, { customerId, assetId, title: '業主自行改管後漏水', data: { cause: 'user-fault' } })
  await page.goto(`${stack.url}/tickets/${ticket.id}`)
  await page.getByRole('tab', { name: '收費' }).click()
  await press(page, '編輯項目')
  await press(page, /新增一列/)
  await pick(page, 0, /軸封/)
  await press(page, /新增一列/)
  await pick(page, 1, /維修工時/)
  await page.getByLabel('分鐘').fill('120')
  await see(page, 'P15-11')
  // A travel line is not in the rule: it says so at the line and keeps what was typed.
  await press(page, /新增一列/)
  await pick(page, 2, /市內出差/)
  await page.locator('.charge-edit-line .wrong').waitFor()
  expect(await page.getByRole('button', { name: '儲存草稿' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: '刪除' }).nth(2).click()
  expect(await page.getByLabel('分鐘').inputValue()).toBe('120')
  await press(page, '儲存草稿')
  // The part at cost 364.00, two hours at 120.00.
  await see(page, '¥604.00')
  expect(await missing(page, ticket, 'fault.removed')).toContain('consent.missing P15-11')

  await press(page, '送出報價')
  await page.locator('.ant-modal-footer .ant-btn-primary').last().click()
  const link = (await page.locator('.ant-modal .ant-typography').first().textContent())!.trim()
  await confirm(page)

  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-TW', timezoneId: 'Asia/Taipei' })
  const customer = await context.newPage()
  await customer.goto(`${stack.url}${new URL(link, stack.url).pathname}`)
  await see(customer, '您需支付 ¥604.00')
  expect(await customer.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await customer.getByLabel('您的姓名').fill('沈工')
  await customer.getByRole('button', { name: '不同意' }).click()
  await customer.getByLabel('不同意的理由').fill('軸封我們自己有')
  await customer.getByRole('button', { name: '不同意' }).click()
  await see(customer, '您未同意此報價')

  // The second version leaves the part out; the old link answers nothing any more.
  await page.reload()
  await page.getByRole('tab', { name: '收費' }).click()
  await page.locator('.charge-steps').getByText('軸封我們自己有').waitFor()
  await press(page, '編輯項目')
  await page.getByRole('button', { name: '刪除' }).first().click()
  await press(page, '儲存草稿')
  await press(page, '送出報價')
  await page.locator('.ant-modal-footer .ant-btn-primary').last().click()
  const second = (await page.locator('.ant-modal .ant-typography').first().textContent())!.trim()
  await confirm(page)
  await customer.goto(`${stack.url}${new URL(second, stack.url).pathname}`)
  await customer.getByLabel('您的姓名').fill('沈工')
  await customer.getByRole('button', { name: /^同意/ }).click()
  await see(customer, '謝謝，您已同意此報價')
  expect(await missing(page, ticket, 'fault.removed')).not.toContain('consent.missing P15-11')

  await page.reload()
  await page.getByRole('tab', { name: '收費' }).click()
  await press(page, /^請\s?款$/)
  await confirm(page)
  await press(page, '登記收款')
  await confirm(page)
  await see(page, '已收款')
  await page.locator('.charge-steps').getByText(/SJ\d{8}-\d{4}/).waitFor()
  const complaints = desk.complaints.filter((one) => !one.includes('script-src') && !one.includes('409'))
  expect(complaints).toEqual([])
  await context.close()
  await desk.context.close()
})

test('P15-07 within the warranty every line is free and says why; the office sees what money still lacks a receipt', async () => {
  const finance = await signIn(browser, stack, 'finance@demo.example')
  const { page } = finance
  await page.goto(`${stack.url}/charges`)
  await see(page, '冷凍主機壓縮機異常')
  await page.getByRole('row').filter({ hasText: '冷凍主機壓縮機異常' }).getByRole('button').first().click()
  const drawer = page.locator('.ant-drawer-body')
  await drawer.getByText(/P15-07|保固內/).first().waitFor()
  await drawer.getByText('¥0.00').first().waitFor()
  await page.keyboard.press('Escape')
  const { rows } = await ask<{ rows: { state: string }[] }>(page, 'GET', '/charges?limit=100')
  expect(new Set(rows.map(({ state }) => state)).size).toBeGreaterThanOrEqual(5)
  await page.goto(`${stack.url}/price-lists`)
  await see(page, '大陸地區收費標準')
  await finance.context.close()
})

test('P17-38 a broken promise opens the right to hire others, and the cost stands against the retention money', async () => {
  const finance = await signIn(browser, stack, 'finance@demo.example')
  const { page } = finance
  const { rows } = await ask<{ rows: { id: string; plan: string }[] }>(page, 'GET', '/agreements?limit=100&q=濱江亮化')
  await page.goto(`${stack.url}/agreements/${rows[0]!.id}`)
  await page.getByRole('tab', { name: '質量保證金' }).click()
  await see(page, '漢江機電維修')
  await see(page, '¥81,800.00')
  await finance.context.close()
})

test('P11-14 a rate above the ceiling is refused at its line, below it is charged', async () => {
  const desk = await signIn(browser, stack, 'desk@demo.example')
  const { page } = desk
  const { customerId, assetId } = await customerOf(page, 'P11')
  const ticket = await register(page, { customerId, assetId, title: '門扇撞歪', data: { cause: 'human-damage' } })
  await page.goto(`${stack.url}/tickets/${ticket.id}`)
  await page.getByRole('tab', { name: '收費' }).click()
  await press(page, '編輯項目')
  await press(page, /新增一列/)
  await pick(page, 0, /維修工時/)
  await page.getByLabel('分鐘').fill('60')
  await page.getByLabel('單價').first().fill('12')
  await see(page, /¥10\.00/)
  await page.getByLabel('單價').first().fill('9')
  await see(page, '¥9.00')
  await press(page, '儲存草稿')
  await see(page, 'P11-06')
  await desk.context.close()
})

test('check 5: what a list is narrowed to stands in the address: reloading shows the same', async () => {
  const { page, context } = await signIn(browser, stack, 'manager@demo.example')
  for (const [path, typed, found, gone] of [
    ['/customers', '世貿', '世貿廣場', '嘉禾大學'], ['/agreements', '世貿', '世貿廣場', '嘉禾大學'], ['/charges', '曾先生', '浴室磁磚脫落', '集熱管破裂漏水'], ['/parts', 'FAN', 'FAN-120', 'HDD-12T'],
  ] as const) {
    await page.goto(`${stack.url}${path}`)
    await see(page, gone)
    await page.locator('.screen-filters input[type=search], .screen-filters input[type=text]').first().fill(typed)
    await page.getByText(gone).first().waitFor({ state: 'hidden' })
    await page.waitForURL(/q=/)
    await page.reload()
    await see(page, found)
    expect([path, await page.getByText(gone).count()]).toEqual([path, 0])
    expect(await page.locator('.screen-filters input').first().inputValue()).toBe(typed)
  }
  await context.close()
})
