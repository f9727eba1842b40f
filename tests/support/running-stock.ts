// The stock of a running service: the parts, the depots and the people who move them, all through the API.
import type { Endpoint, InputOf } from '#contract/endpoint.ts'
import { createPlace, postMoves } from '#contract/stock/endpoints.ts'
import { createPart } from '#contract/stock/parts.ts'
import { getTicketParts } from '#contract/stock/ticket-parts.ts'
import type { TicketParts } from '#contract/stock/ticket-parts.ts'
import type { PlaceRow, PartView } from '#contract/stock/stock.ts'
import { roleTemplates } from '#contract/people/templates.ts'
import type { RoleCode } from '#contract/people/templates.ts'
import { routes } from '#server/modules/stock/routes.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { actorWith, testApp } from './actor.ts'
import type { Called } from './actor.ts'
import type { Service } from './running-plan.ts'

export async function openStock(service: Service) {
  const app = await testApp(service.db, routes, { now: service.now })
  const as = (role: RoleCode, over: Partial<Actor> = {}): Actor => actorWith(service.orgId, roleTemplates[role].permissions, { scope: roleTemplates[role].scope, ...over })
  const keeper = as('storekeeper', { name: 'keeper' })
  const engineer = as('field-engineer', { id: service.people.engineer.id, name: 'engineer', teamIds: [service.people.teamId] })
  const dealer = as('dealer', { kind: 'dealer', customerId: service.customerId, name: 'dealer', id: service.people.lead.id })
  const ask = <E extends Endpoint>(endpoint: E, input: InputOf<E>, actor: Actor = service.desk): Promise<Called> => app.call(endpoint, input, { as: actor })
  const done = async <E extends Endpoint>(endpoint: E, input: InputOf<E>, actor: Actor = service.desk): Promise<Called['body']> => {
    const reply = await ask(endpoint, input, actor)
    if (reply.status !== 200) throw new Error(`${endpoint.path} refused: ${reply.text}`)
    return reply.body
  }
  return {
    app, as, keeper, engineer, dealer, ask, done,
    place: (code: string, over: Partial<InputOf<typeof createPlace>> = {}): Promise<PlaceRow> => done(createPlace, { code, name: code, kind: 'depot', ...over }),
    part: (number: string, over: Partial<InputOf<typeof createPart>> = {}): Promise<PartView> => done(createPart, { number, name: number, ...over }),
    receive: (partId: string, toId: string, quantity: number, more: { serial?: string } = {}) => done(postMoves, { kind: 'receive', lines: [{ partId, toId, quantity, ...more }] }),
    onTicket: (ticket: { id: string }): Promise<TicketParts> => done(getTicketParts, { ticketId: ticket.id }),
    close: () => app.close(),
  }
}
export type Stock = Awaited<ReturnType<typeof openStock>>
