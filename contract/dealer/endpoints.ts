import { z } from 'zod'
import { grades } from '#domain/settlement/grade.ts'
import { day, done, endpoint, id, moment, nothing, page, pageOf } from '../endpoint.ts'
import {
  awardView, cardFields, cardView, dealerFields, dealerFilter, dealerPage, dealerRow, dealerView, gradeView, minor, named, orderLine, orderView, outlet, returnReasons, returnView, seasonView, stockPlanLine,
  stockPlanView, stockStates, stockView, taskView,
} from './dealer.ts'

const dealerId = id
const standing = ['dealer.unknown', 'dealer.not-active'] as const
const ofDealer = { dealerId: id.optional().describe('a dealer of its own may leave it out') }

export const listDealers = endpoint({
  method: 'GET', path: '/dealers', permission: 'dealer.read', summary: 'Dealers by filter, page by page; a dealer sees itself alone', input: dealerPage, reply: pageOf(dealerRow), refusals: [],
})
export const exportDealers = endpoint({
  method: 'GET', path: '/dealers/export', permission: 'dealer.read', summary: 'The filtered dealers as CSV or XLSX', raw: true,
  input: z.strictObject({ ...dealerFilter, format: z.enum(['csv', 'xlsx']).default('csv') }), reply: nothing, refusals: [],
})
export const findOutlets = endpoint({
  method: 'GET', path: '/dealers/nearest', permission: 'dealer.read', summary: 'Outlets nearest to a place, and dealers of a territory',
  input: z.strictObject({ latitude: z.coerce.number().min(-90).max(90).optional(), longitude: z.coerce.number().min(-180).max(180).optional(), territory: z.string().max(60).optional() }),
  reply: z.object({ rows: z.array(z.object({ dealer: named, outlet, km: z.number().nullable() })) }), refusals: [],
})
export const getDealer = endpoint({
  method: 'GET', path: '/dealers/:dealerId', permission: 'dealer.read', summary: 'A dealer with duties, flags, score, grades and awards', input: z.strictObject({ dealerId }), reply: dealerView, refusals: ['dealer.unknown'],
})
export const getMyDealer = endpoint({
  method: 'GET', path: '/my-dealer', permission: 'dealer.read', summary: 'The dealer the caller belongs to; null for staff', input: nothing, reply: z.object({ dealer: dealerView.nullable() }), refusals: [],
})
export const saveDealer = endpoint({
  method: 'PUT', path: '/dealers/:dealerId', permission: 'dealer.write', summary: 'Make a customer of kind dealer a dealer, or change its territory, agreement, outlets and repair team',
  input: z.strictObject({ dealerId, version: z.number().int().optional(), ...dealerFields, agreementId: dealerFields.agreementId.default(null), territory: dealerFields.territory.default([]),
    outlets: dealerFields.outlets.default([]), repairers: dealerFields.repairers.default([]), salespersonId: dealerFields.salespersonId.default(null), note: dealerFields.note.default(null) }),
  reply: dealerView, refusals: ['customer.unknown', 'dealer.not-a-dealer', 'agreement.unknown', 'agreement.foreign-part', 'person.unknown', 'row.changed', 'dealer.unknown'],
})
export const confirmPolicy = endpoint({
  method: 'POST', path: '/dealers/:dealerId/policy', permission: 'claim.confirm', summary: 'The dealer confirms having read this version of the policy',
  input: z.strictObject({ dealerId, planVersionId: id }), reply: dealerView, refusals: ['dealer.unknown', 'plan.unknown', 'claim.not-yours'],
})
export const proposeGrade = endpoint({
  method: 'POST', path: '/dealers/:dealerId/grades', permission: 'dealer.write', summary: 'Propose another grade; a downgrade needs a cause of the plan and approvals',
  input: z.strictObject({ dealerId, grade: z.enum(grades), cause: z.string().trim().min(1).max(60), reason: z.string().trim().min(1).max(1000) }), reply: gradeView, refusals: ['dealer.unknown', 'dealer.same-grade', 'dealer.unknown-cause', 'dealer.grade-pending'],
})
export const decideGrade = endpoint({
  method: 'POST', path: '/dealer-grades/:decisionId', permission: 'claim.approve', summary: 'Approve or refuse a proposed grade; each step by another person',
  input: z.strictObject({ decisionId: id, yes: z.boolean(), reason: z.string().trim().max(500).default('') }), reply: gradeView, refusals: ['dealer.decision-unknown', 'promise.same-signer', 'claim.link-done', 'dealer.reason-missing'],
})
export const giveAward = endpoint({
  method: 'POST', path: '/dealers/:dealerId/awards', permission: 'claim.approve', summary: 'A cash award for a period, with the score it rests on',
  input: z.strictObject({ dealerId, period: z.string().trim().min(1).max(40), basis: z.string().trim().min(1).max(500), amount: minor.min(1) }), reply: awardView, refusals: ['dealer.unknown', 'dealer.awarded'],
})

