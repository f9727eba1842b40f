// The write-off notice on paper: what was written off for which repair, who confirmed the cost, room for the dealer's seal.
import { showMoney } from '#domain/format/money.ts'
import { dealerIn } from '#locales/dealer.ts'
import { escaped } from '#locales/escaped.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { readOrg } from '../../org/index.ts'
import { entryOf, loadClaim } from './load-claim.ts'

export async function printNotice(context: Context, claimId: string): Promise<RawReply> {
  const { tx, actor: { orgId, language } } = context
  const matter = await loadClaim(context, claimId)
  const { row, plan, terms } = matter
  const [written, issued, confirmed] = [entryOf(matter, 'written-off'), entryOf(matter, 'notice-issued'), entryOf(matter, 'confirmed')]
  if (!written || !issued) throw new Refusal('claim.link-missing', { link: 'notice', clause: terms.notice?.clause ?? '', reason: 'claim.notice-missing' })
  const { org } = await readOrg(tx, orgId)
  const say = dealerIn(language)
  const money = (minor: number) => showMoney(minor, plan.currency)
  const title = plan.documents.find(({ clause, signatures }) => clause === terms.notice?.clause && signatures?.includes('dealer'))?.title[language] ?? say('notice.title')
  const rows: [string, string][] = [
    [say('claim.dealer'), row.dealerName ?? ''], [say('claim.number'), row.number], [say('claim.recordNumber'), row.recordNumber], [say('claim.serial'), `${row.serial} ${row.product}`], [say('claim.repairedOn'), row.repairedOn],
    [say('claim.salesperson'), row.salespersonName ?? ''], ...row.lines.map((line): [string, string] => [`${say(`line.${line.kind}`)} ${line.text}`, `${line.quantity} × ${money(line.price)} = ${money(line.amount)}${line.beyondScope ? ` (${say('claim.beyondScope')})` : ''}`]),
    [say('claim.approved'), money(Number(written.data['amount']))], [say('notice.by'), `${written.by} ${written.on}`], [say('notice.issued'), `${issued.by} ${issued.on}`], [say('notice.confirmed'), confirmed ? `${confirmed.by} ${confirmed.on}` : ''],
  ]
  const body = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(row.number)}</title><style>${style}</style></head><body><header><strong>${escaped(org.name)}</strong><h1>${escaped(title)}</h1>
<div>${escaped(row.number)} · ${escaped(terms.notice?.clause ?? '')}</div></header><table>${rows.map(([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join('')}</table>
<footer><div>${escaped(say('notice.finance'))}</div><div>${escaped(say('notice.dealerSeal'))}</div></footer></body></html>`
  return { type: 'text/html; charset=utf-8', body, inline: true }
}

const style = `@page{size:A4;margin:18mm}body{font:12px/1.6 "Noto Sans TC","Noto Sans SC",sans-serif;color:#111}header{border-bottom:2px solid #111;margin-bottom:12px}h1{font-size:20px;margin:4px 0}
table{width:100%;border-collapse:collapse}th,td{border:1px solid #555;padding:4px 8px;text-align:left}th{width:36%;background:#f4f4f4}footer{display:flex;gap:48px;margin-top:48px}footer div{border-top:1px solid #111;min-width:200px;padding-top:4px}`
