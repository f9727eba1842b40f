import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Form, Input, InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import { fileClaim } from '#contract/dealer/claims.ts'
import { lineKinds } from '#contract/dealer/claim.ts'
import { getMyDealer, listDealers } from '#contract/dealer/endpoints.ts'
import type { Currency } from '#domain/format/money.ts'
import { inMinor } from '#domain/format/money.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { refusalWords } from '#ui/record/refusal.ts'
import { useLanguage, useMe } from '#ui/record/session.ts'
import { Screen } from '#ui/record/states.tsx'
import { numberOf, text, textOrNull } from '#ui/record/form-action.tsx'
import { useDealerWords } from '../../features/dealer/words.ts'
import '../../features/dealer/dealer.css'

type Line = { kind?: (typeof lineKinds)[number]; text?: string; quantity?: number; price?: number; beyondScope?: boolean }
type Values = Record<string, unknown> & { lines?: Line[] }

const lineOf = (currency: Currency) => ({ kind = 'parts', text: words, quantity, price, beyondScope }: Line) =>
  ({ kind, text: text(words), quantity: numberOf(quantity), beyondScope: beyondScope === true, ...(kind === 'parts' ? { price: inMinor(numberOf(price), currency) } : {}) })
const findDealers = async (q: string) => (await call(listDealers, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.name} ${row.number}` }))

/** One repair, as it stands in the repair record; made for a telephone held in one hand. */
export function NewClaimScreen() {
  const say = useDealerWords()
  const language = useLanguage()
  const me = useMe()
  const navigate = useNavigate()
  const client = useQueryClient()
  const isDealer = me.person.kind === 'dealer'
  const mine = useAsk(getMyDealer, {})
  const currency = mine.data?.dealer?.currency ?? (me.org.region === 'TW' ? 'TWD' : 'CNY')
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [form] = Form.useForm<Values>()
  const send = async (values: Values) => {
    setSaving(true)
    setProblem(null)
    try {
      const filed = await call(fileClaim, {
        ...(isDealer ? {} : { dealerId: text(values['dealerId']) }), serial: text(values['serial']), product: text(values['product']), origin: values['origin'] as 'own', recordNumber: text(values['recordNumber']), repairedOn: text(values['repairedOn']),
        replacedPart: textOrNull(values['replacedPart']), fault: text(values['fault']), work: text(values['work']), explained: values['explained'] === true, lines: (values.lines ?? []).map(lineOf(currency)),
      })
      await client.invalidateQueries()
      void navigate({ to: `/claims/${filed.id}` })
    } catch (error) { setProblem(refusalWords(language, error)) } finally { setSaving(false) }
  }
  const line = (name: string, label: string, required = true) => <Form.Item name={name} label={label} rules={[{ required }]}><Input maxLength={200} /></Form.Item>
  return (
    <Screen title={say('claim.file')} needs="claim.file">
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 12 }} />}
      <Form<Values> form={form} layout="vertical" style={{ maxWidth: 760 }} initialValues={{ origin: 'own', lines: [{ kind: 'parts', quantity: 1 }, { kind: 'labour', quantity: 1 }] }} scrollToFirstError onFinish={(values) => { void send(values) }}>
        {!isDealer && <Form.Item name="dealerId" label={say('claim.dealer')} rules={[{ required: true }]}><Pick label={say('claim.dealer')} findKey="dealers" find={findDealers} allowClear={false} /></Form.Item>}
        {line('serial', say('claim.serial'))}{line('product', say('claim.product'))}
        <Form.Item name="origin" label={say('claim.origin')}><Select options={(['own', 'outsourced'] as const).map((value) => ({ value, label: say(`origin.${value}`) }))} /></Form.Item>
        {line('recordNumber', say('claim.recordNumber'))}
        <Form.Item name="repairedOn" label={say('claim.repairedOn')} rules={[{ required: true }]}><Input type="date" /></Form.Item>
        <Form.Item name="fault" label={say('claim.fault')} rules={[{ required: true }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
        <Form.Item name="work" label={say('claim.work')} rules={[{ required: true }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} /></Form.Item>
        <Form.Item name="replacedPart" label={say('claim.replacedPart')} extra={say('claim.replacedHint')}><Input maxLength={200} /></Form.Item>
        <Lines currency={currency} />
        <Form.Item name="explained" valuePropName="checked"><Checkbox>{say('claim.explained')}</Checkbox></Form.Item>
        <Space><Button type="primary" htmlType="submit" loading={saving}>{say('claim.file')}</Button></Space>
      </Form>
    </Screen>
  )
}

function Lines({ currency }: { currency: Currency }) {
  const say = useDealerWords()
  const form = Form.useFormInstance<Values>()
  const lines = (Form.useWatch('lines', form) as Line[] | undefined) ?? []
  return (
    <Form.List name="lines">
      {(rows, { add, remove }) => (
        <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
          <legend>{say('claim.lines')}</legend>
          {rows.map((row) => (
            <div key={row.key} className="dealer-lines">
              <Form.Item name={[row.name, 'kind']} noStyle><Select aria-label={say('statement.kind')} options={lineKinds.map((value) => ({ value, label: say(`line.${value}`) }))} /></Form.Item>
              <Form.Item name={[row.name, 'text']} rules={[{ required: true }]} noStyle><Input aria-label={say('claim.lineText')} placeholder={say('claim.lineText')} maxLength={200} /></Form.Item>
              <Form.Item name={[row.name, 'quantity']} rules={[{ required: true }]} noStyle><InputNumber min={1} precision={0} aria-label={say('claim.quantity')} placeholder={say('claim.quantity')} style={{ width: '100%' }} /></Form.Item>
              {lines[row.name]?.kind === 'parts'
                ? <Form.Item name={[row.name, 'price']} rules={[{ required: true }]} noStyle><InputNumber min={0} aria-label={`${say('claim.price')} ${currency}`} placeholder={`${say('claim.price')} ${currency}`} style={{ width: '100%' }} /></Form.Item>
                : <span className="quiet">{say('claim.rateHint')}</span>}
              <Form.Item name={[row.name, 'beyondScope']} valuePropName="checked" noStyle><Checkbox title={say('claim.beyondScope')}>{say('claim.dealerBorne')}</Checkbox></Form.Item>
              <Button aria-label="✕" disabled={rows.length === 1} onClick={() => remove(row.name)}>✕</Button>
            </div>
          ))}
          <Button onClick={() => add({ kind: 'travel', quantity: 1 })}>+ {say('claim.addLine')}</Button>
        </fieldset>
      )}
    </Form.List>
  )
}
