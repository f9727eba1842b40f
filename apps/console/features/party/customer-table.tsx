import { Button, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { deleteCustomer, restoreCustomer } from '#contract/party/endpoints.ts'
import type { CustomerRow } from '#contract/party/party.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'

export function useCustomerColumns(onOpen: (row: CustomerRow) => void, onEdit: (row: CustomerRow) => void): TableColumnsType<CustomerRow> {
  const say = customerScreensIn(useLanguage())
  const { moment } = useMoments()
  const mayWrite = useMay('customer.write')
  const remove = useAct(deleteCustomer, () => say('customer.removed'))
  const restore = useAct(restoreCustomer, () => say('customer.restored'))
  const acts = (row: CustomerRow) => (row.deletedAt
    ? <Button size="small" onClick={() => restore.mutate({ customerId: row.id })}>{say('customer.restore')}</Button>
    : (
      <>
        <Button size="small" type="link" onClick={() => onEdit(row)}>{say('screen.edit')}</Button>
        <ConfirmButton type="link" danger ask={say('customer.deleteAsk', { name: row.name })} onYes={() => remove.mutate({ customerId: row.id })}>{say('customer.delete')}</ConfirmButton>
      </>
    ))
  return [
    { title: say('customer.number'), dataIndex: 'number', width: 150, render: (number: string) => <span className="figure">{number}</span> },
    { title: say('customer.name'), render: (_, row) => (
      <>
        <a href={`#${row.id}`} onClick={(event) => { event.preventDefault(); onOpen(row) }}>{row.name}</a>
        {row.isKey && <Tag style={{ marginInlineStart: 6 }}>★ {say('customer.isKey')}</Tag>}
      </>
    ) },
    { title: say('customer.kind'), dataIndex: 'kind', width: 110, render: (kind: CustomerRow['kind']) => say(`customer.kind.${kind}`) },
    { title: say('customer.grade'), dataIndex: 'grade', width: 80 },
    { title: say('customer.taxId'), dataIndex: 'taxId', width: 180 },
    { title: say('customer.address'), dataIndex: 'address', ellipsis: true },
    { title: say('screen.createdAt'), dataIndex: 'createdAt', width: 150, render: moment },
    ...(mayWrite ? [{ title: '', width: 150, render: (_: unknown, row: CustomerRow) => acts(row) }] : []),
  ]
}
