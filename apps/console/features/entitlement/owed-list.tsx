// Repeat failures: how far each count is, what is owed once it is reached, and the tickets that counted.
import { Alert, Tag } from 'antd'
import type { OwedView } from '#contract/entitlement/verdict.ts'
import { coverWord } from '#locales/entitlement.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { useCoverWords } from './cover-words.ts'

export function OwedList({ owed }: { owed: readonly OwedView[] }) {
  const say = useCoverWords()
  const language = useLanguage()
  const { day } = useMoments()
  if (owed.length === 0) return null
  return (
    <section>
      <h3>{say('repeat')}</h3>
      {owed.map((one) => (
        <Alert key={`${one.rule}${one.what ?? ''}`} style={{ marginBottom: 6 }} type={one.reached && one.inForce ? 'warning' : 'info'} showIcon
          title={<>{say(`repeatOf.${one.of}`)}{one.what && <>：{one.what}</>} <span className="figure">{say('repeatCount', { count: one.count, threshold: one.threshold })}</span> <Tag>{one.clause}</Tag>
            {one.reached && one.inForce && <b>{say('repeatOwed', { remedy: coverWord(say, 'remedy', one.remedy) })}</b>}{!one.inForce && <span className="quiet">{say('outOfTerm')}</span>}</>}
          description={<>{one.title[language]}{one.restriction && <span className="quiet"> {one.restriction[language]}</span>}
            <div>{say('counted')}：{one.counted.map((failure, index) => <a key={index} href={`/tickets/${failure.ticketId}`} style={{ marginInlineEnd: 8 }}>{failure.number} <span className="quiet figure">{day(failure.day)}</span></a>)}</div></>} />
      ))}
    </section>
  )
}
