import { Form, Input, Select } from 'antd'
import { unitStates } from '#domain/repair/loaner.ts'
import { createLoaner, listLoaners, updateLoaner } from '#contract/repair/loaners.ts'
import { repairIn } from '#locales/repair.ts'
import { call } from '#ui/record/ask.ts'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useLanguage } from '#ui/record/session.ts'
import type { Unit } from './loan-days.tsx'
import { word } from './step-dialog.tsx'

const text = (value: unknown) => word(value) || null
const fieldsOf = (values: Values) => ({ name: word(values.name), serial: text(values.serial), grade: word(values.grade), accessories: (values.accessories as string[] | undefined) ?? [], place: text(values.place), note: text(values.note) })
const valuesOf = (unit: Unit): Values => ({ number: unit.number, name: unit.name, serial: unit.serial, grade: unit.grade, accessories: unit.accessories, place: unit.place, note: unit.note, state: unit.state })

export function UnitDrawer({ unit, open, onClose }: { unit: Unit | null; open: boolean; onClose: () => void }) {
  const say = repairIn(useLanguage())
  const labels = { number: say('number'), name: say('name'), serial: say('serial'), grade: say('grade'), accessories: say('accessories'), place: say('place'), note: say('note'), state: say('state') }
  const fields = (
    <>
      {!unit && <Form.Item name="number" label={labels.number} rules={[{ required: true }]}><Input maxLength={60} /></Form.Item>}
      <Form.Item name="name" label={labels.name} rules={[{ required: true }]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="serial" label={labels.serial}><Input maxLength={100} /></Form.Item>
      <Form.Item name="grade" label={labels.grade} extra={say('gradeHint')} rules={[{ required: true }]}><Input maxLength={60} /></Form.Item>
      <Form.Item name="accessories" label={labels.accessories} extra={say('accessoriesHint')}><Select mode="tags" open={false} tokenSeparators={[',', '，', '、']} /></Form.Item>
      <Form.Item name="place" label={labels.place}><Input maxLength={120} /></Form.Item>
      {unit && <Form.Item name="state" label={labels.state}><Select options={unitStates.map((value) => ({ value, label: say(`unitState.${value}`) }))} /></Form.Item>}
      <Form.Item name="note" label={labels.note}><Input.TextArea autoSize maxLength={2000} /></Form.Item>
    </>
  )
  if (!unit) {
    return <RecordDrawer title={say('loaner.new')} open={open} onClose={onClose} labels={labels} endpoint={createLoaner} initial={{ accessories: [] }} toInput={(values) => ({ number: word(values.number), ...fieldsOf(values) })}>{fields}</RecordDrawer>
  }
  const patch = (version: number) => (values: Values) => ({ unitId: unit.id, version, ...fieldsOf(values), state: values.state as Unit['state'] })
  const reread = async () => {
    const fresh = (await call(listLoaners, {})).rows.find(({ id }) => id === unit.id) ?? unit
    return { values: valuesOf(fresh), toInput: patch(fresh.version) }
  }
  return <RecordDrawer title={say('loaner.edit')} open={open} onClose={onClose} labels={labels} endpoint={updateLoaner} initial={valuesOf(unit)} toInput={patch(unit.version)} reread={reread}>{fields}</RecordDrawer>
}
