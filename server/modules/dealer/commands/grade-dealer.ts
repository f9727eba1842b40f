// Grades and awards are decided by people. A downgrade needs a cause of the plan and as many approvers as the plan names, each another person.
import type { gradeView } from '#contract/dealer/dealer.ts'
import type { decideGrade as deciding, giveAward as awarding, proposeGrade as proposing } from '#contract/dealer/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { isDowngrade } from '#domain/settlement/grade.ts'
import type { Grade } from '#domain/settlement/grade.ts'
import { toIso } from '#domain/time/instant.ts'
import type { z } from 'zod'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { scoreOf } from '../queries/get-dealer.ts'
import { gradeRows } from '../queries/list-decisions.ts'
import { loadDealer } from '../queries/standing.ts'
import { unique } from '../store.ts'

export async function proposeGrade(context: Context, { dealerId, grade, cause, reason }: ParsedOf<typeof proposing>): Promise<string> {
  const { tx, actor, now } = context
  const { dealer, plan, terms } = await loadDealer(context, dealerId, { lock: true })
  if (dealer.grade === grade) throw new Refusal('dealer.same-grade', { field: 'grade', grade })
  const isDown = isDowngrade(dealer.grade, grade)
  const causes = terms.downgrade?.causes ?? []
  if (isDown && causes.length > 0 && !causes.includes(cause)) throw new Refusal('dealer.unknown-cause', { field: 'cause', cause, causes: causes.join(', ') })
  const open = await tx.row(sql`select 1 from dealer_grades where org_id = ${actor.orgId} and dealer_id = ${dealerId} and state = 'proposed'`)
  if (open) throw new Refusal('dealer.grade-pending')
  const steps = isDown ? Math.max(1, plan?.approvals.find(({ of }) => of === 'dealer-downgrade')?.steps.length ?? 1) : 1
  const id = newId()
  await tx.run(sql`
    insert into dealer_grades (org_id, id, dealer_id, from_grade, to_grade, cause, clause, proposed_by, proposed_at, approvals, steps, state)
    values (${actor.orgId}, ${id}, ${dealerId}, ${dealer.grade}, ${grade}, ${cause}, ${isDown ? (terms.downgrade?.clause ?? null) : null}, ${actor.id}, ${toIso(now)}, ${JSON.stringify([{ by: actor.id, name: actor.name, at: toIso(now), yes: true, reason }])}, ${steps}, 'proposed')`)
  return id
}

type Approvals = z.output<typeof gradeView>['approvals']
type Pending = { dealerId: string; to: Grade; approvals: Approvals; steps: number; state: string }

/** The first entry is the proposal; nobody signs twice, and one no is enough. */
export async function decideGrade(context: Context, { decisionId, yes, reason }: ParsedOf<typeof deciding>): Promise<void> {
  const { tx, actor, now } = context
  const pending = await tx.row<Pending>(sql`
    select dealer_id as "dealerId", to_grade as to, approvals, steps, state from dealer_grades where org_id = ${actor.orgId} and id = ${decisionId} for update`)
  if (!pending) throw new Refusal('dealer.decision-unknown')
  if (pending.state !== 'proposed') throw new Refusal('claim.link-done')
  if (pending.approvals.some(({ by }) => by === actor.id)) throw new Refusal('promise.same-signer')
  if (!yes && reason === '') throw new Refusal('dealer.reason-missing', { field: 'reason' })
  const approvals: Approvals = [...pending.approvals, { by: actor.id!, name: actor.name, at: toIso(now), yes, reason }]
  const given = approvals.slice(1).filter((one) => one.yes).length
  const state = !yes ? 'refused' : given >= pending.steps ? 'applied' : 'proposed'
  await tx.run(sql`
    update dealer_grades set approvals = ${JSON.stringify(approvals)}, state = ${state}, decided_at = ${state === 'proposed' ? null : toIso(now)} where org_id = ${actor.orgId} and id = ${decisionId}`)
  if (state === 'applied') await tx.run(sql`update dealers set grade = ${pending.to}, version = version + 1 where org_id = ${actor.orgId} and customer_id = ${pending.dealerId}`)
}

export async function decisionOf(context: Context, decisionId: string): Promise<z.output<typeof gradeView>> {
  const [row] = await gradeRows(context, sql`g.id = ${decisionId}`)
  if (!row) throw new Refusal('dealer.decision-unknown')
  return row
}

export async function giveAward(context: Context, { dealerId, period, basis, amount }: ParsedOf<typeof awarding>): Promise<string> {
  const { tx, actor } = context
  const { dealer, today } = await loadDealer(context, dealerId)
  const { score } = await scoreOf(context, dealerId, dealer.grade)
  const id = newId()
  await unique('dealer_awards_org_id_dealer_id_period_key', () => new Refusal('dealer.awarded', { field: 'period', period }), () => tx.run(sql`
    insert into dealer_awards (org_id, id, dealer_id, period, basis, score, amount, approver_id, approver_name, awarded_on)
    values (${actor.orgId}, ${id}, ${dealerId}, ${period}, ${basis}, ${score}, ${amount}, ${actor.id}, ${actor.name}, ${today})`))
  return id
}
