import type { Checklist, Plan, Process } from '#domain/plan/plan.ts'
import { ClauseChip, ClauseChips, RuleTable } from './rule-table.tsx'
import type { Wording } from './wording.ts'

type Props = { plan: Plan; wording: Wording }

export function ProcessSection({ plan, wording }: Props) {
  return <>{plan.process.map((process) => <ProcessCard key={process.id} process={process} wording={wording} />)}</>
}

function ProcessCard({ process, wording }: { process: Process; wording: Wording }) {
  const { say, language } = wording
  const types = process.types.map((type) => say(`type.${type}`)).join('、')
  return (
    <div className="rule-card" id={`rule-${process.id}`}>
      <h4>{process.clause && <ClauseChip id={process.clause} />} {process.title[language]}
        <small> {types} · {say(process.mode === 'strict' ? 'rule.strict' : 'rule.free-order')}</small></h4>
      <RuleTable wording={wording} rows={process.steps} columns={[
        { title: say('rule.step'), width: '34%', show: (step) => step.title[language] },
        { title: say('rule.by'), show: (step) => wording.fact({ fact: step.fact, ...(step.when ? { when: step.when } : {}) }) },
        { title: say('rule.only'), show: (step) => (step.only ? wording.match(step.only) : '') },
        { title: say('rule.form'), show: (step) => (step.form ? wording.form(step.form) : '') },
      ]} />
    </div>
  )
}

export function GateSection({ plan, wording }: Props) {
  const { say, language } = wording
  return (
    <RuleTable wording={wording} rows={plan.gates} columns={[
      { title: say('section.gates'), width: '34%', show: (gate) => <strong>{gate.title[language]}</strong> },
      { title: say('rule.gateBefore'), show: (gate) => wording.fact({ fact: gate.before, ...(gate.beforeWhen ? { when: gate.beforeWhen } : {}) }) },
      { title: say('rule.needs'), show: (gate) => ('form' in gate.needs ? `${say('rule.form')}「${wording.form(gate.needs.form)}」` : wording.fact(gate.needs)) },
      { title: say('rule.only'), show: (gate) => (gate.only ? wording.match(gate.only) : '') },
    ]} />
  )
}

export function ChecklistSection({ plan, wording }: Props) {
  return <div className="rule-grid">{plan.checklists.map((list) => <ChecklistCard key={list.id} list={list} wording={wording} />)}</div>
}

function ChecklistCard({ list, wording }: { list: Checklist; wording: Wording }) {
  const { say, language } = wording
  return (
    <div className="rule-card" id={`rule-${list.id}`}>
      <h4><ClauseChips row={list} /> {list.title[language]} <small>{say(`use.${list.use}`)}</small></h4>
      <ol>
        {list.items.map((item) => (
          <li key={item.id}>
            {item.title[language]} <span className="quiet">{say(`item.${item.kind}`)}{limits(item)}</span>
            {item.clause && item.clause !== list.clause ? <> <ClauseChip id={item.clause} /></> : null}
          </li>
        ))}
      </ol>
    </div>
  )
}

function limits({ min, max, unit = '' }: Checklist['items'][number]): string {
  if (min === undefined && max === undefined) return unit ? ` (${unit})` : ''
  return ` ${min ?? ''}–${max ?? ''} ${unit}`
}

export function ApprovalSection({ plan, wording }: Props) {
  const { say, language } = wording
  return (
    <RuleTable wording={wording} rows={plan.approvals} columns={[
      { title: say('section.approvals'), width: '44%', show: (rule) => <strong>{rule.title[language]}</strong> },
      { title: say('rule.of'), show: (rule) => rule.of },
      { title: say('rule.steps'), show: (rule) => rule.steps.join(' → ') },
    ]} />
  )
}

export function DocumentSection({ plan, wording }: Props) {
  const { say, language } = wording
  const rows = plan.documents.map((form) => ({ ...form, id: form.code }))
  return (
    <RuleTable wording={wording} rows={rows} columns={[
      { title: say('section.documents'), width: '28%', show: (form) => <><strong>{form.title[language]}</strong><div className="quiet">{form.code}</div></> },
      { title: say('rule.fields'), width: '40%', show: (form) => form.fields.map((field) => field.title[language] + (field.required ? '＊' : '')).join('、') },
      { title: say('rule.signatures'), show: (form) => (form.signatures ?? []).join('、') },
      { title: say('rule.retention'), show: (form) => (form.retention ? wording.span(form.retention) : '') },
      { title: say('rule.filedTo'), show: (form) => (form.filedTo ?? []).map((place) => say(`filed.${place}`)).join('、') },
      { title: say('rule.owedOn'), show: (form) => (form.owedOn ? wording.trigger(form.owedOn) : '') },
    ]} />
  )
}
