import type { ProgressView } from '#contract/channel/portal.ts'
import { useNow } from '../../kit/use-now.ts'
import { momentWords } from '../../moments.ts'
import { useWords } from '../../words.ts'
import { AnswerPanel } from './answer-panel.tsx'
import type { PhotoChoice, SendAnswer } from './answer-panel.tsx'
import { EventList } from './event-list.tsx'
import type { FileAddress } from './event-list.tsx'
import { NextPromise, PromiseList } from './promise-list.tsx'
import { StageLine } from './stage-line.tsx'
import { nextPromise } from './stages.ts'
import { StarsGiven } from './stars.tsx'

type Props = { view: ProgressView; send: SendAnswer; onView: (view: ProgressView) => void; fileAddress: FileAddress; photoChoice: PhotoChoice; staleSince: number | null }

export function ProgressBoard({ view, send, onView, fileAddress, photoChoice, staleSince }: Props) {
  const { t, language } = useWords()
  const now = useNow()
  const next = nextPromise(view.promises)
  return (
    <div className="board">
      <header className="ticket">
        <p className="hint">{view.number} · {t('progress.registered', { time: momentWords(language, view.registeredAt, now) })}</p>
        <h1>{view.title}</h1>
        <p><span className={`status ${view.status}`}>{t(`status.${view.status}`)}</span>{view.asset && view.title !== view.asset && <span className="hint"> {view.asset}</span>}</p>
        <p className="hint" aria-live="polite">{staleSince === null ? `↻ ${t('progress.refreshed')}` : t('error.stale', { time: momentWords(language, new Date(staleSince).toISOString(), now) })}</p>
      </header>
      {next && <NextPromise promise={next} now={now} />}
      <section className="sheet"><h2>{t('progress.stages')}</h2><StageLine view={view} now={now} /></section>
      <AnswerPanel may={view.may} isSolved={view.status === 'resolved'} send={send} onView={onView} photoChoice={photoChoice} />
      {view.rating !== null && <section className="sheet"><StarsGiven value={view.rating} /></section>}
      <section className="sheet"><h2>{t('progress.promises')}</h2><PromiseList promises={view.promises} now={now} /></section>
      <section className="sheet"><h2>{t('progress.events')}</h2><EventList events={view.events} now={now} fileAddress={fileAddress} /></section>
    </div>
  )
}
