// Retention money of an agreement: kept, released, and reduced by repair that the owner had done by others.
import type { deductRetention as deducting, keepRetention as keeping } from '#contract/charge/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { balanceOf, objectionToDeduction, objectionToRelease } from '#domain/charging/retention.ts'
import type { RetentionEntry } from '#domain/charging/retention.ts'
import { showMoney } from '#domain/format/money.ts'
import type { Currency } from '#domain/money/money.ts'
import { readPromises } from '#domain/promise/read.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf } from '../../plan/index.ts'
import { lockAgreement, subjectOf } from '../../promise/index.ts'
import { loadMatter, lockTicket, subjectRef } from '../../ticket/index.ts'

type Account = { currency: Currency; balance: number }

export async function keepRetention(context: Context, { agreementId, kind, amount, reason, document }: ParsedOf<typeof keeping>): Promise<void> {
  const account = await lockAccount(context, agreementId)
  if (kind === 'released') refuse(objectionToRelease(account.balance, amount), account)
  await insert(context, { agreementId, kind, amount, reason, document: document ?? null, currency: account.currency })
}

export async function deductRetention(context: Context, input: ParsedOf<typeof deducting>): Promise<void> {
  const account = await lockAccount(context, input.agreementId)
  const clause = await brokenRight(context, input)
  refuse(objectionToDeduction(account.balance, input.amount, { isBroken: clause !== null, document: input.document }), account)
  await insert(context, { ...input, kind: 'deducted', clause, currency: account.currency })
}

/** The clause of what follows from a broken promise of this ticket; null while none is broken. */
async function brokenRight({ tx, actor, now }: Context, { agreementId, ticketId }: { agreementId: string; ticketId: string }): Promise<string | null> {
  const ticket = await lockTicket(tx, actor, ticketId)
  if (!ticket || ticket.agreement_id !== agreementId) throw new Refusal('ticket.unknown')
  const { plan, terms, facts } = await loadMatter(tx, ticket)
  if (!plan || !terms) return null
  const readings = readPromises(subjectOf(subjectRef(ticket)), facts, terms, now)
  const broken = new Set(readings.filter(({ state }) => state === 'broken').map(({ ruleId }) => ruleId))
  return plan.promises.find(({ id, breach }) => breach?.right === 'third-party-repair' && broken.has(id))?.breach?.clause ?? null
}

// The agreement is held, so that two at once cannot both spend the same balance.
async function lockAccount({ tx, actor }: Context, agreementId: string): Promise<Account> {
  const agreement = await lockAgreement(tx, actor, agreementId)
  const entries = await tx.rows<RetentionEntry>(sql`select kind, amount from retention_entries where org_id = ${actor.orgId} and agreement_id = ${agreementId}`)
  return { currency: (await planOf(tx, agreement.planVersionId)).currency, balance: balanceOf(entries) }
}

function refuse(fault: ReturnType<typeof objectionToDeduction>, { balance, currency }: Account): void {
  if (fault) throw new Refusal(fault, { balance: showMoney(balance, currency) })
}

type Entry = { agreementId: string; kind: string; currency: Currency; amount: number; reason: string; ticketId?: string; clause?: string | null; repairer?: string; document: string | null }

async function insert({ tx, actor, now }: Context, { agreementId, kind, currency, amount, reason, ticketId, clause, repairer, document }: Entry): Promise<void> {
  await tx.run(sql`
    insert into retention_entries (org_id, id, agreement_id, kind, currency, amount, reason, ticket_id, clause, repairer, document, by_id, by_name, at)
    values (${actor.orgId}, ${newId()}, ${agreementId}, ${kind}, ${currency}, ${amount}, ${reason}, ${ticketId ?? null}, ${clause ?? null}, ${repairer ?? null}, ${document}, ${actor.id}, ${actor.name}, ${toIso(now)})`)
}
