// A loan from its reservation to its return. The unit is locked while it is decided who gets it, so two desks cannot lend it twice.
import type { agreeLoan as agreeing, cancelLoan as cancelling, giveBackLoan as givingBack, handOverLoan as handing, offerLoan as offering } from '#contract/repair/loaners.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { decideLending, giveBack, handOver, loanSteps, takenBy } from '#domain/repair/loaner.ts'
import type { Accessory, LoanState, LoanStep, UnitState } from '#domain/repair/loaner.ts'
import { sameGradeClause } from '#domain/repair/owed.ts'
import { takeStep } from '#domain/repair/steps.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber, readOrg } from '../../org/index.ts'
import { appendFacts } from '../../ticket/index.ts'
import type { TicketMatter } from '../../ticket/index.ts'
import { visibleRepairs, visibleUnits } from '../policy.ts'
import { assetOfTicket, bindFiles, lockMatter } from '../store.ts'

type Unit = { id: string; number: string; serial: string | null; grade: string; state: UnitState; accessories: string[] }
type Loan = { id: string; number: string; ticketId: string; unitId: string; state: LoanState; isSameGrade: boolean; accessories: Accessory[] }

export async function offerLoan(context: Context, input: ParsedOf<typeof offering>): Promise<string> {
  const { tx, actor, now } = context
  const matter = await lockMatter(context, input.ticketId)
  const unit = await lockUnit(context, input.unitId)
  const asset = await assetOfTicket(tx, matter.ticket, null)
  const from = input.startsAt ? instant(input.startsAt) : now
  const until = input.dueBackAt ? instant(input.dueBackAt) : null
  if (until !== null && until <= from) throw new Refusal('loaner.bad-time', { field: 'dueBackAt' })
  const gradeOwed = input.gradeOwed ?? await gradeOfKind(context, asset?.productId ?? null)
  const clause = matter.plan ? sameGradeClause(matter.plan) : null
  const decision = decideLending(unit, { from, until, gradeOwed, mustMatch: clause !== null }, await takenSpans(context, unit.id))
  if (!decision.yes) throw new Refusal(decision.because[0], { number: unit.number, grade: unit.grade, owed: gradeOwed ?? '', clause: clause ?? '', because: decision.because })
  const id = newId()
  const { org } = await readOrg(tx, actor.orgId)
  const number = await nextNumber(tx, actor.orgId, 'loaner', localDay(org.zone, now))
  await tx.run(sql`
    insert into loans (org_id, id, number, ticket_id, unit_id, asset_id, state, grade_owed, is_same_grade, starts_at, due_back_at, created_at)
    values (${actor.orgId}, ${id}, ${number}, ${input.ticketId}, ${unit.id}, ${asset?.id ?? null}, 'offered', ${gradeOwed}, ${gradeOwed === unit.grade}, ${toIso(from)}, ${until ? toIso(until) : null}, ${toIso(now)})`)
  await note(context, matter, { id, number }, 'offer', unit)
  return id
}

export async function agreeLoan(context: Context, input: ParsedOf<typeof agreeing>): Promise<void> {
  const { loan, matter, unit } = await open(context, input.loanId, 'agree')
  const factId = await note(context, matter, loan, 'agree', unit, { signedBy: input.signedBy })
  await bindFiles(context, { ticketId: loan.ticketId, subjectId: loan.id, factId, step: 'agree' }, input.attachments)
  await context.tx.run(sql`
    update loans set state = 'agreed', signed_by = ${input.signedBy}, terms = ${input.terms ?? null}, agreed_at = ${toIso(context.now)} where org_id = ${context.actor.orgId} and id = ${loan.id}`)
}

export async function handOverLoan(context: Context, input: ParsedOf<typeof handing>): Promise<void> {
  const { loan, matter, unit } = await open(context, input.loanId, 'hand-over')
  if (unit.state !== 'ready') throw new Refusal('loaner.taken', { number: unit.number })
  const handed = handOver(unit.accessories, input.accessories)
  if (!handed.yes) throw new Refusal(handed.because[0])
  const data = {
    loan: loan.id, number: loan.number, unit: unit.number, ...(unit.serial && { serial: unit.serial }), grade: unit.grade, sameGrade: loan.isSameGrade,
    running: input.isRunning, charge: 0,
  }
  const [fact] = await appendFacts(context, matter, [{ kind: 'loaner.delivered', data, body: input.note ?? null, happenedAt: input.happenedAt }])
  await bindFiles(context, { ticketId: loan.ticketId, subjectId: loan.id, factId: fact!.id, step: 'hand-over' }, input.attachments)
  try {
    await context.tx.run(sql`
      update loans set state = 'out', received_by = ${input.receivedBy}, out_at = ${toIso(fact!.happenedAt)}, accessories = ${JSON.stringify(handed.accessories)}
      where org_id = ${context.actor.orgId} and id = ${loan.id}`)
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'loans_out') throw new Refusal('loaner.taken', { number: unit.number })
    throw error
  }
}

