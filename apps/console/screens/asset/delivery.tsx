import { useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Descriptions, Table, Tag } from 'antd'
import { useState } from 'react'
import { getDelivery, printDelivery } from '#contract/lifecycle/delivery-endpoints.ts'
import type { DeliveryView } from '#contract/lifecycle/delivery.ts'
import { isLifecycleKey } from '#locales/lifecycle.ts'
import { urlOf, useAsk } from '#ui/record/ask.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Screen } from '#ui/record/states.tsx'
import { StepDrawer } from '../../features/lifecycle/step-drawer.tsx'
import { useWords } from '../../features/lifecycle/words.ts'
import '../../features/lifecycle/lifecycle.css'

const signs = { done: '✓', partly: '◐', open: '○' } as const

export function DeliveryScreen() {
  const { deliveryId = '' } = useParams({ strict: false }) as { deliveryId?: string }
  const say = useWords()
  const note = useAsk(getDelivery, { deliveryId })
  if (!note.data) return <Screen title={say('delivery.delivery')} needs="asset.read"><Answer of={note}>{() => null}</Answer></Screen>
  return <DeliveryPage note={note.data} />
}

function DeliveryPage({ note }: { note: DeliveryView }) {
  const say = useWords()
  const { moment } = useMoments()
  const navigate = useNavigate()
  const mayWrite = useMay('asset.write')
  const [doing, setDoing] = useState<DeliveryView['steps'][number] | null>(null)
  const link = (to: string, words: string) => <a key={to} href={to} onClick={(event) => { event.preventDefault(); void navigate({ to }) }}>{words}</a>
  return (
    <Screen needs="asset.read" title={<><span className="figure">{note.number}</span> {note.customer.name} {note.acceptedAt && <Tag color="success">✓ {say('delivery.accepted')}</Tag>}</>}
      actions={<Button onClick={() => window.open(urlOf(printDelivery, { deliveryId: note.id }), '_blank', 'noopener')}>{say('delivery.print')}</Button>}>
      <Descriptions size="small" column={{ xs: 1, md: 2, xl: 4 }} items={[
        { key: 'agreement', label: say('delivery.agreement'), children: note.agreement ? link(`/agreements/${note.agreement.id}`, `${note.agreement.number} ${note.agreement.title}`) : '–' },
        { key: 'site', label: say('delivery.site'), children: [note.site?.name, note.place].filter(Boolean).join(' · ') || '–' },
        { key: 'due', label: say('delivery.dueAt'), children: moment(note.dueAt) || '–' }, { key: 'note', label: say('delivery.note'), children: note.note ?? '–' },
      ]} />
      <ol className="steps">
        {note.steps.map((step) => (
          <li key={step.step} data-state={step.state} data-step={step.step}>
            <strong>{signs[step.state]} {say(`delivery.step.${step.step}`)}</strong> <span className="quiet">{say(`delivery.state.${step.state}`)}</span>
            {step.state !== 'done' && step.because.map(({ code, needs, clause }) => (
              <div key={`${code}${needs}`} className="quiet">{say('delivery.because')}: {isLifecycleKey(`delivery.step.${needs}`) ? say(`delivery.step.${needs}` as 'delivery.step.final') : needs} {clause ?? ''}</div>
            ))}
            {mayWrite && step.state !== 'done' && <div><Button size="small" type={step.isOpen ? 'primary' : 'default'} disabled={step.because.some(({ code }) => code === 'step.earlier')} onClick={() => setDoing(step)}>{say('delivery.do')}</Button></div>}
          </li>
        ))}
      </ol>
      {note.deviations.length > 0 && <Alert type="warning" showIcon title={say('delivery.deviations')} description={note.deviations.map(({ kind, lineId, title, expected, found }) => (
        <div key={`${kind}${lineId ?? ''}`}>{title} {say(`delivery.deviation.${kind}`)}: {say('delivery.expected')} {shown(kind, expected)}，{say('delivery.found')} {shown(kind, found)}</div>
      ))} />}
      <Table size="small" rowKey="id" pagination={false} scroll={{ x: 760 }} dataSource={note.lines} columns={[
        { title: say('delivery.line'), width: 60, render: (_, row) => row.position + 1 }, { title: say('delivery.title'), render: (_, row) => `${row.title} ${row.model ?? row.product?.name ?? ''}` },
        { title: say('delivery.quantity'), width: 70, align: 'right', dataIndex: 'quantity' }, { title: say('delivery.counted'), width: 90, align: 'right', dataIndex: 'counted' },
        { title: say('delivery.appearance'), width: 90, render: (_, row) => row.appearance && (row.appearance === 'good' ? say('delivery.appearance.good') : <Tag color="error">! {say('delivery.appearance.damaged')}</Tag>) },
        { title: say('delivery.serials'), render: (_, row) => <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: '0 10px' }}>{row.assets.slice(0, 40).map((asset) => link(`/assets/${asset.id}`, asset.serial ?? asset.number))}{row.pieces > 40 && <span className="quiet">+{row.pieces - 40}</span>}</span> },
        { title: say('delivery.steps'), width: 170, render: (_, row) => row.done.map((step) => say(`delivery.step.${step}`)).join('、') },
      ]} />
      <Table size="small" rowKey="id" pagination={false} scroll={{ x: 720 }} dataSource={note.records} columns={[
        { title: say('delivery.at'), width: 150, render: (_, row) => <span className="figure">{moment(row.happenedAt)}</span> }, { title: say('delivery.steps'), width: 130, render: (_, row) => say(`delivery.step.${row.step}`) },
        { title: say('delivery.attendees'), render: (_, row) => [row.attendees.customer, row.attendees.vendor].filter(Boolean).join(' / ') },
        { title: say('delivery.signed'), render: (_, row) => row.signatures.map(({ side, name, image }) => <span key={side} style={{ marginRight: 12 }}>{say(`delivery.side.${side}`)}: {name} {image && <img alt={name} src={image} height={28} style={{ verticalAlign: 'middle', background: '#fff' }} />}</span>) },
        { title: say('delivery.findings'), render: (_, row) => <>{row.items.map(({ title, found }) => `${title} ${found}`).join('；')} {row.note ?? ''} {row.ticket && link(`/tickets/${row.ticket.id}`, `${say('delivery.ticketOpened')} ${row.ticket.number}`)}</> },
      ]} />
      {doing && <StepDrawer note={note} step={doing} onClose={() => setDoing(null)} />}
    </Screen>
  )

  function shown(kind: DeliveryView['deviations'][number]['kind'], value: string): string {
    if (kind === 'late') return moment(value)
    return kind === 'appearance' ? say(`delivery.appearance.${value}` as 'delivery.appearance.good') : value
  }
}
