import type { Context } from '#server/platform/http/context.ts'
import { audit } from '../../org/index.ts'
import { ownSession } from '../policy.ts'
import { endSessions } from '../store.ts'
import { mayChange } from './save-person.ts'

/** One of the caller's own sessions; that of another person is never found. */
export async function endOwnSession({ tx, actor }: Context, sessionId: string): Promise<void> {
  await endSessions(tx, actor.orgId, ownSession(actor).personId, { only: sessionId })
}

export async function endOtherSessions({ tx, actor }: Context): Promise<void> {
  const { personId, sessionId } = ownSession(actor)
  await endSessions(tx, actor.orgId, personId, { except: sessionId })
}

export async function endSessionsOf(context: Context, personId: string): Promise<void> {
  await mayChange(context, personId)
  await endSessions(context.tx, context.actor.orgId, personId)
  await audit(context, { action: 'person.signed-out', noun: 'person', nounId: personId })
}
