import type { Measure, Plan } from '#domain/plan/plan.ts'
import { OpenMark, RuleTable } from './rule-table.tsx'
import type { RuleRow } from './rule-table.tsx'
import type { Wording } from './wording.ts'

type Props = { plan: Plan; wording: Wording }

export function DealerSection({ plan, wording }: Props) {
  const { say, language } = wording
  return (
    <RuleTable wording={wording} rows={plan.dealers} columns={[
      { title: say('section.dealers'), width: '46%', show: (rule) => <strong>{rule.title[language]}</strong> },
      { title: say('rule.kind'), show: (rule) => say(`dealer.${rule.kind}`) },
      { title: say('rule.figures'), show: (rule) => Object.entries(rule.figures ?? {}).map(([name, figure]) => <Figure key={name} name={name} figure={figure} wording={wording} />) },
    ]} />
  )
}

function Figure({ name, figure, wording }: { name: string; figure: string | number | boolean | null; wording: Wording }) {
  if (figure === null) return <div><span className="quiet">{name}</span> <OpenMark text={wording.say('rule.open')} /></div>
  const shown = typeof figure === 'boolean' ? wording.say(figure ? 'match.yes' : 'match.no') : String(figure)
  return <div><span className="quiet">{name}</span> {shown}</div>
}

export function OrganisationSection({ plan, wording }: Props) {
  const { say, language } = wording
  const { units, rosters, depots, duties } = plan.organisation
  const title = (head: string) => ({ title: head, width: '46%', show: (row: RuleRow & { title: Plan['title'] }) => <strong>{row.title[language]}</strong> })
  return (
    <>
      {units.length > 0 && <RuleTable wording={wording} rows={units} columns={[
        title(say('rule.units')),
        { title: say('rule.minimum'), show: (unit) => unit.minimum ?? '' },
        { title: say('rule.qualification'), show: (unit) => unit.qualification ?? '' },
        { title: say('rule.reportsTo'), show: (unit) => unit.reportsTo ?? '' },
      ]} />}
      {rosters.length > 0 && <RuleTable wording={wording} rows={rosters} columns={[
        title(say('rule.rosters')),
        { title: say('rule.clock'), show: (roster) => wording.calendar(roster.calendar) },
        { title: say('rule.minimum'), show: (roster) => roster.minimum },
        { title: say('rule.qualification'), show: (roster) => roster.qualification ?? '' },
      ]} />}
      {depots.length > 0 && <RuleTable wording={wording} rows={depots} columns={[
        title(say('rule.depots')),
        { title: say('rule.place'), show: (depot) => (depot.place === null ? <OpenMark text={say('rule.open')} /> : depot.place ?? '') },
      ]} />}
      {duties.length > 0 && <RuleTable wording={wording} rows={duties} columns={[title(say('rule.duties')), { title: say('rule.of'), show: (duty) => duty.of }]} />}
    </>
  )
}

export function MeasureSection({ plan, wording }: Props) {
  const { say, language } = wording
  return (
    <RuleTable wording={wording} rows={plan.measures} columns={[
      { title: say('section.measures'), width: '40%', show: (rule) => <strong>{rule.title[language]}</strong> },
      { title: say('rule.target'), show: (rule) => <MeasureTarget rule={rule} wording={wording} /> },
      { title: say('rule.rhythm'), show: (rule) => say('rule.every', { span: wording.span(rule.window) }) },
      { title: say('rule.consequence'), show: (rule) => rule.consequence?.[language] ?? '' },
    ]} />
  )
}

const signs = { '>=': '≥', '>': '>', '<=': '≤', '<': '<', '=': '=' } as const

function MeasureTarget({ rule, wording }: { rule: Measure; wording: Wording }) {
  if (rule.target === null) return <OpenMark text={wording.say('rule.open')} />
  return <b className="figure">{signs[rule.op]} {rule.target} {rule.unit ?? ''}</b>
}

export function TextSection({ plan, wording }: Props) {
  const { say, language } = wording
  return (
    <RuleTable wording={wording} rows={plan.texts} columns={[
      { title: say('section.texts'), width: '74%', show: (item) => item.text[language] },
      { title: say('rule.show'), show: (item) => say(`show.${item.show}`) },
    ]} />
  )
}

export function ClauseSection({ plan, wording }: Props) {
  const { say } = wording
  const rows = Object.entries(plan.clauses).map(([clause, note]) => ({ id: clause, clause, ...note }))
  return (
    <RuleTable wording={wording} rows={rows} columns={[
      { title: say('clauses.as'), width: '20%', show: (row) => say(`clauses.as.${row.as}`) },
      { title: say('clauses.by'), width: '26%', show: (row) => [row.capability, row.by].filter(Boolean).join(' · ') },
      { title: say('rule.note'), show: (row) => row.note ?? '' },
    ]} />
  )
}
