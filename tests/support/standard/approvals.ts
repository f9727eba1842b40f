// Walks the chains of a plan: every seat has its own person, created when it is first needed.
import { decideApproval, getApproval, listApprovals, askApproval } from '#contract/approval/endpoints.ts'
import { isOutside } from '#domain/approval/decide.ts'
import { sql } from '#server/platform/db/database.ts'
import { createPerson } from '../actor.ts'
import type { Called, TestPerson } from '../actor.ts'
import type { Service } from '../running-plan.ts'

export type Of = { ticketId?: string; agreementId?: string }

const seated = new WeakMap<Service, Map<string, TestPerson>>()

/** The person who sits there; a supervisor of the whole organisation, so that the ticket is in sight. */
export async function holderOf(service: Service, seat: string): Promise<TestPerson> {
  const known = seated.get(service) ?? new Map<string, TestPerson>()
  seated.set(service, known)
  const person = known.get(seat) ?? await createPerson(service.db, service.orgId, { role: 'manager', name: seat })
  known.set(seat, person)
  await service.db.tx({ orgId: service.orgId }, (tx) => tx.run(sql`insert into approval_seats (org_id, seat, person_id) values (${service.orgId}, ${seat}, ${person.id}) on conflict do nothing`))
  return person
}

export const ask = (service: Service, of: Of, ruleId: string): Promise<Called> => service.app.call(askApproval, { ...of, ruleId }, { as: service.desk })

export async function pendingOf(service: Service, of: Of): Promise<{ id: string; seat: string; clause: string }[]> {
  return (await service.app.call(listApprovals, { ...of, state: 'pending' }, { as: service.desk })).body.rows
}

/** Decides for the seat whose turn it is, as its holder. */
export async function decide(service: Service, approvalId: string, yes: boolean, reason?: string): Promise<Called> {
  const { body } = await service.app.call(getApproval, { approvalId }, { as: service.desk })
  const seat = String(body.seat)
  const actor = isOutside(seat) ? service.desk : (await holderOf(service, seat)).actor
  return service.app.call(decideApproval, { approvalId, yes, ...(reason && { reason }), ...(isOutside(seat) && { signedBy: '王業主' }) }, { as: actor })
}

/** Every pending chain is walked to its yes. */
export async function approveAll(service: Service, of: Of): Promise<void> {
  for (const { id } of await pendingOf(service, of)) {
    for (let state = 'pending'; state === 'pending';) {
      const reply = await decide(service, id, true)
      if (reply.status !== 200) throw new Error(`approval ${id} refused: ${reply.text}`)
      state = String(reply.body.state)
    }
  }
}
