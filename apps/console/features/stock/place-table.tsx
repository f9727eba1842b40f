import { Button, Form, Input, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import type { PlaceRow } from '#contract/stock/stock.ts'
import { createPlace, listBalances, listPlaces, updatePlace } from '#contract/stock/endpoints.ts'
import { listCustomers } from '#contract/party/endpoints.ts'
import { listPeople } from '#contract/people/endpoints.ts'
import { placeKinds } from '#domain/stock/stock.ts'
import type { PlaceKind } from '#domain/stock/stock.ts'
import { call, useAsk, usePages } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useMay } from '#ui/record/session.ts'
import { Rows } from '#ui/record/states.tsx'
import { BalanceTable } from './stock-tables.tsx'
import { textOf, useStock } from './words.ts'

export function PlaceTable() {
  const { say, words } = useStock()
  const mayWrite = useMay('stock.adjust')
  const places = useAsk(listPlaces, { active: 'all' })
  const [edited, setEdited] = useState<PlaceRow | 'new' | null>(null)
  const [opened, setOpened] = useState<PlaceRow | null>(null)
  const close = useAct(updatePlace)
  const add = mayWrite && <Button type="primary" onClick={() => setEdited('new')}>{say('newPlace')}</Button>
  return (
    <>
      <div className="screen-filters">{add}</div>
      <Rows of={{ rows: places.data?.rows ?? [], isPending: places.isPending, error: places.error, refetch: places.refetch }} rowKey="id" onOpen={setOpened} empty={{ title: say('noPlaces'), action: add }} columns={[
        { title: say('code'), width: 120, render: (_, row) => <b className="figure">{row.code}</b> },
        { title: say('name'), render: (_, row) => <><a role="button" tabIndex={0} onClick={() => setOpened(row)}>{row.name}</a> {!row.isActive && <Tag>✕ {say('closed')}</Tag>}</> },
        { title: say('placeKind'), width: 130, render: (_, row) => words.placeKinds[row.kind] },
        { title: say('holder'), render: (_, row) => row.holder?.name ?? row.customer?.name ?? '' },
        { title: say('region'), render: (_, row) => [row.region, ...row.serves].filter(Boolean).join('、') }, { title: say('address'), dataIndex: 'address' },
        { title: say('onHand'), width: 80, align: 'right', render: (_, row) => <span className="figure">{row.onHand}</span> },
        ...(mayWrite ? [{ title: '', width: 140, render: (_: unknown, row: PlaceRow) => (
          <Space>
            <Button size="small" type="link" onClick={() => setEdited(row)}>{say('edit')}</Button>
            <Button size="small" type="link" onClick={() => close.mutate({ placeId: row.id, version: row.version, isActive: !row.isActive })}>{say(row.isActive ? 'close' : 'reopen')}</Button>
          </Space>
        ) }] : []),
      ]} />
      {opened && <PlaceStock place={opened} onClose={() => setOpened(null)} />}
      <PlaceDrawer key={edited === 'new' ? 'new' : edited?.id ?? 'none'} edited={edited} onClose={() => setEdited(null)} />
    </>
  )
}

function PlaceStock({ place, onClose }: { place: PlaceRow; onClose: () => void }) {
  const { say } = useStock()
  const balances = usePages(listBalances, { placeId: place.id, limit: 200 })
  return (
    <section className="stock-block" style={{ marginTop: 16 }}>
      <Space><h3>{place.name}</h3><Button size="small" type="text" aria-label={say('cancel')} onClick={onClose}>✕</Button></Space>
      <BalanceTable rows={balances.rows} by="part" />
    </section>
  )
}

const findPeople = async (q: string) => (await call(listPeople, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: row.name }))
const findCustomers = async (q: string) => (await call(listCustomers, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.name} ${row.number}` }))
const fieldsOf = (values: Values) => ({
  code: String(values['code'] ?? ''), name: String(values['name'] ?? ''), holderId: textOf(values['holderId']), customerId: textOf(values['customerId']), address: textOf(values['address']), region: textOf(values['region']),
  serves: (values['serves'] ?? []) as string[], planDepots: (values['planDepots'] ?? []) as string[],
})

export function PlaceDrawer({ edited, beginning = {}, onClose }: { edited: PlaceRow | 'new' | null; beginning?: Values; onClose: () => void }) {
  const { say } = useStock()
  const place = edited === 'new' ? null : edited
  const labels = { code: say('code'), name: say('name'), kind: say('placeKind'), holderId: say('holder'), customerId: say('dealer'), address: say('address'), region: say('region'), serves: say('serves'), planDepots: say('planDepots') }
  const shared = { open: edited !== null, onClose, labels, children: <PlaceFields labels={labels} place={place} /> }
  return place
    ? <RecordDrawer {...shared} title={say('editPlace')} endpoint={updatePlace} initial={{ ...place }} toInput={(values) => ({ placeId: place.id, version: place.version, ...fieldsOf(values) })} />
    : <RecordDrawer {...shared} title={say('newPlace')} endpoint={createPlace} initial={{ kind: 'depot', serves: [], planDepots: [], ...beginning }} toInput={(values) => ({ kind: values['kind'] as PlaceKind, ...fieldsOf(values) })} />
}

function PlaceFields({ labels, place }: { labels: Readonly<Record<string, string>>; place: PlaceRow | null }) {
  const { say, words } = useStock()
  const form = Form.useFormInstance()
  const kind = (Form.useWatch('kind', form) as PlaceKind | undefined) ?? place?.kind ?? 'depot'
  return (
    <>
      <Form.Item name="kind" label={labels['kind']}><Select disabled={place !== null} options={placeKinds.filter((one) => one !== 'transit').map((value) => ({ value, label: words.placeKinds[value] }))} /></Form.Item>
      <Form.Item name="code" label={labels['code']} rules={[{ required: true }]}><Input maxLength={40} /></Form.Item>
      <Form.Item name="name" label={labels['name']} rules={[{ required: true }]}><Input maxLength={120} /></Form.Item>
      {(kind === 'van' || kind === 'person') && <Form.Item name="holderId" label={labels['holderId']} rules={[{ required: true }]}><Pick label={say('holder')} findKey="people" find={findPeople} known={place?.holder ? [{ value: place.holder.id, label: place.holder.name }] : []} /></Form.Item>}
      {kind === 'dealer' && <Form.Item name="customerId" label={labels['customerId']} rules={[{ required: true }]}><Pick label={say('dealer')} findKey="customers" find={findCustomers} known={place?.customer ? [{ value: place.customer.id, label: place.customer.name }] : []} /></Form.Item>}
      <Form.Item name="address" label={labels['address']}><Input maxLength={300} /></Form.Item>
      <Form.Item name="region" label={labels['region']}><Input maxLength={60} /></Form.Item>
      <Form.Item name="serves" label={labels['serves']} extra={say('servesHint')}><Select mode="tags" open={false} /></Form.Item>
      <Form.Item name="planDepots" label={labels['planDepots']}><Select mode="tags" open={false} /></Form.Item>
    </>
  )
}
