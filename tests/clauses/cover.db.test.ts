// Clauses of cover and of excluded causes: every rule that carries the clause is asked through the API.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planFile } from '#tests/support/running-plan.ts'
import type { Service } from '#tests/support/running-plan.ts'
import { proveForm, proveGate } from '#tests/support/standard/documents.ts'
import { proveChannel } from '#tests/support/standard/rest.ts'
import { allOf } from '#tests/support/standard/scene.ts'
import { causesOf, coverRulesOf, openCoverService, proveCause, proveCover } from '#tests/support/standard/cover.ts'

type Clause = { id: string; plan: string; tags: string[] }
const { clauses } = JSON.parse(readFileSync(new URL('../../plans/catalogue.json', import.meta.url), 'utf8')) as { clauses: Clause[] }
const codes = [...new Set(clauses.map(({ plan }) => plan))].filter((code) => planFile(code).cover.length > 0)

describe.each(codes)('%s', (code) => {
  const plan = { plan: planFile(code) }
  const own = clauses.filter((clause) => clause.plan === code && clause.tags.every((tag) => tag === 'B-COV' || tag === 'B-EXC' || tag === 'B-DOC' || tag === 'B-CHN'))
  const cover = own.filter(({ id, tags }) => tags.includes('B-COV') && coverRulesOf(plan, id).length > 0 && (!tags.includes('B-DOC') || allOf(plan.plan, id).documents.length > 0)
    && (!tags.includes('B-CHN') || allOf(plan.plan, id).channels.length > 0) && !tags.includes('B-EXC'))
  const causes = own.filter(({ id, tags }) => tags.includes('B-EXC') && !tags.includes('B-COV') && causesOf(plan, id).length > 0)
  let service: Service
  beforeAll(async () => { service = await openCoverService(code) })
  afterAll(() => service.close())

  if (cover.length > 0) {
    test.each(cover.map(({ id }) => [id]))('%s the day before, the first, the last and the day after give the right cover', async (id) => {
      for (const rule of coverRulesOf(service, id)) await proveCover(service, rule)
      const { documents, gates } = allOf(service.plan, id)
      for (const channel of cover.some((clause) => clause.id === id && clause.tags.includes('B-CHN')) ? allOf(service.plan, id).channels : []) await proveChannel(service, channel)
      const isPaper = cover.some((clause) => clause.id === id && clause.tags.includes('B-DOC'))
      for (const form of isPaper ? documents : []) await proveForm(service, form)
      for (const gate of isPaper ? gates.filter(({ needs }) => 'form' in needs) : []) await proveGate(service, gate)
    })
  }
  if (causes.length > 0) {
    test.each(causes.map(({ id }) => [id]))('%s the cause needs its proof, changes cover, prints its reason and is counted', async (id) => {
      for (const cause of causesOf(service, id)) await proveCause(service, cause)
    })
  }
  test('every rule of cover of the plan keeps its days', async () => {
    const rest = service.plan.cover.filter((rule) => !cover.some(({ id }) => coverRulesOf(service, id).includes(rule)))
    for (const rule of rest) await proveCover(service, rule)
    expect(service.plan.cover.length).toBeGreaterThan(0)
  })
})
