// The desk judges a fault: the verdict with its reasons, a cause that wants its proof, the table of terms as of a past day, and the paper
// the customer gets; the manager reads the counts, the customer his own terms.
import type { Browser } from 'playwright-core'
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

test('a desk chooses the cause of a fault: without proof it is refused in words, with proof the verdict turns and says why', async () => {
  const { page, context, complaints } = await signIn(browser, stack, 'desk@demo.example')
  const { customerId, assetId } = await customerOf(page, 'P09')
  const ticket = await register(page, { customerId, assetId, title: '水箱漏水' })
  await page.goto(`${stack.url}/tickets/${ticket.id}`)
  await page.getByRole('tab', { name: '保固' }).click()
  await see(page, /✓ 保固內/)
  await page.getByRole('button', { name: '為什麼' }).click()
  await see(page, /簽署驗收/)
  await page.getByRole('button', { name: '判定原因' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').first().fill('自行拆裝')
  await page.keyboard.press('Enter')
  await see(page, /除外：收費/)
  await dialog.getByRole('button', { name: /儲\s*存/ }).click()
  await see(page, /這個原因需要證據（條款 P09-25）/)
  await dialog.getByLabel('所見與依據').fill('封條已被拆開')
  await dialog.getByRole('button', { name: /儲\s*存/ }).click()
  await see(page, /✕ 不在保固內/)
  await see(page, '證據：封條已被拆開')
  const { verdict } = await ask<{ verdict: { clause: string; pays: object } }>(page, 'GET', `/tickets/${ticket.id}/cover`)
  expect(verdict).toMatchObject({ clause: 'P09-25', pays: { parts: 'customer', labour: 'customer', travel: 'customer' } })
  await page.goto(`${stack.url}/api/tickets/${ticket.id}/cover/print?language=zh-CN`)
  await see(page, '用户自行拆装')
  expect(complaints.filter((one) => !one.includes('409') && !one.includes('default-src'))).toEqual([])
  await context.close()
})

test('the terms of an asset are read as of any day; the manager opens a count and finds its tickets', async () => {
  const { page, context } = await signIn(browser, stack, 'manager@demo.example')
  const { assetId } = await customerOf(page, 'P09')
  await page.goto(`${stack.url}/assets/${assetId}`)
  await page.getByRole('tab', { name: '保固' }).click()
  await see(page, '電氣件質保一年')
  await page.getByLabel('查詢日期').fill('2020-01-01')
  await see(page, /○ 尚未開始/)
  await page.goto(`${stack.url}/cover/causes`)
  await see(page, '用戶自行拆裝')
  await page.getByRole('button', { name: '1', exact: true }).first().click()
  await see(page, /水箱漏水/)
  await context.close()
})
