// A step of a delivery: who was there, what was found, who signed. Each piece is told of it; the agreement once every line has it,
// so that promises, cycles and cover begin with the signed acceptance and not with somebody's memory of it.
import type { recordDeliveryStep as declared } from '#contract/lifecycle/delivery-endpoints.ts'
import type { fileForm as filing } from '#contract/document/endpoints.ts'
import { deliverySides } from '#contract/lifecycle/delivery.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { factsOfStep, isShort, isWhole, linesDone, missingBefore, signedSteps } from '#domain/lifecycle/delivery.ts'
import type { FactData } from '#domain/fact/fact.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import { lifecycleIn } from '#locales/lifecycle.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { appendAgreementFact } from '../../promise/index.ts'
import { registerTicket } from '../../ticket/index.ts'
import { findLines, findNote, findRecords, gatesBefore, promisedBy } from '../queries/delivery-views.ts'
import type { Note, Promised } from '../queries/delivery-views.ts'
import { tellAssets } from '../store.ts'

type Input = ParsedOf<typeof declared>
type Lines = Awaited<ReturnType<typeof findLines>>
/** Forms stand on a higher floor; how one is filed is handed down. */
export type FileForm = (context: Context, input: ParsedOf<typeof filing>) => Promise<string>

export async function recordDeliveryStep(context: Context, fileForm: FileForm, input: Input): Promise<void> {
  const { tx, actor, now } = context
  const note = await findNote(context, input.deliveryId, true)
  const [lines, records] = [await findLines(context, note.id), await findRecords(context, note.id)]
  const chosen = chosenLines(context, input, note, lines, records)
  if (input.happenedAt && instant(input.happenedAt) > now + limits.futureFactSeconds * 1000) throw new Refusal('fact.in-future', { field: 'happenedAt' })
  refuseIncomplete(context, input, lines, chosen)
  await fileForms(context, fileForm, note, await promisedBy(context, note), input)
  refuseGated(context, input, await promisedBy(context, note), lines)
  await refuseShort(context, note, input, lines)
  const differences = await keepCounts(context, input, lines)
  const ticketId = differences.length > 0 ? await openTicket(context, note, input, differences, await promisedBy(context, note)) : null
  const happenedAt = input.happenedAt ?? toIso(now)
  await tx.run(sql`
    insert into delivery_records (org_id, id, delivery_id, step, line_ids, happened_at, recorded_at, by_id, by_name, attendees, signatures, items, note, ticket_id)
    values (${actor.orgId}, ${newId()}, ${note.id}, ${input.step}, ${chosen}::uuid[], ${happenedAt}, ${toIso(now)}, ${actor.kind === 'key' ? null : actor.id}, ${actor.name},
      ${JSON.stringify(input.attendees)}, ${JSON.stringify(input.signatures)}, ${JSON.stringify(input.items)}, ${input.note ?? null}, ${ticketId})`)
  await tellPieces(context, note, input, chosen, lines)
  const isComplete = lines.every(({ id }) => chosen.includes(id) || linesDone(input.step, records).has(id))
  if (isComplete) await tellAgreement(context, note, input, happenedAt)
}

function chosenLines({ actor }: Context, { step, lineIds }: Input, note: Note, lines: Lines, records: Awaited<ReturnType<typeof findRecords>>): string[] {
  if (!note.steps.includes(step)) throw new Refusal('delivery.step-foreign')
  const all = lines.map(({ id }) => id)
  if (lineIds?.some((id) => !all.includes(id))) throw new Refusal('delivery.line-unknown', { field: 'lineIds' })
  const done = linesDone(step, records)
  const chosen = (isWhole(step) ? all : (lineIds ?? all)).filter((id) => !done.has(id))
  if (chosen.length === 0) throw new Refusal('delivery.step-done')
  const [first] = missingBefore(step, note.steps, records, { chosen, all })
  if (first) throw new Refusal('delivery.step-missing', { needs: lifecycleIn(actor.language)(`delivery.step.${first}`), step: first })
  return chosen
}

