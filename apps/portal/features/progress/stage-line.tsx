import type { ProgressView } from '#contract/channel/portal.ts'
import { momentWords } from '../../moments.ts'
import { useWords } from '../../words.ts'
import { stagesToShow } from './stages.ts'

const signs = { done: '✓', now: '●', ahead: '' } as const

export function StageLine({ view, now }: { view: ProgressView; now: number }) {
  const { t, language } = useWords()
  return (
    <ol className="stages" aria-label={t('progress.stages')}>
      {stagesToShow(view).map(({ code, at, state }) => (
        <li key={code} className={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className="dot" aria-hidden="true">{signs[state]}</span>
          <span className="what">{t(`stage.${code}`)}<span className="unseen"> {t(`stage.${state}`)}</span></span>
          {at && <time dateTime={at}>{momentWords(language, at, now)}</time>}
        </li>
      ))}
    </ol>
  )
}
