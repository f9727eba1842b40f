// Parts taken out and owed back: who owes them, which are late, what became of them.
import { Button, Checkbox, Input, Modal, Segmented, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import type { OldPartRow } from '#contract/stock/stock.ts'
import { appraiseOldPart, listOldParts, receiveOldPart, shipOldParts } from '#contract/stock/ticket-parts.ts'
import { oldPartStates } from '#domain/stock/stock.ts'
import type { Appraisal, OldPartState } from '#domain/stock/stock.ts'
import { useKept } from '#ui/record/kept.ts'
import { useAsk, usePages } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Nothing, Rows } from '#ui/record/states.tsx'
import { usePlaceChoices, useStock } from './words.ts'

export function OldPartTable() {
  const { say, words } = useStock()
  const { moment } = useMoments()
  const mayMove = useMay('stock.move')
  const [state, setState] = useKept<OldPartState | 'late' | 'all'>('state', 'owed')
  const [picked, setPicked] = useState<string[]>([])
  const rows = usePages(listOldParts, state === 'all' ? {} : state === 'late' ? { late: 'yes' } : { state })
  const ship = useAct(shipOldParts, (reply) => { setPicked([]); return `${say('shipment')} ${reply.shipment}` })
  return (
    <>
      <Owing />
      <div className="screen-filters">
        <Segmented value={state} onChange={setState} options={[{ value: 'late' as const, label: `⚠ ${say('late')}` }, ...oldPartStates.map((value) => ({ value, label: words.oldPartStates[value] })), { value: 'all' as const, label: say('all') }]} />
        {mayMove && picked.length > 0 && <Button loading={ship.isPending} onClick={() => ship.mutate({ oldPartIds: picked })}>{say('ship')} ({picked.length})</Button>}
      </div>
      <Rows of={rows} rowKey="id" {...(mayMove && state !== 'appraised' && state !== 'returned' ? { selected: { keys: picked, onChange: setPicked } } : {})}
        empty={{ title: say('noOldParts'), isFiltered: state !== 'all', onClear: () => setState('all') }} columns={[
          { title: say('reference'), width: 160, render: (_, row) => <b className="figure">{row.number}</b> },
          { title: say('part'), render: (_, row) => <><b className="figure">{row.part.number}</b> {row.part.name} × {row.quantity} {row.serial && <span className="quiet figure">#{row.serial}</span>}</> },
          { title: say('ticket'), render: (_, row) => <a href={`/tickets/${row.ticket.id}`}>{row.ticket.number}</a> }, { title: say('owedBy'), render: (_, row) => row.customer?.name ?? row.owedByName },
          { title: say('replacedAt'), render: (_, row) => <span className="figure">{moment(row.replacedAt)}</span> }, { title: say('returnBy'), render: (_, row) => <Due row={row} /> },
          { title: say('state'), render: (_, row) => <OldPartStanding row={row} /> }, { title: say('shipment'), render: (_, row) => <span className="figure">{row.shipment}</span> },
          { title: '', width: 170, render: (_, row) => <OldPartActs row={row} /> },
        ]} />
    </>
  )
}

export function Due({ row }: { row: OldPartRow }) {
  const { say } = useStock()
  const { day } = useMoments()
  if (row.returnBy === null) return <>–</>
  const left = row.daysLeft
  return <><span className="figure">{day(row.returnBy)}</span> {left === null ? null : left < 0 ? <Tag color="error">⚠ {say('daysLate', { count: -left })}</Tag> : <span className="quiet">{say('daysLeft', { count: left })}</span>}</>
}

function OldPartStanding({ row }: { row: OldPartRow }) {
  const { say, words } = useStock()
  const { moment } = useMoments()
  return (
    <>
      <Tag>{row.state === 'owed' ? '○' : row.state === 'returned' ? '←' : '●'} {words.oldPartStates[row.state]}</Tag>
      {row.returnedAt && <div className="quiet">{moment(row.returnedAt)} {row.returnedToName} {row.hasRecord && `· ${say('hasRecord')}`}</div>}
      {row.appraisal && <div className="quiet">{say(row.appraisal === 'usable' ? 'usable' : 'toScrap')} → {row.place?.name}</div>}
    </>
  )
}

function Owing() {
  const { say } = useStock()
  const { day } = useMoments()
  const page = useAsk(listOldParts, { state: 'owed', limit: 1 })
  const owing = page.data?.owing ?? []
  if (owing.length === 0) return null
  return (
    <Table size="small" pagination={false} className="stock-block" rowKey={(row) => row.id ?? row.name} dataSource={owing} locale={{ emptyText: <Nothing title={say('noOldParts')} /> }} columns={[
      { title: say('owedBy'), dataIndex: 'name' }, { title: say('owed'), dataIndex: 'owed', align: 'right', width: 100 },
      { title: say('late'), align: 'right', width: 100, render: (_, row) => (row.late > 0 ? <Tag color="error">⚠ {row.late}</Tag> : 0) }, { title: say('returnBy'), width: 140, render: (_, row) => day(row.nextBy) },
    ]} />
  )
}

export function OldPartActs({ row }: { row: OldPartRow }) {
  const { say } = useStock()
  const mayJudge = useMay('stock.adjust')
  const [asking, setAsking] = useState(false)
  return (
    <Space wrap size={4}>
      {row.state === 'owed' && mayJudge && <Button size="small" onClick={() => setAsking(true)}>{say('receiveOld')}</Button>}
      {row.state === 'returned' && mayJudge && <Button size="small" type="primary" onClick={() => setAsking(true)}>{say('judge')}</Button>}
      {asking && (row.state === 'owed' ? <ReceiveDialog row={row} onClose={() => setAsking(false)} /> : <JudgeDialog row={row} onClose={() => setAsking(false)} />)}
    </Space>
  )
}

function ReceiveDialog({ row, onClose }: { row: OldPartRow; onClose: () => void }) {
  const { say } = useStock()
  const [hasRecord, setHasRecord] = useState(true)
  const receive = useAct(receiveOldPart, () => { onClose(); return say('done') })
  return (
    <Modal open title={`${row.number} · ${say('receiveOld')}`} onCancel={onClose} okText={say('receiveOld')} cancelText={say('cancel')} confirmLoading={receive.isPending} onOk={() => receive.mutate({ oldPartId: row.id, hasRecord })}>
      <Checkbox checked={hasRecord} onChange={(event) => setHasRecord(event.target.checked)}>{say('hasRecord')}</Checkbox>
    </Modal>
  )
}

function JudgeDialog({ row, onClose }: { row: OldPartRow; onClose: () => void }) {
  const { say } = useStock()
  const [result, setResult] = useState<Appraisal>('usable')
  const [placeId, setPlaceId] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const places = usePlaceChoices(result === 'scrap' ? ['scrap'] : ['usable', 'depot'])
  const chosen = places.some(({ value }) => value === placeId) ? placeId : places[0]?.value ?? null
  const judge = useAct(appraiseOldPart, () => { onClose(); return say('done') })
  const send = () => { if (chosen) judge.mutate({ oldPartId: row.id, result, placeId: chosen, note: note.trim() || null }) }
  return (
    <Modal open title={`${row.number} · ${say('judge')}`} onCancel={onClose} okText={say('judge')} cancelText={say('cancel')} okButtonProps={{ disabled: chosen === null }} confirmLoading={judge.isPending} onOk={send}>
      <Space orientation="vertical" style={{ width: '100%' }}>
        <Segmented<Appraisal> value={result} onChange={setResult} options={[{ value: 'usable', label: `✓ ${say('usable')}` }, { value: 'scrap', label: `✕ ${say('toScrap')}` }]} />
        <Select<string> style={{ width: '100%' }} aria-label={say('judgedTo')} placeholder={say('judgedTo')} value={chosen} options={places} onChange={setPlaceId} />
        <Input value={note} aria-label={say('note')} placeholder={say('note')} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </Space>
    </Modal>
  )
}
