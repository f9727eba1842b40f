// Records what happened to a ticket. Every action of every screen comes through here.
import type { recordFact as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { Permission } from '#contract/permissions.ts'
import { unprovenCause } from '#domain/entitlement/evidence.ts'
import type { FactKind } from '#domain/fact/kinds.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { FactDraft, StampedFact } from '../../promise/index.ts'
import { bindAttachments, linkTickets, lockTicket } from '../store.ts'
import { appendFacts } from './append-facts.ts'
import { loadMatter } from '../queries/load-matter.ts'
import type { TicketMatter } from '../queries/load-matter.ts'
import { excuseDecision } from './excuse.ts'

type Input = ParsedOf<typeof declared>

export async function recordFact(context: Context, input: Input): Promise<TicketMatter> {
  const ticket = await lockTicket(context.tx, context.actor, input.ticketId)
  if (!ticket) throw new Refusal('ticket.unknown')
  if (input.version !== undefined && input.version !== ticket.version) throw new Refusal('row.changed', { version: ticket.version })
  allowKind(context, input)
  const matter = await loadMatter(context.tx, ticket)
  await checkData(context, matter, input)
  proveCause(matter, input)
  const [fact] = await appendFacts(context, matter, [draftOf(input)])
  await followUp(context, matter, fact!, input)
  return matter
}

export const draftOf = ({ kind, data, body, happenedAt, corrects }: Pick<Input, 'kind' | 'data' | 'body' | 'happenedAt' | 'corrects'>): FactDraft =>
  ({ kind, data: data as NonNullable<FactDraft['data']>, body: body ?? null, happenedAt, corrects })

const needed: Partial<Record<FactKind, Permission>> = {
  'ticket.assigned': 'ticket.assign', 'ticket.approved': 'ticket.approve', 'ticket.refused': 'ticket.approve', 'promise.excused': 'promise.excuse',
}
const elsewhere = new Set<FactKind>(['ticket.registered', 'clock.struck', 'form.filed'])

export function allowKind({ actor }: Context, { kind, data }: Pick<Input, 'kind' | 'data'>): void {
  if (elsewhere.has(kind)) throw new Refusal('fact.unknown-kind', { kind })
  const permission = needed[kind]
  const takesIt = kind === 'ticket.assigned' && data['to'] === actor.id
  if (permission && !takesIt && !actor.permissions.has(permission)) throw new Refusal('permission.missing', { permission })
}

export async function checkData(context: Context, matter: TicketMatter, { kind, data, corrects }: Pick<Input, 'kind' | 'data' | 'corrects'>): Promise<void> {
  if (corrects && !matter.facts.some(({ id }) => id === corrects)) throw new Refusal('request.invalid', { field: 'corrects' })
  if (kind === 'ticket.assigned') await mustExist(context, 'people', data['to'], 'person.unknown')
  if (kind === 'ticket.assigned') await mustExist(context, 'teams', data['team'], 'team.unknown')
  if (kind === 'ticket.merged') await checkOther(context, matter, data['into'], 'into')
  if (kind === 'ticket.linked') await checkOther(context, matter, data['to'], 'to')
  if (kind === 'promise.excused') excuseDecision(matter.facts, String(data['promise']), context.actor)
}

const finding = new Set<FactKind>(['cause.analysed', 'diagnosis.made'])

function proveCause({ plan }: TicketMatter, { kind, data, body, attachments }: Input): void {
  const cause = plan && finding.has(kind) ? unprovenCause(plan, data as NonNullable<FactDraft['data']>, [body, attachments.length]) : null
  if (cause) throw new Refusal('cover.evidence-missing', { field: 'body', cause: cause.code, clause: cause.clause ?? '' })
}

async function mustExist({ tx, actor }: Context, table: 'people' | 'teams', id: unknown, code: 'person.unknown' | 'team.unknown'): Promise<void> {
  if (id === undefined || id === null) return
  if (typeof id !== 'string' || !uuid.test(id)) throw new Refusal(code)
  const active = table === 'people' ? sql`and is_active and kind = 'staff'` : sql``
  const found = await tx.row(sql`select 1 from ${sql.table(table)} where org_id = ${actor.orgId} and id = ${id} ${active}`)
  if (!found) throw new Refusal(code)
}

async function checkOther({ tx, actor }: Context, { ticket }: TicketMatter, id: unknown, field: string): Promise<void> {
  if (typeof id !== 'string' || !uuid.test(id)) throw new Refusal('request.invalid', { field: `data.${field}` })
  if (id === ticket.id) throw new Refusal('ticket.same')
  if (!(await lockTicket(tx, actor, id))) throw new Refusal('ticket.unknown')
}

async function followUp(context: Context, { ticket }: TicketMatter, fact: StampedFact, input: Input): Promise<void> {
  const { tx, actor } = context
  if (input.attachments.length > 0) {
    const isPublic = fact.kind === 'reply.sent' || fact.kind === 'answer.given'
    const bound = await bindAttachments(tx, actor.orgId, ticket.id, fact.id, input.attachments, isPublic)
    if (bound !== input.attachments.length) throw new Refusal('file.unknown')
  }
  if (fact.kind === 'ticket.linked') await linkTickets(tx, actor.orgId, ticket.id, String(fact.data['to']), relation(fact.data['relation']))
  if (fact.kind !== 'ticket.merged') return
  const into = String(fact.data['into'])
  await linkTickets(tx, actor.orgId, ticket.id, into, 'duplicate')
  const other = await lockTicket(tx, actor, into)
  if (other) await appendFacts(context, await loadMatter(tx, other), [{ kind: 'ticket.linked', data: { to: ticket.id, relation: 'merged', number: ticket.number } }])
}

const relation = (word: unknown) => (['duplicate', 'child', 'cause'].includes(String(word)) ? String(word) : 'related')
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
