import { z } from 'zod'
import { day, endpoint, id, nothing, page, pageOf } from '../endpoint.ts'
import { bookingKinds } from '#domain/settlement/statement.ts'
import { claimFields, claimFilter, claimPage, claimRow, claimView, oldPartView, rateView, runLine, runView, statementView, vendorClaimView, vendorView } from './claim.ts'
import { minor, signedMinor } from './dealer.ts'

const claimId = id
const link = ['claim.unknown', 'claim.link-missing', 'claim.link-done', 'claim.closed', 'claim.not-asked'] as const
const claimOnly = z.strictObject({ claimId })
const reason = z.string().trim().min(1).max(1000)
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month: 2026-06')

export const listClaims = endpoint({ method: 'GET', path: '/claims', permission: 'dealer.read', summary: 'Claims by filter, newest first; a dealer sees its own', input: claimPage, reply: pageOf(claimRow), refusals: [] })
export const exportClaims = endpoint({
  method: 'GET', path: '/claims/export', permission: 'dealer.read', summary: 'The filtered claims as CSV or XLSX', raw: true, input: z.strictObject({ ...claimFilter, format: z.enum(['csv', 'xlsx']).default('csv') }), reply: nothing, refusals: [],
})
export const getClaim = endpoint({ method: 'GET', path: '/claims/:claimId', permission: 'dealer.read', summary: 'A claim as a chain of links: done, next, blocked, with reason and clause', input: claimOnly, reply: claimView, refusals: ['claim.unknown'] })
export const fileClaim = endpoint({
  method: 'POST', path: '/claims', permission: 'claim.file', summary: 'File a claim for one repair; labour and travel take the rates in force', input: z.strictObject(claimFields), reply: claimView,
  refusals: ['dealer.unknown', 'dealer.not-active', 'agreement.unknown', 'claim.record-taken', 'claim.rate-missing', 'claim.price-missing', 'claim.price-fixed', 'card.bad-day', 'ticket.unknown'],
})
export const attachClaimFiles = endpoint({
  method: 'POST', path: '/claims/:claimId/files', permission: 'claim.file', summary: 'Upload photographs or scans of a claim (multipart)', multipart: true, input: claimOnly, reply: claimView,
  refusals: ['claim.unknown', 'file.kind-refused', 'request.too-large', 'file.unknown', 'claim.closed'],
})
export const readClaimFile = endpoint({ method: 'GET', path: '/claim-files/:fileId', permission: 'dealer.read', summary: 'A file of a claim', raw: true, input: z.strictObject({ fileId: id }), reply: nothing, refusals: ['file.unknown'] })
export const signRecord = endpoint({
  method: 'POST', path: '/claims/:claimId/record', permission: 'claim.file', summary: 'The repair record with the signature of the served user: a file of the claim, or the signature drawn on the screen',
  input: z.strictObject({ claimId, signedBy: z.string().trim().min(1).max(100), signedOn: day, fileId: id.optional(), signature: z.string().regex(/^data:image\/png;base64,[A-Za-z0-9+/=]+$/).max(200_000).optional() }),
  reply: claimView, refusals: [...link, 'claim.signature-missing', 'file.unknown', 'card.bad-day', 'dealer.not-active'],
})
export const sendOldPart = endpoint({
  method: 'POST', path: '/claims/:claimId/old-part/sent', permission: 'claim.file', summary: 'The old part is on its way', input: z.strictObject({ claimId, byTruck: z.boolean() }), reply: claimView, refusals: [...link],
})
export const receiveClaimedPart = endpoint({
  method: 'POST', path: '/claims/:claimId/old-part/received', permission: 'claim.manage', summary: 'The sales branch has the old part', input: z.strictObject({ claimId, byTruck: z.boolean(), condition: z.string().trim().max(500).default('') }), reply: claimView, refusals: [...link],
})
export const tellDepartment = endpoint({
  method: 'POST', path: '/claims/:claimId/told', permission: 'claim.manage', summary: 'Record and part are here; the technical department is told', input: claimOnly, reply: claimView, refusals: [...link],
})
const appraisal = z.strictObject({ claimId, cause: z.string().trim().min(1).max(60).describe('a cause of the plan; it says whether the company answers'), finding: reason, reusable: z.boolean().optional().describe('the old part: reusable, else scrap') })
export const appraiseClaim = endpoint({
  method: 'POST', path: '/claims/:claimId/appraisal', permission: 'claim.appraise', summary: 'The technical department appraises an own product', input: appraisal, reply: claimView, refusals: [...link, 'claim.unknown-cause', 'claim.not-yours', 'claim.reusable-missing'],
})
export const appraiseOutsourced = endpoint({
  method: 'POST', path: '/claims/:claimId/outsourced-appraisal', permission: 'claim.manage', summary: 'The salesperson appraises a product that was bought in', input: appraisal, reply: claimView, refusals: [...link, 'claim.unknown-cause', 'claim.not-yours', 'claim.reusable-missing'],
})
export const storeOldPart = endpoint({
  method: 'POST', path: '/claims/:claimId/old-part/stored', permission: 'claim.manage', summary: 'Handed to the keeper: reusable parts and scrap go to different rooms', input: z.strictObject({ claimId, place: z.string().trim().min(1).max(100) }), reply: claimView,
  refusals: [...link, 'claim.wrong-room'],
})
export const doFormalities = endpoint({ method: 'POST', path: '/claims/:claimId/formalities', permission: 'claim.manage', summary: 'The sales branch has done the formalities', input: claimOnly, reply: claimView, refusals: [...link] })
export const drawChecks = endpoint({
  method: 'POST', path: '/claim-checks', permission: 'claim.manage', summary: 'Draw claims for the spot check of each salesperson', input: z.strictObject({ share: z.number().int().min(1).max(100).describe('percent of the open claims of each salesperson, at least one'), draw: z.string().trim().min(1).max(40).describe('name of the draw, 2026-06: the same name draws the same claims') }),
  reply: z.object({ drawn: z.array(z.object({ claimId: id, number: z.string(), salesperson: z.string().nullable() })) }), refusals: [],
})
export const checkClaim = endpoint({
  method: 'POST', path: '/claims/:claimId/check', permission: 'claim.manage', summary: 'Result of the spot check; out of scope ends the claim', input: z.strictObject({ claimId, inScope: z.boolean(), finding: reason }), reply: claimView, refusals: [...link],
})
export const approveCard = endpoint({
  method: 'POST', path: '/claims/:claimId/card-approval', permission: 'claim.approve', summary: 'Pass a claim without card or with a late one, with the reason', input: z.strictObject({ claimId, reason }), reply: claimView, refusals: [...link],
})
export const writeOffClaim = endpoint({
  method: 'POST', path: '/claims/:claimId/write-off', permission: 'claim.settle', summary: 'Finance confirms the cost: record, old part and scope must stand', input: z.strictObject({ claimId, amount: minor.optional().describe('less than claimed needs a reason'), reason: z.string().trim().max(1000).default('') }),
  reply: claimView, refusals: [...link, 'claim.amount-wrong', 'dealer.reason-missing'],
})
export const issueNotice = endpoint({ method: 'POST', path: '/claims/:claimId/notice', permission: 'claim.settle', summary: 'The write-off notice goes to the dealer in writing', input: claimOnly, reply: claimView, refusals: [...link] })
export const printNotice = endpoint({ method: 'GET', path: '/claims/:claimId/notice', permission: 'dealer.read', summary: 'The write-off notice as a page to print', raw: true, input: claimOnly, reply: nothing, refusals: ['claim.unknown', 'claim.link-missing'] })
export const confirmNotice = endpoint({
  method: 'POST', path: '/claims/:claimId/confirm', permission: 'claim.confirm', summary: 'The dealer confirms the notice; staff may only record a signed paper', input: z.strictObject({ claimId, paper: z.string().trim().max(60).default('').describe('number of the paper signed by the dealer') }),
  reply: claimView, refusals: [...link, 'claim.not-yours'],
})
export const offsetClaim = endpoint({ method: 'POST', path: '/claims/:claimId/offset', permission: 'claim.settle', summary: 'Set against what the dealer owes; never before the dealer confirms', input: claimOnly, reply: claimView, refusals: [...link, 'receivable.month-closed'] })
export const reverseClaim = endpoint({ method: 'POST', path: '/claims/:claimId/reverse', permission: 'claim.settle', summary: 'A wrong write-off is taken back by a booking of its own', input: z.strictObject({ claimId, reason }), reply: claimView, refusals: [...link, 'receivable.month-closed'] })
export const withdrawClaim = endpoint({ method: 'POST', path: '/claims/:claimId/withdraw', permission: 'claim.file', summary: 'Withdraw a claim that was not written off', input: z.strictObject({ claimId, reason }), reply: claimView, refusals: [...link] })
export const listClaimedParts = endpoint({
  method: 'GET', path: '/claims/old-parts', permission: 'dealer.read', summary: 'Replaced parts until they are stored: outstanding ones first, with the days left', input: z.strictObject({ dealerId: id.optional(), salespersonId: id.optional(), state: z.enum(['outstanding', 'sent', 'overdue', 'received', 'appraised', 'stored']).optional(), ...page }),
  reply: pageOf(oldPartView), refusals: [],
})
export const listRates = endpoint({ method: 'GET', path: '/claim-rates', permission: 'dealer.read', summary: 'Labour and travel rates of claims, every version', input: nothing, reply: z.object({ rows: z.array(rateView) }), refusals: [] })
export const setRate = endpoint({
  method: 'POST', path: '/claim-rates', permission: 'claim.rate', summary: 'A new version of a rate', input: z.strictObject({ kind: z.enum(['labour', 'travel']), price: minor, validFrom: day }), reply: rateView, refusals: [],
})

