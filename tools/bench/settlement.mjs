// The end of a month for three hundred dealers with ten claims each: offsets, bookings, statements, commit.
import { runSettlement } from '../../server/modules/dealer/index.ts'
import { sql } from '../../server/platform/db/database.ts'
import { newId } from '../../server/platform/db/ids.ts'

const dealers = 300
const claimsEach = 10

export async function measureSettlement({ db, administrator }, add) {
  const person = await db.tx('system', (tx) => tx.row(sql`select org_id as "orgId", id, name from people where email = ${administrator}`))
  const actor = { kind: 'staff', id: person.id, name: person.name, orgId: person.orgId, permissions: new Set(), scope: 'all', teamIds: [], customerId: null, language: 'en', sessionId: null, viewingAs: null }
  const now = Date.now()
  const month = new Date(now - 40 * 86_400_000).toISOString().slice(0, 7)
  await plant(db, person.orgId, `${month}-15`)
  const from = performance.now()
  await db.tx({ orgId: person.orgId }, (tx) => runSettlement({ tx, now, actor }, { month, atOnce: 2000 }))
  const seconds = (performance.now() - from) / 1000
  add({ name: `Month-end: claims settled (${dealers} dealers, ${Math.round(seconds * 1000)} ms in all)`, rate: (dealers * claimsEach) / seconds, target: 100 })
}

async function plant(db, orgId, on) {
  await db.tx({ orgId }, async (tx) => {
    const agreement = await tx.row(sql`select id from agreements where org_id = ${orgId} limit 1`)
    const ids = Array.from({ length: dealers }, () => newId())
    await tx.run(sql`insert into customers (org_id, id, number, name, kind, created_at) select ${orgId}, t.id, 'BENCH' || t.n, 'bench dealer ' || t.n, 'dealer', now() from unnest(${ids}::uuid[]) with ordinality t(id, n)`)
    await tx.run(sql`insert into dealers (org_id, customer_id, agreement_id, created_at) select ${orgId}, id, ${agreement.id}, now() from unnest(${ids}::uuid[]) t(id)`)
    const owners = ids.flatMap((id) => Array.from({ length: claimsEach }, () => id))
    await tx.run(sql`
      insert into receivables (org_id, id, dealer_id, kind, booked_on, minor, recorded_at)
      select ${orgId}, t.id, t.dealer, 'goods', ${on}, 100000, now() from unnest(${owners.map(() => newId())}::uuid[], ${owners}::uuid[]) t(id, dealer)`)
    await tx.run(sql`
      insert into claims (org_id, id, number, claimant, dealer_id, agreement_id, serial, product, origin, record_number, repaired_on, fault, work, lines, amount, dealer_borne, state, next_link, approved, confirmed_on, filed_on, created_at)
      select ${orgId}, t.id, 'BENCH' || t.n, 'dealer', t.dealer, ${agreement.id}, 's', 'p', 'own', 'r' || t.n, ${on}, 'f', 'w', '[]', 5000, 0, 'open', 'offset', 5000, ${on}, ${on}, now()
      from unnest(${owners.map(() => newId())}::uuid[], ${owners}::uuid[]) with ordinality t(id, dealer, n)`)
  })
}
