import type { ReactNode } from 'react'
import type { Plan, PlanCalendar, Value, Word } from '#domain/plan/plan.ts'
import { ClauseChip, Lines, OpenMark, RuleTable } from './rule-table.tsx'
import { libraryWord } from '#locales/library.ts'
import type { Wording } from './wording.ts'

type Props = { plan: Plan; wording: Wording }

export function ValueSection({ plan, wording }: Props) {
  const { say, language } = wording
  const rows = plan.values.map((value) => ({ ...value, id: value.key }))
  return (
    <RuleTable wording={wording} rows={rows} columns={[
      { title: say('section.values'), width: '50%', show: (value) => <strong>{value.title[language]}</strong> },
      { title: say('rule.value'), show: (value) => <ValueWords value={value} wording={wording} /> },
    ]} />
  )
}

function ValueWords({ value, wording }: { value: Value; wording: Wording }) {
  if (value.value !== null) return <b>{value.value}</b>
  return value.waived ? <>{wording.say('rule.waived', { reason: value.waived[wording.language] })}</> : <OpenMark text={wording.say('rule.open')} />
}

export function VocabularySection({ plan, wording }: Props) {
  const { say, language } = wording
  const { severities, levels, zones, phases, channels, causes, choices = [] } = plan.vocabulary
  return (
    <div className="rule-grid">
      <WordCard title={say('word.severity')} words={severities} wording={wording}
        more={(word) => (word.criteria ?? []).map((one) => <div key={one.field + one.title.en} className="quiet">· {one.title[language]}</div>)} />
      <WordCard title={say('word.level')} words={levels} wording={wording} />
      <WordCard title={say('word.zone')} words={zones} wording={wording} more={(word) => <span className="quiet">{(word.places ?? []).join('、')}</span>} />
      <WordCard title={say('word.phase')} words={phases} wording={wording} />
      <WordCard title={say('word.channel')} words={channels} wording={wording} more={(word) => (
        <span className="quiet">{say(`kind.${word.kind}`)}{word.address ? ` · ${word.address}` : ''}{word.calendar ? ` · ${wording.calendar(word.calendar)}` : ''}</span>
      )} />
      <WordCard title={say('word.cause')} words={causes} wording={wording} more={(word) => (
        <Lines lines={[
          [say('rule.party'), partyWords(wording, word.party)],
          word.excluded && [say('rule.excluded'), say(`excluded.${word.excluded}`)],
          word.evidence === true && ['', say('rule.evidence')],
        ]} />
      )} />
      {choices.map((choice) => <WordCard key={choice.field} title={choice.title[language]} words={choice.options} wording={wording} clause={choice.clause} />)}
    </div>
  )
}

const partyWords = ({ say }: Wording, party: string) => {
  const word = libraryWord(say, 'party', party)
  return word === party ? libraryWord(say, 'payer', party) : word
}

type CardWord = Pick<Word, 'code' | 'title' | 'clause'>
type CardProps<W extends CardWord> = { title: string; words: readonly W[]; wording: Wording; more?: (word: W) => ReactNode; clause?: string | undefined }

function WordCard<W extends CardWord>({ title, words, wording, more, clause }: CardProps<W>) {
  if (words.length === 0) return null
  return (
    <div className="rule-card">
      <h4>{clause && <ClauseChip id={clause} />} {title}</h4>
      <ul>
        {words.map((word) => (
          <li key={word.code}>{word.clause && <ClauseChip id={word.clause} />} {word.title[wording.language]} <code>{word.code}</code>{more?.(word)}</li>
        ))}
      </ul>
    </div>
  )
}

export function CalendarSection({ plan, wording }: Props) {
  return (
    <div className="rule-grid">
      {Object.entries(plan.calendars).map(([code, calendar]) => <CalendarCard key={code} code={code} calendar={calendar} wording={wording} />)}
    </div>
  )
}

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

function CalendarCard({ code, calendar, wording }: { code: string; calendar: PlanCalendar; wording: Wording }) {
  const { say, language } = wording
  return (
    <div className="rule-card">
      <h4>{calendar.title?.[language] ?? code} <small>{calendar.zone} {(calendar.regions ?? []).map((region) => say(`rule.region.${region}`)).join('、')}</small></h4>
      {calendar.versions.map((version) => (
        <Lines key={version.from} lines={[
          version.from !== '0000' && ['', say('rule.since', { day: version.from })],
          ...weekdays.map((weekday) => [say(`weekday.${weekday}`), hours(version.week[weekday]) || say('rule.closed')] as const),
        ]} />
      ))}
      <Lines lines={[
        [say('rule.closures'), (calendar.closures ?? []).map((one) => [one.from, one.to].filter(Boolean).join('–')).join('、')],
        [say('rule.openDates'), Object.entries(calendar.openDates ?? {}).map(([date, windows]) => `${date} ${hours(windows)}`).join('、')],
      ]} />
    </div>
  )
}

const hours = (windows: readonly (readonly [string, string])[] | undefined) => (windows ?? []).map(([from, until]) => `${from}–${until}`).join('、')
