// A quote behind its link: what it costs, by which clause, what costs nothing; then yes, or no with a reason.
import { useState } from 'react'
import type { PublicQuote } from '#contract/charge/charge.ts'
import { showMoney } from '#domain/format/money.ts'
import { chargeIn, chargeWords, unitIn } from '#locales/charge.ts'
import { call, newKey } from '../call.ts'
import type { CallFailure } from '../call.ts'
import { answerQuote, readQuote } from '../endpoints.ts'
import { Field } from '../kit/field.tsx'
import { Page } from '../kit/page.tsx'
import { Message, Notice, Read } from '../kit/states.tsx'
import { failureOf, useReading } from '../read.ts'
import { useWords } from '../words.ts'

export function QuoteScreen({ token }: { token: string }) {
  const { t, language } = useWords()
  const say = chargeIn(language)
  const reading = useReading(() => call(readQuote, { token }), `quote ${token}`)
  if (reading.failure && (reading.failure.code === 'link.unusable' || reading.failure.status === 400)) {
    return <Page title={say('quoteTitle')}><Message sign="⌛" title={t('progress.expired')}><p>{t('progress.expiredHint')}</p></Message></Page>
  }
  return (
    <Page title={say('quoteTitle')} brand={reading.value?.org ?? null} hotline={reading.value?.hotline ?? null}>
      <Read reading={reading} lines={7}>{(quote) => <Quote quote={quote} token={token} onAnswer={reading.set} />}</Read>
    </Page>
  )
}

function Quote({ quote, token, onAnswer }: { quote: PublicQuote; token: string; onAnswer: (quote: PublicQuote) => void }) {
  const { language } = useWords()
  const say = chargeIn(language)
  const words = chargeWords[language]
  const [paid, free] = [quote.lines.filter(({ gross }) => gross !== 0), quote.lines.filter(({ gross }) => gross === 0)]
  return (
    <div className="board">
      <section className="sheet">
        <p className="hint">{say('quoteTitle')} {quote.number} · {say('version', { n: quote.version })} · {quote.ticket}</p>
        <h1>{quote.title}</h1>
        <p className="number">{quote.gross === 0 ? say('nothingToPay') : `${say('youPay')} ${showMoney(quote.gross, quote.currency)}`}</p>
        <p className="hint">{say('net')} {showMoney(quote.net, quote.currency)} · {say('tax')} {showMoney(quote.tax, quote.currency)} · {say('validUntil', { day: quote.validUntil })} · {say('priceList')} {quote.priceList}</p>
      </section>
      {paid.length > 0 && <section className="sheet"><h2>{say('lines')}</h2><Lines quote={quote} lines={paid} /></section>}
      {free.length > 0 && <section className="sheet"><h2>{say('zeroLines')}</h2><Lines quote={quote} lines={free} /></section>}
      {quote.state === 'sent' ? <Answer quote={quote} token={token} onAnswer={onAnswer} /> : (
        <Notice tone={quote.state === 'accepted' ? 'good' : quote.state === 'refused' ? 'wait' : 'bad'} title={words.quoteStates[quote.state]}>
          {quote.state === 'accepted' && <p>{say('thanksYes')}</p>}{quote.state === 'refused' && <p>{say('thanksNo')}</p>}
          {quote.decidedAt && <p>{say('answered', { name: quote.decidedBy ?? '', day: new Date(quote.decidedAt).toLocaleString(language) })}</p>}
        </Notice>
      )}
    </div>
  )
}

function Lines({ quote: { currency }, lines }: { quote: PublicQuote; lines: PublicQuote['lines'] }) {
  const { language, own } = useWords()
  const words = chargeWords[language]
  const say = chargeIn(language)
  return (
    <ul className="quote-lines">
      {lines.map((line) => (
        <li key={line.n}>
          <div className="heading"><strong>{line.title}</strong><strong>{showMoney(line.gross, currency)}</strong></div>
          <p className="hint">{line.quantity} {unitIn(language, line.unit)}{line.unitPrice > 0 && ` × ${showMoney(line.unitPrice, currency)}${line.kind === 'labour' ? say('perHour') : ''}`}{line.tax > 0 && ` · ${say('tax')} ${line.taxRate / 100} %`}</p>
          <p className="hint">{line.clause} {own(line.why)} · {words.pricings[line.pricing]}{line.basis && ` · ${line.basis}`}</p>
        </li>
      ))}
    </ul>
  )
}

function Answer({ quote, token, onAnswer }: { quote: PublicQuote; token: string; onAnswer: (quote: PublicQuote) => void }) {
  const { language } = useWords()
  const say = chargeIn(language)
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const [isRefusing, setRefusing] = useState(false)
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [key] = useState(newKey)

  async function send(yes: boolean): Promise<void> {
    setSending(true)
    setFailure(null)
    try {
      onAnswer(await call(answerQuote, { token, yes, version: quote.version, name: name.trim(), ...(reason.trim() && { reason: reason.trim() }) }, { key }))
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setSending(false)
    }
  }
  const isReady = name.trim() !== '' && !isSending
  return (
    <section className="sheet answer">
      {quote.consentFirst && <p>{say('consentNote')}</p>}
      <Field label={say('yourName')}>{(face) => <input {...face} value={name} maxLength={100} autoComplete="name" onChange={({ target }) => { setName(target.value) }} />}</Field>
      {isRefusing && <Field label={say('refuseReason')}>{(face) => <textarea {...face} rows={3} value={reason} maxLength={1000} onChange={({ target }) => { setReason(target.value) }} />}</Field>}
      {failure && <Notice tone="bad">{failure.message}</Notice>}
      {!isRefusing && <button type="button" className="main wide" disabled={!isReady} onClick={() => void send(true)}>{say('accept')} · {showMoney(quote.gross, quote.currency)}</button>}
      {isRefusing
        ? <div className="row"><button type="button" className="main" disabled={!isReady || reason.trim() === ''} onClick={() => void send(false)}>{say('refuse')}</button><button type="button" onClick={() => { setRefusing(false) }}>{say('cancel')}</button></div>
        : <button type="button" className="quiet" onClick={() => { setRefusing(true) }}>{say('refuse')}</button>}
    </section>
  )
}
