import { z } from 'zod'
import { sheetStates } from '#domain/charging/sheet.ts'
import { day, endpoint, id, nothing, page, pageOf } from '../endpoint.ts'
import { text } from '../plan/text.ts'
import { bill, chargePreview, chargeRow, chargeView, contractLine, paymentView, publicQuote, retentionView, sums, ticketCharge, wantedLines } from './charge.ts'
import { amount, currency, priceImport, priceItem, priceListHead, priceListView } from './price.ts'

const listFields = {
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/), title: z.string().trim().min(1).max(200), planCode: z.string().max(40).nullable().default(null).describe('null: for every plan'),
  currency, taxIncluded: z.boolean().default(true), validFrom: day, validTo: day.nullable().default(null), items: z.array(priceItem).max(5000).default([]),
}
export const listPriceLists = endpoint({
  method: 'GET', path: '/price-lists', permission: 'price.read', summary: 'Price lists with their versions, newest first',
  input: z.strictObject({ planCode: z.string().max(40).optional(), state: z.enum(['draft', 'published']).optional() }), reply: z.object({ rows: z.array(priceListHead) }), refusals: [],
})
export const findPriceGaps = endpoint({
  method: 'GET', path: '/price-lists/gaps', permission: 'price.read', summary: 'Active plans whose charging rules need a price list and have none published for today', input: nothing,
  reply: z.object({ rows: z.array(z.object({ plan: z.string(), title: text, rules: z.array(z.object({ id: z.string(), clause: z.string() })) })) }), refusals: [],
})
export const getPriceList = endpoint({
  method: 'GET', path: '/price-lists/:priceListId', permission: 'price.read', summary: 'One version of a price list with its rows', input: z.strictObject({ priceListId: id }), reply: priceListView, refusals: ['price.unknown'],
})
export const createPriceList = endpoint({
  method: 'POST', path: '/price-lists', permission: 'price.write', summary: 'A draft; with a code that exists it becomes its next version', input: z.strictObject(listFields), reply: priceListView,
  refusals: ['price.wrong-tax', 'price.twice', 'request.invalid'],
})
export const updatePriceList = endpoint({
  method: 'PUT', path: '/price-lists/:priceListId', permission: 'price.write', summary: 'Rewrite a draft; a published version never changes', input: z.strictObject({ priceListId: id, ...listFields }).omit({ code: true }),
  reply: priceListView, refusals: ['price.unknown', 'price.published', 'price.wrong-tax', 'price.twice', 'request.invalid'],
})
export const importPriceItems = endpoint({
  method: 'POST', path: '/price-lists/:priceListId/import', permission: 'price.write', multipart: true, summary: 'Replace the rows of a draft by a CSV or XLSX file: all of it, or nothing with every wrong cell named',
  input: z.strictObject({ priceListId: id }), reply: priceImport, refusals: ['price.unknown', 'price.published', 'import.unreadable', 'request.too-large'],
})
export const publishPriceList = endpoint({
  method: 'POST', path: '/price-lists/:priceListId/publish', permission: 'price.write', summary: 'Publish a draft: from then on it is the list of its plan for its dates', input: z.strictObject({ priceListId: id }), reply: priceListView,
  refusals: ['price.unknown', 'price.published', 'price.empty'],
})

