import { Button, Form, Input, InputNumber, Modal, Segmented, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import type { RequisitionRow } from '#contract/stock/stock.ts'
import { cancelRequisition, createRequisition, decideRequisition, issueRequisition, listRequisitions, receiveRequisition } from '#contract/stock/requisitions.ts'
import { requisitionStates } from '#domain/stock/stock.ts'
import type { RequisitionState } from '#domain/stock/stock.ts'
import { useKept } from '#ui/record/kept.ts'
import { usePages } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useMay, useMe, useMoments } from '#ui/record/session.ts'
import { Rows } from '#ui/record/states.tsx'
import { findParts, textOf, usePlaceChoices, useStock } from './words.ts'

const colours = { requested: 'gold', approved: 'blue', refused: 'red', issued: 'cyan', received: 'green', cancelled: 'default' } as const satisfies Record<RequisitionState, string>
const signs = { requested: '○', approved: '✓', refused: '✕', issued: '→', received: '●', cancelled: '–' } as const satisfies Record<RequisitionState, string>

export function RequisitionTag({ state }: { state: RequisitionState }) {
  const { words } = useStock()
  return <Tag color={colours[state]}>{signs[state]} {words.requisitionStates[state]}</Tag>
}

export function RequisitionTable() {
  const { say, words } = useStock()
  const { moment } = useMoments()
  const mayMove = useMay('stock.move')
  const [state, setState] = useKept<RequisitionState | 'all'>('state', 'requested')
  const [adding, setAdding] = useState(false)
  const rows = usePages(listRequisitions, state === 'all' ? {} : { state })
  const add = mayMove && <Button type="primary" onClick={() => setAdding(true)}>{say('newRequisition')}</Button>
  return (
    <>
      <div className="screen-filters">
        <Segmented value={state} onChange={setState} options={[...requisitionStates.filter((one) => one !== 'cancelled').map((value) => ({ value, label: words.requisitionStates[value] })), { value: 'all' as const, label: say('all') }]} />
        {add}
      </div>
      <Rows of={rows} rowKey="id" empty={{ title: say('noRequisitions'), action: add, isFiltered: state !== 'all', onClear: () => setState('all') }} columns={[
        { title: say('reference'), width: 160, render: (_, row) => <b className="figure">{row.number}</b> },
        { title: say('state'), width: 110, render: (_, row) => <RequisitionTag state={row.state} /> },
        { title: say('lines'), render: (_, row) => row.lines.map(({ part, quantity }) => <div key={part.id}><b className="figure">{part.number}</b> {part.name} × {quantity}</div>) },
        { title: say('fromTo'), render: (_, row) => `${row.from?.name ?? '–'} → ${row.to?.name ?? row.ticket?.number ?? '–'}` },
        { title: say('reason'), render: (_, row) => <>{words.requisitionReasons[row.reason]} {row.clause && <Tag>{row.clause}</Tag>}{row.ticket && <a href={`/tickets/${row.ticket.id}`}>{row.ticket.number}</a>}{row.refusal && <div className="quiet">{row.refusal}</div>}</> },
        { title: say('requestedBy'), render: (_, row) => <>{row.requestedByName}<div className="quiet figure">{moment(row.requestedAt)}</div></> },
        { title: say('minutesToIssue'), width: 110, align: 'right', render: (_, row) => (row.minutesToIssue === null ? '' : say('minutes', { count: row.minutesToIssue })) },
        { title: '', width: 200, render: (_, row) => <RequisitionActs row={row} /> },
      ]} />
      <NewRequisition open={adding} onClose={() => setAdding(false)} />
    </>
  )
}

