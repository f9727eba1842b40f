import { Modal, Table } from 'antd'
import { shellIn } from '#locales/shell.ts'
import { useLanguage } from '#ui/record/session.ts'

export function KeyHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = shellIn(useLanguage())
  const rows = [
    { keys: 'Ctrl K', what: say('key.palette') }, { keys: '?', what: say('key.help') }, { keys: 'C', what: say('key.new') }, { keys: 'G T · G P · G H', what: say('key.go') },
    { keys: 'J · K · Enter · X', what: say('key.list') }, { keys: 'Ctrl Enter', what: say('key.save') },
  ]
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={say('keys')}>
      <Table size="small" pagination={false} showHeader={false} rowKey="keys" dataSource={rows} columns={[{ dataIndex: 'keys', render: (keys: string) => <kbd>{keys}</kbd> }, { dataIndex: 'what' }]} />
    </Modal>
  )
}
