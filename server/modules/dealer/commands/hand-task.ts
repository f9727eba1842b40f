// A ticket goes to a dealer and, with reason and acceptance, back. The dealer sees only what was handed to it, and its facts go into the ticket.
import type { arrangeTask as arranging, handTask as handing } from '#contract/dealer/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { FactDraftLike } from '../queries/task-views.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { appendFacts, loadMatter, lockAnyTicket, lockTicket } from '../../ticket/index.ts'
import { visibleDealers } from '../policy.ts'
import { activeDealer } from '../queries/standing.ts'
import { unique } from '../store.ts'

export async function handTask(context: Context, { ticketId, dealerId, task, note }: ParsedOf<typeof handing>): Promise<string> {
  const { tx, actor } = context
  const { dealer, terms } = await activeDealer(context, dealerId)
  const given = terms.tasks
  if (given && !given.tasks.includes(task)) throw new Refusal('dealer.task-not-theirs', { field: 'task', task, clause: given.clause, tasks: given.tasks.join(', ') })
  const ticket = await lockTicket(tx, actor, ticketId)
  if (!ticket) throw new Refusal('ticket.unknown')
  const id = newId()
  const matter = await loadMatter(tx, ticket)
  const [fact] = await appendFacts(context, matter, [{ kind: 'ticket.transferred', data: { to: 'dealer', dealer: dealer.name, dealerId, task, taskId: id, ...(note && { note }) } }])
  const at = toIso(fact!.happenedAt)
  await unique('dealer_tasks_open', () => new Refusal('dealer.task-handed'), () => tx.run(sql`
    insert into dealer_tasks (org_id, id, ticket_id, dealer_id, task, transferred_at, transferred_by, due_at)
    values (${actor.orgId}, ${id}, ${ticketId}, ${dealer.id}, ${task}, ${at}, ${actor.id},
      (select min(due_at) from promises where org_id = ${actor.orgId} and subject_id = ${ticketId} and started_at >= ${at} and state in ('running', 'paused')))`))
  return id
}

type Task = { ticketId: string; dealerId: string; endedAt: string | null; arrangement: Arrangement | null; pushedAt: string | null; pushAccepted: boolean | null; pushReason: string | null }
type Arrangement = { person: string; visitAt: string; userTold: boolean; departmentTold: boolean; explained: boolean }

async function lockTask({ tx, actor }: Context, taskId: string): Promise<Task> {
  const task = await tx.row<Task>(sql`
    select k.ticket_id as "ticketId", k.dealer_id as "dealerId", k.ended_at as "endedAt", k.arrangement, k.pushed_at as "pushedAt", k.push_accepted as "pushAccepted", k.push_reason as "pushReason" from dealer_tasks k
    where k.org_id = ${actor.orgId} and k.id = ${taskId} and ${visibleDealers(actor, sql`k.dealer_id`)} for update`)
  if (!task) throw new Refusal('dealer.task-unknown')
  if (task.endedAt !== null) throw new Refusal('dealer.task-ended')
  return task
}

async function tellTicket(context: Context, ticketId: string, facts: readonly FactDraftLike[]): Promise<void> {
  const ticket = await lockAnyTicket(context.tx, context.actor.orgId, ticketId)
  if (!ticket) throw new Refusal('dealer.task-unknown')
  await appendFacts(context, await loadMatter(context.tx, ticket), facts)
}

/** Asked again, only what is new is recorded: the user may be told later than the visit was fixed. */
export async function arrangeTask(context: Context, { taskId, ...input }: ParsedOf<typeof arranging>): Promise<void> {
  const { tx, actor, now } = context
  const { ticketId, dealerId, arrangement: before } = await lockTask(context, taskId)
  const known = before ?? { person: null, visitAt: null, userTold: false, departmentTold: false }
  const isNew = known.person !== input.person || known.visitAt !== input.visitAt
  const facts: FactDraftLike[] = [
    ...(isNew ? [{ kind: 'ticket.arranged' as const, data: { person: input.person, visitAt: input.visitAt, dealerId, taskId, explained: input.explained } }] : []),
    ...(input.userTold && !known.userTold ? [{ kind: 'user.told' as const, data: { by: 'dealer', taskId } }] : []),
    ...(input.departmentTold && !known.departmentTold ? [{ kind: 'department.told' as const, data: { department: 'technical-department', taskId } }] : []),
  ]
  if (facts.length > 0) await tellTicket(context, ticketId, facts)
  const arrangement: Arrangement = { ...input, userTold: input.userTold || known.userTold, departmentTold: input.departmentTold || known.departmentTold }
  await tx.run(sql`update dealer_tasks set arranged_at = coalesce(arranged_at, ${toIso(now)}), arrangement = ${JSON.stringify(arrangement)} where org_id = ${actor.orgId} and id = ${taskId}`)
}

export async function pushBackTask(context: Context, taskId: string, reason: string): Promise<void> {
  const { tx, actor, now } = context
  const { pushedAt, pushAccepted } = await lockTask(context, taskId)
  if (pushedAt !== null && pushAccepted === null) throw new Refusal('dealer.push-asked')
  await tx.run(sql`update dealer_tasks set push_reason = ${reason}, pushed_at = ${toIso(now)}, push_accepted = null, push_decided_at = null where org_id = ${actor.orgId} and id = ${taskId}`)
}

export async function answerPushBack(context: Context, taskId: string, accepted: boolean): Promise<void> {
  const { tx, actor, now } = context
  const { ticketId, dealerId, pushedAt, pushAccepted, pushReason } = await lockTask(context, taskId)
  if (pushedAt === null || pushAccepted !== null) throw new Refusal('dealer.push-not-asked')
  if (accepted) await tellTicket(context, ticketId, [{ kind: 'ticket.transferred', data: { from: 'dealer', to: 'company', dealerId, taskId, reason: (pushReason ?? '').slice(0, 200) } }])
  await tx.run(sql`
    update dealer_tasks set push_accepted = ${accepted}, push_decided_at = ${toIso(now)}, ended_at = ${accepted ? toIso(now) : null} where org_id = ${actor.orgId} and id = ${taskId}`)
}

export async function endTask(context: Context, taskId: string): Promise<void> {
  await lockTask(context, taskId)
  await context.tx.run(sql`update dealer_tasks set ended_at = ${toIso(context.now)} where org_id = ${context.actor.orgId} and id = ${taskId}`)
}
