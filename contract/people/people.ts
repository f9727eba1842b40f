// Shapes of people, roles and teams.
import { z } from 'zod'
import { languages } from '#domain/plan/words.ts'
import { id, moment, page } from '../endpoint.ts'
import { permissions } from '../permissions.ts'
import { text } from '../plan/text.ts'
import { roleScopes } from './templates.ts'

export const personKinds = ['staff', 'customer', 'dealer'] as const
export const personName = z.string().trim().min(1).max(100)
export const emailAddress = z.email().max(254).meta({ id: 'EmailAddress' })
/** Length is counted here; commonness is judged by the server. */
export const password = z.string().min(10).max(200).meta({ id: 'Password' })

const teamRef = z.object({ id, name: z.string(), isLead: z.boolean() })
const roleRef = z.object({ id, code: z.string(), title: text })

export const personView = z.object({
  id, name: z.string(), email: z.string(), phone: z.string().nullable(), kind: z.enum(personKinds), role: roleRef, customerId: id.nullable(), managerId: id.nullable(),
  language: z.enum(languages).nullable(), qualifications: z.array(z.string()), position: z.string().nullable(), teams: z.array(teamRef), isActive: z.boolean(),
  hasPassword: z.boolean().meta({ description: 'False until an invitation was accepted' }), hasTotp: z.boolean(), createdAt: moment,
}).meta({ id: 'Person' })
export type PersonView = z.infer<typeof personView>

export const personFilter = z.strictObject({
  q: z.string().max(100).optional().meta({ description: 'Part of name, initials in pinyin, e-mail or phone' }),
  kind: z.enum(personKinds).optional(), roleId: id.optional(), teamId: id.optional(), customerId: id.optional(), active: z.enum(['yes', 'no', 'all']).default('yes'), ...page,
})

const details = {
  phone: z.string().trim().max(40).nullable(), customerId: id.nullable(), managerId: id.nullable(), language: z.enum(languages).nullable(),
  qualifications: z.array(z.string().trim().min(1).max(80)).max(60), position: z.string().trim().max(80).nullable(), teamIds: z.array(id).max(60),
}
export const newPerson = z.strictObject({
  name: personName, email: emailAddress, kind: z.enum(personKinds).default('staff'), roleId: id,
  phone: details.phone.default(null), customerId: details.customerId.default(null), managerId: details.managerId.default(null), language: details.language.default(null),
  qualifications: details.qualifications.default([]), position: details.position.default(null), teamIds: details.teamIds.default([]),
})
export const personPatch = z.strictObject({
  personId: id, name: personName.optional(), email: emailAddress.optional(), roleId: id.optional(), phone: details.phone.optional(), customerId: details.customerId.optional(),
  managerId: details.managerId.optional(), language: details.language.optional(), qualifications: details.qualifications.optional(), position: details.position.optional(), teamIds: details.teamIds.optional(),
})
/** The link is for the administrator to hand over where mail is not used. It is shown once. */
export const invited = z.object({ person: personView, link: z.string() }).meta({ id: 'Invited' })

export const roleView = z.object({
  id, code: z.string(), title: text, permissions: z.array(z.enum(permissions)), scope: z.enum(roleScopes), template: z.string().nullable(), people: z.number(),
}).meta({ id: 'Role' })
export const roleFields = { title: text, permissions: z.array(z.enum(permissions)).max(permissions.length), scope: z.enum(roleScopes) }

export const teamView = z.object({ id, name: z.string(), leadId: id.nullable(), members: z.array(z.object({ id, name: z.string() })) }).meta({ id: 'Team' })
