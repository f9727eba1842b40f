// B-COV and B-EXC through the API: a rule of cover is asked on the day before its first, on its first, its last and the day after; the
// same fault is judged with and without an excluding cause, whose proof is asked for, whose reason is printed, and which is counted.
import { expect } from 'vitest'
import { askCover, countCauses, decideCause, extendCover, getAssetCover, getTicketCover, listCoverDecisions, printCover } from '#contract/entitlement/endpoints.ts'
import type { InputOf } from '#contract/endpoint.ts'
import type { AssetCoverView, TicketCoverView, VerdictView } from '#contract/entitlement/verdict.ts'
import type { FactData } from '#domain/fact/fact.ts'
import { assetFactKinds } from '#domain/fact/kinds.ts'
import type { FactKind } from '#domain/fact/kinds.ts'
import type { Cause, CoverRule } from '#domain/plan/plan.ts'
import { languages } from '#domain/plan/words.ts'
import type { Instant } from '#domain/time/instant.ts'
import { atWallClock } from '#domain/time/zone.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { insertFacts } from '#server/modules/promise/index.ts'
import { recordWith } from './scene.ts'
import { openService } from '../running-plan.ts'
import type { Data, Service } from '../running-plan.ts'
import { coverAgreement, coverCase, harmless, walk } from './cover-cases.ts'

export const openCoverService = (code: string) => openService(code, { startsOn: coverAgreement.startsOn, endsOn: coverAgreement.endsOn, at: '2026-01-05T10:00:00+08:00' })

/** A new asset of the customer: each case has its own, so that no case hears the facts of another. */
export async function newAsset(service: Service, given: { componentClass?: string; parentId?: string; acceptedOn?: string; deliveredOn?: string; installedOn?: string } = {}): Promise<string> {
  const id = newId()
  await service.db.tx({ orgId: service.orgId }, (tx) => tx.run(sql`
    insert into assets (org_id, id, number, customer_id, site_id, name, serial, component_class, parent_id, accepted_on, delivered_on, installed_on, created_at)
    values (${service.orgId}, ${id}, ${id.slice(-12)}, ${service.customerId}, ${service.siteId}, '機器', ${id.slice(-8)}, ${given.componentClass ?? null}, ${given.parentId ?? null},
      ${given.acceptedOn ?? null}, ${given.deliveredOn ?? null}, ${given.installedOn ?? null}, now())`))
  return id
}

/** A fact of an asset at noon of its plan's zone. */
export async function tellAsset(service: Service, assetId: string, kind: FactKind, day: string, data: FactData = {}): Promise<void> {
  const at = atWallClock(service.plan.zone, day as Day, '12:00') as Instant
  const fact = { id: newId(), kind, happenedAt: at, recordedAt: at, by: null, byName: null, body: null, data }
  await service.db.tx({ orgId: service.orgId }, (tx) => insertFacts(tx, { orgId: service.orgId, kind: 'asset', id: assetId }, [fact]))
}

export async function ask(service: Service, assetId: string, on: string, given: Partial<InputOf<typeof askCover>> = {}): Promise<VerdictView> {
  const reply = await service.app.call(askCover, { assetId, on, ...given }, { as: service.desk })
  if (reply.status !== 200) throw new Error(`cover refused: ${reply.text}`)
  return reply.body as VerdictView
}

export async function assetCover(service: Service, assetId: string, on: string, given: Partial<InputOf<typeof getAssetCover>> = {}): Promise<AssetCoverView> {
  return (await service.app.call(getAssetCover, { assetId, on, ...given }, { as: service.desk })).body as AssetCoverView
}

export async function ticketCover(service: Service, ticketId: string, given: Partial<InputOf<typeof getTicketCover>> = {}): Promise<TicketCoverView> {
  const reply = await service.app.call(getTicketCover, { ticketId, ...given }, { as: service.desk })
  if (reply.status !== 200) throw new Error(`cover refused: ${reply.text}`)
  return reply.body as TicketCoverView
}

export const decide = (service: Service, ticketId: string, cause: string, given: Partial<InputOf<typeof decideCause>> = {}) =>
  service.app.call(decideCause, { ticketId, cause, ...given }, { as: service.desk })

/** The same, once the steps the plan wants before it are walked. */
export async function decideInOrder(service: Service, ticketId: string, cause: string, given: Partial<InputOf<typeof decideCause>> = {}) {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const reply = await decide(service, ticketId, cause, given)
    if (reply.body.code !== 'ticket.step-blocked') return reply
    const ids = (reply.body.params.because as { id: string }[]).map(({ id }) => id)
    for (const step of service.plan.process.flatMap(({ steps }) => steps).filter(({ id }) => ids.includes(id))) {
      const filed = step.form ? { fact: 'form.filed' as const, when: { form: step.form } } : { fact: step.fact, ...(step.when && { when: step.when }) }
      await recordWith(service, { id: ticketId }, filed, (service.now() - service.origin) / 60_000)
    }
  }
  throw new Error(`${cause} stays blocked`)
}

/** Rules of cover that carry a clause, itself or beside their own. */
export const coverRulesOf = (service: Pick<Service, 'plan'>, clause: string): CoverRule[] => service.plan.cover.filter((rule) => rule.clause === clause || rule.also?.includes(clause))
export const causesOf = (service: Pick<Service, 'plan'>, clause: string): Cause[] => service.plan.vocabulary.causes.filter((cause) => cause.clause === clause || cause.also?.includes(clause))

