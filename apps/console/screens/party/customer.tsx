import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Descriptions, Space, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { deleteContact, deleteSite, getCustomer } from '#contract/party/endpoints.ts'
import type { ContactView, customerView, SiteView } from '#contract/party/party.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { useAsk } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing, Screen } from '#ui/record/states.tsx'
import { AgreementTable } from '../../features/agreement/agreement-table.tsx'
import { AssetList } from '../../features/asset/asset-list.tsx'
import { CustomerDrawer } from '../../features/party/customer-drawer.tsx'
import { RelatedForms, RelatedTickets } from '../../features/party/related.tsx'
import { ContactDrawer, SiteDrawer } from '../../features/party/site-contact-drawers.tsx'

type Customer = z.output<typeof customerView>

export function CustomerScreen() {
  const { customerId = '' } = useParams({ strict: false }) as { customerId?: string }
  const say = customerScreensIn(useLanguage())
  const customer = useAsk(getCustomer, { customerId })
  if (!customer.data) return <Screen title={say('customer.customer')} needs="customer.read"><Answer of={customer}>{() => null}</Answer></Screen>
  return <CustomerPage customer={customer.data} />
}

function CustomerPage({ customer }: { customer: Customer }) {
  const say = customerScreensIn(useLanguage())
  const { moment } = useMoments()
  const navigate = useNavigate()
  const mayWrite = useMay('customer.write')
  const mayAgree = useMay('agreement.write')
  const [editing, setEditing] = useState(false)
  const of = { customerId: customer.id }
  const { counts } = customer
  return (
    <Screen needs="customer.read" title={<><span className="figure quiet">{customer.number}</span> {customer.name} {customer.isKey && <Tag>★ {say('customer.isKey')}</Tag>} {customer.deletedAt && <Tag color="error">✕ {say('customer.deleted')}</Tag>}</>} actions={(
      <Space>
        {mayAgree && <Button onClick={() => void navigate({ to: '/agreements/new', search: { customerId: customer.id } as never })}>{say('customer.newAgreement')}</Button>}
        {mayWrite && <Button type="primary" onClick={() => setEditing(true)}>{say('screen.edit')}</Button>}
      </Space>
    )}>
      <Descriptions size="small" column={{ xs: 1, md: 2, xl: 4 }} items={[
        { key: 'kind', label: say('customer.kind'), children: say(`customer.kind.${customer.kind}`) },
        { key: 'grade', label: say('customer.grade'), children: customer.grade ?? '–' },
        { key: 'taxId', label: say('customer.taxId'), children: customer.taxId ?? '–' },
        { key: 'open', label: say('customer.openTickets'), children: counts.openTickets },
        { key: 'address', label: say('customer.address'), children: customer.address ?? '–', span: 2 },
        { key: 'note', label: say('customer.note'), children: customer.note ?? '–' },
        { key: 'created', label: say('screen.createdAt'), children: moment(customer.createdAt) },
      ]} />
      <Tabs items={[
        { key: 'sites', label: `${say('customer.sites')} (${customer.sites.length})`, children: <Sites customer={customer} mayWrite={mayWrite} /> },
        { key: 'contacts', label: `${say('customer.contacts')} (${customer.contacts.length})`, children: <Contacts customer={customer} mayWrite={mayWrite} /> },
        { key: 'assets', label: `${say('customer.assets')} (${counts.assets})`, children: <AssetList fixed={of} /> },
        { key: 'agreements', label: `${say('customer.agreements')} (${counts.agreements})`, children: <AgreementTable fixed={of} /> },
        { key: 'tickets', label: `${say('customer.tickets')} (${counts.openTickets})`, children: <RelatedTickets of={of} /> },
        { key: 'forms', label: say('customer.forms'), children: <RelatedForms of={of} /> },
      ]} />
      <CustomerDrawer open={editing} customer={customer} onClose={() => setEditing(false)} />
    </Screen>
  )
}

function Sites({ customer, mayWrite }: { customer: Customer; mayWrite: boolean }) {
  const say = customerScreensIn(useLanguage())
  const [edited, setEdited] = useState<SiteView | 'new' | null>(null)
  const remove = useAct(deleteSite, () => say('customer.removed'))
  const add = mayWrite && <Button size="small" onClick={() => setEdited('new')}>{say('site.new')}</Button>
  return (
    <>
      {customer.sites.length > 0 && <div className="screen-filters">{add}</div>}
      <Table<SiteView> size="small" rowKey="id" pagination={false} dataSource={customer.sites} locale={{ emptyText: <Nothing title={say('site.none')} action={add} /> }} columns={[
        { title: say('site.name'), dataIndex: 'name' }, { title: say('site.address'), dataIndex: 'address' },
        { title: say('site.zoneCode'), dataIndex: 'zoneCode', width: 130 }, { title: say('site.timeZone'), dataIndex: 'timeZone', width: 140 },
        ...(mayWrite ? [{ title: '', width: 140, render: (_: unknown, site: SiteView) => (
          <>
            <Button size="small" type="link" onClick={() => setEdited(site)}>{say('screen.edit')}</Button>
            <ConfirmButton type="link" danger ask={say('customer.deleteAsk', { name: site.name })} onYes={() => remove.mutate({ siteId: site.id })}>{say('screen.delete')}</ConfirmButton>
          </>
        ) }] : []),
      ]} />
      <SiteDrawer key={edited === 'new' ? 'new' : edited?.id ?? 'none'} open={edited !== null} customerId={customer.id} site={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
    </>
  )
}

function Contacts({ customer, mayWrite }: { customer: Customer; mayWrite: boolean }) {
  const say = customerScreensIn(useLanguage())
  const [edited, setEdited] = useState<ContactView | 'new' | null>(null)
  const remove = useAct(deleteContact, () => say('customer.removed'))
  const siteName = (siteId: string | null) => customer.sites.find((site) => site.id === siteId)?.name ?? ''
  const add = mayWrite && <Button size="small" onClick={() => setEdited('new')}>{say('contact.new')}</Button>
  return (
    <>
      {customer.contacts.length > 0 && <div className="screen-filters">{add}</div>}
      <Table<ContactView> size="small" rowKey="id" pagination={false} dataSource={customer.contacts} locale={{ emptyText: <Nothing title={say('contact.none')} action={add} /> }} columns={[
        { title: say('contact.name'), dataIndex: 'name' }, { title: say('contact.role'), dataIndex: 'role' },
        { title: say('contact.phone'), render: (_, row) => row.phone && <a href={`tel:${row.phoneE164 ?? row.phone}`} className="figure">{row.phoneShown ?? row.phone}</a> },
        { title: say('contact.email'), render: (_, row) => row.email && <a href={`mailto:${row.email}`}>{row.email}</a> },
        { title: say('contact.site'), render: (_, row) => siteName(row.siteId) },
        ...(mayWrite ? [{ title: '', width: 140, render: (_: unknown, row: ContactView) => (
          <>
            <Button size="small" type="link" onClick={() => setEdited(row)}>{say('screen.edit')}</Button>
            <ConfirmButton type="link" danger ask={say('customer.deleteAsk', { name: row.name })} onYes={() => remove.mutate({ contactId: row.id })}>{say('screen.delete')}</ConfirmButton>
          </>
        ) }] : []),
      ]} />
      <ContactDrawer key={edited === 'new' ? 'new' : edited?.id ?? 'none'} open={edited !== null} customerId={customer.id} sites={customer.sites} contact={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
    </>
  )
}
