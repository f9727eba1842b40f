// The steps of a return, each with what it asks for.
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#contract/endpoint.ts'
import type { getReturn} from '#contract/repair/returns.ts'
import { acceptReturn, acceptTraining, decideReturn, explainReturn, inspectReturn, insistOnReturn, offerTraining, requestReturn, settleReturn } from '#contract/repair/returns.ts'
import { inspectionItems } from '#contract/repair/repair.ts'
import { customerReasons, dispositions, returnKinds, returnReasons, returnRemedies } from '#domain/repair/return.ts'
import type { ReturnStep } from '#domain/repair/return.ts'
import { repairIn } from '#locales/repair.ts'
import { useLanguage } from '#ui/record/session.ts'
import { AttachField } from '#ui/ticket/attach-field.tsx'
import type { Uploaded } from '#ui/ticket/attach-field.tsx'
import { given, StepDialog, word } from './step-dialog.tsx'

export type Return = ReplyOf<typeof getReturn>
type Kind = Return['kind']
const unpackingRemedies = ['repair', 'replace-part', 'new-product'] as const
const reasonsOf = (kind: Kind) => (kind === 'return' ? [...customerReasons, 'other'] as const : kind === 'unpacking' ? ['unpacking-defect'] as const : returnReasons.filter((one) => ['product-quality', 'dismantled-by-dealer', 'unsaleable', 'other'].includes(one)))
const minor = (value: unknown) => (typeof value === 'number' ? Math.round(value * 100) : undefined)

