import type { CycleRule, Plan } from '#domain/plan/plan.ts'
import { Lines, OpenMark, RuleTable } from './rule-table.tsx'
import type { Wording } from './wording.ts'

export function CycleSection({ plan, wording }: { plan: Plan; wording: Wording }) {
  const { say, language } = wording
  return (
    <RuleTable wording={wording} rows={plan.cycles} columns={[
      { title: say('section.cycles'), width: '32%', show: (rule) => <><strong>{rule.title[language]}</strong><div className="quiet">{say(`activity.${rule.activity}`)}</div></> },
      { title: say('rule.rhythm'), width: '24%', show: (rule) => <Rhythm rule={rule} wording={wording} /> },
      { title: say('rule.rule'), show: (rule) => <CycleLines rule={rule} plan={plan} wording={wording} /> },
    ]} />
  )
}

function Rhythm({ rule, wording }: { rule: CycleRule; wording: Wording }) {
  const { say } = wording
  if (rule.every === 'tbd') return <OpenMark text={say('rule.open')} />
  const parts = [
    rule.every && say('rule.every', { span: wording.span(rule.every) }),
    rule.times && say('rule.times', { count: rule.times.count, per: wording.span(rule.times.per) }),
    rule.months && say('rule.months', { months: rule.months.join('、') }),
    rule.onEvent && `${say('rule.onEvent')}：${wording.trigger(rule.onEvent)}`,
    rule.within && `${say('rule.within')} ${wording.span(rule.within)}`,
  ].filter((part): part is string => Boolean(part))
  return <>{parts.map((part) => <div key={part}>{part}</div>)}</>
}

function untilWords({ until }: CycleRule, { say }: Wording): string {
  if (until === undefined) return ''
  return until === 'agreement-end' ? say('rule.untilEnd') : say('rule.untilPhase', { phase: until.phase })
}

function CycleLines({ rule, plan, wording }: { rule: CycleRule; plan: Plan; wording: Wording }) {
  const { say, language } = wording
  const checklist = plan.checklists.find((list) => list.id === rule.checklist)?.title[language] ?? rule.checklist ?? ''
  const none = '0'
  return (
    <Lines lines={[
      rule.anchor === 'calendar-year' && ['', say('rule.fromCalendarYear')],
      ['', untilWords(rule, wording)],
      rule.window && ['', say('rule.window', { before: rule.window.before ? wording.span(rule.window.before) : none, after: rule.window.after ? wording.span(rule.window.after) : none })],
      [say('rule.scope'), rule.scope ?? ''],
      [say('rule.checklist'), checklist],
      [say('rule.form'), rule.form ? wording.form(rule.form) : ''],
      rule.free === true && ['', say('rule.free')],
    ]} />
  )
}
