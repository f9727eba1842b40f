import { AutoComplete, Form, Input, Select } from 'antd'
import { createContact, createSite, updateContact, updateSite } from '#contract/party/endpoints.ts'
import type { ContactView, SiteView } from '#contract/party/party.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useLanguage, useMe } from '#ui/record/session.ts'

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)
const zones = ['Asia/Taipei', 'Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Urumqi', 'Asia/Tokyo', 'Asia/Singapore']

type SiteProps = { open: boolean; customerId: string; site: SiteView | null; onClose: () => void }

export function SiteDrawer({ open, customerId, site, onClose }: SiteProps) {
  const { language, org } = useMe()
  const say = customerScreensIn(language)
  const labels = { name: say('site.name'), address: say('site.address'), zoneCode: say('site.zoneCode'), timeZone: say('site.timeZone'), note: say('screen.note') }
  const fields = (values: Values) => ({ name: String(values.name), address: text(values.address), zoneCode: text(values.zoneCode), timeZone: String(values.timeZone),
    note: text(values.note) })
  const initial = site ? { ...site } : { name: '', timeZone: org.zone }
  const children = (
    <>
      <Form.Item name="name" label={labels.name} rules={[{ required: true }]}><Input autoFocus maxLength={200} /></Form.Item>
      <Form.Item name="address" label={labels.address}><Input maxLength={300} /></Form.Item>
      <Form.Item name="zoneCode" label={labels.zoneCode}><Input maxLength={60} /></Form.Item>
      <Form.Item name="timeZone" label={labels.timeZone} rules={[{ required: true }]}><AutoComplete options={zones.map((value) => ({ value }))} /></Form.Item>
      <Form.Item name="note" label={labels.note}><Input.TextArea autoSize /></Form.Item>
    </>
  )
  const shared = { open, onClose, labels, initial, children }
  return site
    ? <RecordDrawer {...shared} title={say('site.edit')} endpoint={updateSite} toInput={(values) => ({ siteId: site.id, ...fields(values) })} />
    : <RecordDrawer {...shared} title={say('site.new')} endpoint={createSite} toInput={(values) => ({ customerId, ...fields(values) })} />
}

type ContactProps = { open: boolean; customerId: string; sites: readonly SiteView[]; contact: ContactView | null; onClose: () => void }

export function ContactDrawer({ open, customerId, sites, contact, onClose }: ContactProps) {
  const say = customerScreensIn(useLanguage())
  const labels = { name: say('contact.name'), role: say('contact.role'), phone: say('contact.phone'), email: say('contact.email'), siteId: say('contact.site') }
  const fields = (values: Values) => ({ name: String(values.name), role: text(values.role), phone: text(values.phone), email: text(values.email), siteId: text(values.siteId) })
  const initial = contact ? { ...contact } : { name: '' }
  const children = (
    <>
      <Form.Item name="name" label={labels.name} rules={[{ required: true }]}><Input autoFocus maxLength={100} /></Form.Item>
      <Form.Item name="role" label={labels.role}><Input maxLength={60} /></Form.Item>
      <Form.Item name="phone" label={labels.phone}><Input maxLength={40} inputMode="tel" /></Form.Item>
      <Form.Item name="email" label={labels.email} rules={[{ type: 'email' }]}><Input maxLength={200} inputMode="email" /></Form.Item>
      <Form.Item name="siteId" label={labels.siteId}><Select allowClear options={sites.map((site) => ({ value: site.id, label: site.name }))} /></Form.Item>
    </>
  )
  const shared = { open, onClose, labels, initial, children }
  return contact
    ? <RecordDrawer {...shared} title={say('contact.edit')} endpoint={updateContact} toInput={(values) => ({ contactId: contact.id, ...fields(values) })} />
    : <RecordDrawer {...shared} title={say('contact.new')} endpoint={createContact} toInput={(values) => ({ customerId, ...fields(values) })} />
}