function refuseIncomplete({ actor }: Context, input: Input, lines: Lines, chosen: readonly string[]): void {
  const say = lifecycleIn(actor.language)
  const absent = input.step === 'unpacked' ? deliverySides.find((side) => !input.attendees[side]) : undefined
  if (absent) throw new Refusal('delivery.witness-missing', { field: 'attendees', side: say(`delivery.side.${absent}`) })
  const uncounted = input.step === 'unpacked' ? lines.find(({ id }) => chosen.includes(id) && !input.counts.some(({ lineId }) => lineId === id)) : undefined
  if (uncounted) throw new Refusal('delivery.count-missing', { field: 'counts', title: uncounted.title })
  if (input.counts.some(({ lineId }) => !chosen.includes(lineId))) throw new Refusal('delivery.line-unknown', { field: 'counts' })
  const untested = input.step === 'tested' ? lines.find(({ id, title }) => chosen.includes(id) && !input.items.some((item) => item.title === title)) : undefined
  if (untested) throw new Refusal('delivery.item-missing', { field: 'items', title: untested.title })
  const failed = input.items.find(({ passed }) => !passed)
  if (failed) throw new Refusal('delivery.item-failed', { title: failed.title })
  const unsigned = signedSteps.includes(input.step) ? deliverySides.find((side) => !input.signatures.some((one) => one.side === side)) : undefined
  if (unsigned) throw new Refusal('delivery.unsigned', { field: 'signatures', side: say(`delivery.side.${unsigned}`) })
}

// The two who sign the step sign its forms: the customer where the form asks for the customer's side, we everywhere else.
const customersSide = new Set(['customer', 'owner', 'customer-engineer', 'property-company'])

async function fileForms(context: Context, fileForm: FileForm, note: Note, promised: Promised, { forms, signatures, happenedAt }: Input): Promise<void> {
  for (const { code, fields } of forms) {
    const form = promised?.plan.documents.find((one) => one.code === code)
    if (!form || !note.agreementId) throw new Refusal('form.unknown')
    const signers = (form.signatures ?? []).flatMap((signer) => {
      const signed = signatures.find(({ side }) => side === (customersSide.has(signer) ? 'customer' : 'vendor'))
      return signed ? [{ signer, name: signed.name, ...(signed.image && { image: signed.image }) }] : []
    })
    await fileForm(context, { code, agreementId: note.agreementId, fields, signatures: signers, file: true, ...(happenedAt && { happenedAt }) })
  }
}

function refuseGated(context: Context, { step }: Input, promised: Promised, lines: Lines): void {
  const [first] = gatesBefore(context, step, promised, lines.map(({ title }) => title))
  if (first) throw new Refusal('ticket.step-blocked', { needs: first.needs, clause: first.clause })
}

// What was short at unpacking may have come since: a count given with a later step takes the place of the earlier one.
async function refuseShort({ tx, actor }: Context, note: Note, { step, counts }: Input, lines: Lines): Promise<void> {
  if (step !== 'final') return
  const serials = await tx.rows<{ line: string; n: number }>(sql`
    select delivery_line_id as line, count(*)::int as n from assets
    where org_id = ${actor.orgId} and delivery_id = ${note.id} and serial is not null and deleted_at is null group by delivery_line_id`)
  const short = lines.find((line) => {
    const counted = counts.find(({ lineId }) => lineId === line.id)?.counted ?? line.counted
    return isShort({ quantity: line.quantity, counted }, serials.find((one) => one.line === line.id)?.n ?? 0)
  })
  if (short) throw new Refusal('delivery.short', { title: short.title, quantity: short.quantity })
}