const chargeFilter = {
  state: z.enum(sheetStates).optional(), customerId: id.optional(), ticketId: id.optional(), from: day.optional(), until: day.optional(), q: z.string().max(100).optional(), withoutReceipt: z.enum(['true', 'false']).optional(),
}
export const listCharges = endpoint({
  method: 'GET', path: '/charges', permission: 'charge.read', summary: 'Charge sheets with their sums by currency; `withoutReceipt` those with money taken and no receipt yet',
  input: z.strictObject({ ...chargeFilter, ...page }), reply: pageOf(chargeRow).extend({ sums: z.array(sums.extend({ currency, count: z.number().int(), paid: z.number().int(), internalCost: z.number().int() })) }), refusals: ['request.invalid'],
})
export const exportCharges = endpoint({
  method: 'GET', path: '/charges/export', permission: 'charge.read', summary: 'The filtered charge sheets, one row a line, as CSV or XLSX', raw: true,
  input: z.strictObject({ ...chargeFilter, format: z.enum(['csv', 'xlsx']).default('csv') }), reply: nothing, refusals: [],
})
export const getTicketCharge = endpoint({
  method: 'GET', path: '/tickets/:ticketId/charge', permission: 'charge.read', summary: 'The charge sheet of a ticket, and which rule of its plan answers and why', input: z.strictObject({ ticketId: id }), reply: ticketCharge, refusals: ['ticket.unknown'],
})
const drafting = { ticketId: id, lines: wantedLines, priceListId: id.optional().describe('a published list; without it the one in force for the plan') }
const draftRefusals = ['ticket.unknown', 'charge.no-plan', 'charge.no-price-list', 'price.unknown'] as const
export const previewCharge = endpoint({
  method: 'POST', path: '/tickets/:ticketId/charge/preview', permission: 'charge.read', summary: 'What these lines would cost and why; refused lines with their reason; writes nothing', input: z.strictObject(drafting), reply: chargePreview,
  refusals: draftRefusals,
})
export const saveCharge = endpoint({
  method: 'PUT', path: '/tickets/:ticketId/charge', permission: 'charge.write', summary: 'Draft the lines of a ticket; a quoted sheet becomes the draft of its next version',
  input: z.strictObject({ ...drafting, note: z.string().trim().max(2000).optional() }), reply: chargeView,
  refusals: [...draftRefusals, 'charge.closed', 'charge.no-rule', 'charge.not-in-rule', 'charge.not-listed', 'charge.no-cost', 'charge.no-ceiling', 'charge.above-ceiling', 'charge.above-cap', 'charge.above-list', 'charge.price-not-asked',
    'charge.price-missing', 'charge.basis-missing', 'charge.wrong-currency', 'charge.two-payers'],
})
const one = z.strictObject({ chargeId: id })
export const getCharge = endpoint({ method: 'GET', path: '/charges/:chargeId', permission: 'charge.read', summary: 'One charge sheet with its lines, quotes and payments', input: one, reply: chargeView, refusals: ['charge.unknown'] })
export const approveCharge = endpoint({
  method: 'POST', path: '/charges/:chargeId/approve', permission: 'charge.approve', summary: 'Approve amounts at discretion; not by who entered them', input: one, reply: chargeView,
  refusals: ['charge.unknown', 'charge.nothing-to-approve', 'charge.own-amount', 'charge.closed'],
})
export const quoteCharge = endpoint({
  method: 'POST', path: '/charges/:chargeId/quote', permission: 'charge.write', summary: 'Send the draft as a quote of the next version; the link is shown once', showsSecret: true,
  input: one.extend({ validDays: z.number().int().min(1).max(365).default(14) }), reply: chargeView.extend({ link: z.string() }),
  refusals: ['charge.unknown', 'charge.closed', 'charge.not-approved', 'ticket.step-blocked', 'ticket.action-closed'],
})
const answer = {
  yes: z.boolean(), version: z.number().int().min(1), name: z.string().trim().min(1).max(100), reason: z.string().trim().max(1000).optional(),
  signature: z.string().max(200_000).regex(/^data:image\/png;base64,[A-Za-z0-9+/=]+$/).optional(),
}
const answerRefusals = ['charge.other-version', 'charge.expired', 'charge.answered', 'charge.reason-missing', 'charge.closed', 'ticket.step-blocked', 'ticket.action-closed'] as const
export const answerCharge = endpoint({
  method: 'POST', path: '/charges/:chargeId/answer', permission: 'charge.write', summary: 'The customer answers a quote in person, by signature', input: one.extend({ ...answer, signature: answer.signature.unwrap() }), reply: chargeView,
  refusals: ['charge.unknown', ...answerRefusals],
})
export const billCharge = endpoint({
  method: 'POST', path: '/charges/:chargeId/bill', permission: 'charge.write', summary: 'Bill an accepted sheet to a buyer; Taiwan: unified number or carrier, mainland: title and credit code', input: one.extend({ buyer: bill }),
  reply: chargeView, refusals: ['charge.unknown', 'charge.closed', 'charge.not-accepted', 'charge.buyer-wrong'],
})
const payment = { amount: amount.min(1), method: paymentView.shape.method, reference: z.string().trim().max(100).optional() }
const receipt = { number: z.string().trim().min(1).max(40).optional().describe('of the tax invoice; without it the next of the own series') }
export const payCharge = endpoint({
  method: 'POST', path: '/charges/:chargeId/payments', permission: 'charge.write', summary: 'Money taken for a billed sheet; never more than is open', input: one.extend({ ...payment, receipt: z.strictObject(receipt).optional() }), reply: chargeView,
  refusals: ['charge.unknown', 'charge.not-billed', 'charge.overpaid', 'charge.receipt-wrong', 'charge.receipt-taken'],
})
export const receiptPayment = endpoint({
  method: 'POST', path: '/charges/:chargeId/payments/:paymentId/receipt', permission: 'charge.write', summary: 'Give a payment its receipt or invoice number', input: one.extend({ paymentId: id, ...receipt }), reply: chargeView,
  refusals: ['charge.unknown', 'charge.unknown-payment', 'charge.receipt-wrong', 'charge.receipt-taken', 'charge.has-receipt'],
})
export const printCharge = endpoint({
  method: 'GET', path: '/charges/:chargeId/print', permission: 'charge.read', summary: 'Quote or receipt as a page to print, amounts in words', raw: true,
  input: one.extend({ what: z.enum(['quote', 'receipt']).default('quote') }), reply: nothing, refusals: ['charge.unknown'],
})

