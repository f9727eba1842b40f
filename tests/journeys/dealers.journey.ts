// A claim from the dealer's telephone to the dealer's statement: everybody presses what is theirs, and nobody can skip a link.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

async function phone(email: string) {
  const desk = await signIn(browser, stack, email)
  await desk.page.setViewportSize({ width: 390, height: 844 })
  return desk
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const save = async (page: Page) => {
  await page.locator('.ant-drawer-footer .ant-btn-primary').last().click()
  await page.locator('.ant-drawer-footer').last().waitFor({ state: 'detached' })
}
const signature = async (page: Page) => {
  // The drawer slides in; the pen waits for it.
  await page.waitForTimeout(500)
  const box = (await page.locator('.sign-canvas canvas').boundingBox())!
  await page.mouse.move(box.x + 30, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + 120, box.y + 90, { steps: 5 })
  await page.mouse.move(box.x + 200, box.y + 30, { steps: 5 })
  await page.mouse.up()
}
const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Taipei' })

test('P16-44 P16-36 a dealer files a claim on the phone, the technicians appraise it, finance writes it off, the dealer confirms, and the statement shows the offset', async () => {
  const dealer = await phone('dealer@demo.example')
  await dealer.page.goto(`${stack.url}/my-dealer`)
  await press(dealer.page, '申請理賠')
  const fill = (label: string, value: string) => dealer.page.getByLabel(label, { exact: true }).first().fill(value)
  await fill('出廠編號', 'AG16-7002')
  await fill('產品', '聯合收割機')
  await fill('維修記錄號', 'JL-journey')
  await fill('維修日期', today())
  await fill('故障', '齒輪異音')
  await fill('維修內容', '更換齒輪')
  await fill('更換件', '齒輪')
  await dealer.page.getByLabel('項目').nth(0).fill('齒輪')
  await dealer.page.getByLabel('單價 CNY').fill('300')
  await dealer.page.getByLabel('項目').nth(1).fill('拆裝')
  await dealer.page.getByRole('button', { name: '申請理賠' }).click()
  await see(dealer.page, '用戶簽字的維修記錄')
  expect(await dealer.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  const claimUrl = dealer.page.url()
  // The links behind say what they wait for.
  await see(dealer.page, /等待：缺少用戶簽字的維修記錄/)
  await press(dealer.page, '簽署記錄')
  await dealer.page.getByLabel('簽字用戶').first().fill('丁秀英')
  await signature(dealer.page)
  await save(dealer.page)
  await see(dealer.page, '舊件尚未返回')

  const sales = await signIn(browser, stack, 'sales@demo.example')
  await sales.page.goto(claimUrl)
  await press(sales.page, '收到舊件')
  await save(sales.page)
  await press(sales.page, '通知技術部')
  await see(sales.page, '尚未技術鑑定')

  const technician = await signIn(browser, stack, 'quality@demo.example')
  await technician.page.goto(claimUrl)
  await press(technician.page, '鑑定')
  await technician.page.getByLabel('故障原因').click()
  await technician.page.getByText('設計原因 (屬三包範圍)').click()
  await technician.page.getByLabel('結論').fill('齒輪硬度不足')
  await save(technician.page)
  await see(technician.page, '銷售分公司尚未辦理手續')
  await sales.page.reload()
  await press(sales.page, '手續辦妥')
  await see(sales.page, '財務尚未核銷')

  const finance = await signIn(browser, stack, 'finance@demo.example')
  await finance.page.goto(claimUrl)
  await press(finance.page, /^核\s?銷$/)
  await save(finance.page)
  await press(finance.page, '開具通知')
  await see(finance.page, '經銷商尚未確認')
  expect(await finance.page.getByRole('button', { name: '沖抵貨款' }).count()).toBe(0)

  await dealer.page.reload()
  await press(dealer.page, '確認通知')
  await see(dealer.page, '尚未沖抵應收貨款')
  await finance.page.reload()
  await press(finance.page, '沖抵貨款')
  await see(finance.page, /已沖抵/)

  await dealer.page.goto(`${stack.url}/my-dealer`)
  await dealer.page.getByRole('tab', { name: '對帳單' }).click()
  await see(dealer.page, '-¥350.00')
  const { dealer: own } = await ask<{ dealer: { balance: number } }>(dealer.page, 'GET', '/my-dealer')
  expect(own.balance).toBe(12_800_000 - 5_000_000 - 35_000)
  expect([...dealer.complaints, ...finance.complaints, ...sales.complaints, ...technician.complaints].filter((one) => !one.includes('script-src'))).toEqual([])
  for (const { context } of [dealer, sales, technician, finance]) await context.close()
})

test('P16-20 a dealer arranges a task on the phone; it sees its own world and no other', async () => {
  const dealer = await phone('dealer@demo.example')
  await dealer.page.goto(`${stack.url}/my-dealer`)
  await dealer.page.getByRole('tab', { name: '任務' }).click()
  await press(dealer.page, /^安\s?排$/)
  await dealer.page.getByLabel('上門人員').fill('趙師傅')
  await dealer.page.getByLabel('上門時間').fill(`${today()}T18:00`)
  await save(dealer.page)
  await see(dealer.page, /已安排/)
  const { rows } = await ask<{ rows: { name: string }[] }>(dealer.page, 'GET', '/dealers?limit=200')
  expect(rows.map(({ name }) => name)).toEqual(['南方經銷'])
  await dealer.page.goto(`${stack.url}/settlements`)
  await see(dealer.page, '你的角色看不到這一頁')
  await dealer.context.close()
})

test('P16-44 finance settles a month over which nothing can be booked any more, and drills down from the sum to the dealer', async () => {
  const finance = await signIn(browser, stack, 'finance@demo.example')
  const month = new Date(Date.now() - 35 * 86_400_000).toISOString().slice(0, 7)
  await finance.page.goto(`${stack.url}/settlements`)
  await press(finance.page, /^結\s?算$/)
  await finance.page.locator('.ant-drawer input[type=month]').fill(month)
  await save(finance.page)
  await see(finance.page, month)
  await finance.page.getByRole('link', { name: month }).click()
  await see(finance.page, '南方經銷')
  await finance.page.getByRole('link', { name: '南方經銷' }).click()
  await see(finance.page, '應收貨款')
  await finance.context.close()
})