/** The next steps, and only those that are open to the reader. */
export function RequisitionActs({ row }: { row: RequisitionRow }) {
  const { say } = useStock()
  const me = useMe()
  const mayDecide = useMay('stock.adjust')
  const mayMove = useMay('stock.move')
  const [asking, setAsking] = useState<'refuse' | 'issue' | null>(null)
  const decide = useAct(decideRequisition, () => say('done'))
  const receive = useAct(receiveRequisition, () => say('done'))
  const cancel = useAct(cancelRequisition, () => say('done'))
  const isOwn = row.requestedBy === me.person.id
  const requisitionId = row.id
  return (
    <Space wrap size={4}>
      {row.state === 'requested' && mayDecide && !isOwn && <Button size="small" type="primary" onClick={() => decide.mutate({ requisitionId, approve: true })}>{say('approve')}</Button>}
      {row.state === 'requested' && mayDecide && <Button size="small" onClick={() => setAsking('refuse')}>{say('refuse')}</Button>}
      {row.state === 'approved' && mayDecide && <Button size="small" type="primary" onClick={() => setAsking('issue')}>{say('issue')}</Button>}
      {row.state === 'issued' && mayMove && <Button size="small" type="primary" loading={receive.isPending} onClick={() => receive.mutate({ requisitionId })}>{say('receiveNow')}</Button>}
      {(row.state === 'requested' || row.state === 'approved') && (isOwn || mayDecide) && <Button size="small" type="text" onClick={() => cancel.mutate({ requisitionId })}>{say('cancel')}</Button>}
      <AskDialog row={row} asking={asking} onClose={() => setAsking(null)} />
    </Space>
  )
}

function AskDialog({ row, asking, onClose }: { row: RequisitionRow; asking: 'refuse' | 'issue' | null; onClose: () => void }) {
  const { say } = useStock()
  const places = usePlaceChoices()
  const [reason, setReason] = useState('')
  const [fromId, setFromId] = useState<string | null>(row.from?.id ?? null)
  const decide = useAct(decideRequisition, () => { onClose(); return say('done') })
  const issue = useAct(issueRequisition, () => { onClose(); return say('done') })
  const source = fromId ?? places[0]?.value ?? null
  const send = () => (asking === 'refuse' ? decide.mutate({ requisitionId: row.id, approve: false, reason }) : issue.mutate({ requisitionId: row.id, ...(source ? { fromId: source } : {}) }))
  return (
    <Modal title={`${row.number} · ${say(asking === 'issue' ? 'issue' : 'refuse')}`} open={asking !== null} onCancel={onClose} onOk={send} okText={say(asking === 'issue' ? 'issue' : 'refuse')} cancelText={say('cancel')}
      okButtonProps={{ disabled: asking === 'refuse' && reason.trim() === '' }} confirmLoading={decide.isPending || issue.isPending}>
      {asking === 'refuse' && <Input.TextArea value={reason} aria-label={say('reason')} placeholder={say('reason')} maxLength={500} onChange={(event) => setReason(event.target.value)} />}
      {asking === 'issue' && <Select style={{ width: '100%' }} aria-label={say('from')} value={source} options={places} onChange={setFromId} showSearch={{ optionFilterProp: 'label' }} />}
    </Modal>
  )
}

function NewRequisition({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { say } = useStock()
  const places = usePlaceChoices()
  const labels = { lines: say('lines'), fromId: say('from'), toId: say('to'), note: say('note') }
  return (
    <RecordDrawer title={say('newRequisition')} open={open} onClose={onClose} endpoint={createRequisition} labels={labels} initial={{ lines: [{ quantity: 1 }] }}
      toInput={(values) => ({ fromId: textOf(values['fromId']), toId: textOf(values['toId']), note: textOf(values['note']), lines: (values['lines'] ?? []) as { partId: string; quantity: number }[] })}>
      <Form.Item name="fromId" label={labels.fromId}><Select allowClear options={places} showSearch={{ optionFilterProp: 'label' }} /></Form.Item>
      <Form.Item name="toId" label={labels.toId}><Select allowClear options={places} showSearch={{ optionFilterProp: 'label' }} /></Form.Item>
      <Form.List name="lines">{(fields, { add }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className="stock-line">
              <Form.Item name={[name, 'partId']} label={say('part')} rules={[{ required: true }]}><Pick label={say('part')} findKey="parts" find={findParts} allowClear={false} /></Form.Item>
              <Form.Item name={[name, 'quantity']} label={say('quantity')} rules={[{ required: true }]}><InputNumber min={1} precision={0} /></Form.Item>
            </div>
          ))}
          <Button type="dashed" onClick={() => add({ quantity: 1 })}>＋ {say('addLine')}</Button>
        </>
      )}</Form.List>
      <Form.Item name="note" label={labels.note} style={{ marginTop: 12 }}><Input.TextArea autoSize maxLength={1000} /></Form.Item>
    </RecordDrawer>
  )
}
