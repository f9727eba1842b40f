// Loaners: owed by the plan, of the right grade, lent to one customer at a time, out until the original is repaired.
import { afterEach, describe, expect, test } from 'vitest'
import * as api from '#contract/repair/loaners.ts'
import { openRma, moveRma } from '#contract/repair/rma.ts'
import { openService } from '#tests/support/running-plan.ts'
import type { Service } from '#tests/support/running-plan.ts'
import { recordWith } from '#tests/support/standard/scene.ts'

let service: Service
afterEach(() => service.close())

const as = () => ({ as: service.desk })
const unit = async (number: string, grade = 'A', accessories: string[] = []) => (await service.app.call(api.createLoaner, { number, name: '備用變頻器', grade, accessories }, as())).body as { id: string; number: string }
const offer = (ticketId: string, unitId: string, more: { gradeOwed?: string; startsAt?: string; dueBackAt?: string } = {}) => service.app.call(api.offerLoan, { ticketId, unitId, ...more }, as())
const owed = async (ticketId: string) => (await service.app.call(api.getOwedLoaners, { ticketId }, as())).body
const handOver = async (loanId: string, isRunning = true, accessories: string[] = []) => {
  await service.app.call(api.agreeLoan, { loanId, signedBy: '陳先生' }, as())
  return service.app.call(api.handOverLoan, { loanId, accessories, isRunning, receivedBy: '陳先生' }, as())
}

test('P15-05 not repaired in four hours: a loaner of the same grade is owed, another grade is refused, and it is free', async () => {
  service = await openService('P15')
  const [same, other] = [await unit('B-1', 'A', ['電源線', '面板']), await unit('B-2', 'B')]
  const ticket = await service.register({ data: { urgency: 'urgent' } })
  expect((await owed(ticket.id)).owed).toEqual([])
  await service.strike(4 * 60 + 1)
  const due = await owed(ticket.id)
  expect(due.owed.map(({ clause }: { clause: string }) => clause)).toEqual(['P15-05'])
  expect([due.gradeClause, due.freeClause]).toEqual(['P15-05', 'P15-05'])
  const refused = await offer(ticket.id, other.id, { gradeOwed: 'A' })
  expect(refused.body).toMatchObject({ code: 'loaner.other-grade', params: { clause: 'P15-05', grade: 'B', owed: 'A' } })
  const loan = (await offer(ticket.id, same.id, { gradeOwed: 'A' })).body
  expect(loan).toMatchObject({ state: 'offered', isSameGrade: true, freeClause: 'P15-05' })
  const out = await handOver(loan.id, true, ['電源線'])
  expect(out.body).toMatchObject({ state: 'out', accessories: [{ name: '電源線', out: true }, { name: '面板', out: false }] })
  expect((await service.promise(ticket, 'P15-05'))?.state).toBe('kept')
  expect((await owed(ticket.id)).owed).toEqual([])
  const back = await service.app.call(api.giveBackLoan, { loanId: loan.id, accessories: [], condition: 'damaged' }, as())
  expect(back.body).toMatchObject({ state: 'back', missing: ['電源線'], condition: 'damaged' })
  expect((await offer(ticket.id, same.id, { gradeOwed: 'A' })).body.code).toBe('loaner.not-ready')
})

test('P15-05 a loaner of the same grade that does not run keeps nothing', async () => {
  service = await openService('P15')
  const { id } = await unit('B-1')
  const ticket = await service.register({ data: { urgency: 'urgent' } })
  await service.strike(4 * 60 + 1)
  const loan = (await offer(ticket.id, id, { gradeOwed: 'A' })).body
  expect((await handOver(loan.id, false)).body.state).toBe('out')
  expect((await owed(ticket.id)).owed).toHaveLength(1)
})

test('P06-20 at the breach a standby machine is owed, and the loan ends only when the original is repaired', async () => {
  service = await openService('P06')
  const { id } = await unit('B-1')
  const ticket = await service.register({ data: { phase: 'warranty' } })
  await service.strike(12 * 60 + 1)
  const due = await owed(ticket.id)
  expect(due.owed.map(({ clause }: { clause: string }) => clause)).toEqual(['P06-20'])
  expect(due.untilRepairedClause).toBe('P06-20')
  const loan = (await offer(ticket.id, id)).body
  expect(loan.dueBackAt).toBeNull()
  await handOver(loan.id)
  expect((await service.promise(ticket, 'P06-20'))?.metAt).not.toBeNull()
  const giveBack = () => service.app.call(api.giveBackLoan, { loanId: loan.id, accessories: [], condition: 'good' }, as())
  expect((await giveBack()).body).toMatchObject({ code: 'ticket.step-blocked', params: { clause: 'P06-20' } })
  const rma = (await service.app.call(openRma, { ticketId: ticket.id, fault: '主板' }, as())).body
  for (const step of ['ship', 'receive', 'repaired'] as const) expect((await service.app.call(moveRma, { rmaId: rma.id, step }, as())).status).toBe(200)
  expect((await giveBack()).body.state).toBe('back')
})

