import { useNavigate } from '@tanstack/react-router'
import { Input, Segmented, Select, Tree } from 'antd'
import type { TableColumnsType } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { assetKinds } from '#contract/asset/asset.ts'
import type { AssetKind, AssetRow } from '#contract/asset/asset.ts'
import { listAssets } from '#contract/asset/endpoints.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { call, keyOf, useAsk, usePages } from '#ui/record/ask.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing, Rows } from '#ui/record/states.tsx'

export type AssetFilter = { customerId?: string; siteId?: string; productId?: string; agreementId?: string }
type Props = { fixed: AssetFilter; add?: ReactNode }

/** The installed base as a list, or as the tree of what is part of what. */
export function AssetList({ fixed, add }: Props) {
  const say = customerScreensIn(useLanguage())
  const [shape, setShape] = useState<'flat' | 'tree'>('flat')
  const [q, setQ] = useState('')
  const [kind, setKind] = useState<AssetKind | null>(null)
  const [state, setState] = useState<'live' | 'deleted'>('live')
  const asked = { ...fixed, ...(useDeferredValue(q.trim()) ? { q: q.trim() } : {}), ...(kind ? { kind } : {}), ...(state === 'deleted' ? { deleted: 'yes' as const } : {}) }
  return (
    <>
      <div className="screen-filters" role="search">
        <Segmented value={shape} onChange={setShape} options={[{ value: 'flat', label: say('asset.flat') }, { value: 'tree', label: say('asset.tree') }]} />
        {shape === 'flat' && (
          <>
            <Input.Search allowClear style={{ width: 280 }} value={q} placeholder={say('asset.search')} aria-label={say('asset.search')} onChange={(event) => setQ(event.target.value)} />
            <Select<AssetKind> allowClear style={{ width: 130 }} value={kind} placeholder={say('asset.kind')} aria-label={say('asset.kind')} onChange={(value) => setKind(value ?? null)}
              options={assetKinds.map((value) => ({ value, label: say(`asset.kind.${value}`) }))} />
            <Segmented value={state} onChange={setState} options={[{ value: 'live', label: say('screen.all') }, { value: 'deleted', label: say('customer.deleted') }]} />
          </>
        )}
      </div>
      {shape === 'flat' ? <AssetTable asked={asked} add={add} onClear={() => { setQ(''); setKind(null); setState('live') }} isFiltered={q !== '' || kind !== null || state === 'deleted'} /> : <AssetTree fixed={fixed} />}
    </>
  )
}

type TableProps = { asked: AssetFilter & { q?: string; kind?: AssetKind; deleted?: 'yes' }; add?: ReactNode; isFiltered: boolean; onClear: () => void }

function AssetTable({ asked, add, isFiltered, onClear }: TableProps) {
  const say = customerScreensIn(useLanguage())
  const { day } = useMoments()
  const navigate = useNavigate()
  const assets = usePages(listAssets, asked)
  const open = (row: AssetRow) => void navigate({ to: `/assets/${row.id}` })
  const columns: TableColumnsType<AssetRow> = [
    { title: say('asset.number'), width: 150, render: (_, row) => <span className="figure">{row.number}</span> },
    { title: say('asset.name'), render: (_, row) => <a href={`/assets/${row.id}`} onClick={(event) => { event.preventDefault(); open(row) }}>{row.name}</a> },
    { title: say('asset.kind'), width: 90, render: (_, row) => say(`asset.kind.${row.kind}`) },
    { title: say('asset.serial'), dataIndex: 'serial', width: 160 },
    { title: say('asset.product'), render: (_, row) => row.product && `${row.product.name} ${row.product.model ?? ''}` },
    ...(asked.customerId ? [] : [{ title: say('asset.customer'), render: (_: unknown, row: AssetRow) => row.customer.name }]),
    { title: say('asset.site'), render: (_, row) => row.site?.name ?? '' },
    { title: say('asset.acceptedOn'), width: 110, render: (_, row) => day(row.acceptedOn) },
  ]
  return <Rows of={assets} columns={columns} rowKey="id" onOpen={open} empty={{ title: say('asset.none'), hint: say('asset.noneHint'), action: add, isFiltered, onClear }} />
}

type Node = { key: string; title: ReactNode; isLeaf: boolean; children?: Node[] }

/** Each level is read when its parent is opened. */
function AssetTree({ fixed }: { fixed: AssetFilter }) {
  const say = customerScreensIn(useLanguage())
  const client = useQueryClient()
  const navigate = useNavigate()
  const tops = useAsk(listAssets, { ...fixed, parentId: 'none', limit: 200 })
  const [grown, setGrown] = useState<Record<string, AssetRow[]>>({})
  const nodeOf = (row: AssetRow): Node => ({
    key: row.id, isLeaf: row.children === 0,
    title: <>{row.name} <span className="quiet">{say(`asset.kind.${row.kind}`)} {row.serial ?? ''}{fixed.customerId ? '' : ` · ${row.customer.name}`}</span></>,
    ...(grown[row.id] ? { children: (grown[row.id] ?? []).map(nodeOf) } : {}),
  })
  const grow = async (parentId: string) => {
    const input = { parentId, limit: 200 }
    const page = await client.fetchQuery({ queryKey: keyOf(listAssets, input), queryFn: () => call(listAssets, input) })
    setGrown((before) => ({ ...before, [parentId]: page.rows }))
  }
  return (
    <Answer of={tops}>
      {(page) => (page.rows.length === 0 ? <Nothing title={say('asset.none')} /> : (
        <Tree<Node> showLine blockNode treeData={page.rows.map(nodeOf)} loadData={(node) => grow(String(node.key))} onSelect={([key]) => { if (key) void navigate({ to: `/assets/${String(key)}` }) }} />
      ))}
    </Answer>
  )
}
