// The dialogs of a sheet: send, answer in person, bill, take money, give the receipt.
import { Checkbox, Form, Input, InputNumber, Modal, Select, Typography } from 'antd'
import { useState } from 'react'
import { answerCharge, billCharge, payCharge, quoteCharge, receiptPayment } from '#contract/charge/endpoints.ts'
import type { ChargeView } from '#contract/charge/charge.ts'
import { invoiceForms } from '#domain/charging/buyer.ts'
import type { Buyer, InvoiceForm } from '#domain/charging/buyer.ts'
import { useAct } from '#ui/record/refusal.ts'
import { SignaturePad } from './signature-pad.tsx'
import { fromMinor, toMinor, useCharge } from './words.ts'

type Props = { sheet: ChargeView; onClose: () => void }

export function QuoteDialog({ sheet, onClose }: Props) {
  const { say } = useCharge()
  const [validDays, setDays] = useState(14)
  const [link, setLink] = useState<string | null>(null)
  const send = useAct(quoteCharge, (reply) => { setLink(reply.link); return say('quoted') })
  return (
    <Modal open title={say('quote')} onCancel={onClose} okText={say(link ? 'done' : 'quote')} cancelText={say('cancel')} confirmLoading={send.isPending} onOk={() => (link ? onClose() : send.mutate({ chargeId: sheet.id, validDays }))}>
      {link ? <><div className="quiet">{say('linkHint')}</div><Typography.Paragraph copyable={{ text: link }} style={{ overflowWrap: 'anywhere' }}>{link}</Typography.Paragraph></>
        : <label>{say('validDays')} <InputNumber min={1} max={365} value={validDays} onChange={(value) => setDays(value ?? 14)} /></label>}
    </Modal>
  )
}

export function AnswerDialog({ sheet, onClose }: Props) {
  const { say, money } = useCharge()
  const [name, setName] = useState('')
  const [yes, setYes] = useState(true)
  const [reason, setReason] = useState('')
  const [signature, setSignature] = useState<string | null>(null)
  const answer = useAct(answerCharge, () => { onClose(); return say('done') })
  const isReady = name.trim() !== '' && signature !== null && (yes || reason.trim() !== '')
  return (
    <Modal open title={`${say('sign')} · ${money(sheet.gross, sheet.currency)}`} onCancel={onClose} okText={say(yes ? 'accept' : 'refuse')} cancelText={say('cancel')} okButtonProps={{ disabled: !isReady }} confirmLoading={answer.isPending}
      onOk={() => signature && answer.mutate({ chargeId: sheet.id, version: sheet.version, yes, name: name.trim(), signature, ...(reason.trim() && { reason: reason.trim() }) })}>
      <Form layout="vertical" component="div">
        <Form.Item label={say('name')} required><Input value={name} onChange={({ target }) => setName(target.value)} maxLength={100} aria-label={say('name')} /></Form.Item>
        <Select value={yes} onChange={setYes} options={[{ value: true, label: say('accept') }, { value: false, label: say('refuse') }]} style={{ width: 140, marginBottom: 12 }} aria-label={say('state')} />
        {!yes && <Form.Item label={say('refuseReason')} required><Input.TextArea value={reason} onChange={({ target }) => setReason(target.value)} maxLength={1000} /></Form.Item>}
        <SignaturePad onChange={setSignature} />
      </Form>
    </Modal>
  )
}

const fields: Readonly<Record<InvoiceForm, readonly ('title' | 'taxId' | 'carrier' | 'address' | 'bank')[]>> = {
  'receipt': ['title'], 'tw-b2b': ['title', 'taxId'], 'tw-b2c': ['carrier'], 'cn-ordinary': ['title', 'taxId'], 'cn-special': ['title', 'taxId', 'address', 'bank'],
}

