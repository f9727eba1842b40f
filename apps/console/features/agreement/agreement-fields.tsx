import { Form, Input, InputNumber, Select } from 'antd'
import { listAssets } from '#contract/asset/endpoints.ts'
import { getCustomer, listCustomers } from '#contract/party/endpoints.ts'
import { listPlans } from '#contract/plan/endpoints.ts'
import { adminIn } from '#locales/admin.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import { PickMany } from '#ui/record/pick.tsx'
import type { Choice } from '#ui/record/pick.tsx'
import { useLanguage } from '#ui/record/session.ts'

export const findCustomers = async (q: string): Promise<Choice[]> =>
  (await call(listCustomers, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.name} ${row.number}` }))

/** Only versions that are active may be promised. */
export function PlanVersionField({ current }: { current?: { id: string; label: string } }) {
  const language = useLanguage()
  const say = adminIn(language)
  const plans = useAsk(listPlans, {})
  const active = (plans.data?.rows ?? []).flatMap((plan) => plan.versions.filter((one) => one.state === 'active').map((one) => ({ value: one.id, label: `${plan.code} ${plan.title[language]} v${one.version}` })))
  const options = current && !active.some((one) => one.value === current.id) ? [{ value: current.id, label: current.label }, ...active] : active
  return (
    <Form.Item name="planVersionId" label={say('agreement.plan')} extra={say('agreement.onlyActive')} rules={[{ required: true }]}>
      <Select<string> showSearch={{ optionFilterProp: 'label' }} loading={plans.isPending} options={options} />
    </Form.Item>
  )
}

export function TermFields({ levels }: { levels: readonly Choice[] }) {
  const say = adminIn(useLanguage())
  return (
    <>
      <Form.Item name="title" label={say('agreement.title')} rules={[{ required: true }]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="level" label={say('agreement.level')}><Select allowClear options={[...levels]} /></Form.Item>
      <Form.Item name="startsOn" label={say('agreement.startsOn')} rules={[{ required: true }]}><Input type="date" /></Form.Item>
      <Form.Item name="endsOn" label={say('agreement.endsOn')} extra={say('agreement.open')}><Input type="date" /></Form.Item>
      <Form.Item name="signedOn" label={say('agreement.signedOn')}><Input type="date" /></Form.Item>
      <Form.Item name="sourceReference" label={say('agreement.sourceReference')}><Input maxLength={200} /></Form.Item>
      <Form.Item name="priority" label={say('agreement.priority')} extra={say('agreement.priorityHint')}><InputNumber min={-1000} max={1000} /></Form.Item>
    </>
  )
}

export function ScopeFields({ customerId, known }: { customerId: string; known: readonly Choice[] }) {
  const say = adminIn(useLanguage())
  const customer = useAsk(getCustomer, { customerId }, { enabled: customerId !== '' })
  const find = async (q: string) => (await call(listAssets, { customerId, ...(q ? { q } : {}), limit: 50 })).rows.map((row) => ({ value: row.id, label: `${row.name} · ${row.serial ?? row.number}` }))
  return (
    <>
      <Form.Item name="siteIds" label={say('agreement.sites')}>
        <Select mode="multiple" allowClear placeholder={say('agreement.allSites')} options={(customer.data?.sites ?? []).map((site) => ({ value: site.id, label: site.name }))} />
      </Form.Item>
      <Form.Item name="assetIds" label={say('agreement.assets')}>
        <PickMany label={say('agreement.assets')} findKey={`assets ${customerId}`} find={find} known={known} placeholder={say('agreement.allAssets')} />
      </Form.Item>
    </>
  )
}