export const listCards = endpoint({
  method: 'GET', path: '/dealer-cards', permission: 'dealer.read', summary: 'Registration cards, newest sale first',
  input: z.strictObject({ ...ofDealer, q: z.string().max(100).optional(), state: z.enum(['outstanding', 'overdue', 'late']).optional(), ...page }), reply: pageOf(cardView), refusals: [],
})
export const exportCards = endpoint({
  method: 'GET', path: '/dealer-cards/export', permission: 'dealer.read', summary: 'Registration cards as CSV or XLSX', raw: true,
  input: z.strictObject({ ...ofDealer, format: z.enum(['csv', 'xlsx']).default('csv') }), reply: nothing, refusals: [],
})
export const registerCard = endpoint({
  method: 'POST', path: '/dealer-cards', permission: 'claim.file', summary: 'Register a sale; with `returned` the card and the user’s data are here',
  input: z.strictObject({ ...ofDealer, ...cardFields, returned: z.boolean().default(true), returnedOn: day.optional().describe('staff only: the day the paper card came') }),
  reply: cardView, refusals: [...standing, 'card.serial-taken', 'card.bad-day'],
})
export const returnCard = endpoint({
  method: 'POST', path: '/dealer-cards/:cardId/return', permission: 'claim.file', summary: 'The card of a sale is here',
  input: z.strictObject({ cardId: id, returnedOn: day.optional() }), reply: cardView, refusals: ['card.unknown', 'card.returned', 'card.bad-day', ...standing],
})

export const listSeasons = endpoint({ method: 'GET', path: '/dealer-seasons', permission: 'dealer.read', summary: 'Operating seasons by product line', input: nothing, reply: z.object({ rows: z.array(seasonView) }), refusals: [] })
export const openDealerSeason = endpoint({
  method: 'POST', path: '/dealer-seasons', permission: 'dealer.write', summary: 'Announce a season; every dealer whose plan asks for it owes a stock plan before it begins',
  input: z.strictObject({ line: z.string().trim().min(1).max(60), title: z.string().trim().min(1).max(100), startsOn: day, endsOn: day }), reply: seasonView, refusals: ['dealer.season-wrong', 'ticket.step-blocked'],
})
export const listStockPlans = endpoint({
  method: 'GET', path: '/dealers/:dealerId/stock-plans', permission: 'dealer.read', summary: 'Stock plans owed and submitted, with what was bought of each part', input: z.strictObject({ dealerId }),
  reply: z.object({ rows: z.array(stockPlanView) }), refusals: ['dealer.unknown'],
})
export const submitStockPlan = endpoint({
  method: 'POST', path: '/dealers/:dealerId/stock-plans', permission: 'claim.file', summary: 'Submit the stock plan of a season', input: z.strictObject({ dealerId, seasonId: id, lines: z.array(stockPlanLine).min(1).max(500) }),
  reply: z.object({ rows: z.array(stockPlanView) }), refusals: [...standing, 'dealer.season-unknown', 'dealer.plan-submitted', 'ticket.step-blocked'],
})
export const listStock = endpoint({
  method: 'GET', path: '/dealer-stock', permission: 'dealer.read', summary: 'Goods at dealers', input: z.strictObject({ ...ofDealer, state: z.enum(stockStates).optional(), ...page }), reply: pageOf(stockView), refusals: [],
})
export const deliverStock = endpoint({
  method: 'POST', path: '/dealer-stock', permission: 'dealer.write', summary: 'Goods delivered to a dealer',
  input: z.strictObject({ dealerId: id, line: z.string().trim().min(1).max(60), serial: z.string().trim().min(1).max(100), title: z.string().trim().min(1).max(200), price: minor, deliveredOn: day }),
  reply: stockView, refusals: [...standing, 'dealer.serial-taken'],
})
export const judgeStock = endpoint({
  method: 'POST', path: '/dealer-stock/judge', permission: 'claim.settle', summary: 'Goods that stood through the seasons of the plan count as sold: booked once, however often this runs', input: nothing,
  reply: z.object({ deemedSold: z.number() }), refusals: ['receivable.month-closed'],
})
export const requestGoodsReturn = endpoint({
  method: 'POST', path: '/dealer-returns', permission: 'claim.file', summary: 'Ask to send goods back', input: z.strictObject({ stockId: id, reason: returnReasons, note: z.string().trim().max(1000).nullable().default(null) }),
  reply: returnView, refusals: ['dealer.stock-unknown', 'dealer.stock-gone', 'dealer.return-reason', 'dealer.return-open'],
})
export const listGoodsReturns = endpoint({
  method: 'GET', path: '/dealer-returns', permission: 'dealer.read', summary: 'Goods sent back and who bears the freight', input: z.strictObject({ ...ofDealer, ...page }), reply: pageOf(returnView), refusals: [],
})
export const decideGoodsReturn = endpoint({
  method: 'POST', path: '/dealer-returns/:returnId/decide', permission: 'claim.manage', summary: 'Inspected: the reason says who bears freight and restoring',
  input: z.strictObject({ returnId: id, confirmed: z.boolean().describe('inspection confirms the reason'), reason: returnReasons.optional().describe('the reason inspection found instead'), inspection: z.string().trim().min(1).max(1000), freight: minor, hours: z.number().int().min(0).max(1000).default(0) }),
  reply: returnView, refusals: ['dealer.return-unknown', 'dealer.return-decided', 'dealer.return-reason', 'dealer.return-not-confirmed', 'claim.rate-missing', 'receivable.month-closed'],
})

