import { z } from 'zod'
import { endpoint, id, moment, nothing, page, pageOf } from '../endpoint.ts'
import { orgPatch, orgView } from './org.ts'

export const getOrg = endpoint({
  method: 'GET', path: '/org', permission: 'signed-in', summary: 'The organisation: name, language, zone, numbers, rosters', input: nothing, reply: orgView, refusals: [],
})
export const updateOrg = endpoint({
  method: 'PATCH', path: '/org', permission: 'setting.write', summary: 'Change settings of the organisation; what is left out stays', input: orgPatch, reply: orgView,
  refusals: ['calendar.unknown-zone', 'request.invalid'],
})

export const auditEntry = z.object({
  id, at: moment, actorId: id.nullable(), actorName: z.string(), action: z.string(), noun: z.string(), nounId: z.string().nullable(), before: z.unknown(), after: z.unknown(),
}).meta({ id: 'AuditEntry' })
export const listAudit = endpoint({
  method: 'GET', path: '/audit', permission: 'audit.read', summary: 'Who changed which setting, newest first',
  input: z.strictObject({ noun: z.string().max(40).optional(), nounId: z.string().max(80).optional(), actorId: id.optional(), from: moment.optional(), until: moment.optional(), ...page }),
  reply: pageOf(auditEntry), refusals: ['request.invalid'],
})