export function RequestDialog({ ticketId, product, onClose, onDone }: { ticketId: string; product: string; onClose: () => void; onDone: (made: Return) => void }) {
  const say = repairIn(useLanguage())
  const [kind, setKind] = useState<Kind>('return')
  return (
    <StepDialog key={kind} title={say('return.new')} endpoint={requestReturn} onClose={onClose} onDone={onDone} initial={{ kind, product, quantity: 1, reason: reasonsOf(kind)[0] }} toInput={(values) => ({
      ticketId, kind, reason: values.reason as 'other', product: word(values.product), quantity: Number(values.quantity ?? 1), statement: word(values.statement),
      ...given('purchasedOn', values.purchasedOn), ...given('lateReason', values.lateReason), ...(kind === 'unpacking' && { remedy: values.remedy as 'repair' }),
    })}>
      <Form.Item label={say('return.kind')}><Radio.Group value={kind} onChange={(event) => setKind(event.target.value as Kind)} options={returnKinds.map((value) => ({ value, label: say(`return.kind.${value}`) }))} /></Form.Item>
      <Form.Item name="reason" label={say('return.reason')} rules={[{ required: true }]}><Select options={reasonsOf(kind).map((value) => ({ value, label: say(`return.reason.${value}`) }))} /></Form.Item>
      <Form.Item name="product" label={say('product')} rules={[{ required: true }]}><Input maxLength={200} /></Form.Item>
      {kind === 'dealer-stock' && <Form.Item name="quantity" label={say('return.quantity')}><InputNumber min={1} /></Form.Item>}
      <Form.Item name="purchasedOn" label={say('return.purchasedOn')}><Input type="date" /></Form.Item>
      <Form.Item name="statement" label={say('return.statement')} rules={[{ required: true }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} /></Form.Item>
      {kind === 'unpacking' && <Form.Item name="remedy" label={say('return.remedy')} extra={say('return.remedyHint')} rules={[{ required: true }]}><Select options={unpackingRemedies.map((value) => ({ value, label: say(`remedy.${value}`) }))} /></Form.Item>}
      {kind === 'return' && <Form.Item name="lateReason" label={say('return.lateReason')} extra={say('return.lateHint')}><Input maxLength={1000} /></Form.Item>}
    </StepDialog>
  )
}

export function ReturnDialog({ of, step, onClose }: { of: Return; step: ReturnStep; onClose: () => void }) {
  const say = repairIn(useLanguage())
  const returnId = of.id
  const shared = { title: `${of.number} · ${say(`returnStep.${step}`)}`, onClose }
  const words = <Form.Item name="body" label={say('return.words')} rules={[{ required: true }]}><Input.TextArea autoSize={{ minRows: 3 }} maxLength={4000} /></Form.Item>
  switch (step) {
    case 'explain': return <StepDialog {...shared} endpoint={explainReturn} photosOf={of.ticket.id} toInput={(values, attachments) => ({ returnId, body: word(values.body), attachments })}>{words}</StepDialog>
    case 'offer-training': return <StepDialog {...shared} endpoint={offerTraining} toInput={(values) => ({ returnId, body: word(values.body) })}>{words}</StepDialog>
    case 'accept-training': return <StepDialog {...shared} endpoint={acceptTraining} toInput={() => ({ returnId })} />
    case 'insist': return <StepDialog {...shared} endpoint={insistOnReturn} toInput={(values) => ({ returnId, body: word(values.body) })}>{words}</StepDialog>
    case 'inspect': return <InspectDialog of={of} onClose={onClose} />
    case 'decide': return <DecideDialog of={of} onClose={onClose} />
    case 'settle': return <SettleDialog of={of} onClose={onClose} />
    case 'accept': return (
      <StepDialog {...shared} endpoint={acceptReturn} toInput={(values) => ({ returnId, acceptedBy: word(values.acceptedBy) })}>
        <Form.Item name="acceptedBy" label={say('return.acceptedBy')} rules={[{ required: true }]}><Input maxLength={100} /></Form.Item>
      </StepDialog>
    )
  }
}

function InspectDialog({ of, onClose }: { of: Return; onClose: () => void }) {
  const say = repairIn(useLanguage())
  const [photos, setPhotos] = useState<Record<string, readonly Uploaded[]>>({})
  const item = (values: Record<string, unknown>, key: string) => ({ result: word(values[`${key}.result`]), ok: values[`${key}.ok`] !== false, attachmentId: photos[key]?.[0]?.id ?? null })
  return (
    <StepDialog title={`${of.number} · ${say('returnStep.inspect')}`} endpoint={inspectReturn} onClose={onClose} initial={{ cause: 'none', ...Object.fromEntries(inspectionItems.map((key) => [`${key}.ok`, true])) }} toInput={(values) => ({
      returnId: of.id, inspector: word(values.inspector), cause: values.cause as 'none', ...given('note', values.note),
      items: { quality: item(values, 'quality'), information: item(values, 'information'), unpacked: item(values, 'unpacked'), intact: item(values, 'intact') },
    })}>
      {inspectionItems.map((key) => (
        <Form.Item key={key} label={say(`item.${key}`)} required>
          <Form.Item name={`${key}.ok`} noStyle><Radio.Group size="small" options={[{ value: true, label: `✓ ${say('item.ok')}` }, { value: false, label: `✕ ${say('item.notOk')}` }]} /></Form.Item>
          <Form.Item name={`${key}.result`} noStyle rules={[{ required: true, message: say('item.result') }]}><Input aria-label={`${say(`item.${key}`)} ${say('item.result')}`} placeholder={say('item.result')} maxLength={400} /></Form.Item>
          <AttachField ticketId={of.ticket.id} files={photos[key] ?? []} onChange={(files) => setPhotos({ ...photos, [key]: files.slice(-1) })} />
        </Form.Item>
      ))}
      <Form.Item name="cause" label={say('cause')}><Select options={(['none', 'quality', 'human-damage'] as const).map((value) => ({ value, label: say(`cause.${value}`) }))} /></Form.Item>
      <Form.Item name="inspector" label={say('return.inspector')} rules={[{ required: true }]}><Input maxLength={100} /></Form.Item>
      <Form.Item name="note" label={say('note')}><Input.TextArea autoSize maxLength={2000} /></Form.Item>
    </StepDialog>
  )
}

function DecideDialog({ of, onClose }: { of: Return; onClose: () => void }) {
  const say = repairIn(useLanguage())
  const isDealer = of.kind === 'dealer-stock'
  return (
    <StepDialog title={`${of.number} · ${say('returnStep.decide')}`} endpoint={decideReturn} onClose={onClose} initial={{ decision: 'approved', currency: 'CNY' }} toInput={(values) => ({
      returnId: of.id, decision: values.decision as 'approved', ...given('reason', values.reason), ...(word(values.remedy) && { remedy: values.remedy as 'repair' }), ...(word(values.disposition) && { disposition: values.disposition as 'return' }),
      ...(isDealer && { freight: minor(values.freight), restoringHours: typeof values.hours === 'number' ? values.hours : undefined, hourRate: minor(values.rate), currency: word(values.currency) }),
    })}>
      <Form.Item name="decision" label={say('decision')}><Radio.Group options={[{ value: 'approved', label: `✓ ${say('decision.approved')}` }, { value: 'rejected', label: `✕ ${say('decision.rejected')}` }]} /></Form.Item>
      <Form.Item name="remedy" label={say('return.remedy')}><Select allowClear options={returnRemedies.map((value) => ({ value, label: say(`remedy.${value}`) }))} /></Form.Item>
      <Form.Item name="disposition" label={say('disposition')}><Select allowClear options={dispositions.map((value) => ({ value, label: say(`disposition.${value}`) }))} /></Form.Item>
      {isDealer && <>
        <Form.Item name="freight" label={say('return.freight')}><InputNumber min={0} precision={2} /></Form.Item>
        <Form.Item name="hours" label={say('return.hours')}><InputNumber min={0} /></Form.Item>
        <Form.Item name="rate" label={say('return.rate')}><InputNumber min={0} precision={2} /></Form.Item>
        <Form.Item name="currency" label={say('currency')}><Select options={['CNY', 'TWD', 'USD'].map((value) => ({ value, label: value }))} /></Form.Item>
      </>}
      <Form.Item name="reason" label={say('reason')}><Input.TextArea autoSize maxLength={2000} /></Form.Item>
    </StepDialog>
  )
}

function SettleDialog({ of, onClose }: { of: Return; onClose: () => void }) {
  const say = repairIn(useLanguage())
  const [remedy, setRemedy] = useState<string>(of.decision?.remedy ?? (of.kind === 'unpacking' ? 'repair' : 'refund'))
  return (
    <StepDialog title={`${of.number} · ${say('returnStep.settle')}`} endpoint={settleReturn} onClose={onClose} initial={{ currency: 'CNY' }} toInput={(values) => ({
      returnId: of.id, remedy: remedy as 'refund', ...(remedy === 'refund' && { amount: minor(values.amount), currency: word(values.currency) }), ...given('newSerial', values.newSerial), ...given('note', values.note) })}>
      <Form.Item label={say('return.remedy')}><Select value={remedy} onChange={setRemedy} options={returnRemedies.map((value) => ({ value, label: say(`remedy.${value}`) }))} /></Form.Item>
      {remedy === 'refund' && <Form.Item name="amount" label={say('amount')} rules={[{ required: true }]}><InputNumber min={0} precision={2} /></Form.Item>}
      {remedy === 'refund' && <Form.Item name="currency" label={say('currency')}><Select options={['CNY', 'TWD', 'USD'].map((value) => ({ value, label: value }))} /></Form.Item>}
      {(remedy === 'exchange' || remedy === 'new-product') && <Form.Item name="newSerial" label={say('rma.newSerial')} rules={of.asset ? [{ required: true }] : []}><Input maxLength={100} /></Form.Item>}
      <Form.Item name="note" label={say('note')}><Input.TextArea autoSize maxLength={2000} /></Form.Item>
    </StepDialog>
  )
}
