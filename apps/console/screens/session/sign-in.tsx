// Signing in, also over a page whose session has ended: what was typed there stays.
import { useState } from 'react'
import { Alert, Button, Card, Form, Input, Select } from 'antd'
import { acceptInvite, confirmReset, requestReset, signIn } from '#contract/people/session.ts'
import type { Me } from '#contract/people/session.ts'
import { languages } from '#domain/plan/words.ts'
import type { Language } from '#domain/plan/words.ts'
import { shellIn } from '#locales/shell.ts'
import { call, CallError } from '#ui/record/ask.ts'
import { refusalWords } from '#ui/record/refusal.ts'
import { languageNames } from '../../shell/account-menu.tsx'

type Props = { language: Language; onLanguage: (language: Language) => void; onDone: (me: Me) => void; isOver?: boolean }
type Face = 'sign-in' | 'forgot' | 'choose'

export function SignIn({ language, onLanguage, onDone, isOver = false }: Props) {
  const say = shellIn(language)
  const link = /^\/(reset|invite)$/.exec(location.pathname)?.[1] ?? null
  const [face, setFace] = useState<Face>(link && location.hash.length > 20 ? 'choose' : 'sign-in')
  const [news, setNews] = useState<string | null>(isOver ? say('expired') : null)
  const back = (text: string | null) => { setFace('sign-in'); setNews(text) }
  return (
    <main className={isOver ? 'sign-in over' : 'sign-in'}>
      <Card className="sign-in-card">
        <div className="brand large"><img src="/mark.svg" alt="" width={32} height={32} /><h1>Aftercare</h1></div>
        {news && <Alert type="info" showIcon title={news} />}
        {face === 'sign-in' && <SignInForm language={language} onDone={onDone} onForgot={() => { setNews(null); setFace('forgot') }} />}
        {face === 'forgot' && <ForgotForm language={language} onDone={() => back(say('resetSent'))} onBack={() => back(null)} />}
        {face === 'choose' && <ChooseForm language={language} isInvite={link === 'invite'} onDone={(text) => { history.replaceState(null, '', '/'); back(text) }} />}
        <Select aria-label={say('language')} value={language} onChange={onLanguage} variant="borderless" options={languages.map((value) => ({ value, label: languageNames[value] }))} />
      </Card>
    </main>
  )
}

function useSending(language: Language) {
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const send = async (work: () => Promise<void>) => {
    setBusy(true)
    setFailure(null)
    try {
      await work()
    } catch (error) {
      setFailure(refusalWords(language, error))
      if (!(error instanceof CallError)) throw error
    } finally {
      setBusy(false)
    }
  }
  return { failure, isBusy, send, setFailure }
}

function SignInForm({ language, onDone, onForgot }: { language: Language; onDone: (me: Me) => void; onForgot: () => void }) {
  const say = shellIn(language)
  const [asksCode, setAsksCode] = useState(false)
  const { failure, isBusy, send } = useSending(language)
  const submit = (input: { email: string; password: string; code?: string }) => void send(async () => {
    try {
      onDone(await call(signIn, input))
    } catch (error) {
      if (error instanceof CallError && error.code === 'session.code-required') setAsksCode(true)
      throw error
    }
  })
  return (
    <Form layout="vertical" onFinish={submit} requiredMark={false} disabled={isBusy}>
      {failure && <Alert type={asksCode ? 'info' : 'error'} showIcon title={failure} role="alert" />}
      <Form.Item name="email" label={say('email')} rules={[{ required: true, message: say('email') }]}><Input autoComplete="username" autoFocus inputMode="email" /></Form.Item>
      <Form.Item name="password" label={say('password')} rules={[{ required: true, message: say('password') }]}><Input.Password autoComplete="current-password" /></Form.Item>
      {asksCode && <Form.Item name="code" label={say('code')} rules={[{ required: true, pattern: /^\d{6}$/, message: say('code') }]}><Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus /></Form.Item>}
      <Button type="primary" htmlType="submit" block loading={isBusy} size="large">{say('signIn')}</Button>
      <Button type="link" block onClick={onForgot}>{say('forgot')}</Button>
    </Form>
  )
}

function ForgotForm({ language, onDone, onBack }: { language: Language; onDone: () => void; onBack: () => void }) {
  const say = shellIn(language)
  const { failure, isBusy, send } = useSending(language)
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(input: { email: string }) => void send(async () => { await call(requestReset, input); onDone() })}>
      {failure && <Alert type="error" showIcon title={failure} role="alert" />}
      <Form.Item name="email" label={say('email')} rules={[{ required: true, message: say('email') }]}><Input autoComplete="username" autoFocus inputMode="email" /></Form.Item>
      <Button type="primary" htmlType="submit" block loading={isBusy}>{say('sendReset')}</Button>
      <Button type="link" block onClick={onBack}>{say('back')}</Button>
    </Form>
  )
}

function ChooseForm({ language, isInvite, onDone }: { language: Language; isInvite: boolean; onDone: (text: string) => void }) {
  const say = shellIn(language)
  const { failure, isBusy, send } = useSending(language)
  const submit = ({ password }: { password: string }) => void send(async () => {
    await call(isInvite ? acceptInvite : confirmReset, { token: location.hash.slice(1), password })
    onDone(say(isInvite ? 'accepted' : 'passwordSaved'))
  })
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit}>
      {failure && <Alert type="error" showIcon title={failure} role="alert" />}
      <Form.Item name="password" label={say('newPassword')} rules={[{ required: true, min: 10, message: say('newPassword') }]}><Input.Password autoComplete="new-password" autoFocus /></Form.Item>
      <Button type="primary" htmlType="submit" block loading={isBusy}>{say('savePassword')}</Button>
    </Form>
  )
}
