// Which actions are open, and why the others are not. The screens show this list and nothing of their own.
import type { ActionView } from '#contract/ticket/ticket.ts'
import type { Permission } from '#contract/permissions.ts'
import { ticketFactKinds } from '#domain/fact/kinds.ts'
import { availableActions } from '#domain/ticket/actions.ts'
import type { Action } from '#domain/ticket/actions.ts'
import { factFields } from '#domain/ticket/fields.ts'
import type { TicketReading } from '#domain/ticket/status.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { situation } from './load-matter.ts'
import type { TicketMatter } from './load-matter.ts'

export function actionViews(actor: Actor, matter: TicketMatter, status: TicketReading, now: Instant): ActionView[] {
  return availableActions(matter.plan, status, situation(matter, now)).filter(isOfTickets).map(({ verb, kind, group, open, because, hasBody }) => {
    const missing = needs(verb).filter((permission) => !actor.permissions.has(permission))
    return {
      verb, kind, group, hasBody, open: open && missing.length === 0,
      because: [
        ...missing.map((permission) => ({ code: 'permission.missing', clause: null, title: null, needs: permission })),
        ...because.map((reason) => ({ code: reason.code, clause: reason.clause ?? null, title: reason.title ?? null, needs: reason.needs ?? null })),
      ],
      fields: factFields(matter.plan, kind).map(({ options, ...field }) => ({ ...field, ...(options && { options: options.map(({ code, title }) => ({ code, title })) }) })),
    }
  })
}

const ofTickets = new Set<string>(ticketFactKinds)
const isOfTickets = (action: Action): action is Action & { kind: ActionView['kind'] } => ofTickets.has(action.kind)

function needs(verb: string): Permission[] {
  switch (verb) {
    case 'assign': return ['ticket.assign']
    case 'approve': case 'refuse': return ['ticket.approve']
    default: return ['ticket.work']
  }
}
