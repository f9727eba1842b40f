import * as agreementApi from '#contract/agreement/endpoints.ts'
import * as calendarApi from '#contract/calendar/endpoints.ts'
import * as api from '#contract/plan/endpoints.ts'
import { planJsonSchema } from '#contract/plan/json-schema.ts'
import type { Day } from '#domain/time/day.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { createAgreement, endAgreement, updateAgreement } from './commands/save-agreement.ts'
import { saveCalendar } from './commands/save-calendar.ts'
import { activatePlanVersion, deletePlanDraft, retirePlanVersion } from './commands/publish-plan.ts'
import { createPlan, createPlanVersion, fillPlanDraft, savePlanDraft } from './commands/write-plan.ts'
import { agreementFor } from './queries/agreement-for.ts'
import { getAgreement, listAgreements } from './queries/agreement-views.ts'
import { getCalendar, listCalendars, previewCalendar } from './queries/calendar-views.ts'
import { checkPlanSource } from './queries/check-source.ts'
import { diffPlanVersions, getPlanVersion, listPlans } from './queries/plan-views.ts'
import { printPlanVersion } from './queries/print-plan.ts'

const planRoutes: Route[] = [
  serve(api.listPlans, listPlans),
  serve(api.getPlanSchema, async () => ({ type: 'application/schema+json', body: JSON.stringify(planJsonSchema()) })),
  serve(api.getPlanVersion, (context, { planVersionId }) => getPlanVersion(context, planVersionId)),
  serve(api.checkPlan, async ({ actor }, { source }) => {
    const { plan, findings, openValues } = checkPlanSource(source, actor.language)
    const isUsable = plan !== null && findings.every(({ severity }) => severity !== 'error')
    return { isUsable, mayActivate: isUsable && openValues.length === 0, code: plan?.plan ?? null, document: plan as never, findings, openValues }
  }),
  serve(api.createPlan, async (context, input) => getPlanVersion(context, await createPlan(context, input))),
  serve(api.createPlanVersion, async (context, input) => getPlanVersion(context, await createPlanVersion(context, input))),
  serve(api.savePlanDraft, async (context, input) => {
    await savePlanDraft(context, input)
    return getPlanVersion(context, input.planVersionId)
  }),
  serve(api.fillPlanDraft, async (context, { planVersionId }) => {
    await fillPlanDraft(context, planVersionId)
    return getPlanVersion(context, planVersionId)
  }),
  serve(api.activatePlanVersion, async (context, { planVersionId }) => {
    await activatePlanVersion(context, planVersionId)
    return getPlanVersion(context, planVersionId)
  }),
  serve(api.retirePlanVersion, async (context, { planVersionId }) => {
    await retirePlanVersion(context, planVersionId)
    return getPlanVersion(context, planVersionId)
  }),
  serve(api.deletePlanDraft, async (context, { planVersionId }) => {
    await deletePlanDraft(context, planVersionId)
    return { ok: true as const }
  }),
  serve(api.diffPlanVersions, diffPlanVersions),
  serve(api.printPlanVersion, printPlanVersion),
]

const agreementRoutes: Route[] = [
  serve(agreementApi.listAgreements, listAgreements),
  serve(agreementApi.findAnswering, async (context, { customerId, siteId = null, assetId = null, day }) => {
    const found = await agreementFor(context.tx, { orgId: context.actor.orgId, customerId, siteId, assetId, day: day as Day })
    return { agreement: found ? await getAgreement(context, found) : null }
  }),
  serve(agreementApi.getAgreement, (context, { agreementId }) => getAgreement(context, agreementId)),
  serve(agreementApi.createAgreement, async (context, input) => getAgreement(context, await createAgreement(context, input))),
  serve(agreementApi.updateAgreement, async (context, input) => {
    await updateAgreement(context, input)
    return getAgreement(context, input.agreementId)
  }),
  serve(agreementApi.endAgreement, async (context, input) => {
    await endAgreement(context, input)
    return getAgreement(context, input.agreementId)
  }),
]

const calendarRoutes: Route[] = [
  serve(calendarApi.listCalendars, listCalendars),
  serve(calendarApi.getCalendar, (context, { code }) => getCalendar(context, code)),
  serve(calendarApi.saveCalendar, saveCalendar),
  serve(calendarApi.previewCalendar, async (_context, input) => previewCalendar(input)),
]

export const routes: Route[] = [...planRoutes, ...agreementRoutes, ...calendarRoutes]
