// What a ticket costs: the rule that answers, the lines, the quote and its answer, the bill and the money.
import { Alert, Button, Tag } from 'antd'
import { useState } from 'react'
import { approveCharge, getTicketCharge, printCharge } from '#contract/charge/endpoints.ts'
import type { ChargeView, TicketCharge } from '#contract/charge/charge.ts'
import { urlOf, useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useMoments } from '#ui/record/session.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'
import { LineEditor } from './line-editor.tsx'
import { LineTable } from './line-table.tsx'
import { RuleWhy } from './rule-why.tsx'
import { AnswerDialog, BillDialog, PayDialog, QuoteDialog, ReceiptDialog } from './sheet-dialogs.tsx'
import { StateTag } from './state-tag.tsx'
import { useCharge } from './words.ts'
import './charge.css'

export function ChargePanel({ ticketId }: { ticketId: string }) {
  const asked = useAsk(getTicketCharge, { ticketId })
  return <Answer of={asked}>{(data) => <Panel ticketId={ticketId} data={data} />}</Answer>
}

function Panel({ ticketId, data }: { ticketId: string; data: TicketCharge }) {
  const { say } = useCharge()
  const [isEditing, setEditing] = useState(false)
  const { sheet, priceList, currency } = data
  if (currency === null) return <Nothing title={say('noPlan')} />
  const mayEdit = data.may.write && priceList !== null && (!sheet || sheet.verbs.includes('change'))
  return (
    <section>
      <RuleWhy steps={data.steps} facts={data.facts} titles={data.titles} verdict={data.verdict} />
      {priceList === null && <Alert type="warning" showIcon title={say('noList')} />}
      {isEditing && priceList
        ? <LineEditor ticketId={ticketId} priceListId={priceList.id} currency={currency} extras={data.extras} sheet={sheet} onDone={() => setEditing(false)} />
        : sheet ? <Sheet sheet={sheet} mayWrite={data.may.write} mayApprove={data.may.approve} onEdit={mayEdit ? () => setEditing(true) : null} />
          : <Nothing title={say('none')} hint={say('noneHint')} action={mayEdit && <Button type="primary" onClick={() => setEditing(true)}>{say('edit')}</Button>} />}
    </section>
  )
}

type Dialog = 'quote' | 'answer' | 'bill' | 'pay' | { paymentId: string } | null

function Sheet({ sheet, mayWrite, mayApprove, onEdit }: { sheet: ChargeView; mayWrite: boolean; mayApprove: boolean; onEdit: (() => void) | null }) {
  const { say } = useCharge()
  const [dialog, setDialog] = useState<Dialog>(null)
  const approve = useAct(approveCharge, () => say('done'))
  const close = () => setDialog(null)
  const mayBill = sheet.verbs.includes('bill') || ((!sheet.consentFirst || sheet.gross === 0) && (sheet.state === 'draft' || sheet.state === 'quoted'))
  const waits = sheet.needsApproval && sheet.approvedBy === null
  return (
    <>
      <Head sheet={sheet} waits={waits} />
      <LineTable sheet={sheet} showCost />
      <div className="charge-actions">
        {onEdit && <Button onClick={onEdit}>{say('edit')}</Button>}
        {waits && mayApprove && sheet.state === 'draft' && <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate({ chargeId: sheet.id })}>{say('approve')}</Button>}
        {mayWrite && sheet.verbs.includes('quote') && <Button type="primary" disabled={waits} onClick={() => setDialog('quote')}>{say('quote')}</Button>}
        {mayWrite && sheet.verbs.includes('answer') && <Button type="primary" onClick={() => setDialog('answer')}>{say('sign')}</Button>}
        {mayWrite && mayBill && <Button disabled={waits} onClick={() => setDialog('bill')}>{say('bill')}</Button>}
        {mayWrite && sheet.verbs.includes('pay') && <Button type="primary" onClick={() => setDialog('pay')}>{say('pay')}</Button>}
        <Button href={urlOf(printCharge, { chargeId: sheet.id, what: 'quote' })} target="_blank">{say('printQuote')}</Button>
        {sheet.payments.length > 0 && <Button href={urlOf(printCharge, { chargeId: sheet.id, what: 'receipt' })} target="_blank">{say('printReceipt')}</Button>}
      </div>
      <History sheet={sheet} onReceipt={mayWrite ? (paymentId) => setDialog({ paymentId }) : null} />
      <SheetDialog sheet={sheet} dialog={dialog} onClose={close} />
    </>
  )
}

function Head({ sheet, waits }: { sheet: ChargeView; waits: boolean }) {
  const { say, money } = useCharge()
  return (
    <div className="charge-head">
      <strong>{sheet.number}</strong><StateTag state={sheet.state} /><span className="quiet">{say('version', { n: sheet.version })} · {sheet.priceList.code} v{sheet.priceList.version}</span>
      {sheet.consentFirst && <Tag>{say('consentFirst')}</Tag>}{sheet.receiptNeeded && <Tag>{say('receiptNeeded')}</Tag>}
      {waits && <Tag color="orange">! {say('needsApproval')}</Tag>}{sheet.approvedBy && <Tag color="green">✓ {say('approvedBy', { name: sheet.approvedBy })}</Tag>}
      <span className="total figure">{money(sheet.gross, sheet.currency)}</span>
    </div>
  )
}

function SheetDialog({ sheet, dialog, onClose }: { sheet: ChargeView; dialog: Dialog; onClose: () => void }) {
  switch (dialog) {
    case null: return null
    case 'quote': return <QuoteDialog sheet={sheet} onClose={onClose} />
    case 'answer': return <AnswerDialog sheet={sheet} onClose={onClose} />
    case 'bill': return <BillDialog sheet={sheet} onClose={onClose} />
    case 'pay': return <PayDialog sheet={sheet} onClose={onClose} />
    default: return <ReceiptDialog sheet={sheet} paymentId={dialog.paymentId} onClose={onClose} />
  }
}

function History({ sheet, onReceipt }: { sheet: ChargeView; onReceipt: ((paymentId: string) => void) | null }) {
  const { say, words, money } = useCharge()
  const { moment, day } = useMoments()
  return (
    <>
      {sheet.quotes.length > 0 && <><h4>{say('versions')}</h4><ul className="charge-steps">{sheet.quotes.map((quote) => (
        <li key={quote.version}>{say('version', { n: quote.version })} · {money(quote.gross, sheet.currency)} · {words.quoteStates[quote.state]} <span className="quiet">{moment(quote.sentAt)} · {say('validUntil', { day: day(quote.validUntil) })}
          {quote.decidedAt && <> · {say('answered', { name: quote.decidedBy ?? '', day: moment(quote.decidedAt) })} {say(quote.byLink ? 'byLink' : 'bySign')}</>}{quote.reason && ` · ${quote.reason}`}</span></li>
      ))}</ul></>}
      {sheet.payments.length > 0 && <><h4>{say('payments')} <span className="quiet">{say('paid')} {money(sheet.paid, sheet.currency)} / {money(sheet.gross, sheet.currency)}</span></h4><ul className="charge-steps">{sheet.payments.map((payment) => (
        <li key={payment.id}>{money(payment.amount, sheet.currency)} · {words.methods[payment.method]} · {moment(payment.paidAt)} · {payment.receiptNumber ?? <><Tag color="orange">! {say('noReceipt')}</Tag>{onReceipt && <Button size="small" onClick={() => onReceipt(payment.id)}>{say('receipt')}</Button>}</>}</li>
      ))}</ul></>}
    </>
  )
}
