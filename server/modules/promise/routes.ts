import * as api from '#contract/promise/endpoints.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { recordAgreementFact } from './commands/record-agreement-fact.ts'
import { getAgreementLedger } from './queries/get-agreement-ledger.ts'
import { getPromise } from './queries/get-promise.ts'
import { listPromises } from './queries/list-promises.ts'
import { summariseClauses, summariseCustomers } from './queries/summarise.ts'

export const routes: Route[] = [
  serve(api.listPromises, listPromises),
  serve(api.summariseClauses, summariseClauses),
  serve(api.summariseCustomers, summariseCustomers),
  serve(api.getPromise, getPromise),
  serve(api.getAgreementLedger, getAgreementLedger),
  serve(api.recordAgreementFact, async (context, input) => {
    const factId = await recordAgreementFact(context, input)
    const { facts, promises } = await getAgreementLedger(context, input)
    const fact = facts.find(({ id }) => id === factId)
    if (!fact) throw new Refusal('agreement.unknown')
    return { fact, promises }
  }),
]
