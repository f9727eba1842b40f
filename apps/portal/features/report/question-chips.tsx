import { useWords } from '../../words.ts'
import type { Answers } from './draft.ts'
import type { ScanReply } from './replies.ts'

type Chip = { field: string; value: string | boolean; label: string }

export function QuestionChips({ questions, answers, onChange }: { questions: ScanReply['questions']; answers: Answers; onChange: (answers: Answers) => void }) {
  const { t, own } = useWords()
  const chips = chipsOf(questions, own)
  if (chips.length === 0) return null
  return (
    <div className="chips" role="group" aria-label={t('report.chips')}>
      {chips.map(({ field, value, label }) => {
        const isOn = answers[field] === value
        return (
          <button key={`${field} ${value}`} type="button" className="chip" aria-pressed={isOn} onClick={() => {
            const { [field]: _, ...others } = answers
            onChange(isOn ? others : { ...others, [field]: value })
          }}>{isOn && <span aria-hidden="true">✓</span>}{label}</button>
        )
      })}
    </div>
  )
}

/** The words of the chips that are on: they stand for the description of a reporter who only tapped. */
export const chipWords = (questions: ScanReply['questions'], answers: Answers, own: ReturnType<typeof useWords>['own']): string =>
  chipsOf(questions, own).filter(({ field, value }) => answers[field] === value).map(({ label }) => label).join(', ')

function chipsOf(questions: ScanReply['questions'], own: ReturnType<typeof useWords>['own']): Chip[] {
  return questions.flatMap(({ field, kind, title, options }): Chip[] => {
    if (kind === 'yes-no') return [{ field, value: true, label: own(title) }]
    return kind === 'choice' ? options.map((option) => ({ field, value: option.code, label: own(option.title) })) : []
  })
}
