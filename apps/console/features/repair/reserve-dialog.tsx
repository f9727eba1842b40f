import { Form, Input, Select } from 'antd'
import { listLoaners, offerLoan } from '#contract/repair/loaners.ts'
import { repairIn } from '#locales/repair.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useLanguage } from '#ui/record/session.ts'
import { momentOf, given, StepDialog, word } from './step-dialog.tsx'

type Props = { ticketId: string; gradeClause: string | null; untilRepairedClause: string | null; freeFrom: string; onClose: () => void }

export function ReserveDialog({ ticketId, gradeClause, untilRepairedClause, freeFrom, onClose }: Props) {
  const say = repairIn(useLanguage())
  const free = useAsk(listLoaners, { freeFrom })
  const units = free.data?.rows ?? []
  const grades = [...new Set(units.map(({ grade }) => grade))]
  return (
    <StepDialog title={say('reserve')} endpoint={offerLoan} onClose={onClose} toInput={(values) => ({ ticketId, unitId: word(values.unitId), ...given('gradeOwed', values.gradeOwed), ...momentOf('dueBackAt', values.dueBackAt) })}>
      <Form.Item name="gradeOwed" label={say('gradeOwed')} extra={gradeClause && say('sameGrade', { clause: gradeClause })} rules={gradeClause ? [{ required: true }] : []}>
        <Select allowClear options={grades.map((value) => ({ value, label: value }))} aria-label={say('gradeOwed')} />
      </Form.Item>
      <Form.Item name="unitId" label={say('unit')} rules={[{ required: true }]}>
        <Select loading={free.isPending} notFoundContent={say('noUnit')} aria-label={say('chooseUnit')} showSearch={{ optionFilterProp: 'label' }}
          options={units.map((unit) => ({ value: unit.id, label: `${unit.number} ${unit.name} · ${unit.grade}${unit.place ? ` · ${unit.place}` : ''}` }))} />
      </Form.Item>
      <Form.Item name="dueBackAt" label={say('dueBack')} extra={untilRepairedClause ? say('untilRepairedClause', { clause: untilRepairedClause }) : say('untilRepaired')}><Input type="datetime-local" /></Form.Item>
    </StepDialog>
  )
}
