import type { RawBuilder } from 'kysely'
import type { findByPhone as phoning, getCustomer as declared } from '#contract/party/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { ContactView, CustomerRow, SiteView } from '#contract/party/party.ts'
import { maskPhone, phoneDigits, readPhone, showPhone } from '#domain/format/phone.ts'
import type { Region } from '#domain/format/phone.ts'
import { sql } from '#server/platform/db/database.ts'
import { may } from '#server/platform/http/context.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { visibleCustomers } from '../policy.ts'
import { orgFacts } from './org-facts.ts'
import { customerColumns, discreet } from './list-customers.ts'

const siteColumns = sql`s.id, s.customer_id as "customerId", s.name, s.address, s.zone_code as "zoneCode", s.time_zone as "timeZone", s.note`
const contactColumns = sql`p.id, p.customer_id as "customerId", p.site_id as "siteId", p.name, p.role, p.email, p.phone`
type Counts = { assets: number | null; agreements: number | null; openTickets: number | null }

export async function getCustomer(context: Context, customerId: string): Promise<ReplyOf<typeof declared>> {
  const { tx, actor } = context
  const row = await tx.row<CustomerRow & Counts>(sql`select ${customerColumns}, ${counts(actor)} from customers c where ${visibleCustomers(actor)} and c.id = ${customerId}`)
  if (!row) throw new Refusal('customer.unknown')
  const sites = await findSites(context, sql`s.customer_id = ${customerId}`)
  const contacts = await findContacts(context, sql`p.customer_id = ${customerId}`)
  const { assets, agreements, openTickets, ...customer } = row
  return { ...discreet(actor, customer), sites, contacts, counts: { sites: sites.length, contacts: contacts.length, assets, agreements, openTickets } }
}

// A caller who may not read what is counted learns no number of it either.
function counts(actor: Actor): RawBuilder<unknown> {
  const allowed = (permission: 'asset.read' | 'agreement.read' | 'ticket.read', isWhole = true) => may(actor, permission) && isWhole
  return sql`
    ${allowed('asset.read') ? sql`(select count(*)::int from assets a where a.org_id = c.org_id and a.customer_id = c.id and a.deleted_at is null)` : sql`null::int`} as assets,
    ${allowed('agreement.read') ? sql`(select count(*)::int from agreements g where g.org_id = c.org_id and g.customer_id = c.id and g.state = 'active')` : sql`null::int`} as agreements,
    ${allowed('ticket.read', actor.scope === 'all') ? sql`(select count(*)::int from tickets t where t.org_id = c.org_id and t.customer_id = c.id and t.closed_at is null and t.deleted_at is null)` : sql`null::int`} as "openTickets"`
}

export const findSites = ({ tx, actor }: Context, condition: RawBuilder<unknown>): Promise<SiteView[]> => tx.rows<SiteView>(sql`
  select ${siteColumns} from sites s join customers c on c.org_id = s.org_id and c.id = s.customer_id
  where ${visibleCustomers(actor)} and s.deleted_at is null and ${condition} order by s.name, s.id`)

export async function getSite(context: Context, siteId: string): Promise<SiteView> {
  return (await findSites(context, sql`s.id = ${siteId}`))[0]!
}

export async function getContact(context: Context, contactId: string): Promise<ContactView> {
  return (await findContacts(context, sql`p.id = ${contactId}`))[0]!
}

export async function findContacts({ tx, actor }: Context, condition: RawBuilder<unknown>, limit = 500): Promise<ContactView[]> {
  const { region } = await orgFacts(tx, actor.orgId)
  const rows = await tx.rows<Omit<ContactView, 'phoneE164' | 'phoneShown' | 'phoneMasked'>>(sql`
    select ${contactColumns} from contacts p join customers c on c.org_id = p.org_id and c.id = p.customer_id
    where ${visibleCustomers(actor)} and c.deleted_at is null and p.deleted_at is null and ${condition} order by p.name, p.id limit ${limit}`)
  return rows.map((row) => ({ ...row, ...phoneOf(row.phone, region) }))
}

function phoneOf(text: string | null, region: Region) {
  const phone = text === null ? null : readPhone(text, region)
  if (!phone) return { phoneE164: null, phoneShown: text, phoneMasked: text === null ? null : `***${text.slice(-3)}` }
  return { phoneE164: phone.e164, phoneShown: showPhone(phone), phoneMasked: maskPhone(phone) }
}

/** Whole numbers match exactly; fewer digits match the end of a number. */
export async function findByPhone(context: Context, { phone }: ParsedOf<typeof phoning>): Promise<ReplyOf<typeof phoning>> {
  const { tx, actor } = context
  const digits = phoneDigits(phone, (await orgFacts(tx, actor.orgId)).region)
  if (digits.length < 4) return { rows: [] }
  const reversed = [...digits].reverse().join('')
  const contacts = await findContacts(context, sql`reverse(p.phone_digits) like ${`${reversed}%`}`, 20)
  const ids = [...new Set(contacts.map(({ customerId }) => customerId))]
  const customers = await tx.rows<CustomerRow & Counts>(sql`select ${customerColumns}, ${counts(actor)} from customers c where ${visibleCustomers(actor)} and c.id = any(${ids}::uuid[])`)
  const assets = !may(actor, 'asset.read') ? [] : await tx.rows<{ id: string; customerId: string; number: string; name: string; serial: string | null; siteId: string | null }>(sql`
    select a.id, a.customer_id as "customerId", a.number, a.name, a.serial, a.site_id as "siteId" from unnest(${ids}::uuid[]) as of(id)
    cross join lateral (select * from assets x where x.org_id = ${actor.orgId} and x.customer_id = of.id and x.deleted_at is null order by x.number limit 20) a`)
  return {
    rows: contacts.flatMap((contact) => {
      const row = customers.find(({ id }) => id === contact.customerId)
      if (!row) return []
      const { assets: assetCount, agreements, openTickets, ...customer } = row
      return [{
        customer: discreet(actor, customer), contact, counts: { assets: assetCount, agreements, openTickets },
        assets: assets.filter(({ customerId }) => customerId === contact.customerId).map(({ customerId: _, ...asset }) => asset),
      }]
    }),
  }
}
