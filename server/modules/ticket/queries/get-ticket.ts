import type { TicketView } from '#contract/ticket/ticket.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { readPromises } from '#domain/promise/read.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import { owedForms } from '#domain/ticket/forms.ts'
import type { OwedForm } from '#domain/ticket/forms.ts'
import { readSteps } from '#domain/ticket/steps.ts'
import type { StepReading } from '#domain/ticket/steps.ts'
import { statusOf } from '#domain/ticket/status.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { promiseView, subjectOf } from '../../promise/index.ts'
import { loadMatter, subjectRef } from './load-matter.ts'
import type { TicketMatter } from './load-matter.ts'
import { visibleTickets } from '../policy.ts'
import type { TicketRecord } from '../store.ts'
import { actionViews } from './action-views.ts'
import { selection, ticketRow } from './list-tickets.ts'
import type { Row } from './list-tickets.ts'

type Extra = TicketRecord & {
  description: string; contact_name: string | null; contact_phone: string | null; rating: number | null; merged_number: string | null
  links: { id: string; number: string; title: string; kind: string; status: string }[] | null; form_numbers: { code: string; number: string }[] | null
}

export async function getTicket(context: Context, ticketId: string): Promise<TicketView> {
  const { tx, actor, now } = context
  const row = await tx.row<Row>(selection(sql`
    select t.*, null as sort_key from tickets t where t.org_id = ${actor.orgId} and t.id = ${ticketId} and t.deleted_at is null and ${visibleTickets(actor)}`))
  if (!row) throw new Refusal('ticket.unknown')
  const extra = (await tx.row<Extra>(details(actor.orgId, ticketId)))!
  const matter = await loadMatter(tx, extra)
  return { ...ticketRow(row, matter.plan), ...words(extra), ...readings(context, matter, extra, now) }
}

const details = (orgId: string, ticketId: string) => sql`
  select t.*, k.name as contact_name, k.phone as contact_phone, o.number as merged_number,
    (select jsonb_agg(jsonb_build_object('id', x.id, 'number', x.number, 'title', x.title, 'kind', l.kind, 'status', x.status) order by x.number)
      from ticket_links l join tickets x on x.org_id = l.org_id and x.id = case when l.from_id = t.id then l.to_id else l.from_id end
      where l.org_id = t.org_id and (l.from_id = t.id or l.to_id = t.id)) as links,
    (select jsonb_agg(jsonb_build_object('code', f.code, 'number', f.number)) from forms f where f.org_id = t.org_id and f.ticket_id = t.id and f.state = 'filed') as form_numbers
  from tickets t
    left join contacts k on k.org_id = t.org_id and k.id = t.contact_id
    left join tickets o on o.org_id = t.org_id and o.id = t.merged_into_id
  where t.org_id = ${orgId} and t.id = ${ticketId}`

function words(row: Extra) {
  return {
    description: row.description, callerName: row.caller_name, callerPhone: row.caller_phone, rating: row.rating, planVersionId: row.plan_version_id,
    contact: row.contact_id ? { id: row.contact_id, name: row.contact_name ?? '', phone: row.contact_phone } : null,
    links: row.links ?? [], mergedInto: row.merged_into_id ? { id: row.merged_into_id, number: row.merged_number ?? '' } : null,
  }
}

function readings({ actor }: Context, matter: TicketMatter, extra: Extra, now: Context['now']) {
  const { plan, facts, terms } = matter
  const attributes = attributesAt(facts, now)
  const status = statusOf(facts)
  const steps = plan ? readSteps(plan, facts, attributes) : { mode: null, steps: [] }
  const promises = terms && plan ? readPromises(subjectOf(subjectRef(matter.ticket)), facts, terms, now).map((reading) => promiseView(reading, plan)) : []
  const stepForms = steps.steps.flatMap(({ form, state }) => (form && state !== 'skipped' && state !== 'waiting' ? [form] : []))
  return {
    attributes, planTitle: plan?.title ?? null, processMode: steps.mode, pausedReason: status.pausedReason,
    steps: steps.steps.map(stepView),
    actions: actionViews(actor, matter, status, now), promises,
    forms: plan ? owedForms(plan, facts, {}, stepForms).map((form) => formView(form, extra)) : [],
    texts: plan ? shownTexts(plan) : [], checklists: plan?.checklists.map(({ id }) => id) ?? [],
  }
}

const stepView = ({ id, clause, title, state, fact, form, at, factId }: StepReading): TicketView['steps'][number] =>
  ({ id, clause, title, state, kind: fact, form: form ?? null, at: at === null ? null : toIso(at), factId })

const formView = (form: OwedForm, { form_numbers: numbers }: Extra): TicketView['forms'][number] => ({
  ...form, since: form.since === null ? null : toIso(form.since), numbers: (numbers ?? []).filter(({ code }) => code === form.code).map(({ number }) => number),
})

const shownTexts = (plan: Plan) => plan.texts.filter(({ show }) => show !== 'customer').map(({ clause, text }) => ({ clause, text }))
