// Plan 1, IT infrastructure: what its clauses promise, exercised through the API.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openService } from '#tests/support/running-plan.ts'
import type { Service } from '#tests/support/running-plan.ts'

let service: Service
beforeAll(async () => { service = await openService('P01', { level: 'A' }) })
afterAll(() => service.close())

describe('P01', () => {
  test.each([['A', 10], ['B', 10], ['C', 30]])('P01-10 P01-11 research at level %s is answered within %i minutes, the alarm strikes once', async (level, due) => {
    const own = await openService('P01', { level })
    const ticket = await own.register()
    await own.record(ticket, 'question.research-needed', {}, 5)
    expect(await own.promise(ticket, 'P01-10')).toMatchObject({ state: 'running', dueAt: new Date(Date.parse('2026-06-08T02:05:00Z') + due * 60_000).toISOString().replace('.000', '') })
    expect(await own.strike(5 + due + 1)).toContain('P01-10#1 due')
    expect(await own.strike(5 + due + 1)).not.toContain('P01-10#1 due')
    await own.record(ticket, 'reply.sent', {}, 6 + due)
    expect(await own.promise(ticket, 'P01-10')).toMatchObject({ state: 'broken', over: 60 })
    expect((await own.ledger(ticket, 'P01-10#1')).map(({ kind }) => kind)).toEqual(['made', 'warned', 'escalated', 'broken', 'escalated', 'met-late'])
    await own.close()
  })

  test('P01-34 P01-35 P01-36 P01-37 P01-39 P01-40 the seven steps of a hardware fault are walked in their order', async () => {
    const ticket = await service.register()
    expect((await service.refused(ticket, 'diagnosis.made', { diagnosis: 'hardware' })).body.code).toBe('ticket.step-blocked')
    await service.record(ticket, 'ticket.arranged', { mode: 'on-site' })
    await service.record(ticket, 'diagnosis.made', { diagnosis: 'hardware' })
    await service.file({ ticketId: ticket.id }, 'P01-rma')
    const view = await service.record(ticket, 'rma.opened')
    expect(view.steps.filter(({ state }) => state === 'done').map(({ id }) => id)).toEqual(['P01-step-1', 'P01-step-2', 'P01-step-3', 'P01-step-4'])
    expect(view.steps.find(({ id }) => id === 'P01-step-5')?.state).toBe('skipped')
    expect((await service.refused(ticket, 'ticket.closed')).body.code).toBe('ticket.step-blocked')
  })
})
