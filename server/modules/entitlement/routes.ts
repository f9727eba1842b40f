import * as api from '#contract/entitlement/endpoints.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { checkCover, decideCause } from './commands/decide-cause.ts'
import { extendCover, grantCover, overrideCover, saveLimits } from './commands/set-aside.ts'
import { askCover, getAssetCover } from './queries/asset-cover.ts'
import { countCauses, listCoverDecisions } from './queries/count-decisions.ts'
import { getMyAssetCover } from './queries/my-cover.ts'
import { printCover } from './queries/print-cover.ts'
import { coverOfTicket, getTicketCover } from './queries/ticket-cover.ts'
import { verdictView } from './queries/views.ts'
import { goodwillLimits } from './queries/find-decisions.ts'

export const routes: Route[] = [
  serve(api.getAssetCover, getAssetCover),
  serve(api.askCover, askCover),
  serve(api.getTicketCover, getTicketCover),
  serve(api.decideCause, async (context, input) => {
    await decideCause(context, input)
    return getTicketCover(context, { ticketId: input.ticketId })
  }),
  serve(api.checkCover, async (context, input) => {
    await checkCover(context, input)
    return getTicketCover(context, { ticketId: input.ticketId })
  }),
  serve(api.grantCover, async (context, input) => {
    await grantCover(context, input)
    return getAssetCover(context, { assetId: input.assetId })
  }),
  serve(api.overrideCover, async (context, input) => {
    await overrideCover(context, input)
    return getAssetCover(context, { assetId: input.assetId })
  }),
  serve(api.extendCover, async (context, input) => {
    await extendCover(context, input)
    return getAssetCover(context, { assetId: input.assetId })
  }),
  serve(api.countCauses, countCauses),
  serve(api.listCoverDecisions, listCoverDecisions),
  serve(api.printCover, printCover),
  serve(api.getCoverLimits, ({ tx, actor }) => goodwillLimits(tx, actor.orgId)),
  serve(api.saveCoverLimits, async (context, limits) => {
    await saveLimits(context, limits)
    return goodwillLimits(context.tx, context.actor.orgId)
  }),
  serve(api.getMyAssetCover, (context, { assetId }) => getMyAssetCover(context, assetId)),
  serve(api.getMyTicketCover, async ({ tx, actor }, { ticketId }) => verdictView(await coverOfTicket(tx, actor, ticketId))),
]