export const readQuote = endpoint({
  method: 'GET', path: '/public/quotes/:token', permission: 'public', summary: 'The quote behind a link', input: z.strictObject({ token: z.string().min(20).max(100) }), reply: publicQuote, refusals: ['link.unusable', 'request.too-many'],
})
export const answerQuote = endpoint({
  method: 'POST', path: '/public/quotes/:token/answer', permission: 'public', summary: 'Accept or refuse the quote behind a link; a repeated same answer changes nothing', input: z.strictObject({ token: z.string().min(20).max(100), ...answer }),
  reply: publicQuote, refusals: ['link.unusable', 'request.too-many', ...answerRefusals],
})

const ofAgreement = { agreementId: id }
export const listContractLines = endpoint({
  method: 'GET', path: '/agreements/:agreementId/contract-lines', permission: 'agreement.read', summary: 'Lines of the original contract, its budget and change sheets', input: z.strictObject(ofAgreement),
  reply: z.object({ rows: z.array(contractLine) }), refusals: ['agreement.unknown'],
})
export const saveContractLines = endpoint({
  method: 'PUT', path: '/agreements/:agreementId/contract-lines', permission: 'price.write', summary: 'Replace them all; a unit price is the ceiling of that part', input: z.strictObject({ ...ofAgreement, lines: z.array(contractLine).max(5000) }),
  reply: z.object({ rows: z.array(contractLine) }), refusals: ['agreement.unknown', 'price.twice'],
})
export const getRetention = endpoint({
  method: 'GET', path: '/agreements/:agreementId/retention', permission: 'charge.read', summary: 'Retention money of an agreement: every entry with the balance after it', input: z.strictObject(ofAgreement), reply: retentionView, refusals: ['agreement.unknown'],
})
export const keepRetention = endpoint({
  method: 'POST', path: '/agreements/:agreementId/retention', permission: 'charge.approve', summary: 'Money kept back or released', reply: retentionView,
  input: z.strictObject({ ...ofAgreement, kind: z.enum(['kept', 'released']), amount: amount.min(1), reason: z.string().trim().min(1).max(2000), document: z.string().trim().max(100).optional() }), refusals: ['agreement.unknown', 'retention.too-much'],
})
export const deductRetention = endpoint({
  method: 'POST', path: '/agreements/:agreementId/retention/deductions', permission: 'charge.approve', summary: 'Repair by others comes off, once the promise that gives the right to it is broken', reply: retentionView,
  input: z.strictObject({ ...ofAgreement, ticketId: id, repairer: z.string().trim().min(1).max(200), amount: amount.min(1), document: z.string().trim().min(1).max(100), reason: z.string().trim().min(1).max(2000) }),
  refusals: ['agreement.unknown', 'ticket.unknown', 'retention.not-entitled', 'retention.too-much', 'retention.document-missing'],
})
