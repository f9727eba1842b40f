// The verdict in one line: covered or not, by which clause, until when, who pays; opened, every step that led there.
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { TicketCoverView, VerdictView } from '#contract/entitlement/verdict.ts'
import { coverWord, stepSentence } from '#locales/entitlement.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { coverSigns, needWords, paysLine, useCoverWords } from './cover-words.ts'

type Props = { verdict: VerdictView; causes: TicketCoverView['causes']; phase: TicketCoverView['phaseTitle'] }

export function VerdictLine({ verdict, causes, phase }: Props) {
  const say = useCoverWords()
  const language = useLanguage()
  const { day } = useMoments()
  const { sign, color } = coverSigns[verdict.state]
  return (
    <>
      <Space wrap size={[8, 4]}>
        <Tag color={color}>{sign} {say(verdict.state)}</Tag>
        <b>{say(`treatment.${verdict.treatment}`)}</b>
        {verdict.clause && <Tag>{verdict.clause}</Tag>}
        {verdict.title && <span>{verdict.title[language]}</span>}
        {phase && <span className="quiet">{phase[language]}</span>}
        {verdict.component && <span className="quiet">{coverWord(say, 'component', verdict.component)}</span>}
        {verdict.rule && <span className="figure">{verdict.until ? say('untilDay', { day: day(verdict.until) }) : say('endless')}</span>}
        {verdict.remedy && <span>{coverWord(say, 'remedy', verdict.remedy)}</span>}
      </Space>
      <div className="quiet">{paysLine(say, verdict.pays)}</div>
      {verdict.needs.length > 0 && <div>! {say('needs', { list: needWords(say, verdict.needs) })}</div>}
      {verdict.offers.length > 1 && <div className="quiet">{say('offers')}：{verdict.offers.slice(1).map((offer) => <span key={offer.rule}>{coverWord(say, 'remedy', offer.remedy)} <Tag>{offer.clause}</Tag>{offer.conditions.map((one) => one[language]).join('；')} </span>)}</div>}
      <Why verdict={verdict} causes={causes} />
    </>
  )
}

function Why({ verdict, causes }: Pick<Props, 'verdict' | 'causes'>) {
  const say = useCoverWords()
  const language = useLanguage()
  const { day } = useMoments()
  const [isOpen, setOpen] = useState(false)
  const dated = (text: string | null) => (text === null ? null : day(text))
  return (
    <>
      <Button size="small" type="link" style={{ paddingInline: 0, display: 'block' }} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{isOpen ? `▾ ${say('hideWhy')}` : `▸ ${say('why')}`}</Button>
      {isOpen && <ol style={{ margin: '4px 0 8px', paddingInlineStart: 22 }}>{verdict.because.map((step, index) => <li key={index}>{stepSentence(language, { ...step, day: dated(step.day), until: dated(step.until) }, causes)}</li>)}</ol>}
    </>
  )
}
