import * as api from '#contract/channel/endpoints.ts'
import * as portal from '#contract/channel/portal.ts'
import { tokenHash } from '#server/platform/auth/tokens.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { serve, servePublic } from '#server/platform/http/serve.ts'
import type { PublicContext, Route } from '#server/platform/http/serve.ts'
import { qrByCode } from '../asset/index.ts'
import { countAttempt } from '../people/index.ts'
import { registerTicket } from '../ticket/index.ts'
import { answerProgress } from './commands/answer-progress.ts'
import { reportByCode } from './commands/report-by-code.ts'
import type { CodeOwner } from './queries/open-ticket-of.ts'
import { deleteWebhook, saveWebhook } from './commands/save-webhook.ts'
import { listWebhookDeliveries, listWebhooks } from './queries/list-webhooks.ts'
import { listMyAssets, listMyPlans, listMyTickets } from './queries/portal-lists.ts'
import { visitorFor } from './queries/portal-org.ts'
import { progressView } from './queries/progress-view.ts'
import { findByToken, scannedAsset } from './queries/scanned-asset.ts'
import { readPublicFile } from './queries/read-public-file.ts'
import { oncePublic } from './commands/once-public.ts'

const ok = { ok: true } as const

export const routes: Route[] = [
  servePublic(portal.scanCode, (context, { code }) => withCode(context, code, scannedAsset)),
  servePublic(portal.reportByCode, (context, input) => withCode(context, input.code, (unit, owner) =>
    oncePublic(unit, { key: context.idempotencyKey, route: `report:${input.code}`, body: input, files: context.exchange.files }, async () => {
      await countAttempt(context.db, `report:${input.code}`, limits.reportPerCode, unit.now)
      await countAttempt(context.db, `report-from:${context.exchange.address}`, limits.reportPerAddress, unit.now)
      return reportByCode(unit, owner, input, context.exchange.files, context.services.blobs)
    }), input.name)),
  servePublic(portal.followProgress, (context, { token }) => withToken(context, token, (unit, ticketId) => progressView(unit, ticketId))),
  servePublic(portal.answerProgress, (context, { token, ...input }) => withToken(context, token, (unit, ticketId) =>
    oncePublic(unit, { key: context.idempotencyKey, route: `progress:${ticketId}`, body: input, files: context.exchange.files }, async () => {
      await answerProgress(unit, { ...input, ticketId }, context.exchange.files, context.services.blobs)
      return progressView(unit, ticketId)
    }))),
  servePublic(portal.readPortalFile, (context, { token, attachmentId }) => withToken(context, token, (unit, ticketId) => readPublicFile(unit, ticketId, attachmentId, context.services.blobs))),
  serve(portal.listMyTickets, listMyTickets),
  serve(portal.getMyTicket, (context, { ticketId }) => progressView(context, ticketId)),
  serve(portal.answerMyTicket, async (context, input, { files }, { blobs }) => {
    await answerProgress(context, input, files, blobs)
    return progressView(context, input.ticketId)
  }),
  serve(portal.listMyAssets, listMyAssets),
  serve(portal.reportMine, async (context, { type, assetId, siteId, title, description, answers }) => {
    if (!context.actor.customerId) throw new Refusal('permission.missing', { permission: 'own.report' })
    const { ticketId, number } = await registerTicket(context, {
      type, channel: 'portal', customerId: context.actor.customerId, ...(assetId && { assetId }), ...(siteId && { siteId }), title, description, answers,
        callerName: context.actor.name, tags: [], data: {},
    })
    return { id: ticketId, number }
  }),
  serve(portal.listMyPlans, listMyPlans),
  serve(api.listWebhooks, listWebhooks),
  serve(api.saveWebhook, async (context, input) => {
    const { id, secret } = await saveWebhook(context, input)
    return { ...(await listWebhooks(context)).rows.find((row) => row.id === id)!, secret }
  }),
  serve(api.deleteWebhook, async (context, input) => {
    await deleteWebhook(context, input)
    return ok
  }),
  serve(api.listWebhookDeliveries, listWebhookDeliveries),
]

// The code names the organisation; only then is a transaction opened, and only inside that organisation.
async function withCode<T>(context: PublicContext, code: string, work: (unit: Context, owner: CodeOwner) => Promise<T>, name = ''): Promise<T> {
  const found = await context.db.tx('system', (tx) => qrByCode(tx, code))
  if (!found || (!found.revokedAt && !found.asset)) {
    await countAttempt(context.db, `code-from:${context.exchange.address}`, limits.unknownCodePerAddress, context.now)
    throw new Refusal('qr.unknown')
  }
  if (found.revokedAt || !found.asset) throw new Refusal('qr.revoked')
  const owner: CodeOwner = { orgId: found.orgId, assetId: found.asset.id, customerId: found.asset.customerId, siteId: found.asset.siteId, name: found.asset.name }
  return context.db.tx({ orgId: owner.orgId }, (tx) => work({ tx, now: context.now, actor: visitorFor(owner.orgId, owner.customerId, name, context.exchange.language) }, owner))
}

async function withToken<T>(context: PublicContext, token: string, work: (unit: Context, ticketId: string) => Promise<T>): Promise<T> {
  const row = await context.db.tx('system', (tx) => findByToken(tx, tokenHash(token)))
  if (!row) throw new Refusal('link.unusable')
  const actor = visitorFor(row.org_id, row.customer_id, row.caller_name ?? '', context.exchange.language)
  return context.db.tx({ orgId: row.org_id }, (tx) => work({ tx, now: context.now, actor }, row.id))
}
