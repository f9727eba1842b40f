// One test for each clause of a plan that carries nothing but standard behaviours of the catalogue: every rule that carries the
// clause is exercised through the API as its behaviour asks.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openService, planFile } from '../running-plan.ts'
import type { Service } from '../running-plan.ts'
import { proveCycle } from './cycles.ts'
import { proveForm, proveGate } from './documents.ts'
import { provePromise } from './promises.ts'
import { proveChannel, proveRoster, proveText } from './rest.ts'
import { allOf } from './scene.ts'

type Clause = { id: string; plan: string; tags: string[] }
const { clauses } = JSON.parse(readFileSync(new URL('../../../plans/catalogue.json', import.meta.url), 'utf8')) as { clauses: Clause[] }
const standard = new Set(['B-DOC', 'B-SLA', 'B-CYC', 'B-CHN', 'B-POL', 'B-ROS'])

export function standardClauses(code: string): void {
  const wanted = clauses.filter(({ id, plan, tags }) => plan === code && tags.length > 0 && tags.every((tag) => standard.has(tag)) && isCarried(code, id, tags))
  describe(code, () => {
    let service: Service
    beforeAll(async () => { service = await fresh(code) })
    afterAll(() => service.close())
    test.each(wanted.map(({ id, tags }) => [id, tags] as const))('%s %j', async (id, tags) => {
      const own = tags.some((tag) => tag === 'B-SLA' || tag === 'B-CYC') ? await fresh(code) : service
      try {
        await proveClause(own, id, tags)
      } finally {
        if (own !== service) await own.close()
      }
    })
  })
}

const fresh = (code: string) => openService(code, { startsOn: '2026-06-08', endsOn: '2028-06-07' })

// A roster named by another kind of rule (a standby plan, a project team) is not proven by the standard roster test.
const isCarried = (code: string, id: string, tags: readonly string[]) => !tags.includes('B-ROS') || allOf(planFile(code), id).rosters.length > 0

async function proveClause(service: Service, id: string, tags: readonly string[]): Promise<void> {
  const rules = allOf(service.plan, id)
  for (const tag of tags) {
    switch (tag) {
      case 'B-DOC':
        expect(rules.documents.length, `${id} has no form`).toBeGreaterThan(0)
        for (const form of rules.documents) await proveForm(service, form)
        for (const gate of rules.gates.filter(({ needs }) => 'form' in needs)) await proveGate(service, gate)
        break
      case 'B-SLA':
        expect(rules.promises.length, `${id} has no promise`).toBeGreaterThan(0)
        for (const rule of rules.promises) await provePromise(service, rule, () => fresh(service.plan.plan))
        break
      case 'B-CYC':
        expect(rules.cycles.length, `${id} has no cycle`).toBeGreaterThan(0)
        for (const rule of rules.cycles) await proveCycle(service, rule)
        break
      case 'B-CHN':
        expect(rules.channels.length, `${id} has no channel`).toBeGreaterThan(0)
        for (const channel of rules.channels) await proveChannel(service, channel)
        break
      case 'B-POL':
        expect(rules.texts.length, `${id} has no text`).toBeGreaterThan(0)
        for (const text of rules.texts) await proveText(service, text)
        break
      default:
        expect(rules.rosters.length, `${id} has no roster`).toBeGreaterThan(0)
        for (const roster of rules.rosters) await proveRoster(service, roster)
    }
  }
}
