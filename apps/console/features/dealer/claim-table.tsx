import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, Grid, Input, Segmented, Select, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { ReactNode } from 'react'
import { exportClaims, listClaims } from '#contract/dealer/claims.ts'
import type { ClaimRow } from '#contract/dealer/claim.ts'
import { claimLinks, claimStates } from '#domain/settlement/claim.ts'
import type { ClaimLink, ClaimState } from '#domain/settlement/claim.ts'
import { urlOf, usePages } from '#ui/record/ask.ts'
import { useMoments } from '#ui/record/session.ts'
import { Answer, Nothing, Rows } from '#ui/record/states.tsx'
import { money, useDealerWords } from './words.ts'
import './dealer.css'

const colours: Readonly<Record<ClaimState, string>> = { open: 'processing', refused: 'error', settled: 'success', reversed: 'warning', withdrawn: 'default' }

export function StateTag({ state }: { state: ClaimState }) {
  const say = useDealerWords()
  return <Tag color={colours[state]}>{say(`claim.state.${state}`)}</Tag>
}

type Filter = { state?: ClaimState; next?: ClaimLink; q?: string }

/** Claims of one dealer, or of all: a table at the desk, cards on a phone. */
export function ClaimTable({ dealerId, add }: { dealerId?: string; add?: ReactNode }) {
  const say = useDealerWords()
  const [filter, setFilter] = useState<Filter>({})
  const q = useDeferredValue(filter.q?.trim() ?? '')
  const asked = { ...(dealerId ? { dealerId } : {}), ...(filter.state ? { state: filter.state } : {}), ...(filter.next ? { next: filter.next } : {}), ...(q ? { q } : {}) }
  const claims = usePages(listClaims, asked)
  const isPhone = Grid.useBreakpoint().md === false
  const empty = { title: say('claim.none'), hint: say('claim.noneHint'), action: add, isFiltered: Object.values(filter).some(Boolean), onClear: () => setFilter({}) }
  return (
    <>
      <div className="screen-filters" role="search">
        <Segmented<ClaimState | 'all'> value={filter.state ?? 'all'} onChange={(state) => setFilter(({ state: _, ...rest }) => (state === 'all' ? rest : { ...rest, state }))}
          options={[{ value: 'all', label: say('statement.all') }, ...claimStates.filter((state) => state !== 'withdrawn').map((state) => ({ value: state, label: say(`claim.state.${state}`) }))]} />
        <Select<ClaimLink> allowClear style={{ width: 180 }} value={filter.next ?? null} placeholder={say('claim.next')} aria-label={say('claim.next')} onChange={(next: ClaimLink | undefined) => setFilter(({ next: _, ...rest }) => (next ? { ...rest, next } : rest))}
          options={claimLinks.map((value) => ({ value, label: say(`link.${value}`) }))} />
        <Input.Search allowClear style={{ width: 260 }} value={filter.q ?? ''} placeholder={say('claim.search')} aria-label={say('claim.search')} onChange={(event) => setFilter((before) => ({ ...before, q: event.target.value }))} />
        <Exports to={(format) => urlOf(exportClaims, { ...asked, format })} />
      </div>
      {isPhone ? <ClaimCards of={claims} empty={empty} /> : <ClaimRows of={claims} empty={empty} showDealer={!dealerId} />}
    </>
  )
}

export function Exports({ to }: { to: (format: 'csv' | 'xlsx') => string }) {
  return <Dropdown menu={{ items: [{ key: 'csv', label: 'CSV' }, { key: 'xlsx', label: 'Excel (XLSX)' }], onClick: ({ key }) => { location.href = to(key as 'csv' | 'xlsx') } }}><Button>CSV / XLSX ▾</Button></Dropdown>
}

type Listed = { of: ReturnType<typeof usePages<typeof listClaims>>; empty: Parameters<typeof Nothing>[0] }

function ClaimRows({ of, empty, showDealer }: Listed & { showDealer: boolean }) {
  const say = useDealerWords()
  const { day } = useMoments()
  const navigate = useNavigate()
  const open = (row: ClaimRow) => void navigate({ to: `/claims/${row.id}` })
  const columns: TableColumnsType<ClaimRow> = [
    { title: say('claim.number'), width: 170, render: (_, row) => <a className="figure" href={`/claims/${row.id}`} onClick={(event) => { event.preventDefault(); open(row) }}>{row.number}</a> },
    ...(showDealer ? [{ title: say('claim.dealer'), render: (_: unknown, row: ClaimRow) => row.dealer?.name ?? say(`claimant.${row.claimant}`) }] : []),
    { title: say('claim.serial'), render: (_, row) => <>{row.serial} <span className="quiet">{row.product}</span></> },
    { title: say('claim.recordNumber'), dataIndex: 'recordNumber' },
    { title: say('claim.repairedOn'), width: 110, render: (_, row) => day(row.repairedOn) },
    { title: say('claim.amount'), align: 'right', width: 120, render: (_, row) => <span className="figure">{money(row.amount, row.currency)}</span> },
    { title: say('claim.approved'), align: 'right', width: 120, render: (_, row) => <span className="figure">{money(row.approved, row.currency)}</span> },
    { title: say('claim.state'), width: 120, render: (_, row) => <StateTag state={row.state} /> },
    { title: say('claim.next'), width: 150, render: (_, row) => (row.nextLink ? say(`link.${row.nextLink}`) : '') },
  ]
  return <Rows of={of} columns={columns} rowKey="id" onOpen={open} empty={empty} />
}

function ClaimCards({ of, empty }: Listed) {
  const say = useDealerWords()
  const navigate = useNavigate()
  return (
    <Answer of={{ ...of, data: of.isPending ? undefined : of.rows }}>
      {(rows) => (rows.length === 0 ? <Nothing {...empty} /> : (
        <ul className="dealer-cards">
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" onClick={() => void navigate({ to: `/claims/${row.id}` })}>
                <span><b className="figure">{row.number}</b> <StateTag state={row.state} /></span>
                <span>{row.serial} {row.product}</span>
                <span className="quiet">{row.nextLink ? `→ ${say(`link.${row.nextLink}`)}` : ''} <b className="figure">{money(row.approved ?? row.amount, row.currency)}</b></span>
              </button>
            </li>
          ))}
        </ul>
      ))}
    </Answer>
  )
}
