// The copy of a chain beside its facts. One function writes it, from the reading alone.
import type { ApprovalReading } from '#domain/approval/approval.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

export type Subject = { ticketId: string | null; agreementId: string | null; planVersionId: string }

export async function saveCopy(tx: Tx, orgId: string, subject: Subject, reading: ApprovalReading, more: { formId: string | null; note: string | null }): Promise<void> {
  const decidedAt = reading.state === 'pending' ? null : reading.steps.flatMap(({ at }) => at ?? []).at(-1)
  await tx.run(sql`
    insert into approvals (org_id, id, subject_kind, ticket_id, agreement_id, plan_version_id, rule_id, clause, title, form_id, note, state, seat, asked_by, asked_at, decided_at)
    values (${orgId}, ${reading.id}, ${subject.ticketId ? 'ticket' : 'agreement'}, ${subject.ticketId}, ${subject.ticketId ? null : subject.agreementId}, ${subject.planVersionId},
      ${reading.rule.id}, ${reading.rule.clause}, ${JSON.stringify(reading.rule.title)}, ${more.formId}, ${more.note}, ${reading.state}, ${reading.seat}, ${reading.askedBy},
      ${toIso(reading.askedAt)}, ${decidedAt ? toIso(decidedAt) : null})
    on conflict (org_id, id) do update set state = excluded.state, seat = excluded.seat, decided_at = excluded.decided_at`)
}

export type ApprovalRecord = {
  id: string; ticket_id: string | null; agreement_id: string | null; plan_version_id: string; rule_id: string; form_id: string | null; note: string | null
}

export const readRecord = (tx: Tx, orgId: string, id: string): Promise<ApprovalRecord | null> => tx.row<ApprovalRecord>(sql`
  select id, ticket_id, agreement_id, plan_version_id, rule_id, form_id, note from approvals where org_id = ${orgId} and id = ${id}`)