test('P06-34 the standby machine of the warranty period is owed after twelve hours there too', async () => {
  service = await openService('P06')
  const ticket = await service.register({ data: { phase: 'warranty' } })
  await service.strike(12 * 60 - 1)
  expect((await owed(ticket.id)).owed).toEqual([])
  await service.strike(12 * 60 + 1)
  expect((await owed(ticket.id)).owed).toHaveLength(1)
})

test('P01-17 a standby machine asked for is at the fault site within four hours, by the clock of the request', async () => {
  service = await openService('P01')
  const { id } = await unit('B-1')
  const ticket = await service.register()
  await service.record(ticket, 'loaner.requested', { trigger: 'customer' }, 30)
  const due = (await owed(ticket.id)).owed[0]
  expect([due.clause, Date.parse(due.dueAt) - service.origin]).toEqual(['P01-17', (30 + 240) * 60_000])
  service.at(60)
  const loan = (await offer(ticket.id, id)).body
  await service.app.call(api.agreeLoan, { loanId: loan.id, signedBy: '陳先生' }, as())
  service.at(200)
  await service.app.call(api.handOverLoan, { loanId: loan.id, accessories: [], isRunning: true, receivedBy: '陳先生' }, as())
  expect((await service.promise(ticket, 'P01-17'))?.state).toBe('kept')
})

test('P17-51 what must not stop and is repaired too late gets a stand-in first', async () => {
  service = await openService('P17')
  const { id } = await unit('B-1')
  const begin = async (critical: boolean) => service.register({ data: { critical } }, 0)
  const [must, may] = [await begin(true), await begin(false)]
  await service.strike(60 * 24 * 60)
  const clauses = async (ticket: { id: string }) => (await owed(ticket.id)).owed.map(({ clause }: { clause: string }) => clause)
  expect(await clauses(may)).toEqual([])
  expect(await clauses(must)).toEqual(['P17-51'])
  await handOver((await offer(must.id, id)).body.id)
  expect(await clauses(must)).toEqual([])
})

test('P21-22 an external cause does not end the case: a solution or a stand-in is owed', async () => {
  service = await openService('P21')
  const { id } = await unit('B-1')
  const ticket = await service.register()
  expect((await owed(ticket.id)).owed).toEqual([])
  await recordWith(service, ticket, { fact: 'cause.analysed' }, 5, 0, { cause: 'external', evidence: '照片' })
  expect((await owed(ticket.id)).owed.map(({ clause }: { clause: string }) => clause)).toEqual(['P21-22'])
  await handOver((await offer(ticket.id, id)).body.id)
  expect((await owed(ticket.id)).owed).toEqual([])
})

describe('the pool', () => {
  test('two desks that lend the last loaner at once: one succeeds', async () => {
    service = await openService('P01')
    const { id } = await unit('B-1')
    const tickets = await Promise.all([service.register(), service.register(), service.register()])
    const replies = await Promise.all(tickets.map((ticket) => offer(ticket.id, id)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(replies.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(['loaner.taken', 'loaner.taken'])
  })

  test('a unit is free again for the time after it is due back, and not while it is overdue', async () => {
    service = await openService('P01')
    const { id } = await unit('B-1')
    const [first, second] = [await service.register(), await service.register()]
    const loan = (await offer(first.id, id, { dueBackAt: '2026-06-10T10:00:00+08:00' })).body
    expect((await offer(second.id, id, { startsAt: '2026-06-10T09:59:00+08:00' })).body.code).toBe('loaner.taken')
    const free = async (freeFrom: string) => (await service.app.call(api.listLoaners, { freeFrom }, as())).body.rows.length
    expect([await free('2026-06-10T09:00:00+08:00'), await free('2026-06-10T10:00:00+08:00')]).toEqual([0, 1])
    await handOver(loan.id)
    service.at('2026-06-10T10:01:00+08:00')
    expect(await free('2026-06-11T10:00:00+08:00')).toBe(0)
    const late = (await service.app.call(api.listLoans, { overdue: 'true' }, as())).body.rows
    expect(late.map((row: { id: string; isOverdue: boolean }) => [row.id, row.isOverdue])).toEqual([[loan.id, true]])
    expect((await offer(second.id, id)).body.code).toBe('loaner.taken')
  })

  test('a step out of turn and an unknown accessory change nothing', async () => {
    service = await openService('P01')
    const { id } = await unit('B-1', 'A', ['電源線'])
    const ticket = await service.register()
    const loan = (await offer(ticket.id, id)).body
    expect((await service.app.call(api.handOverLoan, { loanId: loan.id, accessories: [], isRunning: true, receivedBy: '陳' }, as())).body.code).toBe('repair.wrong-step')
    expect((await handOver(loan.id, true, ['不在清單'])).body.code).toBe('loan.unknown-accessory')
    expect((await service.app.call(api.getLoan, { loanId: loan.id }, as())).body.state).toBe('agreed')
    expect((await service.app.call(api.printLoanAgreement, { loanId: loan.id }, as())).text).toContain('電源線')
    await service.app.call(api.cancelLoan, { loanId: loan.id, reason: '不需要了' }, as())
    expect((await offer(ticket.id, id)).status).toBe(200)
  })
})
