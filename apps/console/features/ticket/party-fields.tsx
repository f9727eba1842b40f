// Where it is: site, asset, contact and agreement of the customer found.
import { Form, Input, Select } from 'antd'
import { listAssets } from '#contract/asset/endpoints.ts'
import { getCustomer } from '#contract/party/endpoints.ts'
import type { PreviewView } from '#contract/ticket/ticket.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { useSay } from '#ui/ticket/say.ts'
import type { Draft } from './registration-draft.ts'

type Props = { draft: Draft & { customerId: string }; preview: PreviewView | undefined; set: (patch: Partial<Draft>) => void }

export function PartyFields({ draft, preview, set }: Props) {
  const say = useSay()
  const { data: customer } = useAsk(getCustomer, { customerId: draft.customerId })
  const findAssets = async (q: string) => (await call(listAssets, { customerId: draft.customerId, limit: 30, ...(q ? { q } : {}) })).rows.map(({ id, name, number, serial }) => ({ value: id, label: `${name}（${serial ?? number}）` }))
  const chooseAsset = async (assetId: string | null) => {
    set({ assetId, assetName: '' })
    if (!assetId) return
    const { rows } = await call(listAssets, { customerId: draft.customerId, limit: 200 })
    const asset = rows.find(({ id }) => id === assetId)
    if (asset) set({ assetName: asset.name, ...(asset.site ? { siteId: asset.site.id } : {}) })
  }
  const chooseContact = (contactId: string | undefined) => {
    const contact = customer?.contacts.find(({ id }) => id === contactId)
    set({ contactId: contactId ?? null, ...(contact ? { callerName: contact.name, callerPhone: contact.phone ?? '' } : {}) })
  }
  const known = draft.assetId && draft.assetName ? [{ value: draft.assetId, label: draft.assetName }] : []
  return (
    <div className="register-pair">
      <Form.Item label={say.ticket('reg.asset')}><Pick label={say.ticket('reg.asset')} findKey={`assets-${draft.customerId}`} find={findAssets} known={known} value={draft.assetId} onChange={(assetId) => void chooseAsset(assetId)} /></Form.Item>
      <Form.Item label={say.ticket('reg.site')}>
        <Select allowClear aria-label={say.ticket('reg.site')} value={draft.siteId} placeholder={say.ticket('reg.none')} options={(customer?.sites ?? []).map(({ id, name }) => ({ value: id, label: name }))} onChange={(siteId: string | undefined) => set({ siteId: siteId ?? null })} />
      </Form.Item>
      <Form.Item label={say.ticket('reg.contact')}>
        <Select allowClear aria-label={say.ticket('reg.contact')} value={draft.contactId} placeholder={say.ticket('reg.none')} onChange={chooseContact}
          options={(customer?.contacts ?? []).map(({ id, name, role, phoneShown }) => ({ value: id, label: [name, role, phoneShown].filter(Boolean).join(' ') }))} />
      </Form.Item>
      <Form.Item label={say.ticket('reg.agreement')}>
        <Select allowClear aria-label={say.ticket('reg.agreement')} value={draft.agreementId ?? preview?.agreement?.id ?? null} placeholder={say.ticket('reg.none')} onChange={(agreementId: string | undefined) => set({ agreementId: agreementId ?? null })}
          options={(preview?.agreements ?? []).map(({ id, number, title, plan }) => ({ value: id, label: `${number} ${title}（${plan}）` }))} />
      </Form.Item>
      <Form.Item label={say.ticket('reg.caller')}><Input aria-label={say.ticket('reg.caller')} maxLength={100} value={draft.callerName} onChange={(event) => set({ callerName: event.target.value })} /></Form.Item>
      <Form.Item label={say.ticket('reg.phone')}><Input type="tel" aria-label={say.ticket('reg.phone')} maxLength={40} value={draft.callerPhone} onChange={(event) => set({ callerPhone: event.target.value })} /></Form.Item>
    </div>
  )
}