export async function giveBackLoan(context: Context, input: ParsedOf<typeof givingBack>): Promise<void> {
  const { tx, actor } = context
  const { loan, matter, unit } = await open(context, input.loanId, 'give-back')
  const given = giveBack(loan.accessories, input.accessories)
  if (!given.yes) throw new Refusal(given.because[0])
  const data = { loan: loan.id, number: loan.number, unit: unit.number, condition: input.condition, missing: given.missing }
  const [fact] = await appendFacts(context, matter, [{ kind: 'loaner.returned', data, body: input.note ?? null, happenedAt: input.happenedAt }])
  await bindFiles(context, { ticketId: loan.ticketId, subjectId: loan.id, factId: fact!.id, step: 'give-back' }, input.attachments)
  await tx.run(sql`
    update loans set state = 'back', back_at = ${toIso(fact!.happenedAt)}, condition = ${input.condition}, missing = ${given.missing}::text[], back_note = ${input.note ?? null},
      accessories = ${JSON.stringify(given.accessories)} where org_id = ${actor.orgId} and id = ${loan.id}`)
  // A damaged one is not lent again before somebody has looked at it.
  if (input.condition === 'damaged') await tx.run(sql`update loaner_units set state = 'under-repair', version = version + 1 where org_id = ${actor.orgId} and id = ${unit.id}`)
}

export async function cancelLoan(context: Context, input: ParsedOf<typeof cancelling>): Promise<void> {
  const { loan, matter, unit } = await open(context, input.loanId, 'cancel')
  await note(context, matter, loan, 'cancel', unit, { reason: input.reason })
  await context.tx.run(sql`update loans set state = 'cancelled', back_note = ${input.reason} where org_id = ${context.actor.orgId} and id = ${loan.id}`)
}

async function open(context: Context, loanId: string, step: LoanStep): Promise<{ loan: Loan; matter: TicketMatter; unit: Unit }> {
  const { tx, actor } = context
  const known = await tx.row<{ ticket_id: string }>(sql`
    select x.ticket_id from loans x join tickets t on t.org_id = x.org_id and t.id = x.ticket_id where x.org_id = ${actor.orgId} and x.id = ${loanId} and ${visibleRepairs(actor)}`)
  if (!known) throw new Refusal('loan.unknown')
  const matter = await lockMatter(context, known.ticket_id)
  const loan = (await tx.row<Loan>(sql`
    select id, number, ticket_id as "ticketId", unit_id as "unitId", state, is_same_grade as "isSameGrade", accessories from loans where org_id = ${actor.orgId} and id = ${loanId} for update`))!
  const decision = takeStep(loanSteps, step, loan.state)
  if (!decision.yes) throw new Refusal('repair.wrong-step', { state: loan.state })
  const unit = (await tx.row<Unit>(sql`
    select u.id, u.number, u.serial, u.grade, u.state, u.accessories from loaner_units u where u.org_id = ${actor.orgId} and u.id = ${loan.unitId} for update`))!
  return { loan, matter, unit }
}

async function lockUnit({ tx, actor }: Context, unitId: string): Promise<Unit> {
  const unit = await tx.row<Unit>(sql`
    select u.id, u.number, u.serial, u.grade, u.state, u.accessories from loaner_units u where ${visibleUnits(actor)} and u.id = ${unitId} for update`)
  if (!unit) throw new Refusal('loaner.unknown')
  return unit
}

async function takenSpans({ tx, actor, now }: Context, unitId: string) {
  const loans = await tx.rows<{ state: LoanState; startsAt: string; dueBackAt: string | null }>(sql`
    select state, starts_at as "startsAt", due_back_at as "dueBackAt" from loans where org_id = ${actor.orgId} and unit_id = ${unitId} and state in ('offered', 'agreed', 'out')`)
  return loans.flatMap(({ state, startsAt, dueBackAt }) => takenBy({ state, startsAt: instant(startsAt), dueBackAt: dueBackAt ? instant(dueBackAt) : null }, now) ?? [])
}

// Units of the same product share a grade; without one the desk says which grade is owed.
async function gradeOfKind({ tx, actor }: Context, productId: string | null): Promise<string | null> {
  if (!productId) return null
  const row = await tx.row<{ grade: string }>(sql`select grade from loaner_units where org_id = ${actor.orgId} and product_id = ${productId} order by number limit 1`)
  return row?.grade ?? null
}

async function note(context: Context, matter: TicketMatter, loan: { id: string; number: string }, step: string, unit: Unit, more: Record<string, string> = {}): Promise<string> {
  const [fact] = await appendFacts(context, matter, [{ kind: 'note.added', data: { loan: loan.id, number: loan.number, step, unit: unit.number, ...more } }])
  return fact!.id
}