export const getStatement = endpoint({
  method: 'GET', path: '/dealers/:dealerId/statement', permission: 'dealer.read', summary: 'What a dealer owes: opening, every booking, closing', input: z.strictObject({ dealerId: id, month: month.optional() }), reply: statementView, refusals: ['dealer.unknown'],
})
export const exportStatement = endpoint({
  method: 'GET', path: '/dealers/:dealerId/statement/export', permission: 'dealer.read', summary: 'The statement as CSV or XLSX', raw: true, input: z.strictObject({ dealerId: id, month: month.optional(), format: z.enum(['csv', 'xlsx']).default('csv') }), reply: nothing, refusals: ['dealer.unknown'],
})
export const bookReceivable = endpoint({
  method: 'POST', path: '/dealers/:dealerId/receivables', permission: 'claim.settle', summary: 'Book goods, a payment or a correction',
  input: z.strictObject({ dealerId: id, kind: z.enum(bookingKinds).extract(['goods', 'payment', 'correction']), on: day, minor: signedMinor.describe('goods and payments as positive amounts; a correction with its sign'), reference: z.string().trim().min(1).max(100) }),
  reply: statementView, refusals: ['dealer.unknown', 'receivable.month-closed', 'receivable.amount-wrong'],
})
export const runSettlement = endpoint({
  method: 'POST', path: '/settlements', permission: 'claim.settle', summary: 'Settle a month for all dealers; carries on where it stopped, and doing it again changes nothing', input: z.strictObject({ month, atOnce: z.number().int().min(1).max(2000).default(500) }), reply: runView,
  refusals: ['settlement.not-over', 'settlement.out-of-order'],
})
export const listSettlements = endpoint({ method: 'GET', path: '/settlements', permission: 'claim.settle', summary: 'Months settled, newest first', input: nothing, reply: z.object({ rows: z.array(runView) }), refusals: [] })
export const getSettlement = endpoint({
  method: 'GET', path: '/settlements/:runId', permission: 'claim.settle', summary: 'A settled month, dealer by dealer', input: z.strictObject({ runId: id, ...page }), reply: z.object({ run: runView, rows: z.array(runLine), next: z.string().nullable() }), refusals: ['settlement.unknown'],
})
export const exportSettlement = endpoint({
  method: 'GET', path: '/settlements/:runId/export', permission: 'claim.settle', summary: 'A settled month as CSV or XLSX', raw: true, input: z.strictObject({ runId: id, format: z.enum(['csv', 'xlsx']).default('csv') }), reply: nothing, refusals: ['settlement.unknown'],
})

