import { z } from 'zod'
import { ticketFactKinds } from '#domain/fact/kinds.ts'
import { done, endpoint, id, moment, nothing, page, pageOf } from '../endpoint.ts'
import { factData, timelineFact } from '../promise/fact.ts'
import { ledgerEntry } from '../promise/promise.ts'
import { previewView, registration, savedView, ticketFilter, ticketFilterShape, ticketPage, ticketRow, ticketView } from './ticket.ts'

const ticketId = id
const recordRefusals = ['ticket.unknown', 'ticket.action-closed', 'ticket.step-blocked', 'ticket.same', 'ticket.pause-reason', 'ticket.not-waiting-for', 'fact.in-future', 'fact.unknown-kind', 'person.unknown', 'team.unknown', 'permission.missing'] as const

export const listTickets = endpoint({
  method: 'GET', path: '/tickets', permission: 'ticket.read', summary: 'Tickets by filter, page by page',
  input: ticketPage, reply: pageOf(ticketRow), refusals: [],
})

export const countTickets = endpoint({
  method: 'POST', path: '/tickets/counts', permission: 'ticket.read', summary: 'How many tickets each of several filters finds (up to 999)',
  input: z.strictObject({ filters: z.array(ticketFilterShape).max(40) }), reply: z.object({ counts: z.array(z.number()) }), refusals: [],
})

export const getTicket = endpoint({
  method: 'GET', path: '/tickets/:ticketId', permission: 'ticket.read', summary: 'A ticket with its steps, open actions, promises and forms',
  input: z.strictObject({ ticketId }), reply: ticketView, refusals: ['ticket.unknown'],
})

export const getTimeline = endpoint({
  method: 'GET', path: '/tickets/:ticketId/timeline', permission: 'ticket.read', summary: 'Everything that happened to a ticket, newest first',
  input: z.strictObject({ ticketId, ...page }), reply: pageOf(timelineFact), refusals: ['ticket.unknown'],
})

export const getTicketLedger = endpoint({
  method: 'GET', path: '/tickets/:ticketId/ledger', permission: 'ticket.read', summary: 'The ledger of all promises of a ticket',
  input: z.strictObject({ ticketId }), reply: z.object({ entries: z.array(ledgerEntry) }), refusals: ['ticket.unknown'],
})

export const exportTickets = endpoint({
  method: 'GET', path: '/tickets/export', permission: 'ticket.export', summary: 'The filtered tickets as CSV or XLSX', raw: true,
  input: z.strictObject({ ...ticketFilter, format: z.enum(['csv', 'xlsx']).default('csv') }), reply: nothing, refusals: [],
})

export const previewTicket = endpoint({
  method: 'POST', path: '/tickets/preview', permission: 'ticket.register', summary: 'What a registration would promise; nothing is stored',
  input: z.strictObject(registration), reply: previewView,
  refusals: ['customer.unknown', 'site.unknown', 'asset.unknown', 'agreement.unknown', 'contact.unknown', 'agreement.foreign-part'],
})

export const registerTicket = endpoint({
  method: 'POST', path: '/tickets', permission: 'ticket.register', summary: 'Register a ticket; its promises start',
  input: z.strictObject({
    ...registration, title: z.string().trim().min(1).max(300), description: z.string().max(20_000).default(''),
    callerName: z.string().max(100).optional(), callerPhone: z.string().max(40).optional(), holderId: id.optional(), teamId: id.optional(),
    tags: z.array(z.string().max(60)).max(20).default([]), data: factData.default({}),
  }),
  reply: ticketView,
  refusals: ['customer.unknown', 'site.unknown', 'asset.unknown', 'agreement.unknown', 'contact.unknown', 'agreement.foreign-part', 'fact.in-future', 'person.unknown', 'team.unknown', 'ticket.action-closed', 'ticket.step-blocked'],
})

export const recordFact = endpoint({
  method: 'POST', path: '/tickets/:ticketId/facts', permission: 'ticket.work',
  summary: 'Record what happened: reply, pause, assign, arrive, resolve … One verb for every action of a ticket',
  input: z.strictObject({
    ticketId, kind: z.enum(ticketFactKinds), happenedAt: moment.optional(), data: factData.default({}), body: z.string().max(20_000).optional(),
    corrects: id.optional(), attachments: z.array(id).max(12).default([]), version: z.number().int().optional().describe('refused when somebody else was quicker'),
  }),
  reply: ticketView, refusals: [...recordRefusals, 'row.changed', 'cover.evidence-missing', 'file.unknown', 'promise.unknown', 'promise.not-broken', 'promise.same-signer'],
})

