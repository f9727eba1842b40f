// What every loan, order and return shows of its ticket.
import { sql } from '#server/platform/db/database.ts'

export const ticketColumns = sql`
  json_build_object('id', t.id, 'number', t.number, 'title', t.title) as ticket, json_build_object('id', c.id, 'name', c.name) as customer,
  case when a.id is null then null else json_build_object('id', a.id, 'name', a.name, 'number', a.number, 'serial', a.serial) end as asset`

export const ticketJoins = sql`
  join tickets t on t.org_id = x.org_id and t.id = x.ticket_id join customers c on c.org_id = t.org_id and c.id = t.customer_id
  left join assets a on a.org_id = x.org_id and a.id = x.asset_id`

export const filesColumn = sql`
  coalesce((select json_agg(json_build_object('id', f.attachment_id, 'name', b.name, 'mediaType', b.media_type, 'step', f.step) order by f.attachment_id)
    from repair_files f join attachments m on m.org_id = f.org_id and m.id = f.attachment_id join blobs b on b.org_id = m.org_id and b.id = m.blob_id
    where f.org_id = x.org_id and f.subject_id = x.id), '[]') as files`
