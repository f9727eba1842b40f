// The verdict on paper for the customer: what was asked, what answers, who pays, and each step that led there.
import type { printCover as declared } from '#contract/entitlement/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { TicketCoverView } from '#contract/entitlement/verdict.ts'
import { coverWord, entitlementIn, stepSentence } from '#locales/entitlement.ts'
import { escaped } from '#locales/escaped.ts'
import type { Language } from '#domain/plan/words.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { getTicketCover } from './ticket-cover.ts'

type Head = { org: string; number: string; title: string; customer: string; asset: string | null }

export async function printCover(context: Context, { ticketId, language }: ParsedOf<typeof declared>): Promise<RawReply> {
  const { tx, actor } = context
  const cover = await getTicketCover(context, { ticketId })
  const head = (await tx.row<Head>(sql`
    select o.name as org, t.number, t.title, c.name as customer, a.name as asset
    from tickets t join orgs o on o.id = t.org_id join customers c on c.org_id = t.org_id and c.id = t.customer_id left join assets a on a.org_id = t.org_id and a.id = t.asset_id
    where t.org_id = ${actor.orgId} and t.id = ${ticketId}`))!
  return { type: 'text/html; charset=utf-8', body: printed(head, cover, language ?? actor.language), name: `${head.number}-cover.html`, inline: true }
}

function printed(head: Head, { verdict, causes, evidence }: TicketCoverView, language: Language): string {
  const say = entitlementIn(language)
  const payer = (who: string) => coverWord(say, 'payer', who)
  const rows: [string, string][] = [
    [say('ticket'), `${head.number} ${head.title}`], [say('customer'), head.customer], [say('asset'), head.asset ?? '—'], [say('printDay'), verdict.day],
    [say('title'), `${say(verdict.state)} · ${say(`treatment.${verdict.treatment}`)}`], [say('clause'), [verdict.clause, verdict.title?.[language]].filter(Boolean).join(' ')],
    [say('cause'), verdict.cause ? `${verdict.cause.title[language]}（${say(`party.${verdict.cause.party}`)}）` : say('noCause')],
    ...(evidence ? [[say('proof'), evidence] as [string, string]] : []),
    [say('validUntil'), verdict.until ?? (verdict.rule ? say('endless') : '—')], [say('remedy'), verdict.remedy ? coverWord(say, 'remedy', verdict.remedy) : '—'],
    [say('pays'), verdict.pays ? say('paysLine', { parts: payer(verdict.pays.parts), labour: payer(verdict.pays.labour), travel: payer(verdict.pays.travel) }) : '—'],
  ]
  const cells = rows.map(([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join('')
  const steps = verdict.because.map((step) => `<li>${escaped(stepSentence(language, step, causes))}</li>`).join('')
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(head.number)}</title><style>${style}</style></head><body>
<header><strong>${escaped(head.org)}</strong><h1>${escaped(say('printTitle'))}</h1></header><table>${cells}</table><h2>${escaped(say('printReasons'))}</h2><ol>${steps}</ol></body></html>`
}

const style = `@page{size:A4;margin:18mm}body{font:12px/1.6 "Noto Sans TC","PingFang TC","Microsoft JhengHei","Noto Sans SC",sans-serif;color:#111}
header{border-bottom:2px solid #111;margin-bottom:12px}h1{font-size:20px;margin:4px 0}h2{font-size:14px}
table{width:100%;border-collapse:collapse}th,td{border:1px solid #555;padding:4px 8px;text-align:left;vertical-align:top}th{width:28%;background:#f4f4f4}`
