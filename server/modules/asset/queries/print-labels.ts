// Labels for printers of labels or for A4: one code each, large enough to be scanned, with the words that say what it is for.
import QRCode from 'qrcode'
import type { printQrLabels as declared } from '#contract/asset/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { assetOf } from '#locales/asset.ts'
import { escaped } from '#locales/escaped.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { visibleCustomers } from '../../party/index.ts'
import { qrUrl } from './find-qr-codes.ts'

type Label = { code: string; name: string | null; serial: string | null; number: string | null; hotline: string | null; orgName: string }

export async function printLabels({ tx, actor }: Context, publicUrl: string, { codes, size, sheet }: ParsedOf<typeof declared>): Promise<RawReply> {
  const asked = [...new Set(codes.split(',').map((code) => code.trim()).filter(Boolean))]
  const found = await tx.rows<Label>(sql`
    select q.code, a.name, a.serial, a.number, o.settings->>'hotline' as hotline, o.name as "orgName" from qr_codes q join orgs o on o.id = q.org_id
      left join assets a on a.org_id = q.org_id and a.id = q.asset_id left join customers c on c.org_id = a.org_id and c.id = a.customer_id
    where q.org_id = ${actor.orgId} and q.code = any(${asked}::text[]) and q.revoked_at is null and (a.id is null or ${visibleCustomers(actor)}) order by a.number nulls last, q.code`)
  if (found.length === 0 || found.length < asked.length) throw new Refusal('qr.unknown')
  const [width = 60, height = 40] = size.split('x').map(Number)
  const words = assetOf(actor.language)
  const labels = await Promise.all(found.map((label) => labelOf(label, publicUrl, height, words.scanToReport)))
  const page = sheet === 'a4' ? 'size: A4; margin: 10mm' : `size: ${width}mm ${height}mm; margin: 0`
  return { type: 'text/html; charset=utf-8', name: `labels-${size}.html`, inline: true, body: `<!doctype html>
<html lang="${actor.language}"><head><meta charset="utf-8"><title>${escaped(words.scanToReport)}</title><style>
@page { ${page} } * { box-sizing: border-box } body { margin: 0; font: 8pt/1.35 "PingFang TC","Microsoft JhengHei","PingFang SC","Microsoft YaHei","Noto Sans TC",sans-serif }
main { display: ${sheet === 'a4' ? 'flex; flex-wrap: wrap; gap: 3mm' : 'block'} }
article { width: ${width}mm; height: ${height}mm; padding: 2mm; display: flex; gap: 2mm; align-items: center; overflow: hidden; break-inside: avoid;
  ${sheet === 'a4' ? 'outline: 0.1mm dashed #999' : 'break-after: page'} }
svg { flex: none } b { font-size: 11pt; display: block } code { font: 6pt monospace; word-break: break-all } div { min-width: 0; overflow-wrap: anywhere }
</style></head><body><main>${labels.join('')}</main></body></html>` }
}

async function labelOf({ code, name, serial, number, hotline, orgName }: Label, publicUrl: string, height: number, title: string): Promise<string> {
  const side = Math.max(18, height - 12)
  const svg = await QRCode.toString(qrUrl(publicUrl, code), { type: 'svg', errorCorrectionLevel: 'Q', margin: 2 })
  const lines = [name, number, serial && `S/N ${serial}`, hotline || orgName].filter((line): line is string => Boolean(line)).map((line) => `<div>${escaped(line)}</div>`)
  return `<article>${svg.replace('<svg ', `<svg style="width:${side}mm;height:${side}mm" `)}<div><b>${escaped(title)}</b>${lines.join('')}<code>${escaped(code)}</code></div></article>`
}
