import { Checkbox, Form, Input } from 'antd'
import type { ReplyOf } from '#contract/endpoint.ts'
import type { getRma} from '#contract/repair/rma.ts'
import { moveRma, openRma, swapUnit } from '#contract/repair/rma.ts'
import type { RmaStep } from '#domain/repair/rma.ts'
import { repairIn } from '#locales/repair.ts'
import { useLanguage } from '#ui/record/session.ts'
import { given, StepDialog, word } from './step-dialog.tsx'

export type Rma = ReplyOf<typeof getRma>
type Asset = { id: string; serial: string | null } | null

export function OpenRmaDialog({ ticketId, asset, onClose, onDone }: { ticketId: string; asset: Asset; onClose: () => void; onDone: (rma: Rma) => void }) {
  const say = repairIn(useLanguage())
  return (
    <StepDialog title={say('rma.open')} endpoint={openRma} onClose={onClose} onDone={onDone} initial={{ serial: asset?.serial ?? '', isRemoved: false }}
      toInput={(values) => ({ ticketId, fault: word(values.fault), isRemoved: values.isRemoved === true, ...given('serial', values.serial) })}>
      <Form.Item name="serial" label={say('serial')} rules={[{ required: true }]}><Input maxLength={100} /></Form.Item>
      <Form.Item name="fault" label={say('rma.fault')} rules={[{ required: true }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
      <Form.Item name="isRemoved" valuePropName="checked"><Checkbox>{say('rma.removed')}</Checkbox></Form.Item>
    </StepDialog>
  )
}

export function SwapDialog({ ticketId, assetId, loanId, standIn, onClose, onDone }: { ticketId: string; assetId: string; loanId: string | null; standIn: string | null; onClose: () => void; onDone: (rma: Rma) => void }) {
  const say = repairIn(useLanguage())
  return (
    <StepDialog title={say('rma.swap')} endpoint={swapUnit} onClose={onClose} onDone={onDone} initial={{ newSerial: standIn ?? '' }}
      toInput={(values) => ({ ticketId, assetId, newSerial: word(values.newSerial), fault: word(values.fault), ...(loanId && word(values.newSerial) === standIn && { loanId }) })}>
      <Form.Item name="newSerial" label={say('rma.newSerial')} rules={[{ required: true }]}><Input maxLength={100} /></Form.Item>
      <Form.Item name="fault" label={say('rma.fault')} rules={[{ required: true }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
    </StepDialog>
  )
}

export function MoveDialog({ rma, step, onClose }: { rma: Rma; step: RmaStep; onClose: () => void }) {
  const say = repairIn(useLanguage())
  const travels = step === 'ship' || step === 'ship-back'
  return (
    <StepDialog title={`${rma.number} · ${say(`rmaStep.${step}`)}`} endpoint={moveRma} onClose={onClose} photosOf={rma.ticket.id} toInput={(values, attachments) => ({
      rmaId: rma.id, step, ...given('note', values.note), ...given('carrier', values.carrier), ...given('waybill', values.waybill), ...given('newSerial', values.newSerial), attachments })}>
      {travels && <Form.Item name="carrier" label={say('carrier')}><Input maxLength={100} /></Form.Item>}
      {travels && <Form.Item name="waybill" label={say('waybill')}><Input maxLength={100} /></Form.Item>}
      {step === 'replaced' && <Form.Item name="newSerial" label={say('rma.newSerial')} rules={[{ required: true }]}><Input maxLength={100} /></Form.Item>}
      <Form.Item name="note" label={step === 'diagnose' ? say('rma.finding') : say('note')} rules={step === 'diagnose' ? [{ required: true }] : []}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} /></Form.Item>
    </StepDialog>
  )
}