/** B-COV: covered or not, by which term, until when, what is done, who pays, by which clause, on the four days that matter. */
export async function proveCover(service: Service, rule: CoverRule): Promise<void> {
  const made = coverCase(service.plan, rule)
  const assetId = await newAsset(service)
  for (const { kind, day, data } of made.events) {
    if (kind === 'cover.extended') expect((await service.app.call(extendCover, { assetId, until: String(data['until']), reason: '雙方同意' }, { as: service.desk })).status).toBe(200)
    else await tellAsset(service, assetId, kind, day, data)
  }
  const answers = made.attributes as Data
  const on = (day: string) => ask(service, assetId, day, { component: rule.component, answers, evidence: '現場所見', ...(made.cause && { cause: made.cause }) })
  const answered = (verdict: VerdictView) => verdict.offers.some((offer) => offer.rule === rule.id)

  const first = await on(made.from)
  expect(answered(first), `${rule.id} on its first day`).toBe(true)
  expect(first.because).toContainEqual(expect.objectContaining({ code: 'in-force', rule: rule.id, clause: rule.clause, day: made.from, until: made.until }))
  if (first.rule === rule.id) expect(first).toMatchObject({ pays: rule.pays, remedy: rule.remedy, from: made.from, until: made.until, component: rule.component, title: rule.title })
  const before = await on(walk(made.from, -1))
  expect(answered(before), `${rule.id} on the day before`).toBe(false)
  expect(before.because.length, 'the answer has its reasons').toBeGreaterThan(0)
  if (made.until === null) return expect(answered(await on(walk(made.from, 10_000)))).toBe(true)
  expect(answered(await on(made.until)), `${rule.id} on its last day`).toBe(true)
  const after = await on(walk(made.until, 1))
  expect(answered(after), `${rule.id} on the day after`).toBe(false)
  expect(after.because).toContainEqual(expect.objectContaining({ code: 'ended', rule: rule.id, day: made.until }))
}

/** B-EXC: the same fault, once from this cause and once from a harmless one. */
export async function proveCause(service: Service, cause: Cause): Promise<void> {
  const inTerm = await assetInTerm(service)
  const [plain, blamed] = [await service.register({ assetId: inTerm.assetId }), await service.register({ assetId: inTerm.assetId })]
  const other = harmless(service.plan)!
  const proof = { reason: '現場照片與記錄' }
  const before = await countOf(service, cause.code)
  if (cause.evidence) {
    const refused = await decideInOrder(service, blamed.id, cause.code)
    expect([refused.status, refused.body.code], `${cause.code} without proof`).toEqual([409, 'cover.evidence-missing'])
  }
  expect((await decideInOrder(service, plain.id, other, { ...proof, component: inTerm.component })).status).toBe(200)
  const reply = await decideInOrder(service, blamed.id, cause.code, { ...proof, component: inTerm.component })
  expect(reply.status, reply.text).toBe(200)
  const [free, judged] = [(await ticketCover(service, plain.id)).verdict, (reply.body as TicketCoverView).verdict]
  expect(free).toMatchObject({ state: 'covered', treatment: 'free' })
  expect(judged.cause).toMatchObject({ code: cause.code, party: cause.party })
  if (cause.excluded) {
    expect(judged).toMatchObject({ state: 'not-covered', covered: false, treatment: cause.excluded, clause: cause.clause })
    expect(judged.pays).not.toEqual(free.pays)
    expect(judged.because.some(({ code }) => code === 'excluded' || code === 'exclusion-foreseen')).toBe(true)
  }
  expect((reply.body as TicketCoverView).evidence).toBe(proof.reason)
  for (const language of languages) {
    const paper = await service.app.call(printCover, { ticketId: blamed.id, language }, { as: service.desk })
    expect(paper.text).toContain(cause.title[language].replaceAll("'", '&#39;'))
    expect(paper.text).toContain(proof.reason)
  }
  expect(await countOf(service, cause.code)).toBe(before + 1 + (cause.code === other ? 1 : 0))
  const counted = await service.app.call(listCoverDecisions, { kind: 'cause', cause: cause.code, limit: 200 }, { as: service.desk })
  expect((counted.body.rows as { ticket: { id: string } }[]).map(({ ticket }) => ticket.id)).toContain(blamed.id)
}

/** An asset within the first term of its plan that leaves the customer nothing to pay. */
export async function assetInTerm(service: Service): Promise<{ assetId: string; component: string }> {
  const cause = harmless(service.plan)
  const rule = service.plan.cover.find(({ pays, after, when, remedy, only }) => !after && !only && remedy !== 'advice' && Object.values(pays).every((payer) => payer === 'vendor') && answersHarmless(when, cause))
  if (!rule) throw new Error(`${service.plan.plan} has no free term`)
  const assetId = await newAsset(service)
  for (const kind of rule.start) if ((assetFactKinds as readonly string[]).includes(kind)) await tellAsset(service, assetId, kind, '2026-01-02')
  return { assetId, component: rule.component }
}

function answersHarmless(when: CoverRule['when'], cause: string | null): boolean {
  return Object.entries(when ?? {}).every(([field, condition]) => {
    if (field === 'cause') return Array.isArray(condition) ? (condition as unknown[]).includes(cause) : condition === cause || typeof condition === 'object'
    return condition !== null && typeof condition === 'object' && !Array.isArray(condition)
  })
}

async function countOf(service: Service, cause: string): Promise<number> {
  const { body } = await service.app.call(countCauses, {}, { as: service.desk })
  return (body.rows as { cause: string; count: number }[]).find((row) => row.cause === cause)?.count ?? 0
}
