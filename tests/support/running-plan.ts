// A running service for one plan: an organisation with people, a customer with a site and an asset, an agreement on the plan, and
// the real HTTP face over the real database. Time is set by the test; facts are recorded and read through the API alone.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { parsePlan } from '#contract/plan/plan.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { fileForm, getForm, listDefinitions, listForms, printForm } from '#contract/document/endpoints.ts'
import { getAgreementLedger, recordAgreementFact } from '#contract/promise/endpoints.ts'
import { listCycles } from '#contract/report/endpoints.ts'
import { listMyPlans } from '#contract/channel/portal.ts'
import { createShift, deleteShift, findRosterGaps, getOnDuty } from '#contract/people/roster.ts'
import { getTicket, getTicketLedger, listTickets, previewTicket, recordFact, registerTicket } from '#contract/ticket/endpoints.ts'
import type { PromiseView } from '#contract/promise/promise.ts'
import type { PreviewView, TicketView } from '#contract/ticket/ticket.ts'
import { fillOpenValues } from '#domain/plan/fill-open-values.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Actor } from '#server/platform/http/context.ts'
import type { Live } from '#server/platform/live/live.ts'
import { createLog } from '#server/platform/log/log.ts'
import { routesOf } from '#server/main/modules.ts'
import { installPlans } from '#server/modules/plan/index.ts'
import { claimDueTimers, strikeAgreement } from '#server/modules/promise/index.ts'
import { strikeTicket } from '#server/modules/ticket/index.ts'
import { createDatabase } from './database.ts'
import { actorWith, createOrg, createPerson, testApp } from './actor.ts'
import type { TestApp, TestPerson } from './actor.ts'

export type Data = Record<string, string | number | boolean | null | string[]>
type Registration = Partial<InputOf<typeof registerTicket>>
type FormValues = Record<string, string | number | boolean | null>

const quiet: Live = { subscribe: () => () => undefined, isListening: () => true, close: () => Promise.resolve() }
const plansFolder = new URL('../../plans/', import.meta.url)

export const planFile = (code: string): Plan => parsePlan(parse(readFileSync(new URL(`${code}.yaml`, plansFolder), 'utf8')))

/** Monday 8 June 2026, 10:00 in Taipei and Shanghai: a working day without a holiday near it. */
export const monday = '2026-06-08T10:00:00+08:00'

export type Service = Awaited<ReturnType<typeof openService>>

