import type { ReplyOf } from '#contract/endpoint.ts'
import type { listMyPlans as declared } from '#contract/channel/portal.ts'
import { call } from '../call.ts'
import { listMyPlans } from '../endpoints.ts'
import { AccountPage, useSessionWatch } from '../features/account/account-page.tsx'
import { Message, Read } from '../kit/states.tsx'
import { dayWords, spanWords } from '../moments.ts'
import { useReading } from '../read.ts'
import { useWords } from '../words.ts'

type Agreement = ReplyOf<typeof declared>['agreements'][number]

export function PlansScreen() {
  const { t } = useWords()
  return <AccountPage title={t('plans.title')}>{() => <Plans />}</AccountPage>
}

function Plans() {
  const { t } = useWords()
  const reading = useReading(() => call(listMyPlans, {}), 'plans')
  useSessionWatch(reading.failure)
  return (
    <div className="board">
      <h1>{t('plans.title')}</h1>
      <p className="hint">{t('plans.hint')}</p>
      <Read reading={reading}>
        {({ agreements }) => (agreements.length === 0
          ? <Message sign="✓" title={t('plans.none')}><p>{t('plans.noneHint')}</p></Message>
          : agreements.map((agreement) => <AgreementSheet key={agreement.id} agreement={agreement} />))}
      </Read>
    </div>
  )
}

function AgreementSheet({ agreement }: { agreement: Agreement }) {
  const { t, language, own } = useWords()
  const { number, title, plan, startsOn, endsOn, rules, texts } = agreement
  const from = dayWords(language, dayOf(startsOn))
  const kept = rules.reduce((sum, rule) => sum + rule.kept, 0)
  const judged = rules.reduce((sum, rule) => sum + rule.kept + rule.broken, 0)
  return (
    <section className="sheet">
      <h2>{title || own(plan)}</h2>
      <p className="hint">{[number, title && own(plan), endsOn ? t('plans.valid', { from, until: dayWords(language, dayOf(endsOn)) }) : t('plans.validOpen', { from })].filter(Boolean).join(' · ')}</p>
      {judged > 0 && <Rate kept={kept} judged={judged} />}
      <h3>{t('plans.rules')}</h3>
      <ul className="tally">{rules.map((rule, index) => <RuleLine key={index} rule={rule} />)}</ul>
      {texts.length > 0 && (
        <details>
          <summary>{t('plans.texts')} ({texts.length})</summary>
          <ul className="tally">{texts.map(({ clause, text }, index) => <li key={index}><span>{own(text)} <small>{t('plans.clause', { clause })}</small></span></li>)}</ul>
        </details>
      )}
    </section>
  )
}

function Rate({ kept, judged }: { kept: number; judged: number }) {
  const { t } = useWords()
  const percent = Math.floor((kept / judged) * 1000) / 10
  return <p className="rate"><strong>{t('plans.rate', { percent })}</strong> <span className="hint">{t('plans.kept', { count: kept })} · {t('plans.broken',
    { count: judged - kept })}</span><meter min={0} max={judged} value={kept} /></p>
}

function RuleLine({ rule }: { rule: Agreement['rules'][number] }) {
  const { t, language, own } = useWords()
  const { clause, title, target, kept, broken } = rule
  const time = target && spanWords(language, target)
  return (
    <li>
      <span>{own(title)} <small>{[time && t('scan.within', { time }), t('plans.clause', { clause })].filter(Boolean).join(' · ')}</small></span>
      {kept + broken === 0
        ? <span className="hint">{t('plans.notYet')}</span>
        : <span className="counts"><span className="good">✓ {t('plans.kept', { count: kept })}</span>{broken > 0 && <span className="bad">! {t('plans.broken', { count: broken })}</span>}</span>}
    </li>
  )
}

// A day of the calendar, not an instant: read as midnight here, so that it keeps its number.
const dayOf = (day: string) => new Date(`${day.slice(0, 10)}T00:00:00`)