export const bulkRecord = endpoint({
  method: 'POST', path: '/tickets/bulk', permission: 'ticket.work', summary: 'The same fact for many tickets; those that cannot take it are listed with the reason',
  input: z.strictObject({
    ticketIds: z.array(id).min(1).max(500), kind: z.enum(ticketFactKinds), data: factData.default({}), body: z.string().max(20_000).optional(),
    dryRun: z.boolean().default(false),
  }),
  reply: z.object({
    done: z.array(z.object({ id, number: z.string(), factId: id.nullable() })),
    refused: z.array(z.object({ id, number: z.string(), code: z.string(), message: z.string() })),
  }),
  refusals: recordRefusals,
})

export const editTicket = endpoint({
  method: 'PATCH', path: '/tickets/:ticketId', permission: 'ticket.work', summary: 'Correct title, description, caller, tags',
  input: z.strictObject({
    ticketId, version: z.number().int(), title: z.string().trim().min(1).max(300).optional(), description: z.string().max(20_000).optional(),
    callerName: z.string().max(100).nullable().optional(), callerPhone: z.string().max(40).nullable().optional(), tags: z.array(z.string().max(60)).max(20).optional(),
  }),
  reply: ticketView, refusals: ['ticket.unknown', 'row.changed'],
})

export const attachFiles = endpoint({
  method: 'POST', path: '/tickets/:ticketId/attachments', permission: 'ticket.work', summary: 'Upload files (multipart); name them in the fact that shows them', multipart: true,
  input: z.strictObject({ ticketId, isPublic: z.union([z.boolean(), z.enum(['true', 'false'])]).default(false) }),
  reply: z.object({ attachments: z.array(z.object({ id, name: z.string(), bytes: z.number(), mediaType: z.string() })) }),
  refusals: ['ticket.unknown', 'file.kind-refused', 'request.too-large'],
})

export const readAttachment = endpoint({
  method: 'GET', path: '/attachments/:attachmentId', permission: 'ticket.read', summary: 'A file of a ticket', raw: true,
  input: z.strictObject({ attachmentId: id }), reply: nothing, refusals: ['file.unknown'],
})

export const showPresence = endpoint({
  method: 'POST', path: '/tickets/:ticketId/presence', permission: 'ticket.read', summary: 'Tell others that I look at or edit this ticket (every 20 seconds)',
  input: z.strictObject({ ticketId, doing: z.enum(['viewing', 'editing', 'left']) }), reply: done, refusals: ['ticket.unknown'],
})

export const listViews = endpoint({
  method: 'GET', path: '/views', permission: 'ticket.read', summary: 'Saved views: mine and shared', input: nothing,
  reply: z.object({ rows: z.array(savedView) }), refusals: [],
})
export const saveView = endpoint({
  method: 'POST', path: '/views', permission: 'ticket.read', summary: 'Save or change a view',
  input: z.strictObject({
    id: id.optional(), title: z.string().trim().min(1).max(60), isShared: z.boolean().default(false), isPinned: z.boolean().default(false),
    filter: ticketFilterShape, columns: z.array(z.string().max(40)).max(30).default([]), position: z.number().int().default(0),
  }),
  reply: savedView, refusals: ['view.unknown'],
})
export const deleteView = endpoint({
  method: 'DELETE', path: '/views/:viewId', permission: 'ticket.read', summary: 'Remove my view', input: z.strictObject({ viewId: id }), reply: done, refusals: ['view.unknown'],
})

export const listNotices = endpoint({
  method: 'GET', path: '/notices', permission: 'signed-in', summary: 'What the house told me, newest first', input: z.strictObject({ ...page }),
  reply: pageOf(z.object({
    id, kind: z.string(), subjectKind: z.string(), subjectId: id, data: z.record(z.string(), z.unknown()), createdAt: moment, readAt: moment.nullable(),
  })).extend({ unread: z.number() }), refusals: [],
})
export const readNotices = endpoint({
  method: 'POST', path: '/notices/read', permission: 'signed-in', summary: 'Mark notices read; all without ids',
  input: z.strictObject({ ids: z.array(id).max(200).optional() }), reply: done, refusals: [],
})

export const liveUpdates = endpoint({
  method: 'GET', path: '/live', permission: 'signed-in', raw: true, input: nothing, reply: nothing, refusals: [],
  summary: 'Server-sent events: ticket {id, number, version}, presence {ticketId, personId, name, doing}, notice {id, personId}',
})
