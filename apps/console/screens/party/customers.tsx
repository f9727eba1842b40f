import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Dropdown, Input, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { checkCustomerImport, commitCustomerImport, exportCustomers, listCustomers } from '#contract/party/endpoints.ts'
import { customerKinds } from '#contract/party/party.ts'
import type { CustomerKind, CustomerRow } from '#contract/party/party.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { partyWords } from '#locales/party.ts'
import { useKeptFilter } from '#ui/record/kept.ts'
import { urlOf, usePages } from '#ui/record/ask.ts'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { CustomerDrawer } from '../../features/party/customer-drawer.tsx'
import { useCustomerColumns } from '../../features/party/customer-table.tsx'
import { ImportWizard } from '../../features/party/import-wizard.tsx'

type Filter = { q?: string; kind?: CustomerKind; isKey?: 'yes'; deleted?: 'yes' }
const given = (filter: Filter) => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')) as Filter

export function CustomersScreen() {
  const language = useLanguage()
  const say = customerScreensIn(language)
  const navigate = useNavigate()
  const mayWrite = useMay('customer.write')
  const mayImport = useMay('customer.import')
  const [filter, setFilter] = useKeptFilter<Filter>(['q', 'kind', 'isKey', 'deleted'])
  const [edited, setEdited] = useState<CustomerRow | 'new' | null>(null)
  const [importing, setImporting] = useState(false)
  const asked = given(useDeferredValue(filter))
  const customers = usePages(listCustomers, asked)
  const open = (customerId: string) => void navigate({ to: `/customers/${customerId}` })
  const columns = useCustomerColumns((row) => open(row.id), setEdited)
  const change = (patch: Filter) => setFilter({ ...filter, ...patch })
  const download = (format: 'csv' | 'xlsx') => { location.href = urlOf(exportCustomers, { ...asked, format }) }
  const add = <Button type="primary" onClick={() => setEdited('new')}>{say('customer.new')}</Button>
  return (
    <Screen title={say('customer.list')} needs="customer.read" actions={(
      <>
        {mayImport && <Button onClick={() => setImporting(true)}>{say('import.import')}</Button>}
        <Dropdown menu={{ items: [{ key: 'csv', label: 'CSV' }, { key: 'xlsx', label: 'Excel (XLSX)' }], onClick: ({ key }) => download(key as 'csv' | 'xlsx') }}>
          <Button>{say('import.export')} ▾</Button>
        </Dropdown>
        {mayWrite && add}
      </>
    )}>
      <div className="screen-filters" role="search">
        <Input.Search allowClear style={{ width: 320 }} value={filter.q ?? ''} placeholder={say('customer.search')} aria-label={say('customer.search')} onChange={(event) => change({ q: event.target.value })} />
        <Select<CustomerKind> allowClear style={{ width: 140 }} value={filter.kind ?? null} placeholder={say('customer.allKinds')} aria-label={say('customer.kind')}
          options={customerKinds.map((value) => ({ value, label: say(`customer.kind.${value}`) }))} onChange={(kind) => setFilter(given({ ...filter, ...(kind ? { kind } : { kind: undefined as never }) }))} />
        <Checkbox checked={filter.isKey === 'yes'} onChange={(event) => setFilter(event.target.checked ? { ...filter, isKey: 'yes' } : (({ isKey: _, ...rest }) => rest)(filter))}>{say('customer.onlyKey')}</Checkbox>
        <Checkbox checked={filter.deleted === 'yes'} onChange={(event) => setFilter(event.target.checked ? { ...filter, deleted: 'yes' } : (({ deleted: _, ...rest }) => rest)(filter))}>{say('customer.deleted')}</Checkbox>
      </div>
      <Rows of={customers} columns={columns} rowKey="id" onOpen={(row) => open(row.id)}
        empty={{ title: say('customer.none'), hint: say('customer.noneHint'), action: mayWrite && add, isFiltered: Object.keys(asked).length > 0, onClear: () => setFilter({}) }} />
      <CustomerDrawer key={edited === 'new' ? 'new' : edited?.id ?? 'none'} open={edited !== null} customer={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onSaved={open} />
      <ImportWizard open={importing} title={say('import.customers')} check={checkCustomerImport} commit={commitCustomerImport} columns={partyWords[language].columns} onClose={() => setImporting(false)} />
    </Screen>
  )
}
