import * as api from '#contract/charge/endpoints.ts'
import { tokenHash } from '#server/platform/auth/tokens.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { serve, servePublic } from '#server/platform/http/serve.ts'
import type { PublicContext, Route } from '#server/platform/http/serve.ts'
import { countAttempt } from '../people/index.ts'
import { answerQuote } from './commands/answer-quote.ts'
import { approveCharge } from './commands/approve-charge.ts'
import { billCharge } from './commands/bill-charge.ts'
import { importPriceItems } from './commands/import-price-items.ts'
import { deductRetention, keepRetention } from './commands/keep-retention.ts'
import { payCharge, receiptPayment } from './commands/pay-charge.ts'
import { quoteCharge } from './commands/quote-charge.ts'
import { saveCharge } from './commands/save-charge.ts'
import { saveContractLines } from './commands/save-contract-lines.ts'
import { createPriceList, publishPriceList, updatePriceList } from './commands/save-price-list.ts'
import { readCharge } from './queries/charge-views.ts'
import { exportCharges, listCharges } from './queries/list-charges.ts'
import { findPriceGaps, listPriceLists, readPriceList } from './queries/price-lists.ts'
import { printCharge } from './queries/print-charge.ts'
import { findQuoteByToken, holderOf, publicQuote } from './queries/public-quote.ts'
import type { QuoteOwner } from './queries/public-quote.ts'
import { readContractLines, readRetention } from './queries/retention.ts'
import { getTicketCharge, previewCharge } from './queries/ticket-charge.ts'

type OfCharge = { chargeId: string }
/** Does something to a sheet and shows it as it then is. */
const then = <Input extends OfCharge>(work: (context: Context, input: Input) => Promise<void>) => async (context: Context, input: Input) => {
  await work(context, input)
  return readCharge(context, input.chargeId)
}

export const routes: Route[] = [
  serve(api.listPriceLists, listPriceLists),
  serve(api.findPriceGaps, findPriceGaps),
  serve(api.getPriceList, (context, { priceListId }) => readPriceList(context, priceListId)),
  serve(api.createPriceList, async (context, input) => readPriceList(context, await createPriceList(context, input))),
  serve(api.updatePriceList, async (context, input) => {
    await updatePriceList(context, input)
    return readPriceList(context, input.priceListId)
  }),
  serve(api.importPriceItems, (context, { priceListId }, { files }) => importPriceItems(context, priceListId, files)),
  serve(api.publishPriceList, async (context, { priceListId }) => {
    await publishPriceList(context, priceListId)
    return readPriceList(context, priceListId)
  }),
  serve(api.listCharges, listCharges),
  serve(api.exportCharges, exportCharges),
  serve(api.getTicketCharge, (context, { ticketId }) => getTicketCharge(context, ticketId)),
  serve(api.previewCharge, previewCharge),
  serve(api.saveCharge, async (context, input) => readCharge(context, await saveCharge(context, input))),
  serve(api.getCharge, (context, { chargeId }) => readCharge(context, chargeId)),
  serve(api.approveCharge, then((context, { chargeId }: OfCharge) => approveCharge(context, chargeId))),
  serve(api.quoteCharge, async (context, input, _exchange, { publicUrl }) => {
    const token = await quoteCharge(context, input)
    return { ...(await readCharge(context, input.chargeId)), link: `${publicUrl}/portal/quote/${token}` }
  }),
  serve(api.answerCharge, then((context, input: Omit<Parameters<typeof answerQuote>[1], 'byLink'>) => answerQuote(context, { ...input, byLink: false }))),
  serve(api.billCharge, then(billCharge)),
  serve(api.payCharge, then(payCharge)),
  serve(api.receiptPayment, then(receiptPayment)),
  serve(api.printCharge, printCharge),
  servePublic(api.readQuote, (context, { token }) => withQuote(context, token, publicQuote)),
  servePublic(api.answerQuote, (context, { token, ...answer }) => withQuote(context, token, async (unit, owner) => {
    if (answer.version !== owner.version) throw new Refusal('charge.other-version', { version: owner.version })
    await answerQuote(unit, { ...answer, chargeId: owner.chargeId, byLink: true })
    return publicQuote(unit, owner)
  })),
  serve(api.listContractLines, (context, { agreementId }) => readContractLines(context, agreementId)),
  serve(api.saveContractLines, async (context, input) => {
    await saveContractLines(context, input)
    return readContractLines(context, input.agreementId)
  }),
  serve(api.getRetention, (context, { agreementId }) => readRetention(context, agreementId)),
  serve(api.keepRetention, async (context, input) => {
    await keepRetention(context, input)
    return readRetention(context, input.agreementId)
  }),
  serve(api.deductRetention, async (context, input) => {
    await deductRetention(context, input)
    return readRetention(context, input.agreementId)
  }),
]

// The link names the organisation; only then is a transaction opened, and only inside that organisation.
async function withQuote<T>(context: PublicContext, token: string, work: (unit: Context, owner: QuoteOwner) => Promise<T>): Promise<T> {
  const owner = await context.db.tx('system', (tx) => findQuoteByToken(tx, tokenHash(token)))
  if (!owner) {
    await countAttempt(context.db, `quote-from:${context.exchange.address}`, limits.unknownCodePerAddress, context.now)
    throw new Refusal('link.unusable')
  }
  return context.db.tx({ orgId: owner.orgId }, (tx) => work({ tx, now: context.now, actor: holderOf(owner, context.exchange.language) }, owner))
}
