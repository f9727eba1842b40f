import * as people from '#contract/people/endpoints.ts'
import * as keys from '#contract/people/keys.ts'
import * as roster from '#contract/people/roster.ts'
import * as session from '#contract/people/session.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import type { Context } from '#server/platform/http/context.ts'
import { serve, servePublic } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { changePassword } from './commands/change-password.ts'
import { endOtherSessions, endOwnSession, endSessionsOf } from './commands/end-sessions.ts'
import { createKey, revokeKey } from './commands/make-key.ts'
import { acceptLink, requestReset } from './commands/recover.ts'
import { inviteAgain, invitePerson, mayChange, setActive, updatePerson } from './commands/save-person.ts'
import { createRole, deleteRole, updateRole } from './commands/save-role.ts'
import { createShift, deleteShift, updateShift } from './commands/save-shift.ts'
import { createTeam, deleteTeam, updateTeam } from './commands/save-team.ts'
import { clearTotp, confirmTotp, removeTotp, startTotp } from './commands/set-up-totp.ts'
import { signIn } from './commands/sign-in.ts'
import { signOut } from './commands/sign-out.ts'
import { updatePreferences } from './commands/update-preferences.ts'
import { viewAsRole } from './commands/view-as-role.ts'
import { findKeys } from './queries/find-keys.ts'
import { findOwnSessions } from './queries/find-own-sessions.ts'
import { findPeople, getPerson } from './queries/find-people.ts'
import { findRoles, findTeams, getRole, getTeam } from './queries/find-roles.ts'
import { findGaps, findShifts, getShift, onDutyAt } from './queries/find-shifts.ts'
import { getMe } from './queries/get-me.ts'

const done = { ok: true } as const
const me = ({ tx, actor }: Context) => getMe(tx, actor.orgId, actor.sessionId)

const access: Route[] = [
  servePublic(session.signIn, signIn),
  serve(session.getMe, me),
  serve(session.signOut, async (context, _input, exchange) => { await signOut(context, exchange); return done }),
  serve(session.updatePreferences, async (context, input) => { await updatePreferences(context, input); return me(context) }),
  serve(session.viewAsRole, async (context, { roleId }) => { await viewAsRole(context, roleId); return me(context) }),
  serve(session.listSessions, findOwnSessions),
  serve(session.revokeSession, async (context, { sessionId }) => { await endOwnSession(context, sessionId); return done }),
  serve(session.revokeOtherSessions, async (context) => { await endOtherSessions(context); return done }),
  serve(session.changePassword, async (context, input, exchange, { db }) => { await changePassword(context, db, exchange, input); return done }),
  serve(session.startTotp, (context, { password }, _exchange, services) => startTotp(context, services, password)),
  serve(session.confirmTotp, async (context, { code }, exchange, services) => { await confirmTotp(context, services, exchange, code); return done }),
  serve(session.removeTotp, async (context, { password }, _exchange, services) => { await removeTotp(context, services, password); return done }),
  servePublic(session.requestReset, async (context, { email }) => { await requestReset(context, email); return done }),
  servePublic(session.confirmReset, async (context, input) => { await acceptLink(context, 'reset', input); return done }),
  servePublic(session.acceptInvite, async (context, input) => { await acceptLink(context, 'invite', input); return done }),
]

const persons: Route[] = [
  serve(people.listPeople, findPeople),
  serve(people.getPerson, (context, { personId }) => getPerson(context, personId)),
  serve(people.invitePerson, (context, input, _exchange, { publicUrl }) => invitePerson(context, input, publicUrl)),
  serve(people.inviteAgain, (context, { personId }, _exchange, { publicUrl }) => inviteAgain(context, personId, publicUrl)),
  serve(people.updatePerson, async (context, input) => { await updatePerson(context, input); return getPerson(context, input.personId) }),
  serve(people.deactivatePerson, async (context, { personId }) => { await setActive(context, personId, false); return getPerson(context, personId) }),
  serve(people.reactivatePerson, async (context, { personId }) => { await setActive(context, personId, true); return getPerson(context, personId) }),
  serve(people.signOutPerson, async (context, { personId }) => { await endSessionsOf(context, personId); return done }),
  serve(people.removePersonTotp, async (context, { personId }) => { await mayChange(context, personId); await clearTotp(context, personId); return getPerson(context, personId) }),
]

const groups: Route[] = [
  serve(people.listRoles, findRoles),
  serve(people.createRole, async (context, input) => getRole(context, await createRole(context, input))),
  serve(people.updateRole, async (context, input) => { await updateRole(context, input); return getRole(context, input.roleId) }),
  serve(people.deleteRole, async (context, { roleId }) => { await deleteRole(context, roleId); return done }),
  serve(people.listTeams, findTeams),
  serve(people.createTeam, async (context, input) => getTeam(context, await createTeam(context, input))),
  serve(people.updateTeam, async (context, input) => { await updateTeam(context, input); return getTeam(context, input.teamId) }),
  serve(people.deleteTeam, async (context, { teamId }) => { await deleteTeam(context, teamId); return done }),
]

const duty: Route[] = [
  serve(roster.listShifts, findShifts),
  serve(roster.createShift, async (context, input) => getShift(context, await createShift(context, input))),
  serve(roster.updateShift, async (context, input) => { await updateShift(context, input); return getShift(context, input.shiftId) }),
  serve(roster.deleteShift, async (context, { shiftId }) => { await deleteShift(context, shiftId); return done }),
  serve(roster.getOnDuty, async (context, input) => {
    const at = input.at ? instant(input.at) : context.now
    return { at: toIso(at), rows: await onDutyAt(context, input.roster ?? null, at) }
  }),
  serve(roster.findRosterGaps, findGaps),
]

const apiKeys: Route[] = [
  serve(keys.listKeys, findKeys),
  serve(keys.createKey, createKey),
  serve(keys.revokeKey, async (context, { keyId }) => { await revokeKey(context, keyId); return done }),
]

export const routes: Route[] = [...access, ...persons, ...groups, ...duty, ...apiKeys]
