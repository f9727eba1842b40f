// What people decided about cover: who, when, why.
import { Tag } from 'antd'
import type { CoverDecisionView } from '#contract/entitlement/verdict.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { useCoverWords } from './cover-words.ts'

export function DecisionList({ decisions }: { decisions: readonly CoverDecisionView[] }) {
  const say = useCoverWords()
  const language = useLanguage()
  const { day, moment } = useMoments()
  if (decisions.length === 0) return null
  return (
    <section>
      <h3>{say('decisions')}</h3>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {decisions.map((one) => (
          <li key={one.id} style={{ padding: '3px 0' }}>
            <Tag>{say(`kind.${one.kind}`)}</Tag>{one.causeTitle?.[language] ?? (one.state && say(one.state))} {one.clause && <Tag>{one.clause}</Tag>}
            {one.until && one.kind !== 'cause' && one.kind !== 'check' && <span className="figure">{say('untilDay', { day: day(one.until) })} </span>}
            {one.reason && <span>{one.reason} </span>}<span className="quiet figure">{one.by} {moment(one.at)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
