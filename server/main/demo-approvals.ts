// Who sits on the seats that the plans name, and one matter that waits for its decision.
import { isOutside } from '#domain/approval/decide.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { fileForm } from '../modules/document/index.ts'
import { planOf } from '../modules/plan/index.ts'
import { actorOf } from './demo-actor.ts'
import type { DemoCustomer } from './demo-actor.ts'

type World = { orgId: string; people: Readonly<Record<string, string>>; customers: readonly DemoCustomer[]; now: Instant }

const sitter: Readonly<Record<string, string>> = {
  finance: 'finance', 'technical-department': 'quality', 'customer-service': 'service-desk', 'after-sales-engineer': 'field-engineer', 'engineering-manager': 'lead', 'department-head': 'lead',
  'general-manager-office': 'administrator', 'senior-management': 'administrator', 'company-leader': 'administrator', 'unit-leader': 'administrator',
}

export async function demoApprovals(db: DatabaseHandle, { orgId, people, customers, now }: World): Promise<void> {
  await db.tx({ orgId }, async (tx) => {
    const versions = await tx.rows<{ id: string }>(sql`select id from plan_versions where org_id = ${orgId} and state = 'active'`)
    const plans = await Promise.all(versions.map(({ id }) => planOf(tx, id)))
    const seats = new Set(plans.flatMap(({ approvals }) => approvals.flatMap(({ steps, differing }) => [...steps, ...(differing ? [differing] : [])])))
    for (const seat of [...seats].filter((one) => !isOutside(one))) {
      await tx.run(sql`insert into approval_seats (org_id, seat, person_id) values (${orgId}, ${seat}, ${people[sitter[seat] ?? 'manager']!})`)
    }
    const rework = customers.find(({ plan }) => plan === 'P15')!
    await fileForm({ tx, now, actor: actorOf(orgId, people['service-desk']!, '李小敏') }, {
      code: 'P15-return-visit-report', agreementId: rework.agreementId, file: true, signatures: [{ signer: 'construction-management', name: '李小敏' }, { signer: 'unit-leader', name: '陳志遠' }],
      fields: { opinions: '住戶反映冷氣效果良好，一處風口有異音。', defects: '三樓風口異音，已安排調整。', submittedTo: '陳志遠' },
    })
  })
}