export async function openService(code: string, given: { at?: string; level?: string; attributes?: Data; startsOn?: string; endsOn?: string; address?: string;
  overrides?: object; edit?: (plan: Plan) => Plan } = {}) {
  const database = await createDatabase()
  const db = openDatabase(database.url, { max: 4 })
  let now = instant(given.at ?? monday)
  const edit = given.edit ?? ((plan: Plan) => plan)
  const plan = edit(fillOpenValues(planFile(code)))
  const orgId = await createOrg(db, now, { zone: plan.zone, region: 'CN', language: 'zh-TW' })
  const people = await staff(db, orgId)
  const desk: Actor = { ...actorWith(orgId, 'all', { id: people.desk.id, name: people.desk.name }), kind: 'staff' }
  const world = await customerWorld(db, orgId, plan, now, given)
  const app = await testApp(db, routesOf(quiet), { now: () => now,
    services: { log: createLog(() => undefined) } })
  const at = (when: string | number): Instant => {
    const wanted = typeof when === 'number' ? ((instant(given.at ?? monday) + when * 60_000) as Instant) : instant(when)
    now = Math.max(wanted, now) as Instant
    return wanted
  }

  return {
    plan, db, app, orgId, people, desk, ...world,
    /** Sets the clock: minutes after the start, or a moment. */
    at,
    now: () => now,
    origin: Date.parse(given.at ?? monday), startsOn: given.startsOn ?? '2026-01-01', endsOn: given.endsOn ?? '9999-12-31',
    close: async () => { await app.close(); await db.close(); await database.drop() },

    async register(input: Registration = {}, when: string | number = 0, actor: Actor = desk): Promise<TicketView> {
      const happenedAt = toIso(at(when))
      const reply = await app.call(registerTicket, { happenedAt, type: 'fault', channel: 'phone', customerId: world.customerId, siteId: world.siteId,
        assetId: world.assetId, title: 'A matter', ...input }, { as: actor })
      if (reply.status !== 200) throw new Error(`registration refused: ${reply.text}`)
      return reply.body as TicketView
    },
    async preview(input: Partial<InputOf<typeof previewTicket>> = {}): Promise<PreviewView> {
      const reply = await app.call(previewTicket, { type: 'fault', channel: 'phone', customerId: world.customerId, siteId: world.siteId, assetId: world.assetId, ...input }, { as: desk })
      if (reply.status !== 200) throw new Error(`preview refused: ${reply.text}`)
      return reply.body as PreviewView
    },
    /** Records a fact of a ticket at that time; refuses loudly. */
    async record(ticket: { id: string }, kind: InputOf<typeof recordFact>['kind'], data: Data = {}, when?: string | number, actor: Actor = desk): Promise<TicketView> {
      const reply = await attempt(app, ticket, kind, data, when === undefined ? undefined : at(when), actor)
      if (reply.status !== 200) throw new Error(`${kind} refused: ${reply.text}`)
      return reply.body as TicketView
    },
    /** The same, returning the refusal: {status, body: {code, params, message}}. */
    refused: (ticket: { id: string }, kind: InputOf<typeof recordFact>['kind'], data: Data = {}, when?: string | number, actor: Actor = desk) =>
      attempt(app, ticket, kind, data, when === undefined ? undefined : at(when), actor),
    async read(ticket: { id: string }, when?: string | number): Promise<TicketView> {
      if (when !== undefined) at(when)
      return (await app.call(getTicket, { ticketId: ticket.id }, { as: desk })).body as TicketView
    },
    /** The reading of a promise by its rule; the first occurrence unless said. */
    async promise(ticket: { id: string }, ruleId: string, when?: string | number, n = 1): Promise<PromiseView | undefined> {
      if (when !== undefined) at(when)
      const view = (await app.call(getTicket, { ticketId: ticket.id }, { as: desk })).body as TicketView
      return view.promises.find(({ key }) => key === `${ruleId}#${n}`)
    },
    async ledger(ticket: { id: string }, key?: string): Promise<{ kind: string; key: string; data: Data; at: string }[]> {
      const { body } = await app.call(getTicketLedger, { ticketId: ticket.id }, { as: desk })
      return (body.entries as { kind: string; key: string; data: Data; at: string }[]).filter((entry) => key === undefined || entry.key === key)
    },
    /** Fills every field of a form and signs it; `values` take the place of the made-up ones. */
    async file(of: { ticketId?: string; agreementId?: string }, form: string, values: FormValues = {}, when?: string | number) {
      const reply = await this.tryFile(of, form, values, when)
      if (reply.status !== 200) throw new Error(`${form} refused: ${reply.text}`)
      return reply.body as { id: string; number: string; state: string; fields: FormValues; keepUntil: string | null }
    },
    /** The same, returning the refusal. */
    async tryFile(of: { ticketId?: string; agreementId?: string }, form: string, values: FormValues = {}, when?: string | number) {
      const happenedAt = when === undefined ? undefined : toIso(at(when))
      const definition = plan.documents.find(({ code: one }) => one === form)
      if (!definition) throw new Error(`the plan has no form ${form}`)
      const fields = { ...Object.fromEntries(definition.fields.map((field) => [field.key, sample(field)])), ...values }
      const signatures = (definition.signatures ?? []).map((signer) => ({ signer, name: '王小明' }))
      return app.call(fileForm, { ...of, code: form, fields, signatures, ...(happenedAt && { happenedAt }) }, { as: desk })
    },
    attemptForm: (of: { ticketId?: string; agreementId?: string }, form: string, fields: FormValues, signatures: { signer: string; name: string }[] = []) =>
      app.call(fileForm, { ...of, code: form, fields, signatures }, { as: desk }),
    listForms: (by: InputOf<typeof listForms>) => app.call(listForms, by, { as: desk }),
    printForm: (formId: string) => app.call(printForm, { formId }, { as: desk }),
    getForm: (formId: string) => app.call(getForm, { formId }, { as: desk }),
    definitions: (of: { ticketId?: string; agreementId?: string }) => app.call(listDefinitions, of, { as: desk }),
    /** Records a fact of the agreement and gives its promises. */
    async agree(kind: InputOf<typeof recordAgreementFact>['kind'], data: Data = {}, when?: string | number) {
      const happenedAt = when === undefined ? undefined : toIso(at(when))
      return app.call(recordAgreementFact, { agreementId: world.agreementId, kind, data, ...(happenedAt && { happenedAt }) }, { as: desk })
    },
    async agreementPromise(ruleId: string, when?: string | number, n = 1): Promise<PromiseView | undefined> {
      if (when !== undefined) at(when)
      const { body } = await app.call(getAgreementLedger, { agreementId: world.agreementId }, { as: desk })
      return (body.promises as PromiseView[]).find(({ key }) => key === `${ruleId}#${n}`)
    },
    async agreementPromises(ruleId: string): Promise<PromiseView[]> {
      const { body } = await app.call(getAgreementLedger, { agreementId: world.agreementId }, { as: desk })
      return (body.promises as PromiseView[]).filter((one) => one.ruleId === ruleId)
    },
    async agreementLedger(): Promise<{ key: string; kind: string }[]> {
      return (await app.call(getAgreementLedger, { agreementId: world.agreementId }, { as: desk })).body.ledger
    },
    async cycles(from?: string, until?: string): Promise<{ ruleId: string; clause: string; n: number; dueOn: string; windowFrom: string; windowTo: string; state: string;
      form: string | null; activity: string }[]> {
      const { body } = await app.call(listCycles, { agreementId: world.agreementId, ...(from && { from }), ...(until && { until }) }, { as: desk })
      return body.rows
    },
    /** Tickets found by a filter. */
    async find(filter: InputOf<typeof listTickets>): Promise<{ id: string; channel: string; registeredAt: string }[]> {
      return (await app.call(listTickets, filter, { as: desk })).body.rows
    },
    /** What the customer's own page says was promised. */
    async portalTexts(): Promise<{ clause: string; text: Record<string, string> }[]> {
      const customer = actorWith(orgId, ['own.read', 'own.report'], { kind: 'customer', customerId: world.customerId })
      const { body } = await app.call(listMyPlans, {}, { as: customer })
      return (body.agreements as { texts: { clause: string; text: Record<string, string> }[] }[]).flatMap(({ texts }) => texts)
    },
    roster: {
      create: (input: InputOf<typeof createShift>) => app.call(createShift, input, { as: desk }),
      onDuty: (roster: string, when: string) => app.call(getOnDuty, { roster, at: when }, { as: desk }),
      gaps: (input: InputOf<typeof findRosterGaps>) => app.call(findRosterGaps, input, { as: desk }),
      remove: (shiftId: string) => app.call(deleteShift, { shiftId }, { as: desk }),
    },
    /** Lets the clocks strike as the worker would, at this time. Returns what struck: 'rule#1 due'. */
    async strike(when: string | number): Promise<string[]> {
      at(when)
      const struck: string[] = []
      for (let claimed = await claimDueTimers(db, 'test', now); claimed.length > 0; claimed = await claimDueTimers(db, 'test', now)) {
        for (const subject of claimed) {
          struck.push(...subject.timers.map(({ promise_key: key, mark }) => `${key} ${mark}`))
          if (subject.kind === 'ticket') await strikeTicket(db, subject, now)
          else await strikeAgreement(db, subject, now)
        }
      }
      return struck
    },
    /** Who was told, by role name, in order: {person, kind, mark}. */
    async notices(ticket: { id: string }): Promise<{ person: string; kind: string; mark: string }[]> {
      return db.tx({ orgId }, (tx) => tx.rows(sql`
        select p.name as person, n.kind, n.data->>'mark' as mark from notices n join people p on p.org_id = n.org_id and p.id = n.person_id
        where n.org_id = ${orgId} and n.subject_id = ${ticket.id} order by n.id`))
    },
  }
}

