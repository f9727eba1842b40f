import * as loaners from '#contract/repair/loaners.ts'
import * as returns from '#contract/repair/returns.ts'
import * as rma from '#contract/repair/rma.ts'
import type { Context } from '#server/platform/http/context.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { readOrg } from '../org/index.ts'
import * as returning from './commands/handle-return.ts'
import * as lending from './commands/lend.ts'
import { requestReturn } from './commands/request-return.ts'
import { createLoaner, updateLoaner } from './commands/save-loaner.ts'
import { moveRma, openRma, swapUnit } from './commands/send-in.ts'
import { findLoaners, getLoaner } from './queries/find-loaners.ts'
import { findLoans, findOwedLoaners, getLoanView } from './queries/find-loans.ts'
import { findReturns, getReturnView } from './queries/find-returns.ts'
import { findRmas, getRmaView } from './queries/find-rmas.ts'
import { printedLoan } from './queries/print-loan.ts'

const thenLoan = <Input extends { loanId: string }>(command: (context: Context, input: Input) => Promise<void>) => async (context: Context, input: Input) => {
  await command(context, input)
  return getLoanView(context, input.loanId)
}
const thenReturn = <Input extends { returnId: string }>(command: (context: Context, input: Input) => Promise<void>) => async (context: Context, input: Input) => {
  await command(context, input)
  return getReturnView(context, input.returnId)
}

export const routes: Route[] = [
  serve(loaners.listLoaners, findLoaners),
  serve(loaners.createLoaner, async (context, input) => getLoaner(context, await createLoaner(context, input))),
  serve(loaners.updateLoaner, async (context, input) => {
    await updateLoaner(context, input)
    return getLoaner(context, input.unitId)
  }),
  serve(loaners.getOwedLoaners, (context, { ticketId }) => findOwedLoaners(context, ticketId)),
  serve(loaners.listLoans, findLoans),
  serve(loaners.getLoan, (context, { loanId }) => getLoanView(context, loanId)),
  serve(loaners.offerLoan, async (context, input) => getLoanView(context, await lending.offerLoan(context, input))),
  serve(loaners.agreeLoan, thenLoan(lending.agreeLoan)),
  serve(loaners.handOverLoan, thenLoan(lending.handOverLoan)),
  serve(loaners.giveBackLoan, thenLoan(lending.giveBackLoan)),
  serve(loaners.cancelLoan, thenLoan(lending.cancelLoan)),
  serve(loaners.printLoanAgreement, async (context, { loanId }) => {
    const loan = await getLoanView(context, loanId)
    const { org } = await readOrg(context.tx, context.actor.orgId)
    return { type: 'text/html; charset=utf-8', body: printedLoan(loan, { org: org.name, zone: org.zone, language: context.actor.language }), name: `${loan.number}.html`, inline: true }
  }),
  serve(rma.listRmas, findRmas),
  serve(rma.getRma, (context, { rmaId }) => getRmaView(context, rmaId)),
  serve(rma.openRma, async (context, input) => getRmaView(context, await openRma(context, input))),
  serve(rma.swapUnit, async (context, input) => getRmaView(context, await swapUnit(context, input))),
  serve(rma.moveRma, async (context, input) => {
    await moveRma(context, input)
    return getRmaView(context, input.rmaId)
  }),
  serve(returns.listReturns, findReturns),
  serve(returns.getReturn, (context, { returnId }) => getReturnView(context, returnId)),
  serve(returns.requestReturn, async (context, input) => getReturnView(context, await requestReturn(context, input))),
  serve(returns.explainReturn, thenReturn(returning.explainReturn)),
  serve(returns.offerTraining, thenReturn(returning.offerTraining)),
  serve(returns.acceptTraining, thenReturn(returning.acceptTraining)),
  serve(returns.insistOnReturn, thenReturn(returning.insistOnReturn)),
  serve(returns.inspectReturn, thenReturn(returning.inspectReturn)),
  serve(returns.decideReturn, thenReturn(returning.decideReturn)),
  serve(returns.settleReturn, thenReturn(returning.settleReturn)),
  serve(returns.acceptReturn, thenReturn(returning.acceptReturn)),
]
