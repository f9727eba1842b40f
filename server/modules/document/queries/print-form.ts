// The form as an A4 page: letterhead, number, fields, signatures, room for the seal. Text only; nothing in a form can run.
import { escaped } from '#locales/escaped.ts'
import type { FormView } from './form-views.ts'
import type { Language } from '#domain/plan/words.ts'

export type Letterhead = { org: string; language: Language; yes: string; no: string; signature: string; date: string; customer: string }

export function printedForm(form: FormView, { org, language, ...words }: Letterhead): string {
  const { definition } = form
  const rows = definition.fields.map(({ key, title, kind, options }) => {
    const value = form.fields[key] ?? null
    const shown = value === null ? '' : kind === 'yes-no' ? (value === true || value === 'yes' ? words.yes : words.no) : (options.find(({ code }) => code === value)?.title[language] ?? String(value))
    return `<tr><th>${escaped(title[language])}</th><td>${escaped(shown)}</td></tr>`
  })
  const signed = form.signatures.map(({ signer, name, image, signedAt }) =>
    `<div class="sign"><div>${escaped(words.signature)}: ${escaped(signer)}</div>${image ? `<img alt="" src="${escaped(image)}">` : ''}<div>${escaped(name)}</div><div>${words.date}: ${signedAt.slice(0, 10)}</div></div>`)
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(form.number)}</title><style>${style}</style></head><body>
<header><strong>${escaped(org)}</strong><h1>${escaped(definition.title[language])}</h1><div>${escaped(form.number)} · ${escaped(definition.clause)}</div></header>
<p>${escaped(words.customer)}: ${escaped(form.customer.name)}</p><table>${rows.join('')}</table><footer>${signed.join('')}</footer></body></html>`
}

const style = `@page{size:A4;margin:18mm}body{font:12px/1.6 "Noto Sans TC","PingFang TC","Microsoft JhengHei","Noto Sans SC",sans-serif;color:#111}
header{border-bottom:2px solid #111;margin-bottom:12px}h1{font-size:20px;margin:4px 0}table{width:100%;border-collapse:collapse}th,td{border:1px solid #555;padding:4px 8px;text-align:left;vertical-align:top;white-space:pre-wrap}
th{width:32%;background:#f4f4f4}tr{break-inside:avoid}footer{display:flex;gap:24px;margin-top:24px;flex-wrap:wrap}.sign{border-top:1px solid #111;min-width:160px;padding-top:4px}.sign img{max-height:60px}`
