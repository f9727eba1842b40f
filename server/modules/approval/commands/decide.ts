// A seat decides. The last yes records what the rule says, so that promises, steps and gates go on from there.
import type { decideApproval as declared } from '#contract/approval/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { readApprovals } from '#domain/approval/approval.ts'
import { objectionTo } from '#domain/approval/decide.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { readApproval } from '../queries/find-approvals.ts'
import { seatsOf } from '../queries/find-seats.ts'
import { readRecord, saveCopy } from '../store.ts'
import { openMatter } from './ask.ts'

export async function decideApproval(context: Context, { approvalId, yes, reason, signedBy }: ParsedOf<typeof declared>): Promise<void> {
  await readApproval(context, approvalId)
  const record = (await readRecord(context.tx, context.actor.orgId, approvalId))!
  const matter = await openMatter(context, record.ticket_id, record.agreement_id)
  const reading = readApprovals(matter.plan, matter.facts).find(({ id }) => id === approvalId)
  if (!reading) throw new Refusal('approval.unknown')
  const wish = { yes, reason: reason ?? null, signedBy: signedBy ?? null }
  const objection = objectionTo(reading, { id: context.actor.id, seats: await seatsOf(context) }, wish)
  if (objection) throw new Refusal(objection, { seat: reading.seat ?? '' })
  const decided = await matter.append({ kind: 'approval.decided', data: { approval: approvalId, seat: reading.seat!, yes, ...(reason && { reason }), ...(signedBy && { signedBy }) }, body: reason ?? null })
  const after = readApprovals(matter.plan, decided).find(({ id }) => id === approvalId)!
  if (after.state === 'approved' && reading.rule.records) {
    const { fact, data } = reading.rule.records
    await matter.append({ kind: fact, data: { ...data, approval: approvalId } })
  }
  await saveCopy(context.tx, context.actor.orgId, matter.subject, after, { formId: record.form_id, note: record.note })
}
