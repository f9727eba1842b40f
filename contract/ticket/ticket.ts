// A ticket as it crosses the wire.
import { z } from 'zod'
import { ticketFactKinds } from '#domain/fact/kinds.ts'
import { ticketStatuses } from '#domain/ticket/ticket.ts'
import { channelKinds, ticketTypes } from '#domain/plan/words.ts'
import { id, moment, page } from '../endpoint.ts'
import { text } from '../plan/text.ts'
import { promisePreview, promiseView } from '../promise/promise.ts'

const named = z.object({ id, name: z.string() })
/** One value or several: repeated in a query string. */
const some = <Word extends z.ZodType>(word: Word) => z.union([word, z.array(word)]).optional()

export const ticketSorts = ['due', '-registered', 'registered', '-updated', 'severity', 'customer'] as const
export const ticketFilter = {
  q: z.string().max(200).optional().describe('words, number, phone, serial'),
  status: some(z.enum(ticketStatuses)),
  open: z.enum(['yes', 'no']).optional(),
  type: some(z.enum(ticketTypes)),
  severity: some(z.string().max(60)),
  channel: some(z.string().max(60)),
  plan: some(z.string().max(40)),
  holder: z.union([z.enum(['me', 'none']), id]).optional(),
  teamId: id.optional(), customerId: id.optional(), siteId: id.optional(), assetId: id.optional(), agreementId: id.optional(),
  due: z.enum(['overdue', 'hour', 'today', 'none', 'broken']).optional(),
  tag: z.string().max(60).optional(),
  from: moment.optional(), until: moment.optional(),
  sort: z.enum(ticketSorts).optional(),
}
export const ticketFilterShape = z.strictObject(ticketFilter).meta({ id: 'TicketFilter' })
export type TicketFilter = z.output<typeof ticketFilterShape>
export const ticketPage = z.strictObject({ ...ticketFilter, ...page })

export const ticketRow = z.object({
  id, number: z.string(), type: z.enum(ticketTypes), title: z.string(), channel: z.string(), status: z.enum(ticketStatuses),
  severity: z.string().nullable(), severityTitle: text.nullable(), level: z.string().nullable(),
  customer: named, site: named.nullable(), asset: z.object({ id, name: z.string(), number: z.string(), serial: z.string().nullable() }).nullable(),
  agreement: z.object({ id, number: z.string() }).nullable(), plan: z.string().nullable(),
  holder: named.nullable(), holderAccepted: z.boolean(), team: named.nullable(),
  nextDueAt: moment.nullable(), nextRule: z.string().nullable(), nextState: z.enum(['running', 'paused', 'broken']).nullable(), brokenCount: z.number(),
  registeredAt: moment, resolvedAt: moment.nullable(), closedAt: moment.nullable(), updatedAt: moment, tags: z.array(z.string()), version: z.number(),
}).meta({ id: 'TicketRow' })
export type TicketRow = z.output<typeof ticketRow>

export const fieldKinds = ['text', 'long-text', 'number', 'moment', 'day', 'choice', 'choices', 'yes-no', 'person', 'team', 'ticket'] as const
/** One input of an action's dialog. */
export const actionField = z.object({
  key: z.string(), kind: z.enum(fieldKinds), required: z.boolean(), title: text.nullable(),
  options: z.array(z.object({ code: z.string(), title: text.nullable() })).optional(),
}).meta({ id: 'ActionField' })
export const reasonView = z.object({ code: z.string(), clause: z.string().nullable(), title: text.nullable(), needs: z.string().nullable() }).meta({ id: 'Reason' })
export const actionView = z.object({
  verb: z.string().describe('the same word on every screen: reply, pause, resolve …'), kind: z.enum(ticketFactKinds),
  group: z.enum(['main', 'talk', 'field', 'parts', 'papers', 'more']),
  open: z.boolean(), because: z.array(reasonView), fields: z.array(actionField), hasBody: z.boolean(),
}).meta({ id: 'Action' })
export type ActionView = z.output<typeof actionView>

export const stepView = z.object({
  id: z.string(), clause: z.string(), title: text, state: z.enum(['done', 'next', 'waiting', 'skipped']), kind: z.string(), form: z.string().nullable(),
  at: moment.nullable(), factId: id.nullable(),
}).meta({ id: 'Step' })

export const formOwed = z.object({ code: z.string(), clause: z.string(), title: text, since: moment.nullable(), filed: z.boolean(), numbers: z.array(z.string()) }).meta({ id: 'FormOwed' })

export const ticketView = ticketRow.extend({
  description: z.string(), callerName: z.string().nullable(), callerPhone: z.string().nullable(),
  contact: z.object({ id, name: z.string(), phone: z.string().nullable() }).nullable(),
  attributes: z.record(z.string(), z.unknown()), planTitle: text.nullable(), planVersionId: id.nullable(), processMode: z.enum(['strict', 'free']).nullable(),
  steps: z.array(stepView), actions: z.array(actionView), promises: z.array(promiseView), forms: z.array(formOwed),
  links: z.array(z.object({ id, number: z.string(), title: z.string(), kind: z.string(), status: z.string() })),
  mergedInto: z.object({ id, number: z.string() }).nullable(), rating: z.number().nullable(),
  pausedReason: z.string().nullable(), texts: z.array(z.object({ clause: z.string(), text })), checklists: z.array(z.string()),
}).meta({ id: 'Ticket' })
export type TicketView = z.output<typeof ticketView>

export const answers = z.record(z.string().max(60), z.union([z.string().max(400), z.number(), z.boolean()])).meta({ id: 'Answers' })

export const registration = {
  type: z.enum(ticketTypes),
  channel: z.string().max(60).describe('a channel code of the plan, or a channel kind'),
  customerId: id, siteId: id.optional(), assetId: id.optional(), contactId: id.optional(), agreementId: id.optional(),
  severity: z.string().max(60).optional().describe('given by the desk instead of the proposed one'),
  answers: answers.default({}),
  happenedAt: moment.optional().describe('when the customer told us; now by default'),
}

export const questionView = z.object({
  field: z.string(), kind: z.enum(['yes-no', 'number', 'choice']), title: text, clause: z.string().nullable(),
  options: z.array(z.object({ code: z.string(), title: text })),
}).meta({ id: 'Question' })

export const previewView = z.object({
  agreement: z.object({ id, number: z.string(), title: z.string(), level: z.string().nullable() }).nullable(),
  agreements: z.array(z.object({ id, number: z.string(), title: z.string(), plan: z.string() })),
  plan: z.object({ versionId: id, code: z.string(), version: z.number(), title: text }).nullable(),
  zone: z.string().nullable(),
  channels: z.array(z.object({ code: z.string(), kind: z.enum(channelKinds), title: text })),
  types: z.array(z.enum(ticketTypes)),
  severities: z.array(z.object({ code: z.string(), title: text })),
  questions: z.array(questionView),
  proposed: z.object({ severity: z.string(), title: text, reasons: z.array(z.object({ title: text, clause: z.string().nullable() })) }).nullable(),
  promises: z.array(promisePreview),
  openTickets: z.array(z.object({ id, number: z.string(), title: z.string(), status: z.string() })).describe('already open for the same asset'),
}).meta({ id: 'TicketPreview' })
export type PreviewView = z.output<typeof previewView>

export const savedView = z.object({
  id, title: z.string(), isShared: z.boolean(), isMine: z.boolean(), isPinned: z.boolean(), filter: z.record(z.string(), z.unknown()),
  columns: z.array(z.string()), position: z.number(),
}).meta({ id: 'SavedView' })
