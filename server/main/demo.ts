// The organisation a stranger meets on the first start: 21 customers, one for each plan, people of every role, and a week of work.
// Everything goes through the commands of the product; only the clock is set to when it is said to have happened.
import type { Instant } from '#domain/time/instant.ts'
import { toIso } from '#domain/time/instant.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { systemClock } from '#server/platform/clock/clock.ts'
import { initialsOf, searchVector } from '#server/platform/search/text.ts'
import { installPlans } from '../modules/plan/index.ts'
import type { Installed } from '../modules/plan/index.ts'
import { addPerson, foundOrganisation } from '../modules/people/index.ts'
import { appendAgreementFact } from '../modules/promise/index.ts'
import { actorOf } from './demo-actor.ts'
import type { DemoCustomer } from './demo-actor.ts'
import { demoCustomers, demoStaff } from './demo-words.ts'
import { demoCharges } from './demo-charges.ts'
import { demoDealers } from './demo-dealers.ts'
import { demoApprovals } from './demo-approvals.ts'
import { demoRepair } from './demo-repair.ts'
import { demoStock } from './demo-stock.ts'
import { allowed, demoTickets } from './demo-tickets.ts'
import { readPlanFiles } from './plan-files.ts'

export const demoPassword = 'aftercare-demo'
export const demoLogins = [
  ...demoStaff.map(({ role, email }) => ({ role, email, password: demoPassword })),
  { role: 'customer', email: 'customer@demo.example', password: demoPassword },
]

/** True when this start founded the demo organisation. */
export async function seedDemoOnce(databaseUrl: string, say: (line: string) => void): Promise<boolean> {
  const db = openDatabase(databaseUrl, { max: 4 })
  try {
    const known = await db.tx('system', (tx) => tx.row(sql`select 1 from orgs limit 1`))
    if (known) return false
    say('  demo data: 21 plans, 21 customers, people of every role …')
    await seedDemo(db, systemClock()())
    say('✓ Demo organisation founded')
    return true
  } finally {
    await db.close()
  }
}

export async function seedDemo(db: DatabaseHandle, now: Instant): Promise<string> {
  const begun = (now - 30 * day) as Instant
  const { orgId, people } = await db.tx('system', (tx) => staffed(tx, begun))
  const plans = await db.tx({ orgId }, (tx) => installPlans(tx, orgId, readPlanFiles(), begun, { fillGaps: true }))
  const customers = await db.tx({ orgId }, (tx) => customersOf(tx, orgId, plans, now))
  await db.tx('system', (tx) => addPerson(tx, begun, { orgId, role: 'customer', name: '林承恩', email: 'customer@demo.example', password: demoPassword, kind: 'customer', customerId: customers[0]!.id }))
  const desk = actorOf(orgId, people['service-desk']!, '客服小敏')
  for (const { agreementId, startedAt } of customers) {
    await allowed(() => db.tx({ orgId }, (tx) => appendAgreementFact({ tx, now: startedAt, actor: desk }, agreementId, { kind: 'agreement.started', data: {} })))
  }
  await demoTickets(db, { orgId, people, customers, now })
  await demoStock(db, { orgId, people, customers, now })
  await demoApprovals(db, { orgId, people, customers, now })
  await demoDealers(db, { orgId, people, customers, planVersionId: plans['P16']!, now })
  await demoRepair(db, { orgId, people, customers, now })
  await demoCharges(db, { orgId, people, customers, now })
  return orgId
}

const day = 86_400_000

async function staffed(tx: Tx, now: Instant): Promise<{ orgId: string; people: Record<string, string> }> {
  const [first, ...others] = demoStaff
  const { orgId, administratorId } = await foundOrganisation(tx, now, {
    name: '安心售後服務', language: 'zh-TW', zone: 'Asia/Taipei', region: 'TW', administrator: { name: first!.name, email: first!.email, password: demoPassword },
  })
  const people: Record<string, string> = { administrator: administratorId }
  for (const { role, name, email, reportsTo, qualifications } of others) {
    people[role] = await addPerson(tx, now, { orgId, role, name, email, password: demoPassword, ...(reportsTo && { managerId: people[reportsTo]! }),
      qualifications: qualifications ?? [], ...(role.startsWith('dealer') && { kind: 'dealer' as const }) })
  }
  await tx.run(sql`update orgs set settings = ${JSON.stringify({ hotline: '0800-024-365' })} where id = ${orgId}`)
  const teamId = newId()
  await tx.run(sql`insert into teams (org_id, id, name, lead_id) values (${orgId}, ${teamId}, '北區服務組', ${people['lead']!})`)
  for (const role of ['lead', 'field-engineer', 'service-desk']) await tx.run(sql`insert into team_members (org_id, team_id, person_id) values (${orgId}, ${teamId}, ${people[role]!})`)
  people['team'] = teamId
  return { orgId, people }
}


