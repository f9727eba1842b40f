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
import { loadFacts, promiseView, subjectOf } from '../../promise/index.ts'
import { loadRules, subjectRef } from './load-matter.ts'
import type { TicketMatter } from './load-matter.ts'
import { visibleTickets } from '../policy.ts'
import type { TicketRecord } from '../store.ts'
import { actionViews } from './action-views.ts'
import { selection, ticketRow } from './list-tickets.ts'
import type { Row } from './list-tickets.ts'

export type Known = Pick<TicketMatter, 'facts' | 'agreementFacts' | 'plan' | 'terms'>

type Extra = TicketRecord & {
  description: string; contact_name: string | null; contact_phone: string | null; rating: number | null; merged_number: string | null
  links: { id: string; number: string; title: string; kind: string; status: string }[] | null; form_numbers: { code: string; number: string }[] | null
}

/** `known` is what the same transaction has just read or written of this ticket. */
export async function getTicket(context: Context, ticketId: string, known: Known | null = null): Promise<TicketView> {
  const { tx, actor, now } = context
  const [row, facts] = await Promise.all([
    tx.row<Row & Extra>(selection(sql`
      select t.*, null as sort_key from tickets t where t.org_id = ${actor.orgId} and t.id = ${ticketId} and t.deleted_at is null and ${visibleTickets(actor)}`, sql``, details)),
    known?.facts ?? loadFacts(tx, actor.orgId, ticketId),
  ])
  if (!row) throw new Refusal('ticket.unknown')
  const matter = { ticket: row, facts, ...(known ?? await loadRules(tx, row)) }
  return { ...ticketRow(row, matter.plan), ...words(row), ...readings(context, matter, row, now) }
}

const details = sql`,
    t.org_id, t.description, t.contact_id, t.caller_name, t.caller_phone, t.merged_into_id, t.rating,
    (select k.name from contacts k where k.org_id = t.org_id and k.id = t.contact_id) as contact_name,
    (select k.phone from contacts k where k.org_id = t.org_id and k.id = t.contact_id) as contact_phone,
    (select o.number from tickets o where o.org_id = t.org_id and o.id = t.merged_into_id) as merged_number,
    (select jsonb_agg(jsonb_build_object('id', x.id, 'number', x.number, 'title', x.title, 'kind', l.kind, 'status', x.status) order by x.number)
      from ticket_links l join tickets x on x.org_id = l.org_id and x.id = case when l.from_id = t.id then l.to_id else l.from_id end
      where l.org_id = t.org_id and (l.from_id = t.id or l.to_id = t.id)) as links,
    (select jsonb_agg(jsonb_build_object('code', f.code, 'number', f.number)) from forms f where f.org_id = t.org_id and f.ticket_id = t.id and f.state = 'filed') as form_numbers`

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
