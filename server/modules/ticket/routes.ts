import { PassThrough } from 'node:stream'
import { excusePromise, explainPromise } from '#contract/promise/endpoints.ts'
import * as api from '#contract/ticket/endpoints.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Context } from '#server/platform/http/context.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route, Services } from '#server/platform/http/serve.ts'
import { tellLive } from '#server/platform/live/live.ts'
import type { Live } from '#server/platform/live/live.ts'
import { accessStands } from '../people/index.ts'
import { answerPromise } from './commands/answer-promise.ts'
import { attachFiles } from './commands/attach-files.ts'
import { bulkRecord } from './commands/bulk-record.ts'
import { editTicket } from './commands/edit-ticket.ts'
import { markRead } from './commands/mark-read.ts'
import { recordFact } from './commands/record-fact.ts'
import { beginRegistration } from './commands/register-ticket.ts'
import { deleteView, saveView } from './commands/save-view.ts'
import { maySeeTicket } from './policy.ts'
import { exportTickets } from './queries/export-tickets.ts'
import { findNotices } from './queries/find-notices.ts'
import { findTimeline, mustSee, ticketLedger } from './queries/find-timeline.ts'
import { findViews } from './queries/find-views.ts'
import { getTicket } from './queries/get-ticket.ts'
import { countTickets, listTickets } from './queries/list-tickets.ts'
import { previewTicket } from './queries/preview-ticket.ts'
import { readAttachment } from './queries/read-attachment.ts'

const ok = { ok: true } as const

export const routes = (live: Live): Route[] => [
  serve(api.listTickets, listTickets),
  serve(api.countTickets, countTickets),
  serve(api.exportTickets, exportTickets),
  serve(api.previewTicket, previewTicket),
  serve(api.getTicket, (context, { ticketId }) => getTicket(context, ticketId)),
  serve(api.getTimeline, findTimeline),
  serve(api.getTicketLedger, (context, { ticketId }) => ticketLedger(context, ticketId)),
  serve(api.registerTicket, async (context, input) => {
    const { matter, saved } = await beginRegistration(context, input)
    const [view] = await Promise.all([getTicket(context, matter.ticket.id, matter), saved])
    return view
  }),
  serve(api.recordFact, async (context, input) => getTicket(context, input.ticketId, await recordFact(context, input))),
  serve(api.bulkRecord, bulkRecord),
  serve(api.editTicket, async (context, input) => {
    await editTicket(context, input)
    return getTicket(context, input.ticketId)
  }),
  serve(api.attachFiles, async (context, { ticketId, isPublic }, { files }, { blobs }) => {
    await mustSee(context, ticketId)
    return { attachments: await attachFiles(context, ticketId, files, blobs, isPublic === true || isPublic === 'true') }
  }),
  serve(api.readAttachment, (context, { attachmentId }, _exchange, { blobs }) => readAttachment(context, attachmentId, blobs)),
  serve(api.showPresence, async (context, { ticketId, doing }) => {
    await mustSee(context, ticketId)
    const { tx, actor } = context
    await tellLive(tx, { orgId: actor.orgId, event: 'presence', data: { ticketId, personId: actor.id, name: actor.name, doing } })
    return ok
  }),
  serve(excusePromise, (context, input) => answerPromise(context, input, 'promise.excused')),
  serve(explainPromise, (context, input) => answerPromise(context, input, 'promise.explained')),
  serve(api.listViews, (context) => findViews(context)),
  serve(api.saveView, async (context, input) => (await findViews(context, await saveView(context, input))).rows[0]!),
  serve(api.deleteView, async (context, input) => {
    await deleteView(context, input)
    return ok
  }),
  serve(api.listNotices, findNotices),
  serve(api.readNotices, async (context, input) => {
    await markRead(context, input)
    return ok
  }),
  serve(api.liveUpdates, async (context, _input, _exchange, services) => Promise.resolve(liveStream(live, context, services))),
]

// A stream ends by itself after a while, and at once when its session ends or comes to mean something else; the browser comes back with
// the rights it has then.
const streamMinutes = 10

let turn: Promise<void> = Promise.resolve()

function liveStream(live: Live, { actor }: Context, services: Services) {
  const stream = new PassThrough()
  const staff = actor.kind === 'staff'
  let until: Instant | null = null
  let isAsked = false
  // One stream after the other, so that a change of access never takes all connections; where it cannot be asked, nothing more is told.
  const look = () => {
    if (isAsked) return
    isAsked = true
    turn = turn.then(async () => {
      isAsked = false
      const stands = stream.closed ? null : await accessStands(services.db, actor, services.now()).catch(() => null)
      if (stands) until = stands.until
      else stream.end()
    })
  }
  const stop: () => void = live.subscribe(({ orgId, event, data }) => {
    if (orgId !== actor.orgId) return
    if (event === 'access') return look()
    const isMine = event === 'notice' ? data['personId'] === actor.id
      : event === 'presence' ? staff && actor.permissions.has('ticket.read') && data['personId'] !== actor.id
        : event === 'ticket' && actor.permissions.has('ticket.read') && maySeeTicket(actor, { holderId: text(data['holderId']), teamId: text(data['teamId']), customerId: String(data['customerId']) })
    if (isMine) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  })
  const beat = setInterval(() => { stream.write(': here\n\n'); look() }, 20_000)
  const watch = setInterval(() => { if (until !== null && services.now() >= until) stream.end() }, 2000)
  const end = setTimeout(() => stream.end(), streamMinutes * 60_000)
  stream.write('retry: 2000\n\n')
  if (actor.sessionId) look()
  stream.once('close', () => {
    stop()
    clearInterval(beat)
    clearInterval(watch)
    clearTimeout(end)
  })
  return { type: 'text/event-stream; charset=utf-8', body: stream }
}

const text = (value: string | number | boolean | null | undefined) => (typeof value === 'string' ? value : null)
