import * as api from '#contract/approval/endpoints.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { askApproval } from './commands/ask.ts'
import { decideApproval } from './commands/decide.ts'
import { delegate, endDelegation, setSeat } from './commands/set-seat.ts'
import { findApprovals, findAskable, readApproval } from './queries/find-approvals.ts'
import { findDelegations, findSeats, getSeat } from './queries/find-seats.ts'

export const routes: Route[] = [
  serve(api.listApprovals, findApprovals),
  serve(api.listAskable, findAskable),
  serve(api.getApproval, (context, { approvalId }) => readApproval(context, approvalId)),
  serve(api.askApproval, async (context, input) => readApproval(context, await askApproval(context, input))),
  serve(api.decideApproval, async (context, input) => {
    await decideApproval(context, input)
    return readApproval(context, input.approvalId)
  }),
  serve(api.listSeats, findSeats),
  serve(api.setSeat, async (context, input) => {
    await setSeat(context, input)
    return getSeat(context, input.seat)
  }),
  serve(api.listDelegations, findDelegations),
  serve(api.delegate, async (context, input) => {
    const id = await delegate(context, input)
    return (await findDelegations(context)).rows.find((one) => one.id === id)!
  }),
  serve(api.endDelegation, async (context, { delegationId }) => {
    await endDelegation(context, delegationId)
    return { ok: true } as const
  }),
]
