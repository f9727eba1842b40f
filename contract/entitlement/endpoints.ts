import { z } from 'zod'
import { day, endpoint, id, nothing, page, pageOf } from '../endpoint.ts'
import { factData } from '../promise/fact.ts'
import { assetCover, cause, coverDecision, decisionKinds, myCover, ticketCover, verdict } from './verdict.ts'

const code = z.string().min(1).max(60)
const reason = z.string().trim().min(1).max(2000)
const evidence = {
  reason: z.string().trim().max(2000).default('').describe('what was seen, or why'), attachments: z.array(id).max(12).default([]).describe('photos uploaded to the ticket'),
  form: z.string().max(60).optional().describe('number of a filed form that proves it'),
}
const asked = { on: day.optional().describe('as of this day; today without it'), component: code.optional(), cause: code.optional() }

export const getAssetCover = endpoint({
  method: 'GET', path: '/assets/:assetId/cover', permission: 'asset.read', summary: 'Every term of cover of an asset on a day, and the verdict for a component and a cause',
  input: z.strictObject({ assetId: id, agreementId: id.optional(), ...asked }), reply: assetCover, refusals: ['asset.unknown', 'agreement.unknown', 'cover.cause-unknown', 'cover.component-unknown'],
})
export const askCover = endpoint({
  method: 'POST', path: '/cover/questions', permission: 'asset.read', summary: 'Is this fault of this asset covered? Nothing is stored',
  input: z.strictObject({ assetId: id, agreementId: id.optional(), ...asked, answers: factData.default({}).describe('symptom and the plan’s other questions'), evidence: z.string().max(2000).optional() }),
  reply: verdict, refusals: ['asset.unknown', 'agreement.unknown', 'cover.cause-unknown', 'cover.component-unknown'],
})
export const getTicketCover = endpoint({
  method: 'GET', path: '/tickets/:ticketId/cover', permission: 'ticket.read', summary: 'The verdict for a ticket: its asset, agreement, cause and the day it was reported',
  input: z.strictObject({ ticketId: id, ...asked }), reply: ticketCover, refusals: ['ticket.unknown', 'cover.cause-unknown', 'cover.component-unknown'],
})
export const decideCause = endpoint({
  method: 'POST', path: '/tickets/:ticketId/cover/cause', permission: 'ticket.work', summary: 'Choose the cause of a fault; an exclusion needs its evidence where the plan says so',
  input: z.strictObject({ ticketId: id, cause: code, component: code.optional(), answers: factData.default({}), ...evidence }),
  reply: ticketCover, refusals: ['ticket.unknown', 'cover.no-plan', 'cover.cause-unknown', 'cover.component-unknown', 'cover.evidence-missing', 'ticket.action-closed', 'ticket.step-blocked', 'file.unknown', 'form.unknown'],
})
export const checkCover = endpoint({
  method: 'POST', path: '/tickets/:ticketId/cover/checks', permission: 'ticket.work',
  summary: 'Keep that somebody looked the cover up in the file: once, and again by another person; a differing result goes to the lead',
  input: z.strictObject({ ticketId: id, covered: z.boolean().describe('what the checker found in the file'), reference: z.string().trim().min(1).max(200).describe('file, agreement or card looked up'), note: z.string().trim().max(2000).default('') }),
  reply: ticketCover, refusals: ['ticket.unknown', 'cover.no-plan', 'cover.same-checker', 'ticket.action-closed', 'ticket.step-blocked'],
})
export const grantCover = endpoint({
  method: 'POST', path: '/assets/:assetId/cover/grants', permission: 'cover.grant', summary: 'Goodwill within the limits of the house: the vendor bears what he does not owe',
  input: z.strictObject({ assetId: id, ticketId: id.optional(), component: code.optional(), until: day, parts: z.boolean().default(true), labour: z.boolean().default(true), travel: z.boolean().default(true), reason }),
  reply: assetCover, refusals: ['asset.unknown', 'ticket.unknown', 'cover.until-past', 'cover.limit-passed', 'cover.nothing-granted'],
})
export const overrideCover = endpoint({
  method: 'POST', path: '/assets/:assetId/cover/overrides', permission: 'cover.override', summary: 'Set the verdict aside, with a reason; it is kept and counted',
  input: z.strictObject({ assetId: id, ticketId: id.optional(), component: code.optional(), covered: z.boolean(), until: day.optional(), reason }),
  reply: assetCover, refusals: ['asset.unknown', 'ticket.unknown', 'cover.until-past'],
})
export const extendCover = endpoint({
  method: 'POST', path: '/assets/:assetId/cover/extensions', permission: 'agreement.write', summary: 'Prolong the term of an asset; rules and counts stay as they are',
  input: z.strictObject({ assetId: id, rule: z.string().max(60).optional().describe('without it: every first term'), until: day, reason }),
  reply: assetCover, refusals: ['asset.unknown', 'cover.until-past', 'cover.rule-unknown', 'cover.no-plan'],
})

