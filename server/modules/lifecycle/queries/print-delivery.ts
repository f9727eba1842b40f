// The delivery note as an A4 page: lines, what was found, steps, two signatures. Text only; nothing in it can run.
import type { DeliveryView } from '#contract/lifecycle/delivery.ts'
import type { Language } from '#domain/plan/words.ts'
import { escaped } from '#locales/escaped.ts'
import { lifecycleIn } from '#locales/lifecycle.ts'

export function printedDelivery(note: DeliveryView, org: string, language: Language): string {
  const say = lifecycleIn(language)
  const row = (cells: readonly string[], tag = 'td') => `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`
  const lines = note.lines.map(({ position, title, model, quantity, counted, appearance, assets, remark }) => row([
    String(position + 1), `${title} ${model ?? ''}`, String(quantity), counted === null ? '' : String(counted), appearance ? say(`delivery.appearance.${appearance}`) : '',
    assets.map(({ serial, number }) => serial ?? number).join(', '), remark ?? '',
  ]))
  const records = note.records.map(({ step, happenedAt, attendees, items, note: remark }) => row([
    say(`delivery.step.${step}`), happenedAt.slice(0, 16).replace('T', ' '), [attendees.customer, attendees.vendor].filter(Boolean).join(' / '),
    [...items.map(({ title, required, found }) => `${title}: ${required} → ${found}`), remark ?? ''].filter(Boolean).join('; '),
  ]))
  const signed = note.records.flatMap(({ step, happenedAt, signatures }) => signatures.map(({ side, name, image }) =>
    `<div class="sign"><div>${escaped(say(`delivery.step.${step}`))} · ${escaped(say(`delivery.side.${side}`))}</div>${image ? `<img alt="" src="${escaped(image)}">` : ''}<div>${escaped(name)}</div><div>${happenedAt.slice(0, 10)}</div></div>`))
  const head = (keys: readonly Parameters<typeof say>[0][]) => row(keys.map((key) => say(key)), 'th')
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(note.number)}</title><style>${style}</style></head><body>
<header><strong>${escaped(org)}</strong><h1>${escaped(say(note.acceptedAt ? 'delivery.certificate' : 'delivery.delivery'))}</h1><div>${escaped(note.number)} ${escaped(note.agreement?.number ?? '')}</div></header>
<p>${escaped(say('delivery.customer'))}: ${escaped(note.customer.name)} · ${escaped(note.site?.name ?? '')} ${escaped(note.place ?? '')}</p>
<table>${head(['delivery.line', 'delivery.title', 'delivery.quantity', 'delivery.counted', 'delivery.appearance', 'delivery.serials', 'delivery.remark'])}${lines.join('')}</table>
<table>${head(['delivery.steps', 'delivery.at', 'delivery.attendees', 'delivery.findings'])}${records.join('')}</table><footer>${signed.join('')}</footer></body></html>`
}

const style = `@page{size:A4;margin:16mm}body{font:12px/1.6 "Noto Sans TC","PingFang TC","Microsoft JhengHei","Noto Sans SC",sans-serif;color:#111}
header{border-bottom:2px solid #111;margin-bottom:12px}h1{font-size:20px;margin:4px 0}table{width:100%;border-collapse:collapse;margin-bottom:12px}th,td{border:1px solid #555;padding:4px 6px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f4f4f4}tr{break-inside:avoid}footer{display:flex;gap:24px;flex-wrap:wrap}.sign{border-top:1px solid #111;min-width:160px;padding-top:4px}.sign img{max-height:60px}`