export const listVendors = endpoint({ method: 'GET', path: '/vendors', permission: 'vendor.read', summary: 'Vendors with what is claimed from them', input: z.strictObject({ q: z.string().max(200).optional() }), reply: z.object({ rows: z.array(vendorView) }), refusals: [] })
const vendorFields = { name: z.string().trim().min(1).max(200), contact: z.string().trim().max(100).default(''), phone: z.string().trim().max(40).default(''), isApproved: z.boolean().default(true), note: z.string().trim().max(2000).nullable().default(null) }
export const createVendor = endpoint({ method: 'POST', path: '/vendors', permission: 'vendor.write', summary: 'Add a vendor', input: z.strictObject(vendorFields), reply: vendorView, refusals: [] })
export const updateVendor = endpoint({ method: 'PUT', path: '/vendors/:vendorId', permission: 'vendor.write', summary: 'Change a vendor', input: z.strictObject({ vendorId: id, ...vendorFields }), reply: vendorView, refusals: ['vendor.unknown'] })
export const listVendorClaims = endpoint({ method: 'GET', path: '/vendor-claims', permission: 'vendor.read', summary: 'What the company claims from vendors', input: z.strictObject({ vendorId: id.optional(), state: z.enum(['sent', 'accepted', 'refused', 'recovered']).optional(), ...page }), reply: pageOf(vendorClaimView), refusals: [] })
export const claimFromVendor = endpoint({
  method: 'POST', path: '/vendor-claims', permission: 'vendor.write', summary: 'Claim a fault caused by a supplier; once for one claim of a dealer', input: z.strictObject({ vendorId: id, claimId: id.nullable().default(null), ticketId: id.nullable().default(null), fault: reason, amount: minor.min(1) }), reply: vendorClaimView,
  refusals: ['vendor.unknown', 'claim.unknown', 'vendor.claimed', 'vendor.not-written-off', 'ticket.unknown'],
})
export const answerVendorClaim = endpoint({
  method: 'POST', path: '/vendor-claims/:vendorClaimId/answer', permission: 'vendor.write', summary: 'The vendor accepts an amount, or refuses with a reason', input: z.strictObject({ vendorClaimId: id, accepted: minor.nullable().describe('null: refused'), reason: z.string().trim().max(1000).default('') }), reply: vendorClaimView,
  refusals: ['vendor.claim-unknown', 'vendor.claim-state', 'claim.amount-wrong', 'dealer.reason-missing'],
})
export const recoverVendorClaim = endpoint({
  method: 'POST', path: '/vendor-claims/:vendorClaimId/recovery', permission: 'claim.settle', summary: 'The money of the vendor is here, once', input: z.strictObject({ vendorClaimId: id, amount: minor.min(1) }), reply: vendorClaimView, refusals: ['vendor.claim-unknown', 'vendor.claim-state', 'claim.amount-wrong'],
})
