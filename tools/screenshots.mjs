// Takes the pictures of the README: starts the product on an empty folder with its demo data and walks through it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { ensureChromium } from './chromium.mjs'
import { findNode, root } from './node24.mjs'

const port = 3950
const home = `http://localhost:${port}`
const folder = join(root, 'docs/screenshots')
const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-pictures-'))
const server = spawn(findNode(), ['--disable-warning=ExperimentalWarning', join(root, 'server/main/start.ts')], { cwd: root, env: { ...process.env, PORT: String(port), DATA_DIR: dataDir }, stdio: 'ignore' })

try {
  await until(async () => (await fetch(`${home}/readyz`)).ok)
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox'] })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-TW' })
  const shot = async (name, path, wait = 2500) => {
    if (path) await page.goto(home + path)
    await page.waitForTimeout(wait)
    await page.screenshot({ path: join(folder, `${name}.png`) })
  }
  const ask = (path) => page.evaluate(async (url) => (await fetch(url)).json(), `/api${path}`)
  await shot('sign-in', '/')
  await page.fill('input[autocomplete=username]', 'admin@demo.example')
  await page.fill('input[type=password]', 'aftercare-demo')
  await page.keyboard.press('Enter')
  await shot('overview')
  await shot('tickets', '/tickets')
  const { rows } = await ask('/tickets?plan=P15&type=fault&sort=-registered&limit=1')
  await shot('ticket', `/tickets/${rows[0].id}`)
  await shot('register', '/tickets/new')
  await shot('promises', '/promises')
  await shot('plans', '/plans')
  const plans = await ask('/plans')
  const version = plans.rows.find(({ code }) => code === 'P01').versions.find(({ state }) => state === 'active')
  await shot('plan', `/plans/${version.id ?? version.planVersionId}`)
  const codes = await ask('/qr?state=bound')
  const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'zh-TW', isMobile: true, hasTouch: true })
  await phone.goto(`${home}/q/${codes.rows[0].code}`)
  await phone.waitForTimeout(2500)
  await phone.screenshot({ path: join(folder, 'portal-report.png') })
  await browser.close()
} finally {
  server.kill('SIGTERM')
  await new Promise((resolve) => { server.once('close', resolve) })
  rmSync(dataDir, { recursive: true, force: true })
}

async function until(test) {
  for (let turn = 0; turn < 240; turn += 1) {
    if (await test().catch(() => false)) return
    await new Promise((resolve) => { setTimeout(resolve, 500) })
  }
  throw new Error('the product did not become ready')
}
