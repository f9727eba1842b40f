// What a screen shows when it has nothing, waits, failed, or may not.
import type { ReactNode } from 'react'
import type { CallFailure } from '../call.ts'
import type { Reading } from '../read.ts'
import { useWords } from '../words.ts'

export function Message({ sign, title, children, actions }: { sign: string; title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <section className="message">
      <span className="sign" aria-hidden="true">{sign}</span>
      <h1>{title}</h1>
      {children}
      {actions && <div className="row center">{actions}</div>}
    </section>
  )
}

export function Skeleton({ lines = 5 }: { lines?: number }) {
  const { t } = useWords()
  return (
    <div role="status" aria-label={t('app.loading')} className="skeleton">
      {Array.from({ length: lines }, (_, index) => <div key={index} className={index === 0 ? 'bone tall' : 'bone'} />)}
    </div>
  )
}

export function Failed({ failure, retry }: { failure: CallFailure; retry: () => void }) {
  const { t } = useWords()
  return (
    <Message sign="!" title={t('error.title')} actions={<button type="button" className="main" onClick={retry}>{t('app.retry')}</button>}>
      <p>{failure.message}</p>
      {failure.trace && <p className="trace">{t('app.trace', { trace: failure.trace })}</p>}
    </Message>
  )
}

/** The value when it is there; the skeleton or the failure until then. */
export function Read<T>({ reading, lines, children }: { reading: Reading<T>; lines?: number; children: (value: T) => ReactNode }) {
  const { value, failure, reload } = reading
  if (value !== null) return <>{children(value)}</>
  if (failure) return <Failed failure={failure} retry={reload} />
  return <Skeleton {...(lines !== undefined && { lines })} />
}

export function Notice({ tone, title, children }: { tone: 'good' | 'wait' | 'bad'; title?: string; children?: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <span className="sign" aria-hidden="true">{signs[tone]}</span>
      <div>{title && <strong>{title}</strong>}{children}</div>
    </div>
  )
}

const signs = { good: '✓', wait: '…', bad: '!' } as const