const period = { from: day.optional(), until: day.optional() }
export const countCauses = endpoint({
  method: 'GET', path: '/cover/causes', permission: 'report.read', summary: 'Decided causes counted: how often, whose cause it was, what followed',
  input: z.strictObject({ ...period, excluded: z.enum(['yes', 'no']).optional() }),
  reply: z.object({
    rows: z.array(z.object({
      plan: z.string(), cause: cause.shape.code, title: cause.shape.title.nullable(), party: cause.shape.party.nullable(), excluded: coverDecision.shape.excluded, clause: z.string().nullable(),
      count: z.number(),
    })),
    total: z.number(),
  }), refusals: [],
})
export const listCoverDecisions = endpoint({
  method: 'GET', path: '/cover/decisions', permission: 'report.read', summary: 'Decisions about cover, newest first: the records whose sum a count is',
  input: z.strictObject({ ...period, kind: z.enum(decisionKinds).optional(), plan: z.string().max(60).optional(), cause: code.optional(), excluded: z.enum(['yes', 'no']).optional(), ...page }), reply: pageOf(coverDecision), refusals: [],
})
export const printCover = endpoint({
  method: 'GET', path: '/tickets/:ticketId/cover/print', permission: 'ticket.read', raw: true, summary: 'The verdict with its reasons on paper, for the customer',
  input: z.strictObject({ ticketId: id, language: z.enum(['zh-TW', 'zh-CN', 'en']).optional() }), reply: nothing, refusals: ['ticket.unknown'],
})

const limits = z.object({ days: z.number().int(), perYear: z.number().int() }).meta({ id: 'CoverLimits' })
export const getCoverLimits = endpoint({
  method: 'GET', path: '/cover/limits', permission: 'asset.read', summary: 'How far goodwill may go without the right to override', input: nothing, reply: limits, refusals: [],
})
export const saveCoverLimits = endpoint({
  method: 'PUT', path: '/cover/limits', permission: 'setting.write', summary: 'Set how far goodwill may go: days ahead, and grants for one asset in twelve months',
  input: z.strictObject({ days: z.number().int().min(0).max(3650), perYear: z.number().int().min(0).max(100) }), reply: limits, refusals: [],
})

export const getMyAssetCover = endpoint({
  method: 'GET', path: '/portal/assets/:assetId/cover', permission: 'own.read', summary: 'Until when each component of my asset is covered, and who pays', input: z.strictObject({ assetId: id }), reply: myCover, refusals: ['asset.unknown'],
})
export const getMyTicketCover = endpoint({
  method: 'GET', path: '/portal/tickets/:ticketId/cover', permission: 'own.read', summary: 'The verdict for my ticket, with its reasons', input: z.strictObject({ ticketId: id }), reply: verdict, refusals: ['ticket.unknown'],
})
