// Brings a matter to the point at which a rule begins or ends, through the API alone: what the plan's own steps and gates ask for
// on the way is done first.
import type { FactKind } from '#domain/fact/kinds.ts'
import { agreementFactKinds, attributeNames } from '#domain/fact/kinds.ts'
import { matches } from '#domain/fact/match.ts'
import type { Condition, FactMatch, Match } from '#domain/fact/match.ts'
import { ticketTypes } from '#domain/plan/words.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { PromiseRule } from '#domain/plan/promise-rule.ts'
import type { TicketView } from '#contract/ticket/ticket.ts'
import type { Data, Service } from '../running-plan.ts'
import { approveAll, ask } from './approvals.ts'

type Value = string | number | boolean
const ofAgreement = new Set<string>(agreementFactKinds)

/** A value that satisfies a condition. */
export function valueFor(condition: Condition): Value | null {
  if (condition === null || typeof condition !== 'object') return condition
  if (Array.isArray(condition)) return valueFor(condition[0] as Condition)
  const { gte, gt, lte, lt, not, given } = condition as { gte?: number; gt?: number; lte?: number; lt?: number; not?: Value | Value[]; given?: boolean }
  if (gte !== undefined) return gte
  if (gt !== undefined) return gt + 1
  if (lte !== undefined) return lte
  if (lt !== undefined) return lt - 1
  if (not !== undefined) return [not].flat().some((one) => typeof one === 'boolean') ? ([not].flat().includes(true) ? false : true) : 'other'
  return given === false ? null : 'x'
}

export const dataFor = (match: Match | undefined): Data =>
  Object.fromEntries(Object.entries(match ?? {}).flatMap(([key, condition]) => {
    const value = key === 'type' ? typeFor(condition) : valueFor(condition)
    return value === null ? [] : [[key, value]]
  }))

const typeFor = (condition: Condition) => ticketTypes.find((type) => matches({ type: condition }, { type })) ?? 'fault'

const about = new Set<string>(attributeNames)

/** What must be true of the ticket itself for these matches to hold. */
export function attributesFor(...matches: (Match | undefined)[]): Data {
  return Object.assign({}, ...matches.map((match) => Object.fromEntries(Object.entries(dataFor(match)).filter(([key]) => about.has(key))))) as Data
}

/** Registers a ticket of which these attributes are true. */
export function begin(service: Service, attributes: Data, when: number): Promise<TicketView> {
  const { type = 'fault', channel, severity, ...rest } = attributes
  return service.register({
    type: String(type) as 'fault', channel: String(channel ?? service.plan.vocabulary.channels[0]?.code ?? 'phone'), ...(severity !== undefined && { severity: String(severity) }), data: rest,
  }, when)
}

export type Blocked = { status: number; body: { code: string; params: { because?: { id: string; needs: string; code: string }[] } } }

/** Records a fact and, where the plan refuses it, first what the plan asks for. */
export async function recordWith(service: Service, ticket: { id: string }, match: FactMatch, when: number, depth = 0, extra: Data = {}): Promise<void> {
  const data = { ...dataFor(match.when), ...extra }
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const reply = ofAgreement.has(match.fact)
      ? await service.agree(match.fact as 'agreement.started', data, when)
      : match.fact === 'form.filed' ? await fileFor(service, ticket, data, when) : await service.refused(ticket, match.fact as 'note.added', data, when)
    if (reply.status === 200) return
    if (reply.body.code !== 'ticket.step-blocked' || depth > 8) throw new Error(`${match.fact}: ${JSON.stringify(reply.body)}`)
    await satisfy(service, ticket, match, reply as Blocked, when, depth)
  }
  throw new Error(`${match.fact} stays blocked`)
}

const fileFor = (service: Service, ticket: { id: string }, data: Data, when: number) => service.tryFile({ ticketId: ticket.id }, String(data['form']), {}, when)

async function satisfy(service: Service, ticket: { id: string }, match: FactMatch, reply: Blocked, when: number, depth: number): Promise<void> {
  const ids = (reply.body.params.because ?? []).map(({ id }) => id)
  if (ids.length === 0) return unblock(service, ticket, match, when, depth)
  for (const id of ids) await meet(service, ticket, id, when, depth)
}

// A fact of an agreement names only the first need; all gates before it are met.
async function unblock(service: Service, ticket: { id: string }, match: FactMatch, when: number, depth: number): Promise<void> {
  for (const { id } of service.plan.gates.filter(({ before }) => before === match.fact)) await meet(service, ticket, id, when, depth)
}

async function meet(service: Service, ticket: { id: string }, id: string, when: number, depth: number): Promise<void> {
  const gate = service.plan.gates.find((one) => one.id === id)
  const approval = service.plan.approvals.find((one) => one.id === id)
  if (approval) return pass(service, ticket, approval, when, depth)
  const step = service.plan.process.flatMap(({ steps }) => steps).find((one) => one.id === id)
  if (gate && 'form' in gate.needs) {
    const isAgreement = ofAgreement.has(gate.before)
    if (isAgreement) await service.file({ agreementId: service.agreementId }, gate.needs.form, {}, when)
    else await recordWith(service, ticket, formFiled(gate.needs.form), when, depth + 1)
    const { form } = gate.needs
    if (service.plan.approvals.some(({ of }) => of === form)) await approveAll(service, isAgreement ? { agreementId: service.agreementId } : { ticketId: ticket.id })
  } else if (gate && 'fact' in gate.needs) await recordWith(service, ticket, gate.needs, when, depth + 1)
  else if (step) {
    if (step.form) await recordWith(service, ticket, formFiled(step.form), when, depth + 1)
    await recordWith(service, ticket, { fact: step.fact, ...(step.when && { when: step.when }) }, when, depth + 1)
  }
}

async function pass(service: Service, ticket: { id: string }, { id, of }: Plan['approvals'][number], when: number, depth: number): Promise<void> {
  if (service.plan.documents.some(({ code }) => code === of)) await recordWith(service, ticket, formFiled(of), when, depth + 1)
  else await ask(service, { ticketId: ticket.id }, id)
  await approveAll(service, { ticketId: ticket.id })
}

export const formFiled = (form: string): FactMatch => ({ fact: 'form.filed', when: { form } })
export const factTriggers = ({ on }: PromiseRule): FactMatch[] => [on].flat().flatMap((trigger) => ('fact' in trigger ? [trigger] : []))
export const isOfAgreement = (kind: FactKind): boolean => ofAgreement.has(kind)
export const ruled = <Rule extends { clause?: string; also?: readonly string[] }>(rules: readonly Rule[], clause: string): Rule[] =>
  rules.filter((rule) => rule.clause === clause || rule.also?.includes(clause))
export const allOf = (plan: Plan, clause: string) => ({ promises: ruled(plan.promises, clause), documents: ruled(plan.documents, clause), cycles: ruled(plan.cycles,
  clause), channels: ruled(plan.vocabulary.channels, clause), texts: ruled(plan.texts, clause), rosters: ruled(plan.organisation.rosters, clause), gates: ruled(plan.gates,
    clause) })
