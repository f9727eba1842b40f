import * as claim from '#contract/dealer/claims.ts'
import * as api from '#contract/dealer/endpoints.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import type { Context } from '#server/platform/http/context.ts'
import { answerVendorClaim, claimFromVendor, createVendor, recoverVendorClaim, updateVendor } from './commands/claim-from-vendor.ts'
import { fileClaim, signRecord } from './commands/file-claim.ts'
import { decideGrade, decisionOf, giveAward, proposeGrade } from './commands/grade-dealer.ts'
import { answerPushBack, arrangeTask, endTask, handTask, pushBackTask } from './commands/hand-task.ts'
import { attachClaimFiles } from './commands/keep-claim-files.ts'
import { bookByHand, drawChecks, setRate } from './commands/keep-rates.ts'
import { openDealerSeason, decideGoodsReturn, deliverStock, judgeStock, requestGoodsReturn, submitStockPlan } from './commands/keep-stock.ts'
import { appraise, confirmNotice, moveOn, offsetClaim, reverseClaim, storeOldPart, writeOff } from './commands/move-claim.ts'
import { orderParts, payOrder, returnList, shipOrder } from './commands/order-parts.ts'
import { registerCard, returnCard } from './commands/register-card.ts'
import { confirmPolicy, saveDealer } from './commands/save-dealer.ts'
import { runSettlement } from './commands/settle-month.ts'
import { isDealer } from './policy.ts'
import { listClaimedParts, listRates } from './queries/claim-lists.ts'
import { exportClaims, getClaim, listClaims } from './queries/claim-views.ts'
import { getDealer } from './queries/get-dealer.ts'
import { exportCards, getCard, listCards } from './queries/list-cards.ts'
import { exportDealers, findOutlets, listDealers } from './queries/list-dealers.ts'
import { getOrder, listOrders } from './queries/order-views.ts'
import { printNotice } from './queries/print-notice.ts'
import { readClaimFile } from './queries/read-claim-file.ts'
import { exportSettlement, getRun, getSettlement, listRuns } from './queries/settlements.ts'
import { exportStatement, getStatement } from './queries/statement.ts'
import { getReturn, getStock, listGoodsReturns, listSeasons, listStock, listStockPlans } from './queries/stock-views.ts'
import { getTask, listTasks } from './queries/task-views.ts'
import { getVendor, getVendorClaim, listVendorClaims, listVendors } from './queries/vendor-views.ts'

type Moving = { claimId: string }
/** A link is made, and the whole chain is answered. */
const moving = <Input extends Moving>(move: (context: Context, input: Input) => Promise<unknown>) => async (context: Context, input: Input) => {
  await move(context, input)
  return getClaim(context, input.claimId)
}
const yes = (value: boolean | 'true' | 'false') => value === true || value === 'true'

const dealers: Route[] = [
  serve(api.listDealers, listDealers), serve(api.exportDealers, exportDealers), serve(api.findOutlets, findOutlets),
  serve(api.getMyDealer, async (context) => ({ dealer: isDealer(context.actor) && context.actor.customerId ? await mine(context, context.actor.customerId) : null })),
  serve(api.getDealer, (context, { dealerId }) => getDealer(context, dealerId)),
  serve(api.saveDealer, async (context, input) => { await saveDealer(context, input); return getDealer(context, input.dealerId) }),
  serve(api.confirmPolicy, async (context, { dealerId, planVersionId }) => { await confirmPolicy(context, dealerId, planVersionId); return getDealer(context, dealerId) }),
  serve(api.proposeGrade, async (context, input) => decisionOf(context, await proposeGrade(context, input))),
  serve(api.decideGrade, async (context, input) => { await decideGrade(context, input); return decisionOf(context, input.decisionId) }),
  serve(api.giveAward, async (context, input) => { const id = await giveAward(context, input); return (await getDealer(context, input.dealerId)).awards.find((award) => award.id === id)! }),
  serve(api.listCards, listCards), serve(api.exportCards, exportCards),
  serve(api.registerCard, async (context, input) => getCard(context, await registerCard(context, input))),
  serve(api.returnCard, async (context, { cardId, returnedOn }) => { await returnCard(context, cardId, returnedOn); return getCard(context, cardId) }),
]

// Somebody of a dealer that was not set up yet belongs to none.
const mine = async (context: Context, dealerId: string) => ((await listDealers(context, { limit: 1 })).rows.length === 0 ? null : getDealer(context, dealerId))

const goods: Route[] = [
  serve(api.listSeasons, async (context) => ({ rows: await listSeasons(context) })),
  serve(api.openDealerSeason, async (context, input) => { const id = await openDealerSeason(context, input); return (await listSeasons(context)).find((season) => season.id === id)! }),
  serve(api.listStockPlans, async (context, { dealerId }) => ({ rows: await listStockPlans(context, dealerId) })),
  serve(api.submitStockPlan, async (context, input) => { await submitStockPlan(context, input); return { rows: await listStockPlans(context, input.dealerId) } }),
  serve(api.listStock, listStock), serve(api.deliverStock, async (context, input) => getStock(context, await deliverStock(context, input))),
  serve(api.judgeStock, async (context) => ({ deemedSold: await judgeStock(context) })),
  serve(api.requestGoodsReturn, async (context, input) => getReturn(context, await requestGoodsReturn(context, input))), serve(api.listGoodsReturns, listGoodsReturns),
  serve(api.decideGoodsReturn, async (context, input) => { await decideGoodsReturn(context, input); return getReturn(context, input.returnId) }),
  serve(api.listOrders, listOrders), serve(api.orderParts, async (context, input) => getOrder(context, await orderParts(context, input))),
  serve(api.payOrder, async (context, { orderId, reference }) => { await payOrder(context, orderId, reference); return getOrder(context, orderId) }),
  serve(api.shipOrder, async (context, { orderId }) => { await shipOrder(context, orderId); return getOrder(context, orderId) }),
  serve(api.returnList, async (context, { orderId, signed, stamped }, { files }, { blobs }) => {
    await returnList(context, orderId, { signed: yes(signed), stamped: yes(stamped), files }, blobs)
    return getOrder(context, orderId)
  }),
]

