import type { ParsedOf } from '#contract/endpoint.ts'
import type { printPlanVersion as declared } from '#contract/plan/endpoints.ts'
import { planAsHtml, planAsMarkdown, printPlan } from '#locales/printed-plan.ts'
import type { Context } from '#server/platform/http/context.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { planSource } from './plan-views.ts'

export async function printPlanVersion(context: Context, { planVersionId, language = context.actor.language, format }: ParsedOf<typeof declared>): Promise<RawReply> {
  const { code, version, state, plan } = await planSource(context, planVersionId)
  const printed = printPlan({ ...plan, plan: code, version }, language, state)
  return format === 'html'
    ? { type: 'text/html; charset=utf-8', name: `${code}-v${version}.html`, body: planAsHtml(printed, language), inline: true }
    : { type: 'text/markdown; charset=utf-8', name: `${code}-v${version}.md`, body: planAsMarkdown(printed) }
}
