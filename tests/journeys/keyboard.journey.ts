// A whole matter without a mouse: only keys are pressed, and wherever the focus is, it can be seen.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from '#server/main/demo.ts'
import { openBrowser, see } from '#tests/support/browser.ts'
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

type Focus = { name: string; isVisible: boolean }

const focus = (page: Page): Promise<Focus> => page.evaluate(() => {
  const at = document.activeElement as HTMLElement
  const label = at.id === '' ? null : document.querySelector(`label[for="${at.id}"]`)
  const name = [at.getAttribute('aria-label'), label?.textContent, at.closest('label')?.textContent, at.getAttribute('placeholder'), at === document.body ? '' : at.textContent].find((words) => words) ?? ''
  const shows = (one: Element | null): boolean => {
    if (!one) return false
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(one)
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || borderColor.includes('11, 110, 105')
  }
  const around = [at, at.parentElement, at.closest('.ant-select, .ant-input-affix-wrapper, .ant-picker, label, .ant-segmented-item, .ant-tabs-tab'), ...at.querySelectorAll(':scope > *')]
  return { name, isVisible: at === document.body || around.some((one) => shows(one)) }
})

/** Tab, as often as it takes, until the focus is on something of that name. */
async function tabTo(page: Page, name: RegExp, most = 90): Promise<void> {
  const passed: string[] = []
  for (let turn = 0; turn < most; turn += 1) {
    const at = await focus(page)
    expect(at.isVisible, `the focus on "${at.name}" cannot be seen`).toBe(true)
    if (name.test(at.name)) return
    passed.push(at.name)
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${String(name)}: ${passed.join(' | ')}`)
}

/** Tab to the action of that word on the server's list, Enter, and its dialog is there. */
async function act(page: Page, word: string): Promise<void> {
  await tabTo(page, new RegExp(`^${word}$`))
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.ant-modal') !== null && document.activeElement?.tagName)).toMatch(/INPUT|TEXTAREA/)
}

const closed = (page: Page) => expect.poll(() => page.locator('.ant-modal:visible').count(), { timeout: 10_000 }).toBe(0)
const saveDialog = (page: Page) => page.keyboard.press('Control+Enter')

test('check 2: from sign-in to the closed ticket by keys alone, the focus always in sight, and ? names the keys', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-TW', timezoneId: 'Asia/Taipei' })
  const page = await context.newPage()
  await page.goto(stack.url)
  await page.waitForSelector('input[type=password]')
  await tabTo(page, /電子郵件|帳號/)
  await page.keyboard.type('desk@demo.example')
  await page.keyboard.press('Tab')
  await page.keyboard.type(demoPassword)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#content')

  await page.keyboard.press('?')
  await see(page, /Ctrl/)
  await page.keyboard.press('Escape')
  await page.waitForTimeout(400)
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.waitForURL(/tickets/)
  await page.waitForTimeout(800)
  await page.keyboard.press('c')
  await page.waitForURL(/tickets\/new/)
  await see(page, '誰來電')
  await page.keyboard.type('8004')
  await see(page, /孫莉/)
  await page.keyboard.press('Enter')
  await see(page, /光華廣場/)
  expect((await focus(page)).name).toBe('主旨')
  await page.keyboard.type('鍵盤登記的報修')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/tickets\/[0-9a-f]{8}-/, { timeout: 8000 })
  await see(page, '鍵盤登記的報修')

  await page.keyboard.press('a')
  await see(page, /指派 ·/)
  await tabTo(page, /指派給|人員|承辦人/)
  await page.keyboard.type('吳俊傑')
  await page.waitForTimeout(700)
  await page.keyboard.press('Enter')
  await saveDialog(page)
  await closed(page)

  await page.keyboard.press('r')
  await page.keyboard.type('已收到，工程師今天聯絡您。')
  await page.keyboard.press('Control+Enter')
  await see(page, '已收到，工程師今天聯絡您。')
  await page.keyboard.press('Escape')

  await act(page, '暫停')
  await tabTo(page, /客戶/)
  await page.keyboard.press('Space')
  await saveDialog(page)
  await closed(page)
  for (const word of ['恢復', '解決', '結案']) {
    await act(page, word)
    await saveDialog(page)
    await closed(page)
  }
  const state = await page.evaluate(async () => {
    const reply = await fetch(`/api/tickets/${location.pathname.split('/').at(-1)}`)
    return (await reply.json()) as { status: string; holder: { name: string } }
  })
  expect([state.status, state.holder.name]).toEqual(['closed', '吳俊傑'])
  await context.close()
})
