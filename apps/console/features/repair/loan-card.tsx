// One loan and what may be done with it next.
import { Button, Checkbox, Form, Input, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#contract/endpoint.ts'
import { backConditions, loanSteps } from '#domain/repair/loaner.ts'
import type { LoanStep } from '#domain/repair/loaner.ts'
import { openSteps } from '#domain/repair/steps.ts'
import type { getLoan} from '#contract/repair/loaners.ts'
import { agreeLoan, cancelLoan, giveBackLoan, handOverLoan, printLoanAgreement } from '#contract/repair/loaners.ts'
import { readAttachment } from '#contract/ticket/endpoints.ts'
import { repairIn } from '#locales/repair.ts'
import { urlOf } from '#ui/record/ask.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'
import { LateTag, StateTag } from './state-tag.tsx'
import { given, StepDialog, word } from './step-dialog.tsx'
import './repair.css'

export type Loan = ReplyOf<typeof getLoan>
const verbs = { agree: 'agree', 'hand-over': 'handOver', 'give-back': 'giveBack', cancel: 'cancelLoan' } as const

export function LoanCard({ loan, ticket = null }: { loan: Loan; ticket?: React.ReactNode }) {
  const say = repairIn(useLanguage())
  const { moment } = useMoments()
  const mayLend = useMay('loaner.lend')
  const [step, setStep] = useState<LoanStep | null>(null)
  const steps = mayLend ? openSteps<LoanStep, Loan['state']>(loanSteps, loan.state) : []
  return (
    <div className="repair-card">
      <header>
        <StateTag of="loanState" state={loan.state} />{loan.isOverdue && <LateTag />}
        <b className="figure">{loan.number}</b>{loan.unit.number} {loan.unit.name} <Tag>{say('grade')} {loan.unit.grade}{loan.isSameGrade && ` ✓ ${say('isSameGrade')}`}</Tag>
        {loan.freeClause && <Tag>{say('freeUnder', { clause: loan.freeClause })}</Tag>}{ticket}
      </header>
      <dl className="repair-facts">
        <dt>{say('from')}</dt><dd>{moment(loan.outAt ?? loan.startsAt)} {loan.receivedBy}</dd>
        <dt>{say('dueBack')}</dt><dd>{loan.backAt ? moment(loan.backAt) : loan.dueBackAt ? moment(loan.dueBackAt) : say('untilRepaired')}</dd>
        {loan.accessories.length > 0 && <><dt>{say('accessories')}</dt><dd>{loan.accessories.filter(({ out }) => out).map(({ name }) => name).join('、') || '–'}</dd></>}
        {loan.condition && <><dt>{say('condition')}</dt><dd>{say(`condition.${loan.condition}`)} {loan.missing.length > 0 && <Tag color="red">! {say('missing', { names: loan.missing.join('、') })}</Tag>} {loan.backNote}</dd></>}
        {loan.files.length > 0 && <><dt>{say('photos')}</dt><dd>{loan.files.map((file) => <a key={file.id} href={urlOf(readAttachment, { attachmentId: file.id })} target="_blank" rel="noreferrer">{file.name} </a>)}</dd></>}
      </dl>
      <Space wrap size="small">
        {steps.map((one) => <Button key={one} size="small" type={one === 'cancel' ? 'text' : 'primary'} onClick={() => setStep(one)}>{say(verbs[one])}</Button>)}
        <a href={urlOf(printLoanAgreement, { loanId: loan.id })} target="_blank" rel="noreferrer">{say('print')}</a>
      </Space>
      {step && <LoanDialog loan={loan} step={step} onClose={() => setStep(null)} />}
    </div>
  )
}

function LoanDialog({ loan, step, onClose }: { loan: Loan; step: LoanStep; onClose: () => void }) {
  const say = repairIn(useLanguage())
  const shared = { title: `${say(verbs[step])} · ${loan.unit.number} ${loan.unit.name}`, onClose, photosOf: loan.ticket.id }
  const loanId = loan.id
  const note = <Form.Item name="note" label={say('note')}><Input.TextArea autoSize maxLength={2000} /></Form.Item>
  const list = (names: string[]) => <Form.Item name="accessories" label={say(step === 'give-back' ? 'whatCame' : 'whatWent')}><Checkbox.Group options={names} /></Form.Item>
  switch (step) {
    case 'agree': return (
      <StepDialog {...shared} endpoint={agreeLoan} toInput={(values, attachments) => ({ loanId, signedBy: word(values.signedBy), ...given('terms', values.terms), attachments })}>
        <Form.Item name="signedBy" label={say('signedBy')} rules={[{ required: true }]}><Input maxLength={100} /></Form.Item>
        <Form.Item name="terms" label={say('terms')}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} /></Form.Item>
      </StepDialog>
    )
    case 'hand-over': return (
      <StepDialog {...shared} endpoint={handOverLoan} initial={{ accessories: loan.unit.accessories, isRunning: true }} toInput={(values, attachments) => ({
        loanId, accessories: (values.accessories as string[] | undefined) ?? [], isRunning: values.isRunning === true, receivedBy: word(values.receivedBy), ...given('note', values.note), attachments })}>
        {loan.unit.accessories.length > 0 && list(loan.unit.accessories)}
        <Form.Item name="isRunning" valuePropName="checked"><Checkbox>{say('isRunning')}</Checkbox></Form.Item>
        <Form.Item name="receivedBy" label={say('receivedBy')} rules={[{ required: true }]}><Input maxLength={100} /></Form.Item>{note}
      </StepDialog>
    )
    case 'give-back': {
      const lent = loan.accessories.filter(({ out }) => out).map(({ name }) => name)
      return (
        <StepDialog {...shared} endpoint={giveBackLoan} initial={{ accessories: [], condition: 'good' }} toInput={(values, attachments) => ({
          loanId, accessories: (values.accessories as string[] | undefined) ?? [], condition: values.condition as 'good', ...given('note', values.note), attachments })}>
          {lent.length > 0 && list(lent)}
          <Form.Item name="condition" label={say('condition')}><Select options={backConditions.map((value) => ({ value, label: say(`condition.${value}`) }))} /></Form.Item>{note}
        </StepDialog>
      )
    }
    case 'cancel': return (
      <StepDialog title={shared.title} onClose={onClose} endpoint={cancelLoan} toInput={(values) => ({ loanId, reason: word(values.reason) })}>
        <Form.Item name="reason" label={say('reason')} rules={[{ required: true }]}><Input maxLength={500} /></Form.Item>
      </StepDialog>
    )
  }
}
