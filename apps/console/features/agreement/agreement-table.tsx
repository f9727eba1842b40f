import { useNavigate } from '@tanstack/react-router'
import { Input, Select, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { useDeferredValue } from 'react'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { agreementStates } from '#contract/agreement/agreement.ts'
import type { agreementRow } from '#contract/agreement/agreement.ts'
import { listAgreements } from '#contract/agreement/endpoints.ts'
import { adminIn } from '#locales/admin.ts'
import { useKept } from '#ui/record/kept.ts'
import { usePages } from '#ui/record/ask.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Rows } from '#ui/record/states.tsx'

type AgreementRow = z.output<typeof agreementRow>
type State = AgreementRow['state']
const marks = { draft: '✎', active: '●', ended: '○' } as const

export function AgreementStateTag({ state }: { state: State }) {
  const say = adminIn(useLanguage())
  return <Tag color={state === 'active' ? 'success' : 'default'}>{marks[state]} {say(`agreement.state.${state}`)}</Tag>
}

export function AgreementTable({ fixed, add }: { fixed: { customerId?: string; assetId?: string; planId?: string }; add?: ReactNode }) {
  const language = useLanguage()
  const say = adminIn(language)
  const { day } = useMoments()
  const navigate = useNavigate()
  const [q, setQ] = useKept<string>('q', '')
  const [state, setState] = useKept<State | null>('state', null, agreementStates)
  const agreements = usePages(listAgreements, { ...fixed, ...(useDeferredValue(q.trim()) ? { q: q.trim() } : {}), ...(state ? { state } : {}) })
  const open = (row: AgreementRow) => void navigate({ to: `/agreements/${row.id}` })
  const columns: TableColumnsType<AgreementRow> = [
    { title: say('agreement.number'), width: 160, render: (_, row) => <a className="figure" href={`/agreements/${row.id}`} onClick={(event) => { event.preventDefault(); open(row) }}>{row.number}</a> },
    { title: say('agreement.title'), dataIndex: 'title' },
    ...(fixed.customerId ? [] : [{ title: say('agreement.customer'), render: (_: unknown, row: AgreementRow) => row.customer.name }]),
    { title: say('agreement.plan'), render: (_, row) => <><b className="figure">{row.plan.code}</b> {row.plan.title[language]} <span className="quiet">v{row.plan.version}</span></> },
    { title: say('agreement.level'), dataIndex: 'level', width: 80 },
    { title: say('agreement.startsOn'), width: 110, render: (_, row) => day(row.startsOn) },
    { title: say('agreement.endsOn'), width: 110, render: (_, row) => day(row.endsOn) || say('agreement.open') },
    { title: say('agreement.overrides'), width: 90, align: 'right', render: (_, row) => row.overrides || '' },
    { title: say('agreement.state'), width: 110, render: (_, row) => <AgreementStateTag state={row.state} /> },
  ]
  return (
    <>
      <div className="screen-filters" role="search">
        <Input.Search allowClear style={{ width: 280 }} value={q} placeholder={say('agreement.search')} aria-label={say('agreement.search')} onChange={(event) => setQ(event.target.value)} />
        <Select<State> allowClear style={{ width: 130 }} value={state} placeholder={say('agreement.state')} aria-label={say('agreement.state')} onChange={(value) => setState(value ?? null)}
          options={agreementStates.map((value) => ({ value, label: say(`agreement.state.${value}`) }))} />
      </div>
      <Rows of={agreements} columns={columns} rowKey="id" onOpen={open}
        empty={{ title: say('agreement.none'), hint: say('agreement.noneHint'), action: add, isFiltered: q !== '' || state !== null, onClear: () => { setQ(''); setState(null) } }} />
    </>
  )
}
