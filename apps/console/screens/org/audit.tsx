import { Input, Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { listAudit } from '#contract/org/endpoints.ts'
import type { auditEntry } from '#contract/org/endpoints.ts'
import { adminIn } from '#locales/admin.ts'
import { usePages } from '#ui/record/ask.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'

type Entry = z.output<typeof auditEntry>
const nouns = ['org', 'person', 'role', 'team', 'shift', 'key', 'customer', 'asset', 'product', 'plan', 'agreement', 'calendar', 'webhook'] as const

export function AuditScreen() {
  const say = adminIn(useLanguage())
  const { moment } = useMoments()
  const [noun, setNoun] = useState<string | null>(null)
  const [span, setSpan] = useState({ from: '', until: '' })
  const at = (day: string, time: string) => new Date(`${day}T${time}`).toISOString()
  const entries = usePages(listAudit, { ...(noun ? { noun } : {}), ...(span.from ? { from: at(span.from, '00:00:00') } : {}), ...(span.until ? { until: at(span.until, '23:59:59') } : {}) })
  return (
    <Screen title={say('audit.list')} needs="audit.read">
      <div className="screen-filters" role="search">
        <Select<string> allowClear style={{ width: 160 }} value={noun} placeholder={say('audit.anyNoun')} aria-label={say('audit.noun')} onChange={(value) => setNoun(value ?? null)} options={nouns.map((value) => ({ value, label: say(`noun.${value}`) }))} />
        <span>{say('audit.span')}</span>
        <Input type="date" style={{ width: 150 }} value={span.from} aria-label={say('roster.from')} onChange={(event) => setSpan({ ...span, from: event.target.value })} />
        <Input type="date" style={{ width: 150 }} value={span.until} aria-label={say('roster.until')} onChange={(event) => setSpan({ ...span, until: event.target.value })} />
      </div>
      <Rows of={entries} rowKey="id" empty={{ title: say('audit.none') }} columns={[
        { title: say('audit.at'), width: 150, render: (_, row) => moment(row.at) }, { title: say('audit.actor'), dataIndex: 'actorName', width: 130 },
        { title: say('audit.action'), dataIndex: 'action', width: 150 }, { title: say('audit.noun'), width: 110, render: (_, row) => (nouns.find((one) => one === row.noun) ? say(`noun.${row.noun as (typeof nouns)[number]}`) : row.noun) },
        { title: `${say('audit.before')} → ${say('audit.after')}`, render: (_, row) => <Difference entry={row} /> },
      ]} />
    </Screen>
  )
}

/** Only the fields that changed. */
function Difference({ entry }: { entry: Entry }) {
  const before = fieldsOf(entry.before)
  const after = fieldsOf(entry.after)
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => shown(before[key]) !== shown(after[key]))
  return keys.map((key) => <div key={key}><code>{key}</code> {key in before && <del>{shown(before[key])}</del>} → {key in after && <ins>{shown(after[key])}</ins>}</div>)
}

const fieldsOf = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : value === null || value === undefined ? {} : { '': value })
const shown = (value: unknown): string => (value === undefined || value === null ? '∅' : typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 160)
