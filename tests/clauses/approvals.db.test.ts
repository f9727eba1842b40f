// Chains of approval: in order, by the seat, refused with a reason, lent for a time; nothing downstream begins before.
import { afterEach, describe, expect, test } from 'vitest'
import { askApproval, decideApproval, delegate, listApprovals, listSeats } from '#contract/approval/endpoints.ts'
import { sql } from '#server/platform/db/database.ts'
import { openService } from '#tests/support/running-plan.ts'
import type { Service } from '#tests/support/running-plan.ts'
import { approveAll, ask, decide, holderOf, pendingOf } from '#tests/support/standard/approvals.ts'
import { recordWith } from '#tests/support/standard/scene.ts'
import type { Called } from '#tests/support/actor.ts'

let service: Service
afterEach(() => service.close())

const open = async (code: string) => { service = await openService(code) }
const needs = ({ body }: Called) => (body.params.because as { code: string; clause: string }[]).map(({ code, clause }) => `${code} ${clause}`)
const only = async (of: { ticketId?: string; agreementId?: string }) => {
  const [first, ...others] = await pendingOf(service, of)
  expect(others).toEqual([])
  return first!
}

describe('plan 14', () => {
  const begun = async () => {
    await open('P14')
    const ticket = await service.register()
    await service.record(ticket, 'warranty.verified')
    await service.file({ ticketId: ticket.id }, 'P14-repair-feedback-sheet')
    return ticket
  }

  test('P14-03 the second check is by another person than the first, and differing results go to a supervisor', async () => {
    const ticket = await begun()
    const direct = await service.refused(ticket, 'warranty.verified', { role: 'engineering-manager' })
    expect(needs(direct)).toEqual(['approval.missing P14-03'])
    expect((await ask(service, { ticketId: ticket.id }, 'P14-03-approval')).status).toBe(200)
    const { id, seat } = await only({ ticketId: ticket.id })
    expect(seat).toBe('customer-service')
    const first = await holderOf(service, 'customer-service')
    expect((await service.app.call(decideApproval, { approvalId: id, yes: true }, { as: first.actor })).body.seat).toBe('engineering-manager')
    await service.db.tx({ orgId: service.orgId }, (tx) => tx.run(sql`
      insert into approval_seats (org_id, seat, person_id) values (${service.orgId}, 'engineering-manager', ${first.id})`))
    expect((await service.app.call(decideApproval, { approvalId: id, yes: true }, { as: first.actor })).body.code).toBe('approval.decided-before')
    const second = await decide(service, id, false, '檔案與現場不符')
    expect(second.body).toMatchObject({ state: 'pending', seat: 'supervisor' })
    const last = await decide(service, id, true)
    expect(last.body.state).toBe('approved')
    expect(last.body.steps.map(({ seat: one, state, by, reason }: Record<string, unknown>) => [one, state, by, reason])).toEqual([
      ['customer-service', 'done', 'customer-service', null], ['engineering-manager', 'refused', 'engineering-manager', '檔案與現場不符'], ['supervisor', 'done', 'supervisor', null],
    ])
    expect((await service.read(ticket)).steps.find(({ id: step }) => step === 'P14-step-second')?.state).toBe('done')
  })

  test('P14-11 the crew is not assigned before both have approved the sheet; a no needs its reason and the sheet is filed anew', async () => {
    const ticket = await begun()
    await ask(service, { ticketId: ticket.id }, 'P14-03-approval')
    await approveAll(service, { ticketId: ticket.id })
    await service.record(ticket, 'engineer.arrived', { role: 'engineering-manager' })
    await service.record(ticket, 'cause.analysed', { cause: 'own-construction', evidence: '照片' })
    await service.record(ticket, 'attachment.added')
    await service.file({ ticketId: ticket.id }, 'P14-repair-service-sheet')
    expect(needs(await service.refused(ticket, 'ticket.assigned', { to: service.people.engineer.id }))).toContain('gate.needs P14-11')
    expect(needs(await service.refused(ticket, 'ticket.approved'))).toContain('approval.missing P14-11')
    const { id } = await only({ ticketId: ticket.id })
    expect((await decide(service, id, true)).body).toMatchObject({ state: 'pending', seat: 'general-manager-office' })
    expect(needs(await service.refused(ticket, 'ticket.assigned', { to: service.people.engineer.id }))).toContain('gate.needs P14-11')
    expect((await decide(service, id, false)).body.code).toBe('approval.reason-missing')
    expect((await decide(service, id, false, '數量與預算不符')).body.state).toBe('refused')
    expect(needs(await service.refused(ticket, 'ticket.approved'))).toContain('approval.missing P14-11')
    await service.file({ ticketId: ticket.id }, 'P14-repair-service-sheet')
    await approveAll(service, { ticketId: ticket.id })
    await service.record(ticket, 'ticket.assigned', { to: service.people.engineer.id })
    expect((await service.read(ticket)).steps.find(({ id: step }) => step === 'P14-step-crew')?.state).toBe('done')
  })
})

