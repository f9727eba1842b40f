// Quote and receipt as an A4 page: lines with their clause, the zero ones too, the sum in figures and in words. Text only; nothing in it can run.
import type { ChargeLineView, ChargeView } from '#contract/charge/charge.ts'
import type { printCharge as declared } from '#contract/charge/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { showMoney, spellMoney } from '#domain/format/money.ts'
import { chargeIn, chargeWords, unitIn } from '#locales/charge.ts'
import { escaped } from '#locales/escaped.ts'
import type { Context } from '#server/platform/http/context.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { readOrg } from '../../org/index.ts'
import { readCharge } from './charge-views.ts'

export async function printCharge(context: Context, { chargeId, what }: ParsedOf<typeof declared>): Promise<RawReply> {
  const sheet = await readCharge(context, chargeId)
  const { org } = await readOrg(context.tx, context.actor.orgId)
  const { language } = context.actor
  const say = chargeIn(language)
  const title = say(what === 'quote' ? 'quoteTitle' : 'receiptTitle')
  const due = what === 'receipt' ? sheet.paid : sheet.gross
  const head = [`${sheet.number} · ${say('version', { n: sheet.version })}`, `${say('ticket')} ${sheet.ticket.number}`, `${say('priceList')} ${sheet.priceList.code} v${sheet.priceList.version}`,
    ...(what === 'receipt' ? sheet.payments.flatMap(({ receiptNumber }) => receiptNumber ?? []) : [])]
  const body = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)} ${escaped(sheet.number)}</title><style>${style}</style></head><body>
<header><strong>${escaped(org.name)}</strong><h1>${escaped(title)}</h1><div>${escaped(head.join(' · '))}</div></header><p>${escaped(say('customer'))}: ${escaped(sheet.bill?.title ?? sheet.customer.name)}${sheet.bill?.taxId ? ` (${escaped(sheet.bill.taxId)})` : ''}</p>
<table><tr>${(['item', 'quantity', 'price', 'net', 'tax', 'gross', 'payer', 'reason'] as const).map((key) => `<th>${escaped(say(key))}</th>`).join('')}</tr>${sheet.lines.map((line) => printedLine(line, sheet, context)).join('')}</table>
<p class="sum">${escaped(say('gross'))} ${showMoney(due, sheet.currency)}<br>${escaped(say('inWords'))} ${escaped(spellMoney(due, sheet.currency))}</p>
<footer><div class="sign">${escaped(say('name'))}</div><div class="sign">${escaped(say('signHere'))}</div></footer></body></html>`
  return { type: 'text/html; charset=utf-8', body, name: `${sheet.number}.html`, inline: true }
}

function printedLine(line: ChargeLineView, { currency }: ChargeView, { actor: { language } }: Context): string {
  const words = chargeWords[language]
  const cells = [line.title, `${line.quantity} ${unitIn(language, line.unit)}`, showMoney(line.unitPrice, currency), showMoney(line.net, currency), `${showMoney(line.tax, currency)} (${line.taxRate / 100} %)`, showMoney(line.gross, currency),
    words.payers[line.payer], `${line.clause} ${line.why[language]} · ${words.pricings[line.pricing]}${line.basis ? ` · ${line.basis}` : ''}`]
  return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`
}

const style = `@page{size:A4;margin:16mm}body{font:12px/1.6 "Noto Sans TC","PingFang TC","Microsoft JhengHei","Noto Sans SC",sans-serif;color:#111}
header{border-bottom:2px solid #111;margin-bottom:12px}h1{font-size:20px;margin:4px 0}table{width:100%;border-collapse:collapse}th,td{border:1px solid #555;padding:4px 6px;text-align:left;vertical-align:top}
th{background:#f4f4f4}tr{break-inside:avoid}.sum{text-align:right;font-size:14px}footer{display:flex;gap:24px;margin-top:32px}.sign{border-top:1px solid #111;min-width:180px;padding-top:4px}`
