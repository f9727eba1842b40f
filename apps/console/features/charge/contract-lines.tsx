// The lines of the original contract, its budget and change sheets: a unit price there is the ceiling of what a part may cost.
import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select, Space, Table } from 'antd'
import { useState } from 'react'
import { listContractLines, saveContractLines } from '#contract/charge/endpoints.ts'
import type { InputOf, ReplyOf } from '#contract/endpoint.ts'
import type { Currency } from '#domain/money/money.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useMay } from '#ui/record/session.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'
import { fromMinor, toMinor, useCharge } from './words.ts'

type Row = ReplyOf<typeof listContractLines>['rows'][number]
type Props = { agreementId: string; currency: Currency }
const sources = ['contract', 'budget', 'change-sheet'] as const

export function ContractLines({ agreementId, currency }: Props) {
  const asked = useAsk(listContractLines, { agreementId })
  const [isEditing, setEditing] = useState(false)
  return (
    <Answer of={asked}>{({ rows }) => (isEditing
      ? <Editor agreementId={agreementId} currency={currency} rows={rows} onDone={() => setEditing(false)} />
      : <Shown rows={rows} currency={currency} onEdit={() => setEditing(true)} />)}</Answer>
  )
}

function Shown({ rows, currency, onEdit }: { rows: Row[]; currency: Currency; onEdit: () => void }) {
  const { say, words, money } = useCharge()
  const edit = useMay('price.write') && <Button onClick={onEdit}>{say('edit')}</Button>
  if (rows.length === 0) return <Nothing title={say('noContractLines')} hint={say('contractLinesHint')} action={edit} />
  return (
    <>
      <div className="charge-actions">{edit}</div>
      <Table size="small" rowKey="code" pagination={false} dataSource={rows} scroll={{ x: 'max-content' }} columns={[
        { title: say('code'), dataIndex: 'code' }, { title: say('item'), dataIndex: 'title' }, { title: say('source'), render: (_, { source }) => words.sources[source] },
        { title: say('ceiling'), align: 'right', render: (_, { unitPrice }) => <span className="figure">{unitPrice === null ? '–' : money(unitPrice, currency)}</span> },
        { title: say('quantity'), align: 'right', render: (_, { quantity }) => <span className="figure">{quantity ?? '–'}</span> },
      ]} />
    </>
  )
}

type Draft = Row & { key: number }

function Editor({ agreementId, currency, rows, onDone }: Props & { rows: Row[]; onDone: () => void }) {
  const { say, words } = useCharge()
  const [lines, setLines] = useState<Draft[]>(() => rows.map((row, key) => ({ ...row, key })))
  const save = useAct(saveContractLines, () => { onDone(); return say('saved') })
  const change = (key: number, more: Partial<Row>) => setLines((all) => all.map((line) => (line.key === key ? { ...line, ...more } : line)))
  const add = () => setLines((all) => [...all, { key: Math.max(-1, ...all.map(({ key }) => key)) + 1, code: '', title: '', source: 'contract', unitPrice: null, quantity: null }])
  const input: InputOf<typeof saveContractLines> = { agreementId, lines: lines.map(({ key: _, ...line }) => line) }
  return (
    <div className="charge-edit">
      {lines.map((line) => (
        <div key={line.key} className="charge-edit-line">
          <Space.Compact block>
            <Input value={line.code} onChange={({ target }) => change(line.key, { code: target.value })} aria-label={say('code')} placeholder={say('code')} maxLength={60} style={{ width: '38%' }} />
            <Input value={line.title} onChange={({ target }) => change(line.key, { title: target.value })} aria-label={say('item')} placeholder={say('item')} maxLength={200} />
          </Space.Compact>
          <InputNumber min={0} value={line.quantity} onChange={(quantity) => change(line.key, { quantity })} aria-label={say('quantity')} placeholder={say('quantity')} style={{ width: '100%' }} />
          <div className="price"><InputNumber min={0} value={line.unitPrice === null ? null : fromMinor(line.unitPrice, currency)} onChange={(value) => change(line.key, { unitPrice: value === null ? null : toMinor(value, currency) })}
            aria-label={say('ceiling')} placeholder={say('ceiling')} style={{ width: '100%' }} /></div>
          <div className="basis"><Select value={line.source} onChange={(source) => change(line.key, { source })} options={sources.map((value) => ({ value, label: words.sources[value] }))} aria-label={say('source')} style={{ width: '100%' }} /></div>
          <Button type="text" icon={<DeleteOutlined />} onClick={() => setLines((all) => all.filter(({ key }) => key !== line.key))} aria-label={say('remove')} />
        </div>
      ))}
      <Button type="dashed" onClick={add}>+ {say('add')}</Button>
      <Space>
        <Button type="primary" disabled={lines.some(({ code, title }) => code.trim() === '' || title.trim() === '')} loading={save.isPending} onClick={() => save.mutate(input)}>{say('saveLines')}</Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </Space>
    </div>
  )
}
