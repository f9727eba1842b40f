import * as session from '#contract/people/session.ts'
import { serve, servePublic } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { changePassword } from './commands/change-password.ts'
import { acceptLink, requestReset } from './commands/recover.ts'
import { confirmTotp, removeTotp, startTotp } from './commands/set-up-totp.ts'
import { signIn } from './commands/sign-in.ts'
import { signOut } from './commands/sign-out.ts'
import { updatePreferences } from './commands/update-preferences.ts'
import { viewAsRole } from './commands/view-as-role.ts'
import { ownSession } from './policy.ts'
import { findOwnSessions } from './queries/find-own-sessions.ts'
import { getMe } from './queries/get-me.ts'
import { endSessions } from './store.ts'
import type { Context } from '#server/platform/http/context.ts'

const done = { ok: true } as const
const me = ({ tx, actor }: Context) => getMe(tx, actor.orgId, actor.sessionId)

const access: Route[] = [
  servePublic(session.signIn, signIn),
  serve(session.getMe, me),
  serve(session.signOut, async (context, _input, exchange) => { await signOut(context, exchange); return done }),
  serve(session.updatePreferences, async (context, input) => { await updatePreferences(context, input); return me(context) }),
  serve(session.viewAsRole, async (context, { roleId }) => { await viewAsRole(context, roleId); return me(context) }),
  serve(session.listSessions, findOwnSessions),
  serve(session.revokeSession, async ({ tx, actor }, { sessionId }) => { await endSessions(tx, actor.orgId, ownSession(actor).personId, { only: sessionId }); return done }),
  serve(session.revokeOtherSessions, async ({ tx, actor }) => { const own = ownSession(actor); await endSessions(tx, actor.orgId, own.personId, { except: own.sessionId }); return done }),
  serve(session.changePassword, async (context, input, _exchange, { db }) => { await changePassword(context, db, input); return done }),
  serve(session.startTotp, (context, { password }, _exchange, { db }) => startTotp(context, db, password)),
  serve(session.confirmTotp, async (context, { code }, _exchange, { db }) => { await confirmTotp(context, db, code); return done }),
  serve(session.removeTotp, async (context, { password }, _exchange, { db }) => { await removeTotp(context, db, password); return done }),
  servePublic(session.requestReset, async (context, { email }) => { await requestReset(context, email); return done }),
  servePublic(session.confirmReset, async (context, input) => { await acceptLink(context, 'reset', input); return done }),
  servePublic(session.acceptInvite, async (context, input) => { await acceptLink(context, 'invite', input); return done }),
]

export const routes: Route[] = [...access]
