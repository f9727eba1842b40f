import { z } from 'zod'
import { done, endpoint, id, nothing, pageOf } from '../endpoint.ts'
import { permissions } from '../permissions.ts'
import { text } from '../plan/text.ts'
import { invited, newPerson, personFilter, personPatch, personView, roleFields, roleView, teamView } from './people.ts'
import { roleScopes } from './templates.ts'

const personId = id
const roleId = id
const teamId = id
const onePerson = z.strictObject({ personId })

export const listPeople = endpoint({
  method: 'GET', path: '/people', permission: 'people.read', summary: 'People by filter, in order of name', input: personFilter, reply: pageOf(personView), refusals: ['request.invalid'],
})
export const getPerson = endpoint({
  method: 'GET', path: '/people/:personId', permission: 'people.read', summary: 'One person', input: onePerson, reply: personView, refusals: ['person.unknown'],
})
export const invitePerson = endpoint({
  showsSecret: true,
  method: 'POST', path: '/people', permission: 'people.write', summary: 'Add a person and send an invitation to choose a password', input: newPerson, reply: invited,
  refusals: ['person.email-taken', 'role.unknown', 'team.unknown', 'person.unknown', 'customer.unknown', 'permission.missing'],
})
export const inviteAgain = endpoint({
  showsSecret: true,
  method: 'POST', path: '/people/:personId/invitation', permission: 'people.write', summary: 'Send a new invitation; earlier ones stop working', input: onePerson, reply: invited,
  refusals: ['person.unknown', 'permission.missing'],
})
export const updatePerson = endpoint({
  method: 'PATCH', path: '/people/:personId', permission: 'people.write', summary: 'Change a person; what is left out stays', input: personPatch, reply: personView,
  refusals: ['person.unknown', 'person.email-taken', 'person.last-admin', 'role.unknown', 'team.unknown', 'customer.unknown', 'permission.missing'],
})
export const deactivatePerson = endpoint({
  method: 'POST', path: '/people/:personId/deactivation', permission: 'people.write', summary: 'Refuse all access from now on; history keeps the name', input: onePerson, reply: personView,
  refusals: ['person.unknown', 'person.last-admin', 'permission.missing'],
})
export const reactivatePerson = endpoint({
  method: 'DELETE', path: '/people/:personId/deactivation', permission: 'people.write', summary: 'Let a person in again', input: onePerson, reply: personView,
  refusals: ['person.unknown', 'permission.missing'],
})
export const signOutPerson = endpoint({
  method: 'DELETE', path: '/people/:personId/sessions', permission: 'people.write', summary: 'End all sessions of a person', input: onePerson, reply: done,
  refusals: ['person.unknown', 'permission.missing'],
})
export const removePersonTotp = endpoint({
  method: 'DELETE', path: '/people/:personId/totp', permission: 'people.write', summary: 'Take away a lost authenticator; the person signs in with the password and may set up a new one',
  input: onePerson, reply: personView, refusals: ['person.unknown', 'permission.missing'],
})

export const listRoles = endpoint({
  method: 'GET', path: '/roles', permission: 'people.read', summary: 'Roles with their permissions', input: nothing, reply: z.object({ rows: z.array(roleView) }), refusals: [],
})
export const createRole = endpoint({
  method: 'POST', path: '/roles', permission: 'role.write', summary: 'Add a role', reply: roleView,
  input: z.strictObject({ code: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/), ...roleFields, scope: z.enum(roleScopes).default('all') }),
  refusals: ['role.code-taken', 'permission.missing'],
})
export const updateRole = endpoint({
  method: 'PATCH', path: '/roles/:roleId', permission: 'role.write', summary: 'Change what a role may do', reply: roleView,
  input: z.strictObject({ roleId, title: text.optional(), permissions: z.array(z.enum(permissions)).optional(), scope: z.enum(roleScopes).optional() }),
  refusals: ['role.unknown', 'person.last-admin', 'permission.missing'],
})
export const deleteRole = endpoint({
  method: 'DELETE', path: '/roles/:roleId', permission: 'role.write', summary: 'Remove a role nobody holds', input: z.strictObject({ roleId }), reply: done,
  refusals: ['role.unknown', 'row.in-use'],
})

const teamFields = { name: z.string().trim().min(1).max(100), leadId: id.nullable(), memberIds: z.array(id).max(500) }
export const listTeams = endpoint({
  method: 'GET', path: '/teams', permission: 'people.read', summary: 'Teams with lead and members', input: nothing, reply: z.object({ rows: z.array(teamView) }), refusals: [],
})
export const createTeam = endpoint({
  method: 'POST', path: '/teams', permission: 'people.write', summary: 'Add a team', reply: teamView,
  input: z.strictObject({ name: teamFields.name, leadId: teamFields.leadId.default(null), memberIds: teamFields.memberIds.default([]) }), refusals: ['person.unknown'],
})
export const updateTeam = endpoint({
  method: 'PATCH', path: '/teams/:teamId', permission: 'people.write', summary: 'Change a team; members given replace those before', reply: teamView,
  input: z.strictObject({ teamId, name: teamFields.name.optional(), leadId: teamFields.leadId.optional(), memberIds: teamFields.memberIds.optional() }), refusals: ['team.unknown', 'person.unknown'],
})
export const deleteTeam = endpoint({
  method: 'DELETE', path: '/teams/:teamId', permission: 'people.write', summary: 'Remove a team; its members stay', input: z.strictObject({ teamId }), reply: done, refusals: ['team.unknown'],
})
