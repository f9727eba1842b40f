// Moves by hand: take in, move on, scrap. Several lines, all or none.
import { Button, Form, Input, InputNumber, Segmented, Select, Space, Switch } from 'antd'
import { useState } from 'react'
import { postMoves } from '#contract/stock/endpoints.ts'
import { Pick } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useMay } from '#ui/record/session.ts'
import { findParts, textOf, usePlaceChoices, useStock } from './words.ts'

const kinds = ['receive', 'transfer', 'borrow', 'issue', 'scrap'] as const
type Kind = (typeof kinds)[number]
type Line = { partId: string; quantity: number; serial?: string; batch?: string }

export function MoveDrawer({ open, onClose, known }: { open: boolean; onClose: () => void; known?: { value: string; label: string } | null }) {
  const { say, words, showsSerials, showsBatches } = useStock()
  const [kind, setKind] = useState<Kind>('receive')
  const places = usePlaceChoices()
  const scraps = usePlaceChoices(['scrap'])
  const mayOverdraw = useMay('stock.adjust')
  const labels = { lines: say('lines'), fromId: say('from'), toId: say('to'), reason: say('reason'), reference: say('reference'), overdraw: say('overdraw') }
  const toInput = (values: Values) => {
    const fromId = kind === 'receive' ? null : textOf(values['fromId'])
    const toId = kind === 'issue' ? null : textOf(values['toId'])
    const lines = ((values['lines'] ?? []) as Line[]).map((line) => ({ partId: line.partId, quantity: line.quantity, fromId, toId, ...(line.serial ? { serial: line.serial } : {}), ...(line.batch ? { batch: line.batch } : {}) }))
    return { kind, lines, reason: textOf(values['reason']), reference: textOf(values['reference']), overdraw: values['overdraw'] === true }
  }
  return (
    <RecordDrawer title={say('move')} open={open} onClose={onClose} endpoint={postMoves} labels={labels} width={620} initial={{ lines: [{ partId: known?.value ?? null, quantity: 1 }] }} toInput={toInput}>
      <Form.Item label={say('kind')}><Segmented<Kind> value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: words.moveKinds[value] }))} /></Form.Item>
      {kind !== 'receive' && <Form.Item name="fromId" label={labels.fromId} rules={[{ required: true }]}><Select showSearch={{ optionFilterProp: 'label' }} options={places} /></Form.Item>}
      {kind !== 'issue' && <Form.Item name="toId" label={labels.toId} rules={[{ required: true }]}><Select showSearch={{ optionFilterProp: 'label' }} options={kind === 'scrap' ? scraps : places} /></Form.Item>}
      <Form.List name="lines">{(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className="stock-line">
              <Form.Item name={[name, 'partId']} label={say('part')} rules={[{ required: true }]}><Pick label={say('part')} findKey="parts" find={findParts} allowClear={false} known={known ? [known] : []} /></Form.Item>
              <Form.Item name={[name, 'quantity']} label={say('quantity')} rules={[{ required: true }]}><InputNumber min={1} precision={0} /></Form.Item>
              {showsSerials && <Form.Item name={[name, 'serial']} label={words.columns.serial}><Input maxLength={100} /></Form.Item>}
              {showsBatches && <Form.Item name={[name, 'batch']} label={words.columns.batch}><Input maxLength={100} /></Form.Item>}
              {fields.length > 1 && <Button type="text" danger aria-label={say('delete')} onClick={() => remove(name)}>✕</Button>}
            </div>
          ))}
          <Button type="dashed" onClick={() => add({ quantity: 1 })}>＋ {say('addLine')}</Button>
        </>
      )}</Form.List>
      <Space orientation="vertical" style={{ width: '100%', marginTop: 12 }}>
        <Form.Item name="reference" label={labels.reference}><Input maxLength={100} /></Form.Item>
        <Form.Item name="reason" label={labels.reason} rules={kind === 'scrap' ? [{ required: true }] : []}><Input maxLength={500} /></Form.Item>
        {mayOverdraw && kind === 'issue' && <Form.Item name="overdraw" label={labels.overdraw} valuePropName="checked"><Switch /></Form.Item>}
      </Space>
    </RecordDrawer>
  )
}
