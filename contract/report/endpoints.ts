import { z } from 'zod'
import { endpoint, id, nothing } from '../endpoint.ts'
import { text } from '../plan/text.ts'

export const getDashboard = endpoint({
  method: 'GET', path: '/dashboard', permission: 'ticket.read', summary: 'A handful of figures that lead to their records', input: nothing,
  reply: z.object({
    mine: z.number(), unassigned: z.number(), dueSoon: z.number(), overdue: z.number(), brokenToday: z.number(), registeredToday: z.number(), closedToday: z.number(),
    byType: z.array(z.object({ type: z.string(), count: z.number() })),
  }), refusals: [],
})

export const listCycles = endpoint({
  method: 'GET', path: '/agreements/:agreementId/cycles', permission: 'agreement.read', summary: 'Inspections, maintenance, visits, surveys and training owed by an agreement',
  input: z.strictObject({ agreementId: id, from: z.iso.date().optional(), until: z.iso.date().optional() }),
  reply: z.object({ rows: z.array(z.object({
    ruleId: z.string(), clause: z.string(), title: text, activity: z.string(), n: z.number(), dueOn: z.string(), windowFrom: z.string(), windowTo: z.string(),
    state: z.enum(['done', 'due', 'late', 'planned', 'waived']), form: z.string().nullable(), checklist: z.string().nullable(), free: z.boolean().nullable(),
  })) }), refusals: ['agreement.unknown'],
})

export const listAllCycles = endpoint({
  method: 'GET', path: '/cycles', permission: 'agreement.read', summary: 'Everything that falls due in a span over all agreements',
  input: z.strictObject({ from: z.iso.date(), until: z.iso.date() }),
  reply: z.object({ rows: z.array(z.object({
    agreement: z.object({ id, number: z.string() }), customer: z.string(), ruleId: z.string(), clause: z.string(), title: text, activity: z.string(), dueOn: z.string(), state: z.string(),
  })) }), refusals: [],
})
