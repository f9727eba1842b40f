// Correcting what was written down of a ticket; what happened is corrected by facts.
import { Form, Input, Select } from 'antd'
import { editTicket, getTicket } from '#contract/ticket/endpoints.ts'
import type { TicketView } from '#contract/ticket/ticket.ts'
import { call } from '#ui/record/ask.ts'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useSay } from '#ui/ticket/say.ts'

const valuesOf = ({ title, description, callerName, callerPhone, tags }: TicketView): Values => ({ title, description, callerName: callerName ?? '', callerPhone: callerPhone ?? '', tags })
const inputOf = ({ id, version }: TicketView) => (values: Values) => ({
  ticketId: id, version, title: String(values['title']), description: String(values['description'] ?? ''), callerName: String(values['callerName'] ?? '') || null,
  callerPhone: String(values['callerPhone'] ?? '') || null, tags: (values['tags'] as string[] | undefined) ?? [],
})

export function EditTicketDrawer({ ticket, open, onClose }: { ticket: TicketView; open: boolean; onClose: () => void }) {
  const say = useSay()
  const labels = {
    title: say.ticket('ticket.title'), description: say.ticket('ticket.description'), callerName: say.ticket('reg.caller'), callerPhone: say.ticket('reg.phone'), tags: say.ticket('ticket.tags'),
  }
  const reread = async () => {
    const fresh = await call(getTicket, { ticketId: ticket.id })
    return { values: valuesOf(fresh), toInput: inputOf(fresh) }
  }
  return (
    <RecordDrawer title={`${say.ticket('panel.edit')} · ${ticket.number}`} open={open} onClose={onClose} endpoint={editTicket} initial={valuesOf(ticket)} labels={labels} toInput={inputOf(ticket)} reread={reread}>
      <Form.Item name="title" label={labels.title} rules={[{ required: true, whitespace: true, message: say.ticket('act.required') }]}><Input maxLength={300} /></Form.Item>
      <Form.Item name="description" label={labels.description}><Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} /></Form.Item>
      <Form.Item name="callerName" label={labels.callerName}><Input maxLength={100} /></Form.Item>
      <Form.Item name="callerPhone" label={labels.callerPhone}><Input type="tel" maxLength={40} /></Form.Item>
      <Form.Item name="tags" label={labels.tags}><Select mode="tags" open={false} /></Form.Item>
    </RecordDrawer>
  )
}
