import { Space, Table, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { answerVendorClaim, claimFromVendor, createVendor, listVendorClaims, listVendors, recoverVendorClaim, updateVendor } from '#contract/dealer/claims.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { inMinor } from '#domain/format/money.ts'
import { adminIn } from '#locales/admin.ts'
import { useAsk, usePages } from '#ui/record/ask.ts'
import { useLanguage, useMay, useMe } from '#ui/record/session.ts'
import { Answer, Nothing, Rows, Screen } from '#ui/record/states.tsx'
import { FormAction, numberOf, text, textOrNull } from '#ui/record/form-action.tsx'
import { money, useDealerWords } from '../../features/dealer/words.ts'

type Vendor = ReplyOf<typeof listVendors>['rows'][number]
type Claim = ReplyOf<typeof listVendorClaims>['rows'][number]

/** Suppliers, and what the company claims from them for faults they caused. */
export function VendorsScreen() {
  const say = useDealerWords()
  const currency = useMe().org.region === 'TW' ? 'TWD' as const : 'CNY' as const
  const screen = adminIn(useLanguage())
  const [mayWrite, maySettle] = [useMay('vendor.write'), useMay('claim.settle')]
  const vendors = useAsk(listVendors, {})
  const claims = usePages(listVendorClaims, {})
  const vendorFields = [{ name: 'name', label: say('dealer.name'), required: true }, { name: 'contact', label: say('vendor.contact') }, { name: 'phone', label: say('dealer.phone') }]
  const columns: TableColumnsType<Vendor> = [
    { title: say('dealer.number'), dataIndex: 'number' }, { title: say('dealer.name'), render: (_, row) => <b>{row.name}</b> }, { title: say('vendor.contact'), render: (_, row) => `${row.contact} ${row.phone}` }, { title: say('vendor.approved'), render: (_, row) => (row.isApproved ? '✓' : '✕') },
    { title: say('vendor.open'), align: 'right', render: (_, row) => money(row.open, currency) }, { title: say('vendor.recovered'), align: 'right', render: (_, row) => money(row.recovered, currency) },
    { title: '', render: (_, row) => mayWrite && <Space wrap><FormAction title={say('vendor.claim')} endpoint={claimFromVendor} fields={[{ name: 'fault', label: say('claim.fault'), kind: 'area', required: true }, { name: 'amount', label: say('dealer.amount'), kind: 'number', required: true }]}
      toInput={({ fault, amount }) => ({ vendorId: row.id, fault: text(fault), amount: inMinor(numberOf(amount), currency) })} />
      <FormAction title={screen('screen.edit')} endpoint={updateVendor} initial={row} fields={[...vendorFields, { name: 'isApproved', label: say('vendor.approved'), kind: 'switch' }, { name: 'note', label: say('dealer.note'), kind: 'area' }]}
        toInput={({ name, contact, phone, isApproved, note }) => ({ vendorId: row.id, name: text(name), contact: text(contact), phone: text(phone), isApproved: isApproved === true, note: textOrNull(note) })} /></Space> },
  ]
  const sent: TableColumnsType<Claim> = [
    { title: say('order.number'), dataIndex: 'number' }, { title: say('vendor.vendors'), render: (_, row) => row.vendor.name }, { title: say('claim.claim'), render: (_, row) => row.claim && <a href={`/claims/${row.claim.id}`}>{row.claim.number}</a> }, { title: say('claim.fault'), dataIndex: 'fault' },
    { title: say('dealer.amount'), align: 'right', render: (_, row) => money(row.recoveredAmount ?? row.acceptedAmount ?? row.amount, currency) }, { title: say('claim.state'), render: (_, row) => <Tag>{say(`vendor.state.${row.state}`)}</Tag> },
    { title: '', render: (_, row) => (
      <Space wrap>
        {mayWrite && row.state === 'sent' && <FormAction title={say('vendor.answer')} endpoint={answerVendorClaim} fields={[{ name: 'accepted', label: say('dealer.amount'), kind: 'number' }, { name: 'reason', label: say('dealer.reason'), kind: 'area' }]}
          toInput={({ accepted, reason }) => ({ vendorClaimId: row.id, accepted: typeof accepted === 'number' ? inMinor(accepted, currency) : null, reason: text(reason) })} />}
        {maySettle && row.state === 'accepted' && <FormAction title={say('vendor.recover')} endpoint={recoverVendorClaim} fields={[{ name: 'amount', label: say('dealer.amount'), kind: 'number', required: true }]} toInput={({ amount }) => ({ vendorClaimId: row.id, amount: inMinor(numberOf(amount), currency) })} />}
      </Space>
    ) },
  ]
  const add = mayWrite && <FormAction primary title={say('vendor.new')} endpoint={createVendor} fields={vendorFields}
    toInput={({ name, contact, phone }) => ({ name: text(name), contact: text(contact), phone: text(phone) })} />
  return (
    <Screen title={say('vendor.vendors')} needs="vendor.read" actions={add}>
      <Answer of={vendors}>{({ rows }) => <Table<Vendor> size="small" rowKey="id" pagination={false} dataSource={rows} columns={columns} scroll={{ x: 'max-content' }} locale={{ emptyText: <Nothing title={say('vendor.none')} action={add} /> }} />}</Answer>
      <h3>{say('vendor.claims')}</h3>
      <Rows of={claims} columns={sent} rowKey="id" empty={{ title: say('vendor.claims') }} />
    </Screen>
  )
}