test('P15-23 the task order is issued only after review and approval, in that order', async () => {
  await open('P15')
  const ticket = await service.register({ data: { work: 'rework' } })
  await recordWith(service, ticket, { fact: 'diagnosis.made' }, 1)
  await service.file({ ticketId: ticket.id }, 'P15-defect-confirmation', {}, 2)
  await service.record(ticket, 'solution.planned', {}, 3)
  await service.file({ ticketId: ticket.id }, 'P15-repair-task-order', {}, 3)
  const issue = () => service.refused(ticket, 'ticket.assigned', { role: 'responsible', to: service.people.engineer.id })
  expect((await issue()).body.code).toBe('ticket.step-blocked')
  const { id, seat } = await only({ ticketId: ticket.id })
  expect(seat).toBe('department-head')
  const leader = await holderOf(service, 'unit-leader')
  expect((await service.app.call(decideApproval, { approvalId: id, yes: true }, { as: leader.actor })).body).toMatchObject({ code: 'approval.not-your-seat', params: { seat: 'department-head' } })
  await decide(service, id, true)
  expect((await issue()).body.code).toBe('ticket.step-blocked')
  expect((await decide(service, id, true)).body.state).toBe('approved')
  expect((await issue()).status).toBe(200)
})

test('P15-19 the return-visit report goes to the leader in charge, who acknowledges it', async () => {
  await open('P15')
  await service.file({ agreementId: service.agreementId }, 'P15-return-visit-report')
  const { id, seat, clause } = await only({ agreementId: service.agreementId })
  expect([seat, clause]).toEqual(['unit-leader', 'P15-19'])
  const reply = await decide(service, id, true, '已閱')
  expect(reply.body).toMatchObject({ state: 'approved', steps: [{ seat: 'unit-leader', by: 'unit-leader', reason: '已閱' }] })
})

test('P15-38 no session is held before the owner has approved the training plan', async () => {
  await open('P15')
  await service.file({ agreementId: service.agreementId }, 'P15-training-plan')
  const hold = () => service.agree('training.held', { course: 'operation-maintenance' })
  expect((await hold()).body.code).toBe('ticket.step-blocked')
  const { id } = await only({ agreementId: service.agreementId })
  expect((await service.app.call(decideApproval, { approvalId: id, yes: true }, { as: service.desk })).body.code).toBe('approval.signer-missing')
  expect((await decide(service, id, true)).body).toMatchObject({ state: 'approved', steps: [{ seat: 'owner', signedBy: '王業主' }] })
  expect((await hold()).status).toBe(200)
})