const tasks: Route[] = [
  serve(api.listTasks, listTasks), serve(api.handTask, async (context, input) => getTask(context, await handTask(context, input))),
  serve(api.arrangeTask, async (context, input) => { await arrangeTask(context, input); return getTask(context, input.taskId) }),
  serve(api.pushBackTask, async (context, { taskId, reason }) => { await pushBackTask(context, taskId, reason); return getTask(context, taskId) }),
  serve(api.answerPushBack, async (context, { taskId, accepted }) => { await answerPushBack(context, taskId, accepted); return getTask(context, taskId) }),
  serve(api.endTask, async (context, { taskId }) => { await endTask(context, taskId); return { ok: true } as const }),
]

const appraising = (by: 'own' | 'outsourced') => moving((context: Context, input: Parameters<typeof appraise>[1]) => appraise(context, input, by))

const claims: Route[] = [
  serve(claim.listClaims, listClaims), serve(claim.exportClaims, exportClaims), serve(claim.getClaim, (context, { claimId }) => getClaim(context, claimId)),
  serve(claim.fileClaim, async (context, input) => getClaim(context, await fileClaim(context, input))),
  serve(claim.attachClaimFiles, async (context, { claimId }, { files }, { blobs }) => { await attachClaimFiles(context, claimId, files, blobs); return getClaim(context, claimId) }),
  serve(claim.readClaimFile, (context, { fileId }, _exchange, { blobs }) => readClaimFile(context, fileId, blobs)),
  serve(claim.signRecord, moving(signRecord)),
  serve(claim.sendOldPart, moving((context, { claimId, byTruck }) => moveOn(context, claimId, 'part-sent', { byTruck }))),
  serve(claim.receiveClaimedPart, moving((context, { claimId, byTruck, condition }) => moveOn(context, claimId, 'part-received', { byTruck, condition }))),
  serve(claim.tellDepartment, moving((context, { claimId }) => moveOn(context, claimId, 'department-told'))),
  serve(claim.appraiseClaim, appraising('own')), serve(claim.appraiseOutsourced, appraising('outsourced')),
  serve(claim.storeOldPart, moving((context, { claimId, place }) => storeOldPart(context, claimId, place))),
  serve(claim.doFormalities, moving((context, { claimId }) => moveOn(context, claimId, 'formalities-done'))),
  serve(claim.drawChecks, async (context, input) => ({ drawn: await drawChecks(context, input) })),
  serve(claim.checkClaim, moving((context, { claimId, inScope, finding }) => moveOn(context, claimId, 'checked', { inScope, finding }))),
  serve(claim.approveCard, moving((context, { claimId, reason }) => moveOn(context, claimId, 'card-approved', { reason }))),
  serve(claim.writeOffClaim, moving(writeOff)),
  serve(claim.issueNotice, moving((context, { claimId }) => moveOn(context, claimId, 'notice-issued'))), serve(claim.printNotice, (context, { claimId }) => printNotice(context, claimId)),
  serve(claim.confirmNotice, moving((context, { claimId, paper }) => confirmNotice(context, claimId, paper))),
  serve(claim.offsetClaim, moving((context, { claimId }) => offsetClaim(context, claimId))),
  serve(claim.reverseClaim, moving((context, { claimId, reason }) => reverseClaim(context, claimId, reason))),
  serve(claim.withdrawClaim, moving((context, { claimId, reason }) => moveOn(context, claimId, 'withdrawn', { reason }))),
  serve(claim.listClaimedParts, listClaimedParts), serve(claim.listRates, async (context) => ({ rows: await listRates(context) })), serve(claim.setRate, setRate),
]

const settlement: Route[] = [
  serve(claim.getStatement, (context, { dealerId, month }) => getStatement(context, dealerId, month)),
  serve(claim.exportStatement, (context, { dealerId, month, format }) => exportStatement(context, dealerId, month, format)),
  serve(claim.bookReceivable, async (context, input) => { await bookByHand(context, input); return getStatement(context, input.dealerId, undefined) }),
  serve(claim.runSettlement, async (context, input) => getRun(context, await runSettlement(context, input))),
  serve(claim.listSettlements, async (context) => ({ rows: await listRuns(context) })),
  serve(claim.getSettlement, getSettlement), serve(claim.exportSettlement, (context, { runId, format }) => exportSettlement(context, runId, format)),
]

const vendors: Route[] = [
  serve(claim.listVendors, async (context, { q }) => ({ rows: await listVendors(context, q) })),
  serve(claim.createVendor, async (context, input) => getVendor(context, await createVendor(context, input))),
  serve(claim.updateVendor, async (context, input) => { await updateVendor(context, input); return getVendor(context, input.vendorId) }), serve(claim.listVendorClaims, listVendorClaims),
  serve(claim.claimFromVendor, async (context, input) => getVendorClaim(context, await claimFromVendor(context, input))),
  serve(claim.answerVendorClaim, async (context, input) => { await answerVendorClaim(context, input); return getVendorClaim(context, input.vendorClaimId) }),
  serve(claim.recoverVendorClaim, async (context, input) => { await recoverVendorClaim(context, input); return getVendorClaim(context, input.vendorClaimId) }),
]

export const routes: Route[] = [...dealers, ...goods, ...tasks, ...claims, ...settlement, ...vendors]
