import { z } from 'zod'
import { done, endpoint, id, moment, nothing, page, pageOf } from '../endpoint.ts'

export const webhookEvents = ['ticket.registered', 'ticket.changed', 'ticket.resolved', 'ticket.closed', 'promise.warned', 'promise.broken', 'promise.kept', 'form.filed'] as const

const webhookView = z.object({ id, url: z.string(), events: z.array(z.enum(webhookEvents)), isActive: z.boolean(), createdAt: moment }).meta({ id: 'Webhook' })

export const listWebhooks = endpoint({
  method: 'GET', path: '/webhooks', permission: 'webhook.write', summary: 'Where we tell others what happened', input: nothing, reply: z.object({ rows: z.array(webhookView) }), refusals: [],
})
export const saveWebhook = endpoint({
  showsSecret: true,
  method: 'POST', path: '/webhooks', permission: 'webhook.write',
  summary: 'Add or change a webhook. Each call carries event_id, attempt, timestamp and an HMAC-SHA256 signature over "timestamp.body"; the secret is shown once',
  input: z.strictObject({ id: id.optional(), url: z.url().max(2000), events: z.array(z.enum(webhookEvents)).min(1), isActive: z.boolean().default(true) }),
  reply: webhookView.extend({ secret: z.string().nullable() }), refusals: ['webhook.unknown', 'webhook.url-refused'],
})
export const deleteWebhook = endpoint({
  method: 'DELETE', path: '/webhooks/:webhookId', permission: 'webhook.write', summary: 'Remove a webhook', input: z.strictObject({ webhookId: id }), reply: done, refusals: ['webhook.unknown'],
})
export const listWebhookDeliveries = endpoint({
  method: 'GET', path: '/deliveries', permission: 'webhook.write', summary: 'Mails and webhook calls with their state',
  input: z.strictObject({ channel: z.enum(['mail', 'webhook']).optional(), state: z.enum(['waiting', 'sent', 'failed', 'skipped']).optional(), ...page }),
  reply: pageOf(z.object({
    id, eventId: id, channel: z.string(), target: z.string(), subject: z.string(), state: z.string(), attempts: z.number(), lastError: z.string().nullable(), createdAt: moment, sentAt: moment.nullable(),
  })), refusals: [],
})
