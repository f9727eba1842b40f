// What this agreement says differently from its plan: single values, shown beside what the plan says.
import { Button, Checkbox, Input, Table, Tag } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { overrides as overridesShape } from '#contract/agreement/agreement.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { PromiseRule } from '#domain/plan/promise-rule.ts'
import { spanPattern } from '#domain/plan/span.ts'
import { adminIn } from '#locales/admin.ts'
import { libraryIn, librarySpan } from '#locales/library.ts'
import { useLanguage } from '#ui/record/session.ts'

export type Overrides = z.output<typeof overridesShape>
type Props = { plan: Plan; value: Overrides; onChange?: (value: Overrides) => void }

export function OverrideEditor({ plan, value, onChange }: Props) {
  const language = useLanguage()
  const say = adminIn(language)
  const [onlyOwn, setOnlyOwn] = useState(!onChange)
  const [q, setQ] = useState('')
  const rules = plan.promises.filter((rule) => ('within' in rule || 'targets' in rule) && (!onlyOwn || value[rule.id]) && `${rule.id} ${rule.title[language]}`.toLowerCase().includes(q.trim().toLowerCase()))
  const set = (id: string, override: Overrides[string] | null) => {
    const { [id]: _, ...rest } = value
    onChange?.(override ? { ...rest, [id]: override } : rest)
  }
  return (
    <>
      <p className="quiet">{say('agreement.overridesHint')}</p>
      {onChange && (
        <div className="screen-filters">
          <Input allowClear style={{ width: 240 }} value={q} placeholder={say('agreement.overrideOf')} aria-label={say('agreement.overrideOf')} onChange={(event) => setQ(event.target.value)} />
          <Checkbox checked={onlyOwn} onChange={(event) => setOnlyOwn(event.target.checked)}>{say('agreement.overrides')} ({Object.keys(value).length})</Checkbox>
        </div>
      )}
      <Table<PromiseRule> size="small" rowKey="id" dataSource={rules} pagination={{ pageSize: 50, hideOnSinglePage: true }} locale={{ emptyText: say('agreement.noOverrides') }} columns={[
        { title: libraryIn(language)('rule.clause'), width: 100, render: (_, rule) => <Tag>{rule.clause}</Tag> },
        { title: say('agreement.overrideOf'), render: (_, rule) => rule.title[language] },
        { title: say('agreement.planValue'), width: '22%', render: (_, rule) => <RuleTargets rule={rule} plan={plan} /> },
        { title: say('agreement.ownValue'), width: '26%', render: (_, rule) => <OwnValue rule={rule} own={value[rule.id]} {...(onChange ? { onSet: (override) => set(rule.id, override) } : {})} /> },
      ]} />
    </>
  )
}

const rowsOf = (rule: PromiseRule) => ('targets' in rule ? rule.targets.map((row) => ({ when: row.when, within: row.within })) : 'within' in rule ? [{ when: undefined, within: rule.within }] : [])

function RuleTargets({ rule, plan }: { rule: PromiseRule; plan: Plan }) {
  const language = useLanguage()
  const say = libraryIn(language)
  const { severities, levels, zones, phases, choices = [] } = plan.vocabulary
  const words = [...severities, ...levels, ...zones, ...phases, ...choices.flatMap((choice) => choice.options)]
  const titleOf = (code: string) => words.find((word) => word.code === code)?.title[language] ?? code
  return rowsOf(rule).map((row, index) => <div key={index}><b className="figure">{librarySpan(say, row.within)}</b> <span className="quiet">{row.when ? Object.values(row.when).flat().map((value) => (typeof value === 'object' ? JSON.stringify(value) : titleOf(String(value)))).join(' / ') : ''}</span></div>)
}

type OwnProps = { rule: PromiseRule; own: Overrides[string] | undefined; onSet?: (override: Overrides[string] | null) => void }

function OwnValue({ rule, own, onSet }: OwnProps) {
  const language = useLanguage()
  const say = adminIn(language)
  const words = libraryIn(language)
  if (!onSet) return own ? <OwnWords own={own} /> : null
  const isWaived = own !== undefined && 'waived' in own
  const planRows = rowsOf(rule)
  const ownRows = own === undefined || 'waived' in own || 'cover' in own ? null : 'within' in own ? [{ when: undefined, within: own.within }] : own.targets
  const change = (index: number, within: string) => {
    const rows = (ownRows ?? planRows).map((row, at) => ({ ...(row.when ? { when: row.when } : {}), within: at === index ? within : row.within }))
    onSet('targets' in rule ? { targets: rows as never } : { within: rows[0]?.within ?? within })
  }
  return (
    <>
      {!isWaived && planRows.map((row, index) => (
        <SpanField key={index} label={`${rule.clause} ${index + 1}`} value={ownRows?.[index]?.within ?? ''} placeholder={row.within} onCommit={(typed) => change(index, typed)} />
      ))}
      <Checkbox checked={isWaived} onChange={(event) => onSet(event.target.checked ? { waived: true } : null)}>{words('rule.none')}</Checkbox>
      {own && <Button size="small" type="link" onClick={() => onSet(null)}>{say('agreement.reset')}</Button>}
    </>
  )
}

function OwnWords({ own }: { own: Overrides[string] }) {
  const words = libraryIn(useLanguage())
  if ('waived' in own) return <>{words('rule.none')}</>
  if ('cover' in own) return <>{Object.values(own.cover).map(String).join(' · ')}</>
  const rows = 'within' in own ? [{ within: own.within }] : own.targets
  return rows.map((row, index) => <div key={index}><b className="figure">{librarySpan(words, row.within)}</b></div>)
}

function SpanField({ label, value, placeholder, onCommit }: { label: string; value: string; placeholder: string; onCommit: (typed: string) => void }) {
  const [typed, setTyped] = useState(value)
  const isWrong = typed.trim() !== '' && !spanPattern.test(typed.trim())
  return (
    <Input size="small" style={{ width: 110, marginInlineEnd: 6 }} aria-label={label} value={typed} placeholder={placeholder} aria-invalid={isWrong} {...(isWrong ? { status: 'error' as const } : {})}
      onChange={(event) => setTyped(event.target.value)} onBlur={() => { if (!isWrong && typed.trim() !== '' && typed.trim() !== value) onCommit(typed.trim()) }} />
  )
}
