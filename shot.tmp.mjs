import { chromium } from 'playwright-core'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const p = await b.newPage({ viewport: { width: 1440, height: 900 } })
const errs=[]; p.on('console', m => { if (m.type()==='error') errs.push(m.text()) }); p.on('pageerror', e => errs.push('PAGE '+e.message))
await p.goto('http://localhost:3100/'); await p.waitForSelector('input'); 
await p.fill('input[autocomplete=username]', process.env.WHO ?? 'admin@demo.example'); await p.fill('input[type=password]', 'aftercare-demo'); await p.keyboard.press('Enter')
await p.waitForTimeout(2500)
let n=3
for (const u of (process.env.URLS ?? '/plans').split(',')) { await p.goto('http://localhost:3100'+u); await p.waitForTimeout(2500); await p.screenshot({ path: `/tmp/s${n++}.png` }) }
const t = await p.evaluate(async () => (await (await fetch('/api/tickets?limit=1&sort=-registered')).json()).rows[0]?.id)
await p.goto('http://localhost:3100/tickets/'+t); await p.waitForTimeout(2500); await p.screenshot({ path: '/tmp/ticket.png' })
console.log(errs.slice(0,10).join('\n'))
await b.close()