test('P13-44 refund waits for senior management; a no sends the return back with its reason', async () => {
  await open('P13')
  const ticket = await service.register({ type: 'return', data: { returnReason: 'unusable' } })
  await service.record(ticket, 'return.requested')
  await service.record(ticket, 'answer.given')
  await recordWith(service, ticket, { fact: 'part.appraised' }, 1)
  await service.file({ ticketId: ticket.id }, 'P13-return-note')
  await service.file({ ticketId: ticket.id }, 'P13-return-account')
  expect((await service.refused(ticket, 'return.decided', { decision: 'approved' })).body.code).toBe('ticket.step-blocked')
  const { id } = await only({ ticketId: ticket.id })
  expect((await decide(service, id, false, '產品可用')).body).toMatchObject({ state: 'refused', steps: [{ reason: '產品可用' }] })
  expect((await service.refused(ticket, 'refund.made')).body.code).toBe('ticket.step-blocked')
  await service.file({ ticketId: ticket.id }, 'P13-return-account')
  await approveAll(service, { ticketId: ticket.id })
  await service.record(ticket, 'refund.made')
})

test('P17-50 what cannot be solved on site needs a plan that the owner agrees to', async () => {
  await open('P17')
  const ticket = await service.register()
  await service.app.call(askApproval, { ticketId: ticket.id, ruleId: 'P17-50', note: '返廠更換驅動，六月十五日前完成' }, { as: service.desk })
  const rows = await pendingOf(service, { ticketId: ticket.id })
  expect(rows.map(({ clause }) => clause)).toEqual(['P17-50'])
  expect((await decide(service, rows[0]!.id, true)).body.seat).toBe('owner')
  expect((await decide(service, rows[0]!.id, true)).body).toMatchObject({ state: 'approved', note: '返廠更換驅動，六月十五日前完成' })
})

test('a seat lent for a time is decided by who stands in, in their own name, and not after', async () => {
  await open('P15')
  const leader = await holderOf(service, 'unit-leader')
  const { desk } = service
  const lent = await service.app.call(delegate, { toId: service.people.desk.id, startsAt: '2026-06-08T00:00:00+08:00', endsAt: '2026-06-09T00:00:00+08:00', reason: '出差' }, { as: leader.actor })
  expect(lent.status).toBe(200)
  await service.file({ agreementId: service.agreementId }, 'P15-return-visit-report')
  const { id } = await only({ agreementId: service.agreementId })
  expect((await service.app.call(listApprovals, { mine: 'true' }, { as: desk })).body.rows.map((row: { id: string }) => row.id)).toEqual([id])
  service.at('2026-06-09T00:00:00+08:00')
  expect((await service.app.call(decideApproval, { approvalId: id, yes: true }, { as: desk })).body.code).toBe('approval.not-your-seat')
  expect((await service.app.call(listApprovals, { mine: 'true' }, { as: desk })).body.rows).toEqual([])
})

test('a seat that nobody holds is listed as a gap with the clauses that need it', async () => {
  await open('P14')
  const before = (await service.app.call(listSeats, {}, { as: service.desk })).body.rows
  expect(before.find(({ seat }: { seat: string }) => seat === 'general-manager-office')).toMatchObject({ holders: [], clauses: ['P14-11'] })
  await holderOf(service, 'general-manager-office')
  const after = (await service.app.call(listSeats, {}, { as: service.desk })).body.rows
  expect(after.find(({ seat }: { seat: string }) => seat === 'general-manager-office').holders).toHaveLength(1)
})

test('a ticket out of sight has no approvals in sight', async () => {
  await open('P15')
  const ticket = await service.register({ data: { work: 'rework' } })
  await recordWith(service, ticket, { fact: 'diagnosis.made' }, 1)
  await service.file({ ticketId: ticket.id }, 'P15-defect-confirmation', {}, 2)
  await service.file({ ticketId: ticket.id }, 'P15-repair-task-order', {}, 3)
  await service.record(ticket, 'ticket.assigned', { to: service.people.other.id })
  const rows = (await service.app.call(listApprovals, {}, { as: { ...service.people.engineer.actor, scope: 'own' } })).body.rows
  expect(rows).toEqual([])
})
