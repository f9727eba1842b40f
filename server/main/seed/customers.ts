// Customers with a site, contacts, equipment and an agreement on one of the plans; every thirtieth is a dealer.
import type { Plan } from '#domain/plan/plan.ts'
import { localDay } from '#domain/time/zone.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { initialsOf, searchVector } from '#server/platform/search/text.ts'
import type { Chance } from './chance.ts'
import { insertRows, insertSearchable } from './insert.ts'
import { personRow } from './organisation.ts'
import type { Founding, SeededOrganisation } from './organisation.ts'
import { cities, families, givens, goods, places, streets, trades } from './words.ts'

export type SeededCustomer = {
  id: string; name: string; siteId: string; contactId: string; contact: string; phone: string; assets: { id: string; name: string; serial: string; good: string }[]
  agreementId: string; planVersionId: string; plan: Plan; level: string | null
}

export async function insertCustomers(tx: Tx, chance: Chance, org: SeededOrganisation, founding: Founding, count: number): Promise<SeededCustomer[]> {
  const { orgId } = org
  const created_at = toIso(founding.begun)
  const products = goods.map((name, n) => ({ org_id: orgId, id: chance.id(founding.begun), code: `CP${String(n + 1).padStart(3, '0')}`, name, family: null, model: `M${n + 10}`, standards: [], created_at }))
  await insertRows(tx, 'products', products)
  const customers = Array.from({ length: count }, (_, n) => imagined(chance, org, founding.begun, n))
  await insertSearchable(tx, 'customers', customers.map(({ id, name, address, number, kind }, n) => ({
    org_id: orgId, id, number, name, kind, grade: 'ABC'[n % 3], address, is_key: n % 7 === 0, flags: [], initials: initialsOf(name), version: 1, created_at, words: searchVector(number, name, address),
  })))
  await insertRows(tx, 'sites', customers.map(({ id, siteId, address }) => ({ org_id: orgId, id: siteId, customer_id: id, name: '主機房', address, time_zone: org.zone, created_at })))
  await insertRows(tx, 'contacts', customers.map(({ id, siteId, contactId, contact, phone }) => ({
    org_id: orgId, id: contactId, customer_id: id, site_id: siteId, name: contact, phone, phone_digits: phone, initials: initialsOf(contact), created_at,
  })))
  await insertSearchable(tx, 'assets', customers.flatMap(({ id, name: customer, siteId, assets, at }) => assets.map(({ id: assetId, number, name, serial, good }) => ({
    org_id: orgId, id: assetId, number, kind: 'equipment', product_id: products.find((product) => product.name === good)!.id, customer_id: id, site_id: siteId, name, serial,
    installed_on: at, accepted_on: at, version: 1, created_at, words: searchVector(number, name, serial, customer),
  }))))
  await insertRows(tx, 'agreements', customers.map(({ id, name, agreementId, number, planVersionId, plan, level, at }) => ({
    org_id: orgId, id: agreementId, number: number.replace('KH', 'HT'), customer_id: id, plan_version_id: planVersionId, title: `${name} ${plan.plan}`, level, priority: 0,
    starts_on: at, ends_on: null, attributes: {}, overrides: {}, state: 'active', created_at,
  })))
  await insertOutsiders(tx, chance, org, founding, customers)
  return customers
}

function imagined(chance: Chance, { plans, zone }: SeededOrganisation, begun: Instant, n: number) {
  const { versionId: planVersionId, plan } = plans[n % plans.length]!
  const isDealer = n % 30 === 29
  const name = `${chance.pick(places)}${chance.pick(trades)}${isDealer ? '經銷' : ''}${n >= 300 ? n : ''}`
  const id = chance.id(begun)
  return {
    id, name, number: `KH${String(n + 1).padStart(5, '0')}`, kind: isDealer ? 'dealer' : chance.pick(['company', 'company', 'institution', 'project']), at: localDay(zone, begun),
    address: `${chance.pick(cities)}${chance.pick(streets)} ${chance.whole(1, 300)} 號`, siteId: chance.id(begun), contactId: chance.id(begun), agreementId: chance.id(begun),
    contact: `${chance.pick(families)}${chance.pick(givens)}`, phone: `09${String(chance.whole(0, 100_000_000)).padStart(8, '0')}`, planVersionId, plan,
    level: plan.vocabulary.levels.length > 0 ? chance.pick(plan.vocabulary.levels).code : null,
    assets: [1, 2, 3].map((part) => {
      const good = chance.pick(goods)
      return { id: chance.id(begun), number: `SB${String(n * 3 + part).padStart(6, '0')}`, name: `${good} ${part}`, good, serial: `SN${String(chance.whole(0, 1_000_000)).padStart(6, '0')}${n}-${part}` }
    }),
  }
}

// Somebody of the first customer and of the first dealer may sign in too.
type Firm = { id: string; kind: string; contact: string }

async function insertOutsiders(tx: Tx, chance: Chance, { orgId, roleIds }: SeededOrganisation, founding: Founding, customers: readonly Firm[]): Promise<void> {
  const outside = Object.keys(roleIds).filter((role) => role.startsWith('customer') || role.startsWith('dealer'))
  const rows = outside.flatMap((role) => {
    const firm = customers.find(({ kind }) => (kind === 'dealer') === role.startsWith('dealer'))
    const person = { id: chance.id(founding.begun), name: firm?.contact ?? '', role: role as never }
    return firm ? [{ ...personRow(orgId, roleIds, founding, person, `${role}1`, null), customer_id: firm.id }] : []
  })
  await insertRows(tx, 'people', rows)
}
