// A published price list, a job, its sheet: all through the API. Figures are fen; 'B1' costs 60.00 and sells at 100.00 yuan, tax of 13 % included.
import {
  answerCharge, billCharge, createPriceList, getCharge, getTicketCharge, payCharge, previewCharge, publishPriceList, quoteCharge, saveCharge,
} from '#contract/charge/endpoints.ts'
import type { ChargeView } from '#contract/charge/charge.ts'
import type { InputOf } from '#contract/endpoint.ts'
import type { Called } from '../actor.ts'
import type { Data, Service } from '../running-plan.ts'

export type Line = InputOf<typeof saveCharge>['lines'][number]
type Items = NonNullable<InputOf<typeof createPriceList>['items']>

export const items: Items = [
  { kind: 'part', code: 'B1', title: '主板', unit: '件', price: 10_000, cost: 6000, taxRate: 1300 },
  { kind: 'part', code: 'O1', title: '普通配件', unit: '件', price: 2000, cost: 1200, taxRate: 1300, partClass: 'ordinary' },
  { kind: 'part', code: 'S1', title: '太陽能專用配件', unit: '件', price: 30_000, cost: 21_000, taxRate: 1300, partClass: 'special' },
  { kind: 'labour', code: 'labour', title: '工時', unit: 'h', price: 9000, cost: 5000, taxRate: 600 },
  { kind: 'travel', code: 'trip', title: '差旅', unit: '趟', price: 20_000, cost: 12_000, taxRate: 900 },
]

/** A part for 100.00 (cost 60.00), ninety minutes at 90.00 an hour (cost 50.00), a trip for 200.00 (cost 120.00). */
export const part: Line = { kind: 'part', code: 'B1', quantity: 1 }
export const labour: Line = { kind: 'labour', code: 'labour', quantity: 90 }
export const travel: Line = { kind: 'travel', code: 'trip', quantity: 1 }

export async function publishList(service: Service, more: Partial<InputOf<typeof createPriceList>> = {}): Promise<string> {
  const made = await service.app.call(createPriceList, { code: 'STD', title: '統一收費標準', currency: service.plan.currency, validFrom: '2026-01-01', items, ...more }, { as: service.people.director.actor })
  if (made.status !== 200) throw new Error(`price list refused: ${made.text}`)
  const published = await service.app.call(publishPriceList, { priceListId: made.body.id }, { as: service.people.director.actor })
  if (published.status !== 200) throw new Error(`publishing refused: ${published.text}`)
  return String(made.body.id)
}

/** A ticket of which these words are true. */
export const jobOf = (service: Service, { type = 'fault', ...data }: Data = {}) => service.register({ type: String(type) as 'fault', channel: service.plan.vocabulary.channels[0]?.code ?? 'phone', data })

export const draft = (service: Service, ticket: { id: string }, lines: Line[], more: { note?: string; priceListId?: string } = {}): Promise<Called> =>
  service.app.call(saveCharge, { ticketId: ticket.id, lines, ...more }, { as: service.desk })
export const preview = (service: Service, ticket: { id: string }, lines: Line[]): Promise<Called> => service.app.call(previewCharge, { ticketId: ticket.id, lines }, { as: service.desk })
export const panel = (service: Service, ticket: { id: string }): Promise<Called> => service.app.call(getTicketCharge, { ticketId: ticket.id }, { as: service.desk })
export const read = async (service: Service, chargeId: string): Promise<ChargeView> => (await service.app.call(getCharge, { chargeId }, { as: service.desk })).body as ChargeView

/** Amounts by line, tax included: the figures a table of a test holds. */
export async function amounts(service: Service, ticket: { id: string }, lines: Line[]): Promise<(number | string)[]> {
  const { status, text, body } = await preview(service, ticket, lines)
  if (status !== 200) throw new Error(`preview refused: ${text}`)
  const priced = new Map((body.lines as { n: number; gross: number }[]).map(({ n, gross }) => [n, gross]))
  const refused = new Map((body.refused as { n: number; fault: string }[]).map(({ n, fault }) => [n, fault]))
  return lines.map((_, index) => priced.get(index + 1) ?? refused.get(index + 1) ?? '?')
}

export const signature = 'data:image/png;base64,iVBORw0KGgo='

export const quote = (service: Service, chargeId: string): Promise<Called> => service.app.call(quoteCharge, { chargeId }, { as: service.desk })
export const accept = (service: Service, chargeId: string, version = 1): Promise<Called> => service.app.call(answerCharge, { chargeId, yes: true, version, name: '王小明', signature }, { as: service.desk })
export const billTo = (service: Service, chargeId: string, buyer: InputOf<typeof billCharge>['buyer'] = { form: 'receipt' }): Promise<Called> => service.app.call(billCharge, { chargeId, buyer }, { as: service.desk })
export const pay = (service: Service, chargeId: string, amount: number, receipt?: { number?: string }): Promise<Called> =>
  service.app.call(payCharge, { chargeId, amount, method: 'cash', ...(receipt && { receipt }) }, { as: service.desk })

/** From draft to consent: what a chargeable job does before its work. */
export async function consented(service: Service, ticket: { id: string }, lines: Line[]): Promise<string> {
  for (const reply of [await draft(service, ticket, lines)]) {
    if (reply.status !== 200) throw new Error(`draft refused: ${reply.text}`)
    const { id } = reply.body as { id: string }
    const sent = await quote(service, id)
    if (sent.status !== 200) throw new Error(`quote refused: ${sent.text}`)
    const yes = await accept(service, id)
    if (yes.status !== 200) throw new Error(`answer refused: ${yes.text}`)
    return id
  }
  throw new Error('no sheet')
}
