import { countdown, momentWords, roughly } from '../../moments.ts'
import { useWords } from '../../words.ts'
import { byDue, standingOf } from './stages.ts'
import type { Promised, Standing } from './stages.ts'

const signs: Readonly<Record<Standing, string>> = { kept: '✓', late: '!', soon: '◔', running: '◷', paused: 'Ⅱ', other: '–' }

export function NextPromise({ promise, now }: { promise: Promised; now: number }) {
  const { t, language, own } = useWords()
  const standing = standingOf(promise, now)
  const left = Date.parse(promise.dueAt ?? promise.startedAt) - now
  return (
    <section className={`next ${standing}`}>
      <p className="hint">{t('progress.next')}</p>
      <p className="what">{own(promise.title)}</p>
      <p className="left" role="timer">
        <span aria-hidden="true">{signs[standing]} </span>
        {left >= 0 ? t('progress.left', { time: countdown(language, left) }) : t('progress.overdue', { time: roughly(language, -left) })}
      </p>
      {standing === 'soon' && <p className="unseen" role="status">{t('promise.soon')}</p>}
      {promise.dueAt && <p>{t('progress.before', { time: momentWords(language, promise.dueAt, now) })}</p>}
    </section>
  )
}

export function PromiseList({ promises, now }: { promises: readonly Promised[]; now: number }) {
  const { t } = useWords()
  if (promises.length === 0) return <p className="hint">{t('progress.noPromises')}</p>
  return <ul className="promises">{[...promises].sort(byDue).map((promise) => <PromiseLine key={promise.clause + promise.startedAt} promise={promise} now={now} />)}</ul>
}

function PromiseLine({ promise, now }: { promise: Promised; now: number }) {
  const { t, language, own } = useWords()
  const { title, state, dueAt, metAt, clause } = promise
  const standing = standingOf(promise, now)
  const word = standing === 'late' ? t('promise.broken') : t(`promise.${state}`)
  return (
    <li className={standing}>
      <span className="dot" aria-hidden="true">{signs[standing]}</span>
      <div>
        <p className="what">{own(title)}</p>
        <p className="hint">
          {[dueAt && t('promise.dueAt', { time: momentWords(language, dueAt, now) }), metAt && t('promise.keptAt', { time: momentWords(language, metAt, now) }),
            state === 'paused' && t('promise.pausedHint'), clause]
            .filter(Boolean).join(' · ')}
        </p>
      </div>
      <span className="tag">{state === 'running' && dueAt && standing !== 'late' ? countdown(language, Date.parse(dueAt) - now) : word}</span>
    </li>
  )
}
