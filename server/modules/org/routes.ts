import * as org from '#contract/org/endpoints.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { updateOrg } from './commands/update-org.ts'
import { findAudit } from './queries/find-audit.ts'
import { getOrg } from './queries/get-org.ts'

export const routes: Route[] = [
  serve(org.getOrg, ({ tx, actor }) => getOrg(tx, actor.orgId)),
  serve(org.updateOrg, async (context, input) => { await updateOrg(context, input); return getOrg(context.tx, context.actor.orgId) }),
  serve(org.listAudit, findAudit),
]
