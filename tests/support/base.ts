// A running service for one plan with the whole API, for what happens to the installed base.
import { getAsset, listAssets, moveAsset } from '#contract/asset/endpoints.ts'
import type { Endpoint, InputOf } from '#contract/endpoint.ts'
import { createDelivery, getDelivery, recordDeliveryStep } from '#contract/lifecycle/delivery-endpoints.ts'
import type { DeliveryView } from '#contract/lifecycle/delivery.ts'
import { getAssetLife, recordAssetFact, swapAsset, traceAssets } from '#contract/lifecycle/endpoints.ts'
import type { LifeEntry } from '#contract/lifecycle/life.ts'
import { createProduct } from '#contract/product/endpoints.ts'
import { createSite } from '#contract/party/endpoints.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import type { Live } from '#server/platform/live/live.ts'
import { createLog } from '#server/platform/log/log.ts'
import { routesOf } from '#server/main/modules.ts'
import { testApp } from './actor.ts'
import type { Called, Caller } from './actor.ts'
import { openService } from './running-plan.ts'

const quiet: Live = { subscribe: () => () => undefined, isListening: () => true, close: () => Promise.resolve() }
type StepInput = InputOf<typeof recordDeliveryStep>

export type Base = Awaited<ReturnType<typeof openBase>>

export async function openBase(...given: Parameters<typeof openService>) {
  const service = await openService(...given)
  const complaints: string[] = []
  const { app, call, close } = await testApp(service.db, routesOf(quiet), {
    // A file is not sent by `call`; whoever sends one says so in a header.
    now: service.now, identify: (request) => Promise.resolve(request.headers['x-desk'] === 'yes' ? service.desk : null), services: { log: createLog((line) => { if (line.includes('request.failed')) complaints.push(line) }) },
  })
  const ask = <E extends Endpoint>(endpoint: E, input: InputOf<E>, caller: Caller = {}): Promise<Called> => call(endpoint, input, { as: service.desk, ...caller })
  const must = async <E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<Called['body']> => {
    const reply = await ask(endpoint, input)
    if (reply.status !== 200) throw new Error(`${endpoint.path}: ${reply.text} ${complaints.join('\n')}`)
    return reply.body
  }
  const { customerId, siteId, agreementId } = service
  return {
    ...service, http: app, ask, must, complaints,
    close: async () => { await close(); await service.close() },
    product: (code: string) => must(createProduct, { code, name: code, model: code }),
    site: async (name: string): Promise<string> => (await must(createSite, { customerId, name })).id,
    deliver: (lines: InputOf<typeof createDelivery>['lines'], more: Partial<InputOf<typeof createDelivery>> = {}): Promise<DeliveryView> => must(createDelivery, { customerId, agreementId, siteId, lines, ...more }),
    tryDeliver: (lines: InputOf<typeof createDelivery>['lines'], more: Partial<InputOf<typeof createDelivery>> = {}) => ask(createDelivery, { customerId, agreementId, siteId, lines, ...more }),
    tryStep: (note: { id: string }, step: StepInput['step'], more: Partial<StepInput> = {}, when?: string | number) =>
      ask(recordDeliveryStep, { deliveryId: note.id, step, ...(when !== undefined && { happenedAt: toIso(service.at(when)) }), ...more }),
    async step(note: { id: string }, step: StepInput['step'], more: Partial<StepInput> = {}, when?: string | number): Promise<DeliveryView> {
      const reply = await this.tryStep(note, step, more, when)
      if (reply.status !== 200) throw new Error(`${step}: ${reply.text} ${complaints.join('\n')}`)
      return reply.body
    },
    note: (note: { id: string }): Promise<DeliveryView> => must(getDelivery, { deliveryId: note.id }),
    life: async (assetId: string, more: Partial<InputOf<typeof getAssetLife>> = {}): Promise<LifeEntry[]> => (await must(getAssetLife, { assetId, limit: 200, ...more })).rows,
    asset: (assetId: string) => must(getAsset, { assetId }),
    assets: async (filter: InputOf<typeof listAssets>) => (await must(listAssets, { limit: 200, ...filter })).rows,
    tell: (assetId: string, kind: InputOf<typeof recordAssetFact>['kind'], more: Partial<InputOf<typeof recordAssetFact>> = {}) => ask(recordAssetFact, { assetId, kind, ...more }),
    swap: (assetId: string, more: Omit<InputOf<typeof swapAsset>, 'assetId'>) => must(swapAsset, { assetId, ...more }),
    trace: async (q: string) => (await must(traceAssets, { q, limit: 200 })).rows,
    async move(assetId: string, more: Omit<InputOf<typeof moveAsset>, 'assetId' | 'version'>) {
      const { version } = await must(getAsset, { assetId })
      return must(moveAsset, { assetId, version, ...more })
    },
  }
}

/** A drawn name. */
export const drawn = `data:image/png;base64,${Buffer.from('a stroke of a pen').toString('base64')}`
export const bothSign = { signatures: [{ side: 'customer' as const, name: '陳先生', image: drawn }, { side: 'vendor' as const, name: '林工程師', image: drawn }] }
export const bothPresent = { attendees: { customer: '陳先生', vendor: '林工程師' } }
export const counted = (note: DeliveryView, more: object = {}) => ({ counts: note.lines.map((line) => ({ lineId: line.id, counted: line.quantity, appearance: 'good' as const, ...more })) })
export const later = (iso: string, minutes: number) => toIso((instant(iso) + minutes * 60_000) as ReturnType<typeof instant>)
