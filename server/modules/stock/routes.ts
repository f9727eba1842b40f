import * as api from '#contract/stock/endpoints.ts'
import * as partApi from '#contract/stock/parts.ts'
import * as requisitionApi from '#contract/stock/requisitions.ts'
import * as ticketApi from '#contract/stock/ticket-parts.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { endCount, openCount, saveCount } from './commands/count-stock.ts'
import { checkParts, commitParts } from './commands/import-parts.ts'
import { appraiseOldPart, receiveOldPart, shipOldParts } from './commands/old-parts.ts'
import { postMoves } from './commands/post-moves.ts'
import { replacePart } from './commands/replace-part.ts'
import { replenish } from './commands/replenish.ts'
import { binPart, createPart, restorePart, saveDesignLife, saveSubstitutes, updatePart } from './commands/save-part.ts'
import { createPlace, updatePlace } from './commands/save-place.ts'
import { saveStockSettings } from './commands/save-settings.ts'
import { announceSeason, submitSeasonPlan } from './commands/season-plan.ts'
import { cancelRequisition, createRequisition, decideRequisition, issueRequisition, receiveRequisition } from './commands/step-requisition.ts'
import { issuePart, releasePart, requestSpare, reservePart, returnPart, spareArrived } from './commands/ticket-parts.ts'
import { getCount, listCounts } from './queries/get-count.ts'
import { findStock, getTicketParts } from './queries/get-ticket-parts.ts'
import { getStockSettings } from './queries/get-settings.ts'
import { listBalances, listMoves } from './queries/list-moves.ts'
import { getOldPart, listOldParts, oldPartsOf } from './queries/list-old-parts.ts'
import { exportParts, getPart, listParts } from './queries/list-parts.ts'
import { getPlace, listPlaces } from './queries/list-places.ts'
import { getRequisition, listRequisitions } from './queries/list-requisitions.ts'
import { getReadiness, listDepots, listMyDepots, listSafety } from './queries/list-safety.ts'
import { getSeasonPlan, listSeasonPlans } from './queries/list-season-plans.ts'

const ok = { ok: true } as const

const partRoutes: Route[] = [
  serve(partApi.listParts, listParts),
  serve(partApi.exportParts, exportParts),
  serve(partApi.checkPartImport, (context, _input, { files }, { blobs }) => checkParts(context, files, blobs)),
  serve(partApi.commitPartImport, (context, { token }, _exchange, { blobs }) => commitParts(context, token, blobs)),
  serve(partApi.getPart, (context, { partId }) => getPart(context, partId)),
  serve(partApi.createPart, async (context, input) => getPart(context, await createPart(context, input))),
  serve(partApi.updatePart, async (context, input) => {
    await updatePart(context, input)
    return getPart(context, input.partId)
  }),
  serve(partApi.deletePart, async (context, { partId }) => {
    await binPart(context, partId)
    return ok
  }),
  serve(partApi.restorePart, async (context, { partId }) => {
    await restorePart(context, partId)
    return getPart(context, partId)
  }),
  serve(partApi.saveSubstitutes, async (context, input) => {
    await saveSubstitutes(context, input)
    return getPart(context, input.partId)
  }),
  serve(partApi.saveDesignLife, async (context, input) => {
    await saveDesignLife(context, input)
    return ok
  }),
]

