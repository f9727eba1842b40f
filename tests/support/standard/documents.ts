// B-DOC: the form has a number, mandatory fields, an author, times and signatures; it prints in Chinese; it is found from the
// customer and the asset; where the clause says so, its absence blocks the step.
import { expect } from 'vitest'
import type { Form, Gate } from '#domain/plan/plan.ts'
import type { Service } from '../running-plan.ts'
import { approveAll } from './approvals.ts'
import { attributesFor, begin, dataFor, formFiled, isOfAgreement, recordWith } from './scene.ts'

export async function proveForm(service: Service, form: Form): Promise<void> {
  const ticket = await begin(service, {}, 0)
  const signatures = (form.signatures ?? []).map((signer) => ({ signer, name: '王小明' }))
  const required = form.fields.find((field) => field.required)
  const refused = await service.attemptForm({ ticketId: ticket.id }, form.code, {}, required ? signatures : [])
  if (required) expect(refused.body).toMatchObject({ code: 'form.field-missing', params: { key: required.key } })
  else if (signatures.length > 0) expect(refused.body).toMatchObject({ code: 'form.signature-missing' })
  await recordWith(service, ticket, formFiled(form.code), 0)
  const filed = (await service.listForms({ ticketId: ticket.id, code: form.code, limit: 200 })).body.rows[0]
  const { body } = await service.getForm(filed.id)
  expect(body).toMatchObject({ state: 'filed', code: form.code, clause: form.clause, author: service.desk.name, customer: { id: service.customerId }, ticket: { id: ticket.id } })
  expect(body.number).toMatch(/^BD\d{8}-\d{4}$/)
  expect(body.signatures.map(({ signer }: { signer: string }) => signer)).toEqual(signatures.map(({ signer }) => signer))
  if (form.retention) expect(body.keepUntil > body.filedAt.slice(0, 10)).toBe(true)
  for (const by of [{ customerId: service.customerId }, { assetId: service.assetId }, { ticketId: ticket.id }]) {
    const { body: found } = await service.listForms({ ...by, limit: 200 })
    expect(found.rows.map(({ id }: { id: string }) => id)).toContain(filed.id)
  }
  const printed = await service.printForm(filed.id)
  expect(printed.text).toContain(body.number)
  expect(printed.text).toContain(form.title.en.split('&')[0]!.split("'")[0])
}

/** Without the form the step is refused and says which one is missing; with it this gate no longer stands in the way. */
export async function proveGate(service: Service, gate: Gate): Promise<void> {
  if (isOfAgreement(gate.before)) return
  const { type, channel, ...attributes } = { ...attributesFor(gate.only, gate.beforeWhen), ...only(gate) }
  const ticket = await begin(service, { ...(type !== undefined && { type }), ...(channel !== undefined && { channel }), ...attributes }, 0)
  const data = dataFor(gate.beforeWhen)
  const attempt = () => (gate.before === 'form.filed' ? service.tryFile({ ticketId: ticket.id }, String(data['form'])) : service.refused(ticket, gate.before as 'note.added', data))
  const refused = await attempt()
  expect(refused.body.code, gate.id).toBe('ticket.step-blocked')
  expect(refused.body.params.because.map(({ id }: { id: string }) => id)).toContain(gate.id)
  if ('form' in gate.needs) {
    await recordWith(service, ticket, formFiled(gate.needs.form), 0)
    if (!recordsItself(service, gate)) await approveAll(service, { ticketId: ticket.id })
  }
  else await recordWith(service, ticket, gate.needs, 0)
  const again = await attempt()
  const blocks: { id: string }[] = again.body.params?.because ?? []
  expect(blocks.map(({ id }) => id)).not.toContain(gate.id)
}

const only = ({ only: match }: Gate) => Object.fromEntries(Object.entries(match ?? {}).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? [] : [[key, value]])))

// The last yes about this very form records what the gate stands before.
const recordsItself = ({ plan }: Service, { before, needs }: Gate) => plan.approvals.some(({ of, records }) => 'form' in needs && of === needs.form && records?.fact === before)
