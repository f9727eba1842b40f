// Four things at most: what is wrong, photos, a name, a phone. Nothing typed is ever lost.
import { useState } from 'react'
import { call } from '../../call.ts'
import type { CallFailure } from '../../call.ts'
import { reportByCode } from '../../endpoints.ts'
import { holdEnterWhileComposing } from '../../kit/composing.ts'
import { Field } from '../../kit/field.tsx'
import { Notice } from '../../kit/states.tsx'
import { failureOf } from '../../read.ts'
import { useWords } from '../../words.ts'
import { useDraft } from './draft.ts'
import { readPhone } from './phone.ts'
import { PhotoPicker } from './photo-picker.tsx'
import { chipWords, QuestionChips } from './question-chips.tsx'
import type { ReportReply, ScanReply } from './replies.ts'

type Wrong = { words?: string; phone?: string }

export function ReportForm({ code, questions, addTo, onSent }: { code: string; questions: ScanReply['questions']; addTo: string | null; onSent: (reply: ReportReply) => void }) {
  const { t, own } = useWords()
  const { words, photos, wasKept, write, setPhotos, attempt, clear } = useDraft(code)
  const [wrong, setWrong] = useState<Wrong>({})
  const [sending, setSending] = useState<number | null>(null)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const example = t('report.phoneExample')
  const settle = (field: keyof Wrong) => { setWrong(({ [field]: _, ...others }) => others) }

  function complaints(description: string): Wrong {
    const phone = words.phone.trim() === '' ? t('report.phoneMissing') : readPhone(words.phone).isRight ? null : t('report.phoneWrong', { example })
    return { ...(description === '' && { words: t('report.wordsMissing') }), ...(phone && { phone }) }
  }

  async function send(): Promise<void> {
    const description = words.description.trim() || chipWords(questions, words.answers, own)
    const found = complaints(description)
    setWrong(found)
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() => { document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus() })
      return
    }
    const input = { code, description, name: words.name.trim(), phone: readPhone(words.phone).shown, answers: words.answers }
    const files = photos.map((data, index) => ({ name: `photo-${index + 1}.jpg`, data }))
    setSending(0)
    setFailure(null)
    try {
      const reply = await call(reportByCode, input, { key: attempt({ ...input, sizes: photos.map(({ size }) => size) }), files, onProgress: setSending })
      clear()
      onSent(reply)
    } catch (error) {
      setFailure(failureOf(error))
      setSending(null)
    }
  }

  return (
    <form className="sheet" noValidate onKeyDown={holdEnterWhileComposing} onSubmit={(event) => {
      event.preventDefault()
      if (sending === null) void send()
    }}>
      <h2>{addTo ? t('report.addTitle', { number: addTo }) : t('report.title')}</h2>
      {wasKept && <p className="hint">{t('report.draft')} <button type="button" className="quiet" onClick={clear}>{t('report.clear')}</button></p>}
      <Field label={addTo ? t('report.whatAdd') : t('report.what')} wrong={wrong.words ?? null}>
        {(face) => (
          <>
            <QuestionChips questions={questions} answers={words.answers} onChange={(answers) => {
              write({ answers })
              settle('words')
            }} />
            <textarea {...face} rows={4} maxLength={4000} value={words.description} placeholder={t('report.wordsHint')} onChange={(event) => {
              write({ description: event.target.value })
              settle('words')
            }} />
          </>
        )}
      </Field>
      <PhotoPicker photos={photos} onChange={setPhotos} />
      <div className="pair">
        <Field label={t('report.phone')} hint={t('report.phoneHint')} wrong={wrong.phone ?? null}>
          {(face) => (
            <input {...face} type="tel" inputMode="tel" autoComplete="tel" maxLength={40} value={words.phone} onChange={(event) => { write({ phone: event.target.value }) }} onBlur={() => {
              const { isRight, shown } = readPhone(words.phone)
              if (isRight) write({ phone: shown })
              if (isRight) settle('phone')
            }} />
          )}
        </Field>
        <Field label={t('report.name')} isOptional={t('report.optional')}>
          {(face) => <input {...face} autoComplete="name" maxLength={100} value={words.name} onChange={(event) => { write({ name: event.target.value }) }} />}
        </Field>
      </div>
      {failure && <Unsent failure={failure} />}
      <div className="sticky">
        {sending !== null && photos.length > 0 && <progress max={1} value={sending} aria-label={t('report.sending')} />}
        <button type="submit" className="main wide" disabled={sending !== null}>{label()}</button>
      </div>
      <p className="hint">{t('report.privacy')}</p>
    </form>
  )

  function label(): string {
    if (sending !== null) return photos.length > 0 ? t('report.sendingPart', { percent: Math.round(sending * 100) }) : t('report.sending')
    if (failure) return t('report.sendAgain')
    return addTo ? t('report.sendAdd') : t('report.send')
  }
}

function Unsent({ failure }: { failure: CallFailure }) {
  const { t } = useWords()
  return (
    <Notice tone="bad" title={t('report.kept')}>
      <p>{t('report.keptHint', { reason: failure.message })}</p>
      {failure.trace && <p className="trace">{t('app.trace', { trace: failure.trace })}</p>}
    </Notice>
  )
}