const placeRoutes: Route[] = [
  serve(api.listPlaces, listPlaces),
  serve(api.createPlace, async (context, input) => getPlace(context, await createPlace(context, input))),
  serve(api.updatePlace, async (context, input) => {
    await updatePlace(context, input)
    return getPlace(context, input.placeId)
  }),
  serve(api.listBalances, listBalances),
  serve(api.listMoves, listMoves),
  serve(api.postMoves, postMoves),
  serve(api.listSafety, listSafety),
  serve(api.getStockReadiness, getReadiness),
  serve(api.replenish, replenish),
  serve(api.listDepots, listDepots),
  serve(api.listMyDepots, listMyDepots),
  serve(api.getStockSettings, getStockSettings),
  serve(api.saveStockSettings, async (context, { mode }) => {
    await saveStockSettings(context, mode)
    return getStockSettings(context)
  }),
  serve(api.listSeasonPlans, listSeasonPlans),
  serve(api.announceSeason, async (context, input) => getSeasonPlan(context, await announceSeason(context, input))),
  serve(api.submitSeasonPlan, async (context, input) => {
    await submitSeasonPlan(context, input)
    return getSeasonPlan(context, input.seasonPlanId)
  }),
  serve(api.listCounts, listCounts),
  serve(api.openCount, async (context, { placeId }) => getCount(context, await openCount(context, placeId))),
  serve(api.getCount, (context, { countId }) => getCount(context, countId)),
  serve(api.saveCount, async (context, input) => {
    await saveCount(context, input)
    return getCount(context, input.countId)
  }),
  serve(api.endCount, async (context, input) => {
    await endCount(context, input)
    return getCount(context, input.countId)
  }),
]

const ticketRoutes: Route[] = [
  serve(ticketApi.getTicketParts, (context, { ticketId }) => getTicketParts(context, ticketId)),
  serve(ticketApi.findStock, findStock),
  serve(ticketApi.reservePart, async (context, input) => {
    await reservePart(context, input)
    return getTicketParts(context, input.ticketId)
  }),
  serve(ticketApi.releasePart, async (context, input) => {
    await releasePart(context, input)
    return getTicketParts(context, input.ticketId)
  }),
  serve(ticketApi.issuePart, async (context, input) => {
    await issuePart(context, input)
    return getTicketParts(context, input.ticketId)
  }),
  serve(ticketApi.returnPart, async (context, input) => {
    await returnPart(context, input)
    return getTicketParts(context, input.ticketId)
  }),
  serve(ticketApi.requestSpare, async (context, input) => {
    await requestSpare(context, input)
    return getTicketParts(context, input.ticketId)
  }),
  serve(ticketApi.spareArrived, async (context, input) => {
    await spareArrived(context, input)
    return getTicketParts(context, input.ticketId)
  }),
  serve(ticketApi.replacePart, async (context, input) => {
    await replacePart(context, input)
    return getTicketParts(context, input.ticketId)
  }),
  serve(ticketApi.listOldParts, listOldParts),
  serve(ticketApi.getOldPart, (context, { oldPartId }) => getOldPart(context, oldPartId)),
  serve(ticketApi.shipOldParts, async (context, { oldPartIds }) => {
    const shipment = await shipOldParts(context, oldPartIds)
    return { shipment, rows: (await oldPartsOf(context, {})).filter((one) => one.shipment === shipment) }
  }),
  serve(ticketApi.receiveOldPart, async (context, input) => {
    await receiveOldPart(context, input)
    return getOldPart(context, input.oldPartId)
  }),
  serve(ticketApi.appraiseOldPart, async (context, input) => {
    await appraiseOldPart(context, input)
    return getOldPart(context, input.oldPartId)
  }),
]

const requisitionRoutes: Route[] = [
  serve(requisitionApi.listRequisitions, listRequisitions),
  serve(requisitionApi.getRequisition, (context, { requisitionId }) => getRequisition(context, requisitionId)),
  serve(requisitionApi.createRequisition, async (context, input) => getRequisition(context, await createRequisition(context, input))),
  serve(requisitionApi.decideRequisition, async (context, input) => {
    await decideRequisition(context, input)
    return getRequisition(context, input.requisitionId)
  }),
  serve(requisitionApi.issueRequisition, async (context, input) => {
    await issueRequisition(context, input)
    return getRequisition(context, input.requisitionId)
  }),
  serve(requisitionApi.receiveRequisition, async (context, { requisitionId }) => {
    await receiveRequisition(context, requisitionId)
    return getRequisition(context, requisitionId)
  }),
  serve(requisitionApi.cancelRequisition, async (context, { requisitionId }) => {
    await cancelRequisition(context, requisitionId)
    return getRequisition(context, requisitionId)
  }),
]

export const routes: Route[] = [...partRoutes, ...placeRoutes, ...ticketRoutes, ...requisitionRoutes]
