import { Button, Form, Input, InputNumber, Select } from 'antd'
import { getDealer, saveDealer } from '#contract/dealer/endpoints.ts'
import type { DealerView } from '#contract/dealer/dealer.ts'
import { listAgreements } from '#contract/agreement/endpoints.ts'
import { listCustomers } from '#contract/party/endpoints.ts'
import { listPeople } from '#contract/people/endpoints.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { numberOf, text, textOrNull } from '#ui/record/form-action.tsx'
import { useDealerWords } from './words.ts'

type Props = { open: boolean; dealer: DealerView | null; onClose: () => void; onSaved?: (dealerId: string) => void }
type Outlet = Partial<DealerView['outlets'][number]>
type Repairer = Partial<DealerView['repairers'][number]>

const valuesOf = (dealer: DealerView): Values => ({ ...dealer, dealerId: dealer.id, agreementId: dealer.agreement?.id ?? null, salespersonId: dealer.salesperson?.id ?? null })
const toInput = (version: number | undefined) => (values: Values) => ({
  dealerId: text(values['dealerId']), ...(version === undefined ? {} : { version }), agreementId: textOrNull(values['agreementId']), salespersonId: textOrNull(values['salespersonId']), note: textOrNull(values['note']),
  territory: (values['territory'] as string[] | undefined) ?? [],
  outlets: ((values['outlets'] as Outlet[] | undefined) ?? []).map(({ name, address, phone, hours, roster, place }) => ({ name: text(name), address: text(address), phone: text(phone), hours: numberOf(hours), roster: text(roster), place: place ?? null })),
  repairers: ((values['repairers'] as Repairer[] | undefined) ?? []).map(({ name, skill, phone }) => ({ name: text(name), skill: text(skill), phone: text(phone) })),
})

const findDealers = async (q: string) => (await call(listCustomers, { kind: 'dealer', ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.name} ${row.number}` }))
const findSales = async (q: string) => (await call(listPeople, { kind: 'staff', ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: row.name }))

export function DealerDrawer({ open, dealer, onClose, onSaved }: Props) {
  const say = useDealerWords()
  const labels = { dealerId: say('dealer.customer'), agreementId: say('dealer.agreement'), territory: say('dealer.territory'), salespersonId: say('dealer.salesperson'), outlets: say('dealer.outlets'), repairers: say('dealer.repairers'), note: say('dealer.note') }
  const reread = async () => {
    const fresh = await call(getDealer, { dealerId: dealer?.id ?? '' })
    return { values: valuesOf(fresh), toInput: toInput(fresh.version) }
  }
  return (
    <RecordDrawer title={say(dealer ? 'dealer.edit' : 'dealer.new')} open={open} onClose={onClose} endpoint={saveDealer} labels={labels} width={640} initial={dealer ? valuesOf(dealer) : { territory: [], outlets: [], repairers: [] }}
      toInput={toInput(dealer?.version)} {...(dealer ? { reread } : {})} onDone={(reply) => onSaved?.(reply.id)}>
      <Fields labels={labels} dealer={dealer} />
    </RecordDrawer>
  )
}

function Fields({ labels, dealer }: { labels: Readonly<Record<string, string>>; dealer: DealerView | null }) {
  const say = useDealerWords()
  const form = Form.useFormInstance()
  const dealerId = (Form.useWatch('dealerId', form) as string | undefined) ?? dealer?.id ?? null
  const agreements = useAsk(listAgreements, { customerId: dealerId ?? '', limit: 50 }, { enabled: dealerId !== null })
  return (
    <>
      {!dealer && <Form.Item name="dealerId" label={labels['dealerId']} rules={[{ required: true }]}><Pick label={labels['dealerId'] ?? ''} findKey="dealer customers" find={findDealers} allowClear={false} /></Form.Item>}
      <Form.Item name="agreementId" label={labels['agreementId']}><Select allowClear options={(agreements.data?.rows ?? []).map((row) => ({ value: row.id, label: `${row.number} ${row.title}` }))} /></Form.Item>
      <Form.Item name="territory" label={labels['territory']} extra={say('dealer.territoryHint')}><Select mode="tags" open={false} suffixIcon={null} /></Form.Item>
      <Form.Item name="salespersonId" label={labels['salespersonId']}><Pick label={labels['salespersonId'] ?? ''} findKey="sales" find={findSales} known={dealer?.salesperson ? [{ value: dealer.salesperson.id, label: dealer.salesperson.name }] : []} /></Form.Item>
      <Part name="outlets" title={say('dealer.outlets')} fields={[['name', say('dealer.name')], ['phone', say('dealer.phone')], ['address', say('dealer.address')], ['hours', say('dealer.hours')], ['roster', say('dealer.roster')]]} />
      <Part name="repairers" title={say('dealer.repairers')} fields={[['name', say('dealer.name')], ['skill', say('dealer.skill')], ['phone', say('dealer.phone')]]} />
      <Form.Item name="note" label={labels['note']}><Input.TextArea autoSize /></Form.Item>
    </>
  )
}

function Part({ name, title, fields }: { name: string; title: string; fields: readonly [string, string][] }) {
  return (
    <Form.List name={name}>
      {(rows, { add, remove }) => (
        <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
          <legend>{title}</legend>
          {rows.map((row) => (
            <div key={row.key} style={{ display: 'flex', flexWrap: 'wrap', gap: 6, marginBottom: 6 }}>
              {fields.map(([field, label]) => <Form.Item key={field} name={[row.name, field]} noStyle>{field === 'hours' ? <InputNumber min={0} max={24} aria-label={label} placeholder={label} /> : <Input style={{ width: 140 }} aria-label={label} placeholder={label} />}</Form.Item>)}
              <Button aria-label={`${title} ✕`} onClick={() => remove(row.name)}>✕</Button>
            </div>
          ))}
          <Button onClick={() => add(name === 'outlets' ? { hours: 24 } : {})}>+ {title}</Button>
        </fieldset>
      )}
    </Form.List>
  )
}
