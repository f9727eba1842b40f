import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { saveView } from '#contract/ticket/endpoints.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useSay } from '#ui/ticket/say.ts'
import type { ListFilter } from './list-address.ts'
import { ticketColumns } from './ticket-table.tsx'
import type { TicketColumn } from './ticket-table.tsx'
import type { SavedView } from './view-rail.tsx'

type Values = { title: string; isShared: boolean; isPinned: boolean; columns: TicketColumn[] }
type Props = { open: boolean; filter: ListFilter; columns: readonly TicketColumn[]; onClose: () => void; onSaved: (view: SavedView) => void }

export function SaveViewDialog({ open, filter, columns, onClose, onSaved }: Props) {
  const say = useSay()
  const [form] = Form.useForm<Values>()
  const save = useAct(saveView, (view) => {
    onSaved(view)
    onClose()
    return say.ticket('view.saved', { title: view.title })
  })
  return (
    <Modal title={say.ticket('view.save')} open={open} onCancel={onClose} onOk={() => form.submit()} okText={say.screen('screen.save')} cancelText={say.screen('screen.cancel')} confirmLoading={save.isPending} destroyOnHidden>
      <Form form={form} layout="vertical" preserve={false} initialValues={{ title: '', isShared: false, isPinned: false, columns: [...columns] }} onFinish={(values: Values) => save.mutate({ ...values, filter })}>
        <Form.Item name="title" label={say.ticket('view.name')} rules={[{ required: true, whitespace: true, max: 60, message: say.ticket('act.required') }]}><Input autoFocus maxLength={60} /></Form.Item>
        <Form.Item name="isShared" valuePropName="checked" noStyle><Checkbox>{say.ticket('view.isShared')}</Checkbox></Form.Item>
        <Form.Item name="isPinned" valuePropName="checked" noStyle><Checkbox>{say.ticket('view.isPinned')}</Checkbox></Form.Item>
        <Form.Item name="columns" label={say.ticket('view.columns')} style={{ marginTop: 12 }}>
          <Select mode="multiple" options={ticketColumns.map((value) => ({ value, label: say.ticket(`ticket.${value}`) }))} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
