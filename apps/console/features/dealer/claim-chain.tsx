import type { ClaimView } from '#contract/dealer/claim.ts'
import { reasonIn } from '#locales/reasons.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { useDealerWords } from './words.ts'
import './dealer.css'

/** Every link of a claim: done on a day, the next one, what waits for it, and the clause that asks for it. */
export function ClaimChain({ chain }: { chain: ClaimView['chain'] }) {
  const say = useDealerWords()
  const language = useLanguage()
  const { day } = useMoments()
  return (
    <ol className="claim-chain" aria-label={say('claim.chain')}>
      {chain.filter(({ state }) => state !== 'skipped').map(({ link, clause, title, state, because, on }) => (
        <li key={link} data-state={state} aria-current={state === 'next' ? 'step' : undefined}>
          <b>{say(`link.${link}`)}</b>
          <span>{say(`linkState.${state}`)} {day(on)}</span>
          {because && <div>{state === 'blocked' ? say('claim.waitsFor', { reason: reasonIn(language, because) }) : reasonIn(language, because)}</div>}
          {clause && <div className="quiet" title={title?.[language] ?? ''}>{say('claim.clause', { clause })}{title ? ` ${title[language]}` : ''}</div>}
        </li>
      ))}
    </ol>
  )
}