const attempt = (app: TestApp, ticket: { id: string }, kind: InputOf<typeof recordFact>['kind'], data: Data, when: Instant | undefined, actor: Actor) =>
  app.call(recordFact, { ticketId: ticket.id, kind, data, ...(when !== undefined && { happenedAt: toIso(when) }) }, { as: actor })

type Field = Plan['documents'][number]['fields'][number]

function sample({ kind, options }: Field): string | number | boolean {
  switch (kind) {
    case 'number': return 1
    case 'yes-no': return true
    case 'date': return '2026-06-08'
    case 'time': return '10:00'
    case 'choice': return options?.[0]?.code ?? 'yes'
    case 'phone': return '0912345678'
    default: return '內容'
  }
}

type Staff = { director: TestPerson; manager: TestPerson; lead: TestPerson; desk: TestPerson; engineer: TestPerson; other: TestPerson; teamId: string }

async function staff(db: DatabaseHandle, orgId: string): Promise<Staff> {
  const director = await createPerson(db, orgId, { role: 'administrator', name: 'director' })
  const manager = await createPerson(db, orgId, { role: 'manager', name: 'manager', managerId: director.id })
  const lead = await createPerson(db, orgId, { role: 'lead', name: 'lead', managerId: manager.id })
  const desk = await createPerson(db, orgId, { role: 'service-desk', name: 'desk', managerId: manager.id })
  const engineer = await createPerson(db, orgId, { role: 'field-engineer', name: 'engineer', managerId: lead.id })
  const other = await createPerson(db, orgId, { role: 'manager', name: 'other', managerId: director.id })
  const teamId = newId()
  await db.tx({ orgId }, async (tx) => {
    await tx.run(sql`insert into teams (org_id, id, name, lead_id) values (${orgId}, ${teamId}, 'team', ${lead.id})`)
    for (const { id } of [lead, engineer]) await tx.run(sql`insert into team_members (org_id, team_id, person_id) values (${orgId}, ${teamId}, ${id})`)
  })
  return { director, manager, lead, desk, engineer, other, teamId }
}

