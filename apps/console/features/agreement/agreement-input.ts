import type { InputOf } from '#contract/endpoint.ts'
import type { createAgreement } from '#contract/agreement/endpoints.ts'
import type { Overrides } from './override-editor.tsx'

export type AgreementValues = Record<string, unknown>
const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)

/** What the fields hold, as the contract wants it. */
export function agreementFieldsOf(values: AgreementValues): Omit<InputOf<typeof createAgreement>, 'customerId' | 'number'> {
  return {
    planVersionId: String(values.planVersionId ?? ''), title: String(values.title ?? ''), startsOn: String(values.startsOn ?? ''), level: text(values.level), priority: Number(values.priority ?? 0),
    endsOn: text(values.endsOn), signedOn: text(values.signedOn), sourceReference: text(values.sourceReference), siteIds: (values.siteIds ?? []) as string[],
      assetIds: (values.assetIds ?? []) as string[],
    overrides: (values.overrides ?? {}) as Overrides,
  }
}
