// What somebody at the machine may know: which machine it is, what was promised for it, whether its fault is already reported.
import type { scanCode as declared } from '#contract/channel/portal.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { questionsOf } from '#domain/ticket/questions.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { agreementFor, planOf } from '../../plan/index.ts'
import { openTicketOf } from './open-ticket-of.ts'
import { dayAt, portalOrg } from './portal-org.ts'
import type { CodeOwner } from './open-ticket-of.ts'

type Reply = ReplyOf<typeof declared>

export async function scannedAsset(context: Context, owner: CodeOwner): Promise<Reply> {
  const open = await openTicketOf(context, owner.assetId)
  const plan = await planFor(context, owner)
  return {
    org: await portalOrg(context.tx, owner.orgId), asset: await describe(context.tx, owner),
    questions: plan ? questionsOf(plan.vocabulary).filter(({ kind }) => kind === 'yes-no').slice(0, 6) : [],
    promises: plan ? plan.promises.flatMap(saidPromise).slice(0, 8) : [],
    openTicket: open ? { number: open.number, status: open.status as 'new', registeredAt: open.registered_at } : null,
  }
}

// One figure that holds for everybody; a table by severity or zone is shown once the report is judged.
const saidPromise = (rule: Plan['promises'][number]): Reply['promises'] =>
  'within' in rule && rule.within !== 'none' && rule.within !== 'tbd' && (rule.subject ?? 'ticket') === 'ticket' ? [{ clause: rule.clause, title: rule.title, target: rule.within }] : []

async function planFor({ tx, now }: Context, { orgId, customerId, siteId, assetId }: CodeOwner): Promise<Plan | null> {
  const agreement = await agreementFor(tx, { orgId, customerId, siteId, assetId, day: await dayAt(tx, orgId, siteId, now) })
  const row = agreement ? await tx.row<{ plan_version_id: string }>(sql`select plan_version_id from agreements where org_id = ${orgId} and id = ${agreement}`) : null
  return row ? planOf(tx, row.plan_version_id) : null
}

async function describe(tx: Tx, { orgId, assetId }: CodeOwner): Promise<Reply['asset']> {
  const row = await tx.row<{ name: string; serial: string | null; product: string | null; model: string | null }>(sql`
    select a.name, a.serial, p.name as product, p.model from assets a left join products p on p.org_id = a.org_id and p.id = a.product_id where a.org_id = ${orgId} and a.id = ${assetId}`)
  return { name: row?.name ?? '', product: row?.product ?? null, model: row?.model ?? null, serialEnd: row?.serial?.slice(-4) ?? null }
}

type LinkRow = { org_id: string; id: string; customer_id: string; caller_name: string | null }

/** The ticket whose progress a link opens. */
export const findByToken = (tx: Tx, hash: Buffer): Promise<LinkRow | null> => tx.row<LinkRow>(sql`
  select t.org_id, t.id, t.customer_id, t.caller_name from tickets t where t.deleted_at is null
    and (t.progress_token_hash = ${hash} or t.id in (select l.ticket_id from progress_links l where l.token_hash = ${hash}))`)
