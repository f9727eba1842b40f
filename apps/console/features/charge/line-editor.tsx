// The lines as one enters them; the plan prices them while one types, and says at the line itself what it does not allow.
import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import { getPriceList, previewCharge, saveCharge } from '#contract/charge/endpoints.ts'
import type { ChargeView, TicketCharge } from '#contract/charge/charge.ts'
import type { PriceItemView } from '#contract/charge/price.ts'
import type { InputOf } from '#contract/endpoint.ts'
import type { Currency } from '#domain/money/money.ts'
import { lineKinds } from '#domain/charging/line.ts'
import type { LineKind } from '#domain/charging/line.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { LineTable } from './line-table.tsx'
import { fromMinor, toMinor, useCharge } from './words.ts'

type Wanted = InputOf<typeof saveCharge>['lines'][number]
type Draft = { key: number; kind: LineKind; code: string; quantity: number | null; unitPrice: number | null; basis: string; reference: string }
type Extra = TicketCharge['extras'][number]
type Props = { ticketId: string; priceListId: string; currency: Currency; extras: readonly Extra[]; sheet: ChargeView | null; onDone: () => void }

export function LineEditor({ ticketId, priceListId, currency, extras, sheet, onDone }: Props) {
  const { say, language } = useCharge()
  const list = useAsk(getPriceList, { priceListId })
  const [lines, setLines] = useState<Draft[]>(() => draftsOf(sheet, currency))
  const wanted = lines.filter(isComplete).map((line) => wantedOf(line, currency, extras.find(({ code }) => line.kind === 'extra' && code === line.code)?.title[language]))
  const preview = useAsk(previewCharge, { ticketId, priceListId, lines: wanted }, { enabled: wanted.length > 0 })
  const save = useAct(saveCharge, () => { onDone(); return say('saved') })
  const wrong = new Map(preview.data?.refused.map(({ n, message }) => [lines.filter(isComplete)[n - 1]?.key, message]))
  const change = (key: number, more: Partial<Draft>) => setLines((all) => all.map((line) => (line.key === key ? { ...line, ...more } : line)))
  return (
    <div className="charge-edit">
      {sheet && sheet.state !== 'draft' && <div className="quiet">{say('yesReplace')}</div>}
      {lines.map((line) => (
        <EditLine key={line.key} line={line} items={list.data?.items ?? []} extras={extras} currency={currency} wrong={wrong.get(line.key) ?? null}
          onChange={(more) => change(line.key, more)} onRemove={() => setLines((all) => all.filter(({ key }) => key !== line.key))} />
      ))}
      <Button type="dashed" onClick={() => setLines((all) => [...all, empty(all)])}>+ {say('add')}</Button>
      {preview.data && preview.data.lines.length > 0 && <LineTable sheet={{ lines: preview.data.lines, currency, ...preview.data.sums, internalCost: 0 }} />}
      <Space>
        <Button type="primary" disabled={wanted.length === 0 || wanted.length < lines.length || wrong.size > 0} loading={save.isPending} onClick={() => save.mutate({ ticketId, priceListId, lines: wanted })}>{say('save')}</Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </Space>
    </div>
  )
}

type LineProps = { line: Draft; items: readonly PriceItemView[]; extras: readonly Extra[]; currency: Currency; wrong: string | null; onChange: (more: Partial<Draft>) => void; onRemove: () => void }

function EditLine({ line, items, extras, currency, wrong, onChange, onRemove }: LineProps) {
  const { language, say, words, money } = useCharge()
  const options = lineKinds.map((kind) => ({ label: words.kinds[kind], options: items.filter((item) => item.kind === kind).map(({ code, title, price }) => ({
    value: `${kind} ${code}`, label: `${title} · ${code}${price === null ? '' : ` · ${money(price, currency)}`}` })) })).filter((group) => group.options.length > 0)
  const own = extras.length === 0 ? [] : [{ label: words.kinds.extra, options: extras.map(({ code, title }) => ({ value: `extra ${code}`, label: title[language] })) }]
  const pick = (value: string) => { const [kind = 'part', ...code] = value.split(' '); onChange({ kind: kind as LineKind, code: code.join(' ') }) }
  return (
    <div className="charge-edit-line">
      <Select<string> showSearch={{ optionFilterProp: 'label' }} aria-label={say('item')} placeholder={say('item')} value={line.code ? `${line.kind} ${line.code}` : null} onChange={pick} options={[...options, ...own]} />
      <InputNumber min={0.001} value={line.quantity} onChange={(quantity) => onChange({ quantity })} aria-label={say(line.kind === 'labour' ? 'minutes' : 'quantity')} placeholder={say(line.kind === 'labour' ? 'minutes' : 'quantity')} style={{ width: '100%' }} />
      <div className="price"><InputNumber min={0} value={line.unitPrice} onChange={(unitPrice) => onChange({ unitPrice })} aria-label={say('price')} placeholder={say('priceHint')} style={{ width: '100%' }} /></div>
      <div className="basis"><Input value={line.basis} onChange={({ target }) => onChange({ basis: target.value })} aria-label={say('basis')} placeholder={say('basis')} maxLength={500} /></div>
      <Button type="text" icon={<DeleteOutlined />} onClick={onRemove} aria-label={say('remove')} />
      {wrong && <div className="wrong" role="alert">! {wrong}</div>}
    </div>
  )
}

const empty = (all: readonly Draft[]): Draft => ({ key: Math.max(0, ...all.map(({ key }) => key)) + 1, kind: 'part', code: '', quantity: 1, unitPrice: null, basis: '', reference: '' })
const isComplete = ({ code, quantity }: Draft) => code !== '' && quantity !== null && quantity > 0
const byHand = new Set(['capped', 'contract-ceiling', 'market', 'entered', 'discretion'])

const draftsOf = (sheet: ChargeView | null, currency: Currency): Draft[] => (sheet?.lines ?? []).map((line) => ({
  key: line.n, kind: line.kind, code: line.code, quantity: line.quantity, unitPrice: byHand.has(line.pricing) ? fromMinor(line.unitPrice, currency) : null, basis: line.basis ?? '', reference: line.reference ?? '' }))

const wantedOf = ({ kind, code, quantity, unitPrice, basis, reference }: Draft, currency: Currency, title: string | undefined): Wanted => ({
  kind, code, ...(title && { title }), quantity: Math.round((quantity ?? 1) * 1000) / 1000, ...(unitPrice !== null && { unitPrice: toMinor(unitPrice, currency) }), ...(basis.trim() && { basis: basis.trim() }), ...(reference && { reference }) })
