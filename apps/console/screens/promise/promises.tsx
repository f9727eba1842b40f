import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select, Tabs, Tag } from 'antd'
import { useDeferredValue, useState } from 'react'
import { listCustomers } from '#contract/party/endpoints.ts'
import { listPlans } from '#contract/plan/endpoints.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { useMay } from '#ui/record/session.ts'
import { Screen } from '#ui/record/states.tsx'
import { useSay } from '#ui/ticket/say.ts'
import { PromiseTable } from '../../features/promise/promise-table.tsx'
import { ClauseTable, CustomerTable } from '../../features/promise/summary-tables.tsx'
import '../../features/ticket/ticket.css'

const states = { soon: 'open', 'at-risk': 'at-risk', overdue: 'overdue', broken: 'broken', all: undefined } as const
const tabs = ['soon', 'at-risk', 'overdue', 'broken', 'all', 'byClause', 'byCustomer'] as const
type Tab = (typeof tabs)[number]
type Search = { tab?: Tab; plan?: string; clause?: string; customer?: string; days?: number }
type Go = (to: { to: string; search?: Search; replace?: boolean }) => Promise<void>
const findCustomers = async (q: string) => (await call(listCustomers, { ...(q ? { q } : {}), limit: 20 })).rows.map(({ id, name }) => ({ value: id, label: name }))
const dayLong = 86_400_000

export function PromisesScreen() {
  const say = useSay()
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate() as unknown as Go
  const [typed, setTyped] = useState('')
  const [opened] = useState(() => Date.now())
  const q = useDeferredValue(typed.trim())
  const tab = search.tab && tabs.includes(search.tab) ? search.tab : 'soon'
  const set = (patch: Partial<Record<keyof Search, string | number | undefined>>) => void navigate({ to: '.', replace: true, search: Object.fromEntries(Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined)) as Search })
  const period = search.days ? { from: new Date(opened - search.days * dayLong).toISOString() } : {}
  const filter = {
    ...(search.plan ? { plan: search.plan } : {}), ...(search.clause ? { clause: search.clause } : {}), ...(search.customer ? { customerId: search.customer } : {}), ...(q ? { q } : {}), ...period,
  }
  const shown = (key: Tab) => {
    if (key === 'byClause') return <ClauseTable plan={search.plan} period={period} onClause={(clause) => set({ tab: 'all', clause })} />
    if (key === 'byCustomer') return <CustomerTable period={period} onCustomer={({ id }) => set({ tab: 'all', customer: id })} />
    const state = states[key]
    return (
      <PromiseTable filter={{ ...filter, ...(state ? { state } : {}) }} onOpen={(promiseId) => void navigate({ to: `/promises/${promiseId}` })} onSubject={({ subjectKind, subjectId }) => void navigate({ to: `/${subjectKind}s/${subjectId}` })}
        onClear={() => { setTyped(''); void navigate({ to: '.', replace: true, search: { tab: key } }) }} />
    )
  }
  return (
    <Screen title={say.promise('promise.title')} needs="promise.read">
      <div className="screen-filters" role="search">
        <Input allowClear style={{ width: 230 }} value={typed} placeholder={say.promise('board.search')} aria-label={say.promise('board.search')} onChange={(event) => setTyped(event.target.value)} />
        <span className="quiet">{say.promise('promise.customer')}</span><div style={{ width: 200 }}><Pick label={say.promise('promise.customer')} findKey="customers" find={findCustomers} value={search.customer ?? null} onChange={(customer) => set({ customer: customer ?? undefined })} /></div>
        <PlanSelect value={search.plan} onChange={(plan) => set({ plan })} />
        <Select allowClear style={{ width: 130 }} value={search.days ?? null} placeholder={say.promise('board.everything')} aria-label={say.promise('board.period')} options={[7, 30, 90, 365].map((n) => ({ value: n, label: say.promise('board.days', { n }) }))} onChange={(days) => set({ days: days ?? undefined })} />
        {search.clause && <Tag closable onClose={() => set({ clause: undefined })}>{say.promise('promise.clause')} {search.clause}</Tag>}
        {Object.keys(filter).length > 0 && <Button type="text" onClick={() => { setTyped(''); void navigate({ to: '.', replace: true, search: { tab } }) }}>{say.screen('screen.clear')}</Button>}
      </div>
      <Tabs activeKey={tab} destroyOnHidden onChange={(next) => set({ tab: next })} items={tabs.map((key) => ({ key, label: say.promise(`board.${key}`), children: shown(key) }))} />
    </Screen>
  )
}

function PlanSelect({ value, onChange }: { value: string | undefined; onChange: (plan: string | undefined) => void }) {
  const say = useSay()
  const mayRead = useMay('plan.read')
  const plans = useAsk(listPlans, {}, { enabled: mayRead })
  if (!mayRead) return null
  return (
    <Select allowClear style={{ width: 190 }} value={value ?? null} placeholder={say.promise('board.allPlans')} aria-label={say.promise('promise.plan')} showSearch={{ optionFilterProp: 'label' }}
      options={(plans.data?.rows ?? []).map((plan) => ({ value: plan.code, label: `${plan.code} ${plan.title[say.language]}` }))} onChange={(next) => onChange(next ?? undefined)} />
  )
}
