import { Form, Input, Select } from 'antd'
import type { z } from 'zod'
import { createShift, updateShift } from '#contract/people/roster.ts'
import type { shiftView } from '#contract/people/roster.ts'
import { adminIn } from '#locales/admin.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { Pick } from '#ui/record/pick.tsx'
import type { Choice } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useMe } from '#ui/record/session.ts'
import { findPeople } from './person-drawer.tsx'
import { fromWallClock, wallClock } from './week.ts'

type Shift = z.output<typeof shiftView>
type Props = { edited: Shift | { day: string } | null; roster: string; rosters: readonly Choice[]; onClose: () => void; onRemove: (shiftId: string) => void }

export function ShiftDrawer({ edited, roster, rosters, onClose, onRemove }: Props) {
  const { language, org: { zone } } = useMe()
  const say = adminIn(language)
  const shift = edited && 'id' in edited ? edited : null
  const day = edited && 'day' in edited ? edited.day : ''
  const labels = { roster: say('roster.roster'), personId: say('roster.person'), startsAt: say('roster.from'), endsAt: say('roster.until'), note: say('agreement.body') }
  const fields = (values: Values) => ({
    roster: String(values.roster), personId: String(values.personId ?? ''), startsAt: fromWallClock(String(values.startsAt), zone), endsAt: fromWallClock(String(values.endsAt), zone),
    note: typeof values.note === 'string' && values.note.trim() !== '' ? values.note.trim() : null,
  })
  const children = (
    <>
      <Form.Item name="roster" label={labels.roster} rules={[{ required: true }]}><Select options={[...rosters]} /></Form.Item>
      <Form.Item name="personId" label={labels.personId} rules={[{ required: true }]}><Pick label={labels.personId} findKey="people" find={findPeople} allowClear={false} known={shift ? [{ value: shift.person.id, label: shift.person.name }] : []} /></Form.Item>
      <Form.Item name="startsAt" label={labels.startsAt} rules={[{ required: true }]}><Input type="datetime-local" /></Form.Item>
      <Form.Item name="endsAt" label={labels.endsAt} rules={[{ required: true }]}><Input type="datetime-local" /></Form.Item>
      <Form.Item name="note" label={labels.note}><Input.TextArea autoSize maxLength={500} /></Form.Item>
      {shift && <ConfirmButton danger size="middle" ask={say('roster.removeAsk')} onYes={() => onRemove(shift.id)}>{say('screen.remove')}</ConfirmButton>}
    </>
  )
  const shared = { open: edited !== null, onClose, labels, children }
  return shift
    ? <RecordDrawer {...shared} title={say('roster.editShift')} endpoint={updateShift} toInput={(values) => ({ shiftId: shift.id, ...fields(values) })}
        initial={{ ...shift, personId: shift.person.id, startsAt: wallClock(shift.startsAt, zone), endsAt: wallClock(shift.endsAt, zone) }} />
    : <RecordDrawer {...shared} title={say('roster.addShift')} endpoint={createShift} toInput={fields} initial={{ roster, startsAt: `${day}T09:00`, endsAt: `${day}T18:00` }} />
}
