// What a registration rests on: the customer's own parts, the agreement that answers for it, and what is true of the ticket from the start.
import type { previewTicket } from '#contract/ticket/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { FactData } from '#domain/fact/fact.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { chooseAgreement } from '#domain/plan/choose-agreement.ts'
import type { Day } from '#domain/time/day.ts'
import { proposeSeverity } from '#domain/ticket/severity.ts'
import { zoneOf } from '#domain/ticket/zone.ts'
import { instant } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { orgFacts } from '../../party/index.ts'
import { agreementCandidates, planOf } from '../../plan/index.ts'

export type Wish = Omit<ParsedOf<typeof previewTicket>, 'happenedAt'> & { happenedAt?: string | undefined }
export type AgreementRow = { id: string; number: string; title: string; level: string | null; plan_version_id: string; attributes: Record<string,
  string | number | boolean>; plan: string; version: number; starts_on: Day; ends_on: Day | null }
export type Preparation = {
  site: SiteRow | null; asset: AssetRow | null; contact: ContactRow | null; customerName: string; agreement: AgreementRow | null; agreements: AgreementRow[]
  zone: string; plan: Plan | null; attributes: FactData; proposed: ReturnType<typeof proposeSeverity>
}
type SiteRow = { id: string; name: string; address: string | null; zone_code: string | null; time_zone: string; customer_id: string }
type AssetRow = { id: string; name: string; number: string; serial: string | null; site_id: string | null; customer_id: string }
type ContactRow = { id: string; name: string; phone: string | null; email: string | null; customer_id: string }

export async function prepareRegistration(context: Context, wish: Wish): Promise<Preparation> {
  const site = (id: string | undefined) => part<SiteRow>(context, wish, 'sites', id, 'site.unknown')
  // All in one go; only a site that the asset names is asked for after it.
  const [customerName, asset, named, contact, active, candidates, { zone }] = await Promise.all([
    nameOfCustomer(context, wish.customerId), part<AssetRow>(context, wish, 'assets', wish.assetId, 'asset.unknown'), site(wish.siteId),
    part<ContactRow>(context, wish, 'contacts', wish.contactId, 'contact.unknown'), activeAgreements(context, wish.customerId), agreementCandidates(context.tx, context.actor.orgId, wish.customerId),
    orgFacts(context.tx, context.actor.orgId),
  ])
  const place = named ?? await site(asset?.site_id ?? undefined)
  const { agreement, agreements } = answering(context, wish, { zone, site: place, asset, active, candidates })
  const plan = agreement ? await planOf(context.tx, agreement.plan_version_id) : null
  const proposed = plan ? proposeSeverity(plan.vocabulary, wish.answers) : null
  return { zone, site: place, asset, contact, customerName, agreement, agreements, plan, proposed, attributes: attributesOf(wish, agreement, plan, place, proposed) }
}

async function nameOfCustomer(context: Context, customerId: string): Promise<string> {
  const { tx, actor } = context
  const customer = await tx.row<{ name: string }>(sql`
    select name from customers c where c.org_id = ${actor.orgId} and c.id = ${customerId} and c.deleted_at is null ${ownOnly(context)}`)
  if (!customer) throw new Refusal('customer.unknown')
  return customer.name
}

type Ground = { zone: string; site: SiteRow | null; asset: AssetRow | null; active: AgreementRow[]; candidates: Awaited<ReturnType<typeof agreementCandidates>> }

function answering({ now }: Context, wish: Wish, { zone, site, asset, active, candidates }: Ground): Pick<Preparation, 'agreement' | 'agreements'> {
  const day = localDay(site?.time_zone ?? zone, wish.happenedAt ? instant(wish.happenedAt) : now)
  const agreements = active.filter(({ starts_on: from, ends_on: until }) => from <= day && (until === null || until >= day))
  const chosenId = wish.agreementId ?? chooseAgreement(candidates, { siteId: site?.id ?? null, assetId: asset?.id ?? null, day })?.id
  const agreement = agreements.find(({ id }) => id === chosenId) ?? null
  if (wish.agreementId && !agreement) throw new Refusal('agreement.unknown')
  return { agreement, agreements }
}

function attributesOf(wish: Wish, agreement: AgreementRow | null, plan: Plan | null, site: SiteRow | null, proposed: Preparation['proposed']): FactData {
  const severity = wish.severity ?? proposed?.severity
  const zone = plan && zoneOf(plan.vocabulary, { zoneCode: site?.zone_code ?? null, address: site?.address ?? null })
  return {
    ...agreement?.attributes, ...(agreement?.level && { level: agreement.level }), ...(zone && { zone }), ...wish.answers,
    type: wish.type, channel: wish.channel, ...(severity && { severity }),
  }
}

const ownOnly = ({ actor }: Context) => (actor.kind === 'customer' || actor.kind === 'dealer' ? sql`and c.id = ${actor.customerId}::uuid` : sql``)

async function part<Row extends { customer_id: string }>(
  { tx, actor }: Context, { customerId }: Wish, table: 'sites' | 'assets' | 'contacts', id: string | undefined, code: 'site.unknown' | 'asset.unknown' | 'contact.unknown',
): Promise<Row | null> {
  if (!id) return null
  const row = await tx.row<Row>(sql`select * from ${sql.table(table)} where org_id = ${actor.orgId} and id = ${id} and deleted_at is null`)
  if (!row) throw new Refusal(code)
  // Whose it is, is told only to those who may see the customers of others.
  if (row.customer_id !== customerId) throw new Refusal(actor.customerId ? code : 'agreement.foreign-part')
  return row
}

const activeAgreements = ({ tx, actor }: Context, customerId: string) => tx.rows<AgreementRow>(sql`
  select a.id, a.number, a.title, a.level, a.plan_version_id, a.attributes, a.starts_on, a.ends_on, p.code as plan, v.version
  from agreements a join plan_versions v on v.org_id = a.org_id and v.id = a.plan_version_id join plans p on p.org_id = v.org_id and p.id = v.plan_id
  where a.org_id = ${actor.orgId} and a.customer_id = ${customerId} and a.state = 'active'
  order by a.priority desc, a.starts_on, a.id`)
