import { useState } from 'react'
import { call } from '../../call.ts'
import type { CallFailure } from '../../call.ts'
import { requestReset, signIn } from '../../endpoints.ts'
import { holdEnterWhileComposing } from '../../kit/composing.ts'
import { Field } from '../../kit/field.tsx'
import { Notice } from '../../kit/states.tsx'
import { failureOf } from '../../read.ts'
import { useWords } from '../../words.ts'
import { enter } from './account.ts'

export function SignIn() {
  const { t } = useWords()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [isShown, setShown] = useState(false)
  const [needsCode, setNeedsCode] = useState(false)
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [reset, setReset] = useState<'asked' | 'needs' | null>(null)

  async function send(): Promise<void> {
    setSending(true)
    setFailure(null)
    try {
      enter(await call(signIn, { email: email.normalize('NFKC').trim(), password, ...(needsCode && { code: code.normalize('NFKC').trim() }) }))
    } catch (error) {
      const found = failureOf(error)
      if (found.code === 'session.code-required') setNeedsCode(true)
      else setFailure(found)
      setSending(false)
    }
  }

  async function askReset(): Promise<void> {
    if (email.trim() === '') return setReset('needs')
    setFailure(null)
    try {
      await call(requestReset, { email: email.normalize('NFKC').trim() })
      setReset('asked')
    } catch (error) {
      setFailure(failureOf(error))
    }
  }

  return (
    <form className="sheet narrow" noValidate onKeyDown={holdEnterWhileComposing} onSubmit={(event) => {
      event.preventDefault()
      if (!isSending) void send()
    }}>
      <h1>{t('signIn.title')}</h1>
      <p className="hint">{t('signIn.hint')}</p>
      <Field label={t('signIn.email')}>
        {(face) => <input {...face} type="email" inputMode="email" autoComplete="username" value={email} onChange={(event) => { setEmail(event.target.value) }} />}
      </Field>
      <Field label={t('signIn.password')}>
        {(face) => (
          <div className="joined">
            <input {...face} type={isShown ? 'text' : 'password'} autoComplete="current-password" value={password} onChange={(event) => { setPassword(event.target.value) }} />
            <button type="button" aria-pressed={isShown} aria-label={isShown ? t('signIn.hidePassword') : t('signIn.showPassword')} onClick={() => { setShown(!isShown) }}><Eye isOpen={isShown} /></button>
          </div>
        )}
      </Field>
      {needsCode && (
        <Field label={t('signIn.code')}>
          {(face) => <input {...face} autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={code} onChange={(event) => { setCode(event.target.value) }} />}
        </Field>
      )}
      {failure && <Notice tone="bad"><p>{failure.message}</p>{failure.trace && failure.status >= 500 && <p className="trace">{t('app.trace', { trace: failure.trace })}</p>}</Notice>}
      {reset && <Notice tone={reset === 'asked' ? 'good' : 'wait'}>{reset === 'asked' ? t('signIn.resetSent') : t('signIn.resetNeeds')}</Notice>}
      <button type="submit" className="main wide" disabled={isSending || email === '' || password === ''}>{isSending ? t('signIn.sending') : t('signIn.send')}</button>
      <button type="button" className="quiet" onClick={() => void askReset()}>{t('signIn.forgot')}</button>
      <p className="hint">{t('signIn.noAccount')}</p>
    </form>
  )
}

const Eye = ({ isOpen }: { isOpen: boolean }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" /><circle cx="12" cy="12" r="2.8" />{!isOpen && <path d="M4 20L20 4" />}</svg>
)
