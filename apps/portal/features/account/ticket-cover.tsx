// The verdict for one's own report, with the same reasons the staff read.
import { coverWord, entitlementIn, stepSentence } from '#locales/entitlement.ts'
import { call } from '../../call.ts'
import { getMyTicketCover } from '../../endpoints.ts'
import { Read } from '../../kit/states.tsx'
import { dayWords } from '../../moments.ts'
import { useReading } from '../../read.ts'
import { useWords } from '../../words.ts'

export function TicketCover({ ticketId }: { ticketId: string }) {
  const { language, own } = useWords()
  const say = entitlementIn(language)
  const reading = useReading(() => call(getMyTicketCover, { ticketId }), `ticket cover ${ticketId}`)
  const written = (day: string | null) => (day === null ? null : dayWords(language, new Date(`${day}T12:00:00`)))
  return (
    <section className="sheet">
      <h2>{say('title')}</h2>
      <Read reading={reading} lines={2}>
        {(verdict) => (
          <>
            <p><strong>{signs[verdict.state]} {say(verdict.state)}</strong> · {say(`treatment.${verdict.treatment}`)} {verdict.clause && <small>{verdict.clause}</small>} {verdict.title && own(verdict.title)}</p>
            {verdict.until && <p>{say('untilDay', { day: written(verdict.until) ?? '' })}</p>}
            {verdict.pays && <p className="hint">{say('paysLine', { parts: coverWord(say, 'payer', verdict.pays.parts), labour: coverWord(say, 'payer', verdict.pays.labour), travel: coverWord(say, 'payer', verdict.pays.travel) })}</p>}
            <details>
              <summary>{say('why')}</summary>
              <ol>{verdict.because.map((step, index) => <li key={index}>{stepSentence(language, { ...step, day: written(step.day), until: written(step.until) }, verdict.cause ? [verdict.cause] : [])}</li>)}</ol>
            </details>
          </>
        )}
      </Read>
    </section>
  )
}

const signs = { covered: '✓', 'not-covered': '✕', undecided: '?' } as const
