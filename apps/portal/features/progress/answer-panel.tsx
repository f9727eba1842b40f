// What the customer may do next. The server says which of it is open; one thing is asked at a time.
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ProgressView } from '#contract/channel/portal.ts'
import { newKey } from '../../call.ts'
import type { CallFailure } from '../../call.ts'
import { holdEnterWhileComposing } from '../../kit/composing.ts'
import { Field } from '../../kit/field.tsx'
import { Notice } from '../../kit/states.tsx'
import { failureOf } from '../../read.ts'
import { useWords } from '../../words.ts'
import { StarChoice } from './stars.tsx'

export type Act = 'nudge' | 'add' | 'confirm' | 'rate' | 'reopen'
export type Answer = { act: Act; text: string; rating?: number; photos: readonly Blob[] }
export type SendAnswer = (answer: Answer, key: string) => Promise<ProgressView>
export type PhotoChoice = ((photos: readonly Blob[], onChange: (photos: readonly Blob[]) => void) => ReactNode) | null

type PanelProps = { may: ProgressView['may']; isSolved: boolean; send: SendAnswer; onView: (view: ProgressView) => void; photoChoice: PhotoChoice }

export function AnswerPanel({ may, isSolved, send, onView, photoChoice }: PanelProps) {
  const { t } = useWords()
  const [open, setOpen] = useState<Act | null>(null)
  const [done, setDone] = useState<Act | null>(null)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const act = open !== null && may[open] ? open : null

  async function sendNow(answer: Answer, key: string): Promise<void> {
    setFailure(null)
    try {
      onView(await send(answer, key))
      setDone(answer.act)
      setOpen(null)
    } catch (error) {
      setFailure(failureOf(error))
    }
  }
  const choose = (next: Act | null) => {
    setOpen(next)
    setDone(null)
    setFailure(null)
  }

  if (!Object.values(may).some(Boolean) && !done) return null
  return (
    <section className="sheet answer">
      {done && <Notice tone="good">{t(`act.done.${done}`)}</Notice>}
      {act
        ? <AnswerForm key={act} act={act} onSend={sendNow} onCancel={() => { choose(null) }} photoChoice={photoChoice} failure={failure} />
        : <Choices may={may} isSolved={isSolved} onChoose={choose} />}
    </section>
  )
}

function Choices({ may, isSolved, onChoose }: { may: ProgressView['may']; isSolved: boolean; onChoose: (act: Act) => void }) {
  const { t } = useWords()
  const order: readonly Act[] = isSolved ? ['confirm', 'rate', 'reopen', 'add', 'nudge'] : ['nudge', 'add', 'rate', 'reopen', 'confirm']
  const open = order.filter((act) => may[act])
  return (
    <>
      {isSolved && may.confirm && <h2>{t('act.solvedQuestion')}</h2>}
      <div className="choices">
        {open.map((act, index) => (
          <button key={act} type="button" className={index === 0 ? 'main' : ''} onClick={() => { onChoose(act) }}>{t(act === 'confirm' && !isSolved ? 'act.confirmEarly' : `act.${act}`)}</button>
        ))}
      </div>
    </>
  )
}

type FormProps = { act: Act; onSend: (answer: Answer, key: string) => Promise<void>; onCancel: () => void; photoChoice: PhotoChoice; failure: CallFailure | null }

function AnswerForm({ act, onSend, onCancel, photoChoice, failure }: FormProps) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [rating, setRating] = useState(0)
  const [photos, setPhotos] = useState<readonly Blob[]>([])
  const [wrong, setWrong] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const [attempt, setAttempt] = useState({ key: newKey(), of: '' })

  async function send(): Promise<void> {
    if (act === 'rate' && rating === 0) return setWrong(t('act.starMissing'))
    if ((act === 'add' || act === 'reopen') && text.trim() === '' && photos.length === 0) return setWrong(t('act.wordsMissing'))
    setWrong(null)
    const of = JSON.stringify([text, rating, photos.map(({ size }) => size)])
    const mine = attempt.of === of || attempt.of === '' ? { ...attempt, of } : { key: newKey(), of }
    setAttempt(mine)
    setSending(true)
    await onSend({ act, text: text.trim(), photos, ...(act === 'rate' && { rating }) }, mine.key)
    setSending(false)
  }

  return (
    <form noValidate onKeyDown={holdEnterWhileComposing} onSubmit={(event) => {
      event.preventDefault()
      if (!isSending) void send()
    }}>
      <h2>{t(`act.${act}`)}</h2>
      {act === 'nudge' && <p className="hint">{t('act.nudgeHint')}</p>}
      {act === 'rate' && <StarChoice value={rating} onChange={setRating} />}
      <Field label={wordsLabel()} isOptional={act !== 'add' && act !== 'reopen' && t('report.optional')} wrong={wrong}>
        {(face) => <textarea {...face} rows={3} maxLength={4000} value={text} onChange={(event) => { setText(event.target.value) }} />}
      </Field>
      {(act === 'add' || act === 'reopen') && photoChoice?.(photos, setPhotos)}
      {failure && (
        <Notice tone="bad"><p>{failure.message}</p>{failure.trace && <p className="trace">{t('app.trace', { trace: failure.trace })}</p>}</Notice>
      )}
      <div className="row end">
        <button type="button" className="quiet" onClick={onCancel}>{t('act.cancel')}</button>
        <button type="submit" className="main" disabled={isSending}>{isSending ? t('report.sending') : failure ? t('report.sendAgain') : t('act.send')}</button>
      </div>
    </form>
  )

  function wordsLabel(): string {
    if (act === 'confirm') return t('act.rateWords')
    return t(`act.${act}Words`)
  }
}
