// Organisations with years of history for trying out and for measuring. The same seed and moment give the same rows; what is read
// from the facts is read by the product's own rules, so a check finds nothing and a replay gives the same promises.
import type { Terms } from '#domain/promise/terms.ts'
import type { Instant } from '#domain/time/instant.ts'
import { hashPassword } from '#server/platform/auth/passwords.ts'
import { openDatabase } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { termsOf } from '../modules/plan/index.ts'
import { readPlanFiles } from './plan-files.ts'
import { chanceOf } from './seed/chance.ts'
import { insertCustomers } from './seed/customers.ts'
import type { SeededCustomer } from './seed/customers.ts'
import { foundSeeded } from './seed/organisation.ts'
import type { Founding, SeededOrganisation } from './seed/organisation.ts'
import { addSubject, emptyBatch, seedTickets, writeBatch } from './seed/tickets.ts'
import type { World } from './seed/tickets.ts'

export const seedProfiles = {
  small: { tickets: 800, orgs: 4, years: 1 }, mid: { tickets: 100_000, orgs: 4, years: 2 }, 'five-year': { tickets: 1_000_000, orgs: 5, years: 5 },
} as const
export type SeedOptions = { tickets: number; orgs: number; years: number; seed: number; now: Instant; say: (line: string) => void }
export type Seeded = { orgs: number; customers: number; tickets: number; password: string; administrators: string[] }

export const seedPassword = 'aftercare-seed'
const day = 86_400_000

export async function seed(databaseUrl: string, { tickets, orgs, years, seed: number, now, say }: SeedOptions): Promise<Seeded> {
  const db = openDatabase(databaseUrl, { max: 3 })
  try {
    const passwordHash = await hashPassword(seedPassword)
    const sources = readPlanFiles()
    const begun = (now - Math.round(years * 365 * day)) as Instant
    let [done, customers] = [0, 0]
    const onProgress = (count: number) => {
      if (Math.floor((done + count) / 10_000) > Math.floor(done / 10_000)) say(`  ${done + count} of ${tickets} tickets`)
      done += count
    }
    for (let index = 0; index < orgs; index += 1) {
      const share = Math.floor(tickets / orgs) + (index < tickets % orgs ? 1 : 0)
      const world = await worldOf(db, { index, seed: number, begun, passwordHash, sources }, share, now)
      customers += world.customers.length
      await seedTickets(db, world, share, onProgress)
    }
    await db.pool.query('reset role; analyze; set role aftercare_app').catch(() => undefined)
    return {
      orgs, customers, tickets: done, password: seedPassword,
      administrators: Array.from({ length: orgs }, (_, index) => `administrator1.o${index + 1}s${number}@seed.example`),
    }
  } finally {
    await db.close()
  }
}

async function worldOf(db: DatabaseHandle, founding: Founding, tickets: number, now: Instant): Promise<World> {
  const chance = chanceOf(founding.seed * 1000 + founding.index)
  const { begun } = founding
  const org = await db.tx('system', (tx) => foundSeeded(tx, chance, founding))
  const customers = await db.tx({ orgId: org.orgId }, (tx) => insertCustomers(tx, chance, org, founding, Math.min(5000, Math.max(30, Math.ceil(tickets / 50)))))
  const terms = await db.tx({ orgId: org.orgId }, async (tx) => {
    const known = new Map<string, Terms>()
    for (const { agreementId } of customers) known.set(agreementId, await termsOf(tx, agreementId))
    return known
  })
  const world: World = { chance, org, customers, terms, begun, now }
  for (let from = 0; from < customers.length; from += 100) await startAgreements(db, world, org, customers.slice(from, from + 100))
  return world
}

// Every fifth agreement began within the last weeks; the others are known by their papers only.
async function startAgreements(db: DatabaseHandle, { chance, terms, begun, now }: World, { orgId, people }: SeededOrganisation, customers: readonly SeededCustomer[]): Promise<void> {
  const batch = emptyBatch()
  const desk = people.find(({ role }) => role === 'service-desk')!
  for (const { agreementId, planVersionId, id } of customers) {
    if (chance.next() > 0.2) continue
    const at = (now - chance.whole(3, 25) * day) as Instant
    const fact = { id: chance.id(at), kind: 'agreement.started' as const, happenedAt: at, recordedAt: at, by: desk.id, byName: desk.name, body: null, data: {} }
    addSubject(batch, chance, { orgId, kind: 'agreement', id: agreementId, customerId: id, agreementId, planVersionId }, begun, [fact], terms.get(agreementId)!)
  }
  await db.tx({ orgId }, (tx) => writeBatch(tx, batch))
}