async function keepCounts({ tx, actor }: Context, { counts }: Input, lines: Lines): Promise<string[]> {
  if (counts.length === 0) return []
  await tx.run(sql`
    update delivery_lines l set counted = c.counted, model_found = c."modelFound", appearance = c.appearance, remark = c.remark
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as c("lineId" uuid, counted int, "modelFound" text, appearance text, remark text)
    where l.org_id = ${actor.orgId} and l.id = c."lineId"`)
  const say = lifecycleIn(actor.language)
  return counts.flatMap(({ lineId, counted, modelFound, appearance, remark }) => {
    const line = lines.find(({ id }) => id === lineId)!
    const found = [
      ...(counted === line.quantity ? [] : [say('delivery.differs.quantity', { ordered: line.quantity, counted })]),
      ...(modelFound && line.model && modelFound !== line.model ? [say('delivery.differs.model', { ordered: line.model, found: modelFound })] : []),
      ...(appearance === 'damaged' ? [say('delivery.differs.appearance')] : []),
    ]
    return found.length === 0 ? [] : [`${line.title}: ${[...found, ...(remark ? [remark] : [])].join('; ')}`]
  })
}

// What came wrong is a matter of its own, and is closed as the plan asks for such matters.
async function openTicket(context: Context, note: Note, input: Input, differences: readonly string[], promised: Promised): Promise<string> {
  const say = lifecycleIn(context.actor.language)
  const causes = promised?.plan.vocabulary.causes.map(({ code }) => code) ?? []
  const { ticketId } = await registerTicket(context, {
    type: 'fault', channel: promised?.plan.vocabulary.channels[0]?.code ?? 'visit', customerId: note.customerId, title: say('delivery.ticket', { number: note.number }), description: differences.join('\n'),
    ...(note.siteId && { siteId: note.siteId }), ...(note.agreementId && { agreementId: note.agreementId }), ...(input.happenedAt && { happenedAt: input.happenedAt }), tags: [], answers: {},
    data: { delivery: note.number, ...(causes.includes('unpacking-defect') && { cause: 'unpacking-defect' }) },
  } as Parameters<typeof registerTicket>[1])
  return ticketId
}

async function tellPieces(context: Context, note: Note, input: Input, chosen: readonly string[], lines: Lines): Promise<void> {
  const { tx, actor } = context
  const pieces = await tx.rows<{ id: string; line: string }>(sql`
    select id, delivery_line_id as line from assets where org_id = ${actor.orgId} and delivery_id = ${note.id} and delivery_line_id = any(${[...chosen]}::uuid[]) and deleted_at is null`)
  const { asset } = factsOfStep[input.step]
  const data: FactData = { ...asset.data, delivery: note.number, ...sidesOf(input) }
  const facts = pieces.map(({ id }) => ({ assetId: id, draft: { kind: asset.kind, happenedAt: input.happenedAt, data, body: input.note } }))
  const checks = pieces.flatMap(({ id, line }) => {
    const count = input.counts.find(({ lineId }) => lineId === line)
    const ordered = lines.find((one) => one.id === line)?.quantity
    return count ? [{ assetId: id, draft: { kind: 'goods.checked' as const, happenedAt: input.happenedAt,
      data: { result: count.appearance, counted: count.counted, delivery: note.number, ...(ordered !== undefined && { ordered }), ...sidesOf(input) } } }] : []
  })
  await tellAssets(context, [...checks, ...facts])
}

async function tellAgreement(context: Context, note: Note, input: Input, happenedAt: string): Promise<void> {
  if (input.step === 'final') await context.tx.run(sql`update delivery_notes set accepted_at = ${happenedAt} where org_id = ${context.actor.orgId} and id = ${note.id}`)
  if (!note.agreementId) return
  for (const { kind, data } of factsOfStep[input.step].agreement) {
    await appendAgreementFact(context, note.agreementId, { kind, happenedAt: input.happenedAt, data: { ...data, delivery: note.number, ...(note.place && { place: note.place }), ...sidesOf(input) } })
  }
}

/** Names of both sides: whoever signed, else whoever was there. */
function sidesOf({ attendees, signatures }: Input): FactData {
  const names = deliverySides.flatMap((side) => {
    const name = signatures.find((one) => one.side === side)?.name ?? attendees[side]
    return name ? [[side, name] as const] : []
  })
  return Object.fromEntries(names)
}
