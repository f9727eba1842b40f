// Who is on duty: shifts of named rosters, the people on duty at a moment, and the times nobody covers.
import { z } from 'zod'
import { done, endpoint, id, moment } from '../endpoint.ts'

const rosterCode = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/).meta({ id: 'RosterCode' })
const qualification = z.string().trim().min(1).max(80)
const person = z.object({ id, name: z.string(), phone: z.string().nullable() })

export const shiftView = z.object({ id, roster: z.string(), person, startsAt: moment, endsAt: moment, note: z.string().nullable() }).meta({ id: 'Shift' })
export const span = z.strictObject({ from: moment, until: moment }).meta({ id: 'MomentSpan', description: 'From belongs to it, until does not' })

const shiftFields = { roster: rosterCode, personId: id, startsAt: moment, endsAt: moment, note: z.string().max(500).nullable() }
const requires = z.array(qualification).max(20).default([]).meta({ description: 'Qualifications asked for beyond those of the roster' })
const refusals = ['person.unknown', 'shift.unqualified', 'request.invalid'] as const

export const listShifts = endpoint({
  method: 'GET', path: '/roster/shifts', permission: 'roster.read', summary: 'Shifts that touch a span', reply: z.object({ rows: z.array(shiftView) }),
  input: z.strictObject({ roster: rosterCode.optional(), personId: id.optional(), from: moment, until: moment }), refusals: [],
})
export const createShift = endpoint({
  method: 'POST', path: '/roster/shifts', permission: 'roster.write', summary: 'Put a person on duty', reply: shiftView, refusals,
  input: z.strictObject({ ...shiftFields, note: shiftFields.note.default(null), requires }),
})
export const updateShift = endpoint({
  method: 'PATCH', path: '/roster/shifts/:shiftId', permission: 'roster.write', summary: 'Move a shift or give it to another person', reply: shiftView, refusals: ['shift.unknown', ...refusals],
  input: z.strictObject({
    shiftId: id, roster: rosterCode.optional(), personId: id.optional(), startsAt: moment.optional(), endsAt: moment.optional(), note: shiftFields.note.optional(), requires,
  }),
})
export const deleteShift = endpoint({
  method: 'DELETE', path: '/roster/shifts/:shiftId', permission: 'roster.write', summary: 'Take a shift away', input: z.strictObject({ shiftId: id }), reply: done, refusals: ['shift.unknown'],
})
export const getOnDuty = endpoint({
  method: 'GET', path: '/roster/on-duty', permission: 'roster.read', summary: 'Who is on duty, now or at a moment',
  input: z.strictObject({ roster: rosterCode.optional(), at: moment.optional() }), reply: z.object({ at: moment, rows: z.array(shiftView) }), refusals: [],
})
export const findRosterGaps = endpoint({
  method: 'POST', path: '/roster/gaps', permission: 'roster.read', summary: 'Times within the given windows at which too few people are on duty',
  input: z.strictObject({
    roster: rosterCode, from: moment, until: moment, minimum: z.number().int().min(1).max(100).default(1),
    windows: z.array(span).max(2000).optional().meta({ description: 'When the roster must be covered; the whole span if left out' }), requires,
  }),
  reply: z.object({ gaps: z.array(z.object({ from: moment, until: moment, onDuty: z.number() })) }), refusals: ['request.invalid'],
})
