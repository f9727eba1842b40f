// The agreement of a loan as an A4 page: what is lent, until when, with which accessories, and room for two signatures twice.
import type { getLoan } from '#contract/repair/loaners.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import type { Language } from '#domain/plan/words.ts'
import { instant } from '#domain/time/instant.ts'
import { wallClock } from '#domain/time/zone.ts'
import { escaped } from '#locales/escaped.ts'
import { repairIn } from '#locales/repair.ts'

export function printedLoan(loan: ReplyOf<typeof getLoan>, { org, zone, language }: { org: string; zone: string; language: Language }): string {
  const say = repairIn(language)
  const when = (text: string | null) => {
    if (!text) return ''
    const { day, time } = wallClock(zone, instant(text))
    return `${day} ${time.slice(0, 5)}`
  }
  const rows: [string, string][] = [
    [say('ticket'), `${loan.ticket.number} ${loan.ticket.title}`], [say('customer'), loan.customer.name],
    [say('unit'), `${loan.unit.number} ${loan.unit.name}`], [say('serial'), loan.unit.serial ?? ''], [say('grade'), loan.unit.grade],
    [say('standsInFor'), loan.asset ? `${loan.asset.name} ${loan.asset.serial ?? ''}` : ''], [say('from'), when(loan.startsAt)], [say('dueBack'), when(loan.dueBackAt) || say('untilRepaired')],
    [say('charge'), loan.freeClause ? say('freeUnder', { clause: loan.freeClause }) : ''], [say('terms'), loan.terms ?? ''],
  ]
  const list = loan.unit.accessories.map((name) => {
    const state = loan.accessories.find((one) => one.name === name)
    return `<tr><td>${escaped(name)}</td><td>${state?.out ? '✓' : '□'}</td><td>${state?.back ? '✓' : '□'}</td></tr>`
  })
  const sign = (title: string, name: string | null) => `<div class="sign"><div>${escaped(title)}</div><div>${escaped(name ?? '')}</div></div>`
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(loan.number)}</title><style>${style}</style></head><body>
<header><strong>${escaped(org)}</strong><h1>${escaped(say('agreement'))}</h1><div>${escaped(loan.number)}</div></header>
<table>${rows.filter(([, value]) => value !== '').map(([title, value]) => `<tr><th>${escaped(title)}</th><td>${escaped(value)}</td></tr>`).join('')}</table>
<h2>${escaped(say('accessories'))}</h2><table><tr><th>${escaped(say('accessory'))}</th><th>${escaped(say('handedOver'))}</th><th>${escaped(say('givenBack'))}</th></tr>${list.join('')}</table>
<footer>${sign(say('signLender'), null)}${sign(say('signBorrower'), loan.signedBy)}${sign(say('signReceived'), loan.receivedBy)}${sign(say('signBack'), null)}</footer></body></html>`
}

const style = `@page{size:A4;margin:18mm}body{font:12px/1.6 "Noto Sans TC","PingFang TC","Microsoft JhengHei","Noto Sans SC",sans-serif;color:#111}
header{border-bottom:2px solid #111;margin-bottom:12px}h1{font-size:20px;margin:4px 0}h2{font-size:14px}table{width:100%;border-collapse:collapse}th,td{border:1px solid #555;padding:4px 8px;text-align:left;vertical-align:top;white-space:pre-wrap}
th{width:32%;background:#f4f4f4}footer{display:flex;gap:24px;margin-top:28px;flex-wrap:wrap}.sign{border-top:1px solid #111;min-width:150px;min-height:48px;padding-top:4px}`