export function BillDialog({ sheet, onClose }: Props) {
  const { say, words } = useCharge()
  const [buyer, setBuyer] = useState<Buyer>({ form: 'receipt', title: sheet.customer.name })
  const bill = useAct(billCharge, () => { onClose(); return say('done') })
  const forms = invoiceForms.filter((form) => form === 'receipt' || form.startsWith(sheet.currency === 'TWD' ? 'tw' : 'cn'))
  const given = fields[buyer.form].flatMap((field) => (buyer[field]?.trim() ? [[field, buyer[field].trim()]] : []))
  return (
    <Modal open title={say('bill')} onCancel={onClose} okText={say('bill')} cancelText={say('cancel')} confirmLoading={bill.isPending} onOk={() => bill.mutate({ chargeId: sheet.id, buyer: { form: buyer.form, ...Object.fromEntries(given) } })}>
      <Form layout="vertical" component="div">
        <Form.Item label={say('form')}><Select value={buyer.form} onChange={(form) => setBuyer({ ...buyer, form })} options={forms.map((form) => ({ value: form, label: words.forms[form] }))} aria-label={say('form')} /></Form.Item>
        {fields[buyer.form].map((field) => <Form.Item key={field} label={say(field)}><Input value={buyer[field] ?? ''} onChange={({ target }) => setBuyer({ ...buyer, [field]: target.value })} maxLength={200} aria-label={say(field)} /></Form.Item>)}
      </Form>
    </Modal>
  )
}

const methods = ['cash', 'transfer', 'card', 'mobile', 'offset'] as const

export function PayDialog({ sheet, onClose }: Props) {
  const { say, words, money } = useCharge()
  const open = sheet.gross - sheet.paid
  const [amount, setAmount] = useState(fromMinor(open, sheet.currency))
  const [method, setMethod] = useState<(typeof methods)[number]>('transfer')
  const [isReceipted, setReceipted] = useState(true)
  const [number, setNumber] = useState('')
  const pay = useAct(payCharge, () => { onClose(); return say('done') })
  const send = () => pay.mutate({ chargeId: sheet.id, amount: toMinor(amount, sheet.currency), method, ...(isReceipted && { receipt: number.trim() ? { number: number.trim() } : {} }) })
  return (
    <Modal open title={`${say('pay')} · ${say('open')} ${money(open, sheet.currency)}`} onCancel={onClose} okText={say('pay')} cancelText={say('cancel')} confirmLoading={pay.isPending} onOk={send}>
      <Form layout="vertical" component="div">
        <Form.Item label={say('amount')}><InputNumber min={0} value={amount} onChange={(value) => setAmount(value ?? 0)} style={{ width: '100%' }} aria-label={say('amount')} /></Form.Item>
        <Form.Item label={say('method')}><Select value={method} onChange={setMethod} options={methods.map((value) => ({ value, label: words.methods[value] }))} aria-label={say('method')} /></Form.Item>
        <Checkbox checked={isReceipted} onChange={({ target }) => setReceipted(target.checked)}>{say('receiptNow')}</Checkbox>
        {isReceipted && <Form.Item label={say('receiptNumber')} extra={sheet.bill?.form === 'receipt' ? say('receiptAuto') : null}><Input value={number} onChange={({ target }) => setNumber(target.value.toUpperCase())} maxLength={40} aria-label={say('receiptNumber')} /></Form.Item>}
      </Form>
    </Modal>
  )
}

export function ReceiptDialog({ sheet, paymentId, onClose }: Props & { paymentId: string }) {
  const { say } = useCharge()
  const [number, setNumber] = useState('')
  const give = useAct(receiptPayment, () => { onClose(); return say('done') })
  return (
    <Modal open title={say('receipt')} onCancel={onClose} okText={say('receipt')} cancelText={say('cancel')} confirmLoading={give.isPending} onOk={() => give.mutate({ chargeId: sheet.id, paymentId, ...(number.trim() && { number: number.trim() }) })}>
      <Input value={number} onChange={({ target }) => setNumber(target.value.toUpperCase())} placeholder={sheet.bill?.form === 'receipt' ? say('receiptAuto') : say('receiptNumber')} maxLength={40} aria-label={say('receiptNumber')} />
    </Modal>
  )
}
