import { useId } from 'react'
import { useWords } from '../../words.ts'
import type { WordKey } from '../../words.ts'

const stars = [1, 2, 3, 4, 5] as const
export const ratingWord = (rating: number) => `rating.${rating}` as WordKey

export function StarChoice({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const { t } = useWords()
  const name = useId()
  return (
    <fieldset className="stars">
      <legend>{t('act.rateHint')}</legend>
      <div className="row">
        {stars.map((star) => (
          <label key={star} className={star <= value ? 'on' : ''}>
            <input type="radio" name={name} value={star} checked={star === value} onChange={() => { onChange(star) }} />
            <span aria-hidden="true">{star <= value ? '★' : '☆'}</span><span className="unseen">{t('act.star', { n: star })} {t(ratingWord(star))}</span>
          </label>
        ))}
      </div>
      <p className="hint" aria-live="polite">{value > 0 ? t(ratingWord(value)) : '\u00a0'}</p>
    </fieldset>
  )
}

export function StarsGiven({ value }: { value: number }) {
  const { t } = useWords()
  return (
    <p className="given"><span className="hint">{t('act.rated')}</span> <span className="lit" aria-hidden="true">{'★'.repeat(value)}{'☆'.repeat(5 - value)}</span><span className="unseen">{t('act.star', { n: value })}</span> {t(ratingWord(value))}</p>
  )
}