async function customersOf(tx: Tx, orgId: string, plans: Installed, now: Instant): Promise<DemoCustomer[]> {
  const made: DemoCustomer[] = []
  for (const [index, given] of demoCustomers.entries()) {
    const [id, siteId, contactId, productId, agreementId] = [newId(), newId(), newId(), newId(), newId()]
    const startedAt = (now - (20 + (index % 9)) * day) as Instant
    const at = toIso(startedAt)
    await tx.run(sql`
      insert into customers (org_id, id, number, name, kind, grade, address, is_key, initials, search, created_at)
      values (${orgId}, ${id}, ${`KH${String(index + 1).padStart(4, '0')}`}, ${given.name}, ${given.kind}, ${index % 3 === 0 ? 'A' : 'B'}, ${given.address}, ${index % 5 === 0},
        ${initialsOf(given.name)}, to_tsvector('simple', ${searchVector(given.name, given.address)}), ${at})`)
    await tx.run(sql`insert into sites (org_id, id, customer_id, name, address, time_zone, created_at) values (${orgId}, ${siteId}, ${id}, ${given.site}, ${given.address}, ${given.zone}, ${at})`)
    await tx.run(sql`
      insert into contacts (org_id, id, customer_id, site_id, name, phone, phone_digits, email, initials, created_at)
      values (${orgId}, ${contactId}, ${id}, ${siteId}, ${given.contact}, ${given.phone}, ${given.phone.replaceAll(/\D/g, '')}, ${`contact${index + 1}@demo.example`},
        ${initialsOf(given.contact)}, ${at})`)
    await tx.run(sql`insert into products (org_id, id, code, name, model, created_at) values (${orgId}, ${productId}, ${`CP${String(index + 1).padStart(3,
      '0')}`}, ${given.product}, ${given.model}, ${at})`)
    const assets = await assetsOf(tx, { orgId, customerId: id, siteId, productId, given, index, at })
    await tx.run(sql`
      insert into agreements (org_id, id, number, customer_id, plan_version_id, title, level, starts_on, ends_on, created_at)
      values (${orgId}, ${agreementId}, ${`HT${String(index + 1).padStart(4, '0')}`}, ${id}, ${plans[given.plan]!}, ${`${given.name} ${given.plan}`},
        ${given.level ?? null}, ${at.slice(0, 10)}, ${`${Number(at.slice(0, 4)) + 3}${at.slice(4, 10)}`}, ${at})`)
    made.push({ id, siteId, assetId: assets[0]!, contactId, agreementId, plan: given.plan, startedAt })
  }
  return made
}

type AssetWish = { orgId: string; customerId: string; siteId: string; productId: string; given: (typeof demoCustomers)[number]; index: number; at: string }

async function assetsOf(tx: Tx, { orgId, customerId, siteId, productId, given, index, at }: AssetWish): Promise<string[]> {
  const ids: string[] = []
  for (let n = 1; n <= 3; n += 1) {
    const id = newId()
    const number = `SB${String(index * 3 + n).padStart(5, '0')}`
    const serial = `${given.model}-${String(1000 + index * 7 + n)}`
    const name = `${given.product} ${n}`
    await tx.run(sql`
      insert into assets (org_id, id, number, product_id, customer_id, site_id, name, serial, installed_on, accepted_on, search, created_at)
      values (${orgId}, ${id}, ${number}, ${productId}, ${customerId}, ${siteId}, ${name}, ${serial}, ${at.slice(0, 10)}, ${at.slice(0, 10)}, to_tsvector('simple',
        ${searchVector(number, name, serial, given.name)}), ${at})`)
    await tx.run(sql`insert into qr_codes (org_id, code, asset_id, created_at, bound_at) values (${orgId}, ${demoCode(index * 3 + n)}, ${id}, ${at}, ${at})`)
    ids.push(id)
  }
  return ids
}

/** A label of the demo: sixteen letters, as printed ones have. */
export const demoCode = (number: number): string => `DEMO${number.toString(25).toUpperCase().replaceAll(/\d/g, (digit) => 'PQRSTUVWXY'[Number(digit)]!).padStart(12, 'A')}`
