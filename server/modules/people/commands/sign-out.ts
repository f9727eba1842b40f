import type { Context } from '#server/platform/http/context.ts'
import type { Exchange } from '#server/platform/http/serve.ts'
import { audit } from '../../org/index.ts'
import { endSessions } from '../store.ts'

export async function signOut({ tx, now, actor }: Context, exchange: Exchange): Promise<void> {
  exchange.setSession(null)
  if (!actor.sessionId || !actor.id) return
  await endSessions(tx, actor.orgId, actor.id, { only: actor.sessionId })
  await audit({ tx, now, actor }, { action: 'session.closed', noun: 'person', nounId: actor.id })
}
