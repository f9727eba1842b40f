import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Segmented, Tag } from 'antd'
import { useDeferredValue, useState } from 'react'
import { listDeliveries } from '#contract/lifecycle/delivery-endpoints.ts'
import type { DeliveryRow } from '#contract/lifecycle/delivery.ts'
import { useKept } from '#ui/record/kept.ts'
import { usePages } from '#ui/record/ask.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { DeliveryDrawer } from '../../features/lifecycle/delivery-drawer.tsx'
import { useWords } from '../../features/lifecycle/words.ts'

type State = 'all' | 'open' | 'accepted' | 'late'

export function DeliveriesScreen() {
  const say = useWords()
  const { moment } = useMoments()
  const navigate = useNavigate()
  const mayWrite = useMay('asset.write')
  const [adding, setAdding] = useState(false)
  const [q, setQ] = useKept<string>('q', '')
  const [state, setState] = useKept<State>('state', 'all')
  const asked = useDeferredValue(q.trim())
  const notes = usePages(listDeliveries, { limit: 50, ...(asked ? { q: asked } : {}), ...(state === 'all' ? {} : { state }) })
  const open = ({ id }: { id: string }) => void navigate({ to: `/deliveries/${id}` })
  const add = mayWrite && <Button type="primary" onClick={() => setAdding(true)}>{say('delivery.new')}</Button>
  return (
    <Screen title={say('delivery.list')} needs="asset.read" actions={add}>
      <div className="screen-filters" role="search">
        <Input.Search allowClear style={{ width: 280 }} value={q} placeholder={say('delivery.search')} aria-label={say('delivery.search')} onChange={(event) => setQ(event.target.value)} />
        <Segmented<State> value={state} onChange={setState} options={[
          { value: 'all', label: say('delivery.all') }, { value: 'open', label: say('delivery.state.open') }, { value: 'accepted', label: say('delivery.accepted') }, { value: 'late', label: say('delivery.late') },
        ]} />
      </div>
      <Rows<DeliveryRow> of={notes} rowKey="id" onOpen={open} columns={[
        { title: say('delivery.number'), width: 160, render: (_, row) => <a className="figure" href={`/deliveries/${row.id}`} onClick={(event) => { event.preventDefault(); open(row) }}>{row.number}</a> },
        { title: say('delivery.customer'), render: (_, row) => row.customer.name }, { title: say('delivery.agreement'), width: 160, render: (_, row) => row.agreement?.number ?? '' },
        { title: say('delivery.site'), render: (_, row) => row.site?.name ?? '' }, { title: say('delivery.pieces'), width: 80, align: 'right', dataIndex: 'pieces' },
        { title: say('delivery.dueAt'), width: 170, render: (_, row) => <>{moment(row.dueAt)} {row.isLate && <Tag color="error">! {say('delivery.late')}</Tag>}</> },
        { title: say('delivery.lastStep'), width: 140, render: (_, row) => (row.acceptedAt ? <Tag color="success">✓ {say('delivery.accepted')}</Tag> : row.lastStep ? <Tag>{say(`delivery.step.${row.lastStep}`)}</Tag> : <Tag>○ {say('delivery.state.open')}</Tag>) },
      ]} empty={{ title: say('delivery.none'), hint: say('delivery.noneHint'), action: add, isFiltered: q !== '' || state !== 'all', onClear: () => { setQ(''); setState('all') } }} />
      <DeliveryDrawer open={adding} onClose={() => setAdding(false)} onSaved={(id) => open({ id })} />
    </Screen>
  )
}
