import { useState } from 'react'
import { nowAtServer } from '../../call.ts'
import { momentWords } from '../../moments.ts'
import { Link } from '../../router.tsx'
import { useWords } from '../../words.ts'
import type { ReportReply } from './replies.ts'

export function SentCard({ reply, onAgain }: { reply: ReportReply; onAgain: () => void }) {
  const { t, language, own } = useWords()
  const [isCopied, setCopied] = useState(false)
  const path = `/p/${reply.token}`
  const address = `${location.origin}${path}`
  const owed = reply.promises.filter(({ dueAt, state }) => dueAt !== null && state === 'running')

  async function copy(): Promise<void> {
    setCopied(await copied(address))
  }

  return (
    <section className="sheet sent" aria-live="polite">
      <span className="sign good" aria-hidden="true">✓</span>
      <h1>{reply.added ? t('sent.added') : t('sent.title')}</h1>
      <p className="hint">{t('sent.number')}</p>
      <p className="number">{reply.number}</p>
      {owed.length > 0 && (
        <>
          <h2>{t('sent.promises')}</h2>
          <ul className="rules">
            {owed.map(({ clause, title, dueAt, startedAt }) => (
              <li key={clause + startedAt}><span>{own(title)}</span><strong>{t('progress.before', { time: momentWords(language, dueAt ?? startedAt, nowAtServer()) })}</strong></li>
            ))}
          </ul>
        </>
      )}
      <Link to={path} className="button main wide">{t('sent.open')}</Link>
      <label className="linkline">{t('sent.link')}<input readOnly value={address} onFocus={(event) => { event.target.select() }} /></label>
      <div className="row">
        <button type="button" onClick={() => void copy()}>{isCopied ? `✓ ${t('sent.copied')}` : t('sent.copy')}</button>
        {'share' in navigator && <button type="button" onClick={() => void share(address, t('sent.shareText', { number: reply.number }))}>{t('sent.share')}</button>}
        <button type="button" className="quiet" onClick={onAgain}>{t('sent.again')}</button>
      </div>
      <p className="hint">{t('sent.linkHint')}</p>
    </section>
  )
}

async function copied(address: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(address)
    return true
  } catch {
    // Pages without https have no clipboard: select the link and copy what is selected.
    document.querySelector<HTMLInputElement>('.linkline input')?.select()
    return document.execCommand('copy')
  }
}

// A share sheet that is dismissed rejects; there is nothing to say about it.
const share = (url: string, title: string) => navigator.share({ url, title }).catch(() => undefined)
