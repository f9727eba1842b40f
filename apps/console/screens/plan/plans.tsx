import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Select, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { listPlans } from '#contract/plan/endpoints.ts'
import type { planRow } from '#contract/plan/view.ts'
import { libraryIn } from '#locales/library.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { NewPlanDialog } from '../../features/plan/plan-dialogs.tsx'
import { PlanStateTag } from '../../features/plan/plan-state.tsx'
import '../../features/plan/plan.css'

type PlanRow = z.output<typeof planRow>

export function PlansScreen() {
  const language = useLanguage()
  const say = libraryIn(language)
  const navigate = useNavigate()
  const mayWrite = useMay('plan.write')
  const [sought, setSought] = useState('')
  const [trade, setTrade] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const plans = useAsk(listPlans, {})
  const all = plans.data?.rows ?? []
  const rows = useMemo(() => all.filter((plan) => (!trade || plan.trade[language] === trade) && says(plan, sought)), [all, trade, sought, language])
  const trades = [...new Set(all.map((plan) => plan.trade[language]))].map((value) => ({ value, label: value }))
  const shown = (plan: PlanRow) => plan.activeVersionId ?? plan.versions[0]?.id
  const open = (plan: PlanRow) => { const id = shown(plan); if (id) void navigate({ to: `/plans/${id}` }) }
  const add = mayWrite && <Button type="primary" onClick={() => setAdding(true)}>{say('plan.new')}</Button>
  const columns: TableColumnsType<PlanRow> = [
    { title: say('plan.code'), dataIndex: 'code', width: 84, sorter: (a, b) => a.code.localeCompare(b.code), render: (code: string) => <b className="figure">{code}</b> },
    { title: say('plan.title'), width: '27%', render: (_, plan) => (
      <a href={`/plans/${shown(plan) ?? ''}`} onClick={(event) => { event.preventDefault(); open(plan) }}>{plan.title[language]}</a>
    ) },
    { title: say('plan.trade'), width: '15%', render: (_, plan) => plan.trade[language] },
    { title: say('plan.summary'), render: (_, plan) => <span className="plan-row-summary" title={plan.summary[language]}>{plan.summary[language]}</span> },
    { title: say('plan.versions'), width: 130, render: (_, plan) => plan.versions.slice(0, 3).map((version) => <div key={version.id}>{say('plan.versionN', { n: version.version })} <PlanStateTag state={version.state} /></div>) },
    { title: say('plan.openValues'), width: 92, align: 'right', sorter: (a, b) => a.openValues - b.openValues, render: (_, plan) => (plan.openValues > 0 ? <Tag color="warning">◌ {plan.openValues}</Tag> : <span className="quiet">0</span>) },
    { title: say('plan.agreements'), dataIndex: 'agreements', width: 84, align: 'right', sorter: (a, b) => a.agreements - b.agreements },
  ]
  return (
    <Screen title={say('plan.library')} needs="plan.read" actions={add}>
      <div className="screen-filters" role="search">
        <Input.Search allowClear style={{ width: 320 }} value={sought} placeholder={say('plan.search')} aria-label={say('plan.search')} onChange={(event) => setSought(event.target.value)} />
        <Select<string> allowClear style={{ width: 260 }} value={trade} placeholder={say('plan.allTrades')} aria-label={say('plan.trade')} options={trades} onChange={(value) => setTrade(value ?? null)} />
        <span className="quiet">{rows.length} / {all.length}</span>
      </div>
      <Rows of={{ ...plans, rows }} columns={columns} rowKey="id" onOpen={open}
        empty={{ title: say('plan.none'), hint: say('plan.noneHint'), action: add, isFiltered: sought !== '' || trade !== null, onClear: () => { setSought(''); setTrade(null) } }} />
      <NewPlanDialog open={adding} onClose={() => setAdding(false)} onMade={(id) => void navigate({ to: `/plans/${id}/edit` })} />
    </Screen>
  )
}

function says(plan: PlanRow, sought: string): boolean {
  const words = sought.trim().toLowerCase()
  if (!words) return true
  const text = [plan.code, ...Object.values(plan.title), ...Object.values(plan.trade), ...Object.values(plan.summary)].join(' ').toLowerCase()
  return words.split(/\s+/).every((word) => text.includes(word))
}