export const listOrders = endpoint({
  method: 'GET', path: '/dealer-orders', permission: 'dealer.read', summary: 'Parts orders of dealers', input: z.strictObject({ ...ofDealer, state: z.enum(['ordered', 'paid', 'shipped', 'list-overdue', 'closed']).optional(), ...page }), reply: pageOf(orderView), refusals: [],
})
export const orderParts = endpoint({
  method: 'POST', path: '/dealer-orders', permission: 'claim.file', summary: 'A dealer orders parts', input: z.strictObject({ ...ofDealer, lines: z.array(orderLine).min(1).max(200) }), reply: orderView, refusals: [...standing],
})
export const payOrder = endpoint({
  method: 'POST', path: '/dealer-orders/:orderId/payment', permission: 'claim.settle', summary: 'The money of an order is here', input: z.strictObject({ orderId: id, reference: z.string().trim().min(1).max(100) }), reply: orderView,
  refusals: ['dealer.order-unknown', 'dealer.order-paid'],
})
export const shipOrder = endpoint({
  method: 'POST', path: '/dealer-orders/:orderId/shipment', permission: 'dealer.write', summary: 'Release for shipping; never before payment where the plan says cash only', input: z.strictObject({ orderId: id }), reply: orderView,
  refusals: ['dealer.order-unknown', 'dealer.order-unpaid', 'dealer.order-shipped', 'receivable.month-closed'],
})
export const returnList = endpoint({
  method: 'POST', path: '/dealer-orders/:orderId/list', permission: 'claim.file', summary: 'The signed and stamped delivery list of a shipment, as a scan (multipart)', multipart: true,
  input: z.strictObject({ orderId: id, signed: z.union([z.boolean(), z.enum(['true', 'false'])]), stamped: z.union([z.boolean(), z.enum(['true', 'false'])]) }), reply: orderView,
  refusals: ['dealer.order-unknown', 'dealer.order-not-shipped', 'dealer.list-returned', 'dealer.list-unsigned', 'file.kind-refused', 'file.unknown'],
})

export const listTasks = endpoint({
  method: 'GET', path: '/dealer-tasks', permission: 'dealer.read', summary: 'Tickets handed to dealers, with their clock', input: z.strictObject({ ...ofDealer, open: z.enum(['yes', 'no']).optional(), ...page }), reply: pageOf(taskView), refusals: [],
})
export const handTask = endpoint({
  method: 'POST', path: '/dealer-tasks', permission: 'dealer.assign', summary: 'Hand a ticket to a dealer; its clock starts',
  input: z.strictObject({ ticketId: id, dealerId: id, task: z.string().trim().min(1).max(60).describe('one of the kinds of work the plan gives to dealers'), note: z.string().trim().max(1000).default('') }),
  reply: taskView, refusals: [...standing, 'ticket.unknown', 'dealer.task-not-theirs', 'dealer.task-handed', 'ticket.step-blocked', 'ticket.action-closed'],
})
export const arrangeTask = endpoint({
  method: 'POST', path: '/dealer-tasks/:taskId/arrange', permission: 'claim.file', summary: 'Who goes when; the user told, the technical department informed: all three stop the clock',
  input: z.strictObject({ taskId: id, person: z.string().trim().min(1).max(100), visitAt: moment, userTold: z.boolean(), departmentTold: z.boolean(), explained: z.boolean().default(false) }),
  reply: taskView, refusals: ['dealer.task-unknown', 'dealer.task-ended', 'ticket.step-blocked', 'ticket.action-closed', 'fact.in-future'],
})
export const pushBackTask = endpoint({
  method: 'POST', path: '/dealer-tasks/:taskId/push-back', permission: 'claim.file', summary: 'Ask the company to take a task; counts only with a reason the company accepts',
  input: z.strictObject({ taskId: id, reason: z.string().trim().min(1).max(1000) }), reply: taskView, refusals: ['dealer.task-unknown', 'dealer.task-ended', 'dealer.push-asked'],
})
export const answerPushBack = endpoint({
  method: 'POST', path: '/dealer-tasks/:taskId/push-back/answer', permission: 'dealer.assign', summary: 'Take the task back, or leave it with the dealer: then the request counts as unfounded',
  input: z.strictObject({ taskId: id, accepted: z.boolean() }), reply: taskView, refusals: ['dealer.task-unknown', 'dealer.push-not-asked', 'ticket.step-blocked', 'ticket.action-closed'],
})
export const endTask = endpoint({
  method: 'POST', path: '/dealer-tasks/:taskId/end', permission: 'dealer.assign', summary: 'The task is over for this dealer', input: z.strictObject({ taskId: id }), reply: done, refusals: ['dealer.task-unknown', 'dealer.task-ended'],
})
