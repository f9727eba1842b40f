// Which rule answers for this ticket, and why no other does.
import { Collapse, Tag } from 'antd'
import type { TicketCharge } from '#contract/charge/charge.ts'
import { filled } from '#locales/errors.ts'
import { useSay } from '#ui/ticket/say.ts'
import { useCharge } from './words.ts'

const marks = { 'answers': '✓', 'less-exact': '○', 'fails': '✕' } as const

export function RuleWhy({ steps, facts, titles, verdict }: Pick<TicketCharge, 'steps' | 'facts' | 'titles' | 'verdict'>) {
  const { say, words, language } = useCharge()
  const ticket = useSay()
  const answer = steps.find(({ outcome }) => outcome === 'answers')
  const nameOf = (field: string) => words.factNames[field as keyof typeof words.factNames] ?? field
  const told = Object.entries(facts).map(([field, value]) => `${nameOf(field)} ${titles[field]?.[language] ?? (field === 'type' ? ticket.type(value) : value)}`).join(' · ')
  return (
    <Collapse size="small" ghost items={[{
      key: 'why',
      label: <>{verdict && <Tag color={verdict.covered ? 'green' : 'default'}>{verdict.covered ? '✓' : '✕'} {say(verdict.covered ? 'covered' : 'notCovered')} {verdict.clause}</Tag>}
        {answer ? <><Tag>{answer.clause}</Tag>{answer.title[language]}</> : <span className="quiet">{say('noRule')}</span>} <span className="quiet">{told}</span></>,
      children: <ul className="charge-steps">{steps.map((step) => (
        <li key={step.ruleId}>{marks[step.outcome]} <Tag>{step.clause}</Tag>{step.title[language]} <span className="quiet">{filled(words.outcomes[step.outcome], { field: nameOf(step.field ?? '') })}</span></li>
      ))}</ul>,
    }]} />
  )
}
