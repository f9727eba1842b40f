import { Button, Form, Input, List, Tag } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { delegate, endDelegation, listDelegations, listSeats, setSeat } from '#contract/approval/endpoints.ts'
import type { seatView } from '#contract/approval/approval.ts'
import { approvalIn, seatName } from '#locales/approval.ts'
import { useAsk } from '#ui/record/ask.ts'
import { Pick, PickMany } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMe, useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { findPeople } from '../../features/people/person-drawer.tsx'

type Seat = z.output<typeof seatView>

export function SeatsScreen() {
  const language = useLanguage()
  const say = approvalIn(language)
  const mayWrite = useMay('people.write')
  const mayDecide = useMay('approval.decide')
  const [edited, setEdited] = useState<Seat | null>(null)
  const [isLending, setLending] = useState(false)
  const seats = useAsk(listSeats, {})
  const open = mayWrite ? { onOpen: setEdited } : {}
  return (
    <Screen title={say('seat.list')} needs="approval.read" actions={mayDecide && <Button onClick={() => setLending(true)}>{say('lend.new')}</Button>}>
      <Standing />
      <Rows of={{ ...seats, rows: seats.data?.rows ?? [] }} rowKey="seat" {...open} empty={{ title: say('seat.none') }} columns={[
        { title: say('seat'), width: 220, render: (_, row) => <b>{seatName(language, row.seat)}</b> },
        { title: say('seat.holders'), render: (_, row) => row.isOutside ? <Tag>{say('seat.outside')}</Tag> : row.holders.length > 0 ? row.holders.map(({ name }) => name).join('、') : <Tag color="orange">! {say('seat.gap')}</Tag> },
        { title: say('seat.clauses'), render: (_, row) => row.clauses.map((clause) => <Tag key={clause}>{clause}</Tag>) },
        { title: '', width: 120, render: (_, row) => mayWrite && !row.isOutside && <Button type="link" size="small" onClick={() => setEdited(row)}>{say('seat.edit')}</Button> },
      ]} />
      <RecordDrawer key={edited?.seat ?? 'none'} open={edited !== null} onClose={() => setEdited(null)} title={edited ? seatName(language, edited.seat) : ''} endpoint={setSeat}
        labels={{ personIds: say('seat.holders') }} initial={{ personIds: edited?.holders.map(({ id }) => id) ?? [] }} toInput={(values) => ({ seat: edited?.seat ?? '', personIds: (values.personIds ?? []) as string[] })}>
        <Form.Item name="personIds" label={say('seat.holders')}><PickMany label={say('seat.holders')} findKey="people" find={findPeople} known={(edited?.holders ?? []).map(({ id, name }) => ({ value: id, label: name }))} /></Form.Item>
      </RecordDrawer>
      <RecordDrawer open={isLending} onClose={() => setLending(false)} title={say('lend.new')} endpoint={delegate} initial={{}}
        labels={{ toId: say('lend.to'), startsAt: say('lend.from'), endsAt: say('lend.until'), reason: say('reason') }}
        toInput={(values) => ({ toId: String(values.toId ?? ''), startsAt: isoOf(values.startsAt), endsAt: isoOf(values.endsAt), reason: String(values.reason ?? '') })}>
        <Form.Item name="toId" label={say('lend.to')} rules={[{ required: true }]}><Pick label={say('lend.to')} findKey="people" find={findPeople} /></Form.Item>
        <Form.Item name="startsAt" label={say('lend.from')} rules={[{ required: true }]}><Input type="datetime-local" /></Form.Item>
        <Form.Item name="endsAt" label={say('lend.until')} rules={[{ required: true }]}><Input type="datetime-local" /></Form.Item>
        <Form.Item name="reason" label={say('reason')} rules={[{ required: true }]}><Input maxLength={500} /></Form.Item>
      </RecordDrawer>
    </Screen>
  )
}

const isoOf = (value: unknown) => new Date(String(value)).toISOString()

function Standing() {
  const say = approvalIn(useLanguage())
  const me = useMe()
  const { moment } = useMoments()
  const lent = useAsk(listDelegations, {})
  const end = useAct(endDelegation)
  const rows = lent.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <List size="small" header={<b>{say('lend')}</b>} dataSource={rows} renderItem={(row) => (
      <List.Item {...(row.from.id === me.person.id ? { actions: [<Button key="end" size="small" onClick={() => end.mutate({ delegationId: row.id })}>{say('lend.end')}</Button>] } : {})}>
        {say('lend.line', { to: row.to.name, from: row.from.name })} <span className="quiet">{moment(row.startsAt)} – {moment(row.endsAt)} {row.reason}</span>
      </List.Item>
    )} />
  )
}
