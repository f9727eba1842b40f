// People from the console: for the operator who set the product up, and for the day when the last administrator lost the password.
import { permissions } from '#contract/permissions.ts'
import type { Instant } from '#domain/time/instant.ts'
import { isWeak } from '#server/platform/auth/passwords.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { audit } from '../../modules/org/index.ts'
import { setActive } from '../../modules/people/commands/save-person.ts'
import { addPerson } from '../../modules/people/index.ts'
import { credentialsOf, findCredentials, makeLink } from '../../modules/people/store.ts'
import { exitCodes, Misuse, needed, text } from './command.ts'
import type { Call, Command } from './command.ts'
import { withDatabase } from './with-database.ts'

export type UserLine = { id: string; email: string; name: string; role: string; kind: string; is_active: boolean; org_id: string; org: string }
export type NewUser = { org?: string | undefined; email: string; name: string; role: string; password?: string | undefined }
const json = { json: { type: 'boolean' } } as const
const person = { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, password: { type: 'string' }, org: { type: 'string' } } as const

export const listUsers = (db: DatabaseHandle): Promise<UserLine[]> => db.tx('system', (tx) => tx.rows<UserLine>(sql`
  select p.id, p.email, p.name, r.code as role, p.kind, p.is_active, p.org_id, o.name as org
  from people p join roles r on r.org_id = p.org_id and r.id = p.role_id join orgs o on o.id = p.org_id order by o.name, p.email`))

/** The path of the link with which the person chooses a password; null where one was given. */
export function addUser(db: DatabaseHandle, now: Instant, { org, email, name, role, password }: NewUser): Promise<string | null> {
  if (password !== undefined && isWeak(password, [email, name])) throw new Misuse('This password is too weak.')
  return db.tx('system', async (tx) => {
    const orgId = await orgNamed(tx, org)
    if (await findCredentials(tx, email)) throw new Error(`${email} is a person already.`)
    const id = await addPerson(tx, now, { orgId, email, name, role, ...(password && { password }) })
    await audit({ tx, now, actor: operator(orgId) }, { action: 'person.added', noun: 'person', nounId: id, after: { email, name, role } })
    return password ? null : `/invite#${(await makeLink(tx, orgId, id, 'invite', now)).token}`
  })
}

/** The path of a link that works once. */
export const resetPassword = (db: DatabaseHandle, now: Instant, email: string): Promise<string> => db.tx('system', async (tx) => {
  const { orgId, personId } = await personWith(tx, email)
  await audit({ tx, now, actor: operator(orgId) }, { action: 'password.reset-asked', noun: 'person', nounId: personId })
  return `/reset#${(await makeLink(tx, orgId, personId, 'reset', now)).token}`
})

export async function deactivateUser(db: DatabaseHandle, now: Instant, email: string): Promise<void> {
  const { orgId, personId } = await db.tx('system', (tx) => personWith(tx, email))
  await db.tx({ orgId }, (tx) => setActive({ tx, now, actor: operator(orgId) }, personId, false))
}

export const userCommands: Readonly<Record<string, Command>> = {
  'user list': {
    usage: 'user list [--json]', about: 'everybody who may sign in', options: json,
    run: ({ values, out }) => withDatabase(async ({ db }) => {
      for (const user of await listUsers(db)) out(values['json'] ? JSON.stringify(user) : `${user.email.padEnd(34)} ${user.role.padEnd(18)} ${user.is_active ? '' : 'inactive '}${user.name}  ${user.org}`)
      return exitCodes.good
    }),
  },
  'user add': {
    usage: 'user add --email E --name N --role R [--password P] [--org ID]', about: 'a new person; without a password a link is printed that lets them choose one', options: person,
    run: (call) => withDatabase(async ({ db, now }) => {
      const link = await addUser(db, now, { email: needed(call, 'email'), name: needed(call, 'name'), role: needed(call, 'role'), password: text(call, 'password'), org: text(call, 'org') })
      call.out(link ?? 'added')
      return exitCodes.good
    }),
  },
  'user reset-password': {
    usage: 'user reset-password EMAIL', about: 'prints a link that lets the person choose a new password once', takes: [1, 1],
    run: (call) => withDatabase(async ({ db, now }) => {
      call.out(await resetPassword(db, now, only(call)))
      return exitCodes.good
    }),
  },
  'user deactivate': {
    usage: 'user deactivate EMAIL', about: 'ends all sessions of the person and lets nobody in under the name', takes: [1, 1],
    run: (call) => withDatabase(async ({ db, now }) => {
      await deactivateUser(db, now, only(call))
      call.out('deactivated')
      return exitCodes.good
    }),
  },
}

const only = ({ positionals }: Call): string => positionals[0]!

async function orgNamed(tx: Tx, given: string | undefined): Promise<string> {
  const orgs = await tx.rows<{ id: string; name: string }>(sql`select id, name from orgs order by created_at`)
  const found = given === undefined ? (orgs.length === 1 ? orgs[0] : undefined) : orgs.find(({ id, name }) => id === given || name === given)
  if (!found) throw new Misuse(`Name the organisation with --org: ${orgs.map(({ id, name }) => `${id} ${name}`).join(', ') || 'there is none yet'}.`)
  return found.id
}

async function personWith(tx: Tx, email: string): Promise<{ orgId: string; personId: string }> {
  const found = await findCredentials(tx, email)
  const known = found && await credentialsOf(tx, found.orgId, found.personId)
  if (!known) throw new Error(`Nobody has the address ${email}.`)
  return known
}

const operator = (orgId: string): Actor => ({
  kind: 'system', id: null, name: 'operator', orgId, permissions: new Set(permissions), scope: 'all', teamIds: [], customerId: null, language: 'en', sessionId: null, viewingAs: null,
})