type World = { customerId: string; siteId: string; assetId: string; contactId: string; agreementId: string; planVersionId: string }

async function customerWorld(db: DatabaseHandle, orgId: string, plan: Plan, now: Instant, given: { level?: string; attributes?: Data; startsOn?: string; endsOn?: string;
  address?: string; overrides?: object }): Promise<World> {
  const [customerId, siteId, assetId, contactId, agreementId] = [newId(), newId(), newId(), newId(), newId()]
  return db.tx({ orgId }, async (tx) => {
    const at = toIso(now)
    const versions = await installPlans(tx, orgId, [{ plan, source: '' }], now)
    const planVersionId = versions[plan.plan]!
    await tx.run(sql`insert into customers (org_id, id, number, name, created_at) values (${orgId}, ${customerId}, 'KH1', '甲公司', ${at})`)
    await tx.run(sql`insert into sites (org_id, id, customer_id, name, address, time_zone, created_at) values (${orgId}, ${siteId}, ${customerId}, '總部', ${given.address ?? '北京市'}, ${plan.zone}, ${at})`)
    await tx.run(sql`insert into contacts (org_id, id, customer_id, site_id, name, phone, email, created_at) values (${orgId}, ${contactId}, ${customerId}, ${siteId}, '陳先生', '0912345678', 'chen@example.com', ${at})`)
    await tx.run(sql`insert into assets (org_id, id, number, customer_id, site_id, name, serial, created_at) values (${orgId}, ${assetId}, 'A1', ${customerId}, ${siteId}, '主機', 'SN-0001', ${at})`)
    await tx.run(sql`
      insert into agreements (org_id, id, number, customer_id, plan_version_id, title, level, starts_on, ends_on, attributes, overrides, created_at)
      values (${orgId}, ${agreementId}, 'HT1', ${customerId}, ${planVersionId}, '服務合約', ${given.level ?? null}, ${given.startsOn ?? '2026-01-01'}, ${given.endsOn ?? null},
        ${JSON.stringify(given.attributes ?? {})}, ${JSON.stringify(given.overrides ?? {})}, ${at})`)
    return { customerId, siteId, assetId, contactId, agreementId, planVersionId }
  })
}
