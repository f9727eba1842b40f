// What a customer sees: by the code on the machine, by the link of a report, or signed in. No names of other people, no notes.
import { z } from 'zod'
import { ticketStatuses } from '#domain/ticket/ticket.ts'
import { promiseStates } from '#domain/promise/reading.ts'
import { endpoint, id, moment, nothing, page, pageOf } from '../endpoint.ts'
import { text } from '../plan/text.ts'
import { answers, questionView } from '../ticket/ticket.ts'

export const portalPromise = z.object({
  clause: z.string(), title: text, state: z.enum(promiseStates), startedAt: moment, dueAt: moment.nullable(), metAt: moment.nullable(),
}).meta({ id: 'PortalPromise' })

export const progressView = z.object({
  number: z.string(), status: z.enum(ticketStatuses), title: z.string(), description: z.string(), asset: z.string().nullable(), registeredAt: moment,
  org: z.object({ name: z.string(), hotline: z.string().nullable() }),
  stages: z.array(z.object({ code: z.enum(['registered', 'accepted', 'working', 'resolved', 'confirmed', 'closed']), at: moment.nullable(), state: z.enum(['done', 'now', 'ahead']) })),
  events: z.array(z.object({ kind: z.string(), at: moment, text: z.string().nullable(), mine: z.boolean(), attachments: z.array(z.object({ id, name: z.string() })) })),
  promises: z.array(portalPromise),
  may: z.object({ nudge: z.boolean(), add: z.boolean(), confirm: z.boolean(), rate: z.boolean(), reopen: z.boolean() }), rating: z.number().nullable(),
}).meta({ id: 'Progress' })
export type ProgressView = z.output<typeof progressView>

export const scanCode = endpoint({
  method: 'GET', path: '/portal/q/:code', permission: 'public', summary: 'What the code on the machine stands for',
  input: z.strictObject({ code: z.string().max(64) }),
  reply: z.object({
    org: z.object({ name: z.string(), hotline: z.string().nullable(), language: z.string() }), asset: z.object({ name: z.string(), product: z.string().nullable(), model: z.string().nullable(), serialEnd: z.string().nullable() }),
    questions: z.array(questionView), promises: z.array(z.object({ clause: z.string(), title: text, target: z.string().nullable() })),
    openTicket: z.object({ number: z.string(), status: z.enum(ticketStatuses), registeredAt: moment }).nullable().describe('already reported and not yet solved'),
  }), refusals: ['qr.unknown', 'qr.revoked', 'request.too-many'],
})
export const reportByCode = endpoint({
  method: 'POST', path: '/portal/q/:code/reports', permission: 'public', multipart: true, summary: 'Report a fault without login; where its fault is known already the words are added to that ticket',
  input: z.strictObject({
    code: z.string().max(64), description: z.string().trim().min(1).max(4000), name: z.string().max(100).default(''), phone: z.string().max(40).default(''),
    answers: answers.default({}),
  }),
  reply: z.object({ number: z.string(), token: z.string(), added: z.boolean(), promises: z.array(portalPromise) }),
  refusals: ['qr.unknown', 'qr.revoked', 'request.too-many', 'request.too-large', 'file.kind-refused'],
})
export const followProgress = endpoint({
  method: 'GET', path: '/portal/progress/:token', permission: 'public', summary: 'The progress of a report, like a parcel',
  input: z.strictObject({ token: z.string().max(100) }), reply: progressView, refusals: ['link.unusable'],
})
export const answerProgress = endpoint({
  method: 'POST', path: '/portal/progress/:token', permission: 'public', summary: 'Nudge, add information, confirm, rate or reopen', multipart: true,
  input: z.strictObject({
    token: z.string().max(100), act: z.enum(['nudge', 'add', 'confirm', 'rate', 'reopen']), text: z.string().max(4000).default(''), rating: z.number().int().min(1).max(5).optional(),
  }),
  reply: progressView, refusals: ['link.unusable', 'ticket.action-closed', 'ticket.nudged-lately', 'ticket.step-blocked', 'request.too-many', 'file.kind-refused', 'request.too-large'],
})
export const readPortalFile = endpoint({
  method: 'GET', path: '/portal/progress/:token/files/:attachmentId', permission: 'public', raw: true, summary: 'A file the customer may see',
  input: z.strictObject({ token: z.string().max(100), attachmentId: id }), reply: nothing, refusals: ['link.unusable', 'file.unknown'],
})

const portalTicket = z.object({ id, number: z.string(), title: z.string(), status: z.enum(ticketStatuses), asset: z.string().nullable(), site: z.string().nullable(), registeredAt: moment, nextDueAt: moment.nullable() })
export const listMyTickets = endpoint({
  method: 'GET', path: '/portal/tickets', permission: 'own.read', summary: 'The tickets of my company', input: z.strictObject({ open: z.enum(['yes', 'no']).optional(), ...page }), reply: pageOf(portalTicket), refusals: [],
})
export const getMyTicket = endpoint({
  method: 'GET', path: '/portal/tickets/:ticketId', permission: 'own.read', summary: 'One ticket of my company', input: z.strictObject({ ticketId: id }), reply: progressView, refusals: ['ticket.unknown'],
})
export const answerMyTicket = endpoint({
  method: 'POST', path: '/portal/tickets/:ticketId', permission: 'own.report', summary: 'Nudge, add information, confirm, rate or reopen',
  input: z.strictObject({ ticketId: id, act: z.enum(['nudge', 'add', 'confirm', 'rate', 'reopen']), text: z.string().max(4000).default(''), rating: z.number().int().min(1).max(5).optional() }),
  reply: progressView, refusals: ['ticket.unknown', 'ticket.action-closed', 'ticket.nudged-lately', 'ticket.step-blocked'],
})
export const listMyAssets = endpoint({
  method: 'GET', path: '/portal/assets', permission: 'own.read', summary: 'Sites and assets of my company', input: nothing,
  reply: z.object({ sites: z.array(z.object({ id, name: z.string(), address: z.string().nullable() })), assets: z.array(z.object({ id, name: z.string(), number: z.string(), serial: z.string().nullable(), siteId: id.nullable() })) }), refusals: [],
})
export const reportMine = endpoint({
  method: 'POST', path: '/portal/tickets', permission: 'own.report', summary: 'Report a fault or ask a question, signed in',
  input: z.strictObject({ type: z.enum(['fault', 'consultation', 'complaint', 'return']).default('fault'), assetId: id.optional(), siteId: id.optional(), title: z.string().trim().min(1).max(300),
    description: z.string().max(4000).default(''), answers: answers.default({}) }),
  reply: z.object({ id, number: z.string() }), refusals: ['asset.unknown', 'site.unknown', 'ticket.step-blocked', 'ticket.action-closed'],
})
export const listMyPlans = endpoint({
  method: 'GET', path: '/portal/plans', permission: 'own.read', summary: 'What was promised to my company, in words, with how it was kept', input: nothing,
  reply: z.object({ agreements: z.array(z.object({
    id, number: z.string(), title: z.string(), plan: text, startsOn: z.string(), endsOn: z.string().nullable(),
    rules: z.array(z.object({ clause: z.string(), title: text, target: z.string().nullable(), kept: z.number(), broken: z.number() })), texts: z.array(z.object({ clause: z.string(), text })),
  })) }), refusals: [],
})
