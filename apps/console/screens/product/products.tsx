import { Button, Checkbox, Form, Input, Select, Space } from 'antd'
import { useDeferredValue, useState } from 'react'
import { createProduct, deleteProduct, listProducts, restoreProduct, updateProduct } from '#contract/product/endpoints.ts'
import type { ProductView } from '#contract/product/endpoints.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { useKept } from '#ui/record/kept.ts'
import { usePages } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)
const fieldsOf = (values: Values) => ({ code: String(values.code ?? ''), name: String(values.name ?? ''), family: text(values.family), model: text(values.model), standards: (values.standards ?? []) as string[] })

export function ProductsScreen() {
  const say = customerScreensIn(useLanguage())
  const mayWrite = useMay('product.write')
  const [q, setQ] = useKept<string>('q', '')
  const [isBin, setIsBin] = useState(false)
  const [edited, setEdited] = useState<ProductView | 'new' | null>(null)
  const sought = useDeferredValue(q.trim())
  const products = usePages(listProducts, { ...(sought ? { q: sought } : {}), ...(isBin ? { deleted: 'yes' as const } : {}) })
  const remove = useAct(deleteProduct, () => say('customer.removed'))
  const restore = useAct(restoreProduct, () => say('customer.restored'))
  const add = mayWrite && <Button type="primary" onClick={() => setEdited('new')}>{say('product.new')}</Button>
  return (
    <Screen title={say('product.list')} needs="product.read" actions={add}>
      <div className="screen-filters" role="search">
        <Input.Search allowClear style={{ width: 280 }} value={q} placeholder={say('product.search')} aria-label={say('product.search')} onChange={(event) => setQ(event.target.value)} />
        <Checkbox checked={isBin} onChange={(event) => setIsBin(event.target.checked)}>{say('customer.deleted')}</Checkbox>
      </div>
      <Rows of={products} rowKey="id" {...(mayWrite ? { onOpen: setEdited } : {})} empty={{ title: say('product.none'), action: add, isFiltered: q !== '' || isBin, onClear: () => { setQ(''); setIsBin(false) } }} columns={[
        { title: say('product.code'), width: 150, render: (_, row) => <b className="figure">{row.code}</b> },
        { title: say('product.name'), dataIndex: 'name' }, { title: say('product.family'), dataIndex: 'family' }, { title: say('product.model'), dataIndex: 'model' },
        { title: say('product.standards'), render: (_, row) => row.standards.join('、') },
        { title: say('customer.assets'), dataIndex: 'assets', width: 80, align: 'right' },
        ...(mayWrite ? [{ title: '', width: 150, render: (_: unknown, row: ProductView) => (row.deletedAt
          ? <Button size="small" onClick={() => restore.mutate({ productId: row.id })}>{say('customer.restore')}</Button>
          : (
            <Space>
              <Button size="small" type="link" onClick={() => setEdited(row)}>{say('screen.edit')}</Button>
              <ConfirmButton type="link" danger ask={say('customer.deleteAsk', { name: row.name })} onYes={() => remove.mutate({ productId: row.id })}>{say('screen.delete')}</ConfirmButton>
            </Space>
          )) }] : []),
      ]} />
      <ProductDrawer key={edited === 'new' ? 'new' : edited?.id ?? 'none'} edited={edited} onClose={() => setEdited(null)} />
    </Screen>
  )
}

function ProductDrawer({ edited, onClose }: { edited: ProductView | 'new' | null; onClose: () => void }) {
  const say = customerScreensIn(useLanguage())
  const labels = { code: say('product.code'), name: say('product.name'), family: say('product.family'), model: say('product.model'), standards: say('product.standards') }
  const product = edited === 'new' ? null : edited
  const children = (
    <>
      <Form.Item name="code" label={labels.code} rules={[{ required: true }]}><Input autoFocus maxLength={60} /></Form.Item>
      <Form.Item name="name" label={labels.name} rules={[{ required: true }]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="family" label={labels.family}><Input maxLength={100} /></Form.Item>
      <Form.Item name="model" label={labels.model}><Input maxLength={100} /></Form.Item>
      <Form.Item name="standards" label={labels.standards}><Select mode="tags" open={false} /></Form.Item>
    </>
  )
  const shared = { open: edited !== null, onClose, labels, initial: product ? { ...product } : { standards: [] }, children }
  return product
    ? <RecordDrawer {...shared} title={say('product.edit')} endpoint={updateProduct} toInput={(values) => ({ productId: product.id, ...fieldsOf(values) })} />
    : <RecordDrawer {...shared} title={say('product.new')} endpoint={createProduct} toInput={fieldsOf} />
}
