import type { ChargeRule, CoverRule, Plan } from '#domain/plan/plan.ts'
import { Lines, OpenMark, RuleTable } from './rule-table.tsx'
import { factWords } from './wording.ts'
import type { Wording } from './wording.ts'
import { libraryWord } from '#locales/library.ts'

type Props = { plan: Plan; wording: Wording }

export function CoverSection({ plan, wording }: Props) {
  const { say, language } = wording
  return (
    <RuleTable wording={wording} rows={plan.cover} columns={[
      { title: say('section.cover'), width: '30%', show: (rule) => <><strong>{rule.title[language]}</strong><div className="quiet">{rule.component}</div></> },
      { title: say('rule.length'), width: '16%', show: (rule) => <CoverLength rule={rule} wording={wording} /> },
      { title: say('rule.pays'), width: '20%', show: (rule) => <Pays rule={rule} wording={wording} /> },
      { title: say('rule.rule'), show: (rule) => <CoverLines rule={rule} wording={wording} /> },
    ]} />
  )
}

function CoverLength({ rule, wording }: { rule: CoverRule; wording: Wording }) {
  if (rule.length === 'lifetime' || rule.length === 'contract') return <b>{wording.say(`rule.${rule.length}`)}</b>
  return rule.length === 'tbd' ? <OpenMark text={wording.span(rule.length)} /> : <b className="figure">{wording.span(rule.length)}</b>
}

function Pays({ rule, wording }: { rule: CoverRule; wording: Wording }) {
  const { say } = wording
  return <Lines lines={(['parts', 'labour', 'travel'] as const).map((part) => [say(`rule.${part}`), say(`payer.${rule.pays[part]}`)])} />
}

function CoverLines({ rule, wording }: { rule: CoverRule; wording: Wording }) {
  const { say } = wording
  const start = rule.start.map((kind) => factWords(say, kind)).join(` ${say('rule.or')} `)
  return (
    <Lines lines={[
      [say('rule.start'), rule.startDay === 'next-day' ? `${start}（${say('rule.nextDay')}）` : start],
      rule.opens && [say('rule.opens'), wording.match(rule.opens)],
      rule.otherwise && [say('rule.startElse'), rule.otherwise.map((kind) => factWords(say, kind)).join(` ${say('rule.or')} `)],
      rule.latest && [say('rule.latest'), `${rule.latest.from.map((kind) => factWords(say, kind)).join(` ${say('rule.or')} `)} + ${wording.span(rule.latest.within)}`],
      rule.registration && [say('rule.registration'), `${factWords(say, rule.registration.by)} ≤ ${wording.span(rule.registration.within)} · ${say(`payer.${rule.registration.otherwise}`)}`],
      rule.onReplacement && ['', say(`rule.onReplacement.${rule.onReplacement}`)],
      rule.repairTime && ['', say('rule.repairTime')],
      rule.after !== undefined && ['', say('rule.after', { rule: wording.rule(rule.after) })],
      [say('rule.remedy'), libraryWord(say, 'remedy', rule.remedy)],
      rule.phase !== undefined && [say('rule.phase'), rule.phase],
      rule.when && [say('rule.condition'), wording.match(rule.when)],
      [say('rule.conditions'), (rule.conditions ?? []).map((one) => one[wording.language]).join('；')],
    ]} />
  )
}

export function ChargeSection({ plan, wording }: Props) {
  const { say, language } = wording
  return (
    <RuleTable wording={wording} rows={plan.charging} columns={[
      { title: say('section.charging'), width: '30%', show: (rule) => <strong>{rule.title[language]}</strong> },
      { title: say('rule.condition'), width: '28%', show: (rule) => wording.match(rule.when) },
      { title: say('rule.rule'), show: (rule) => <ChargeLines rule={rule} wording={wording} /> },
    ]} />
  )
}

function ChargeLines({ rule, wording }: { rule: ChargeRule; wording: Wording }) {
  const { say, language } = wording
  return (
    <Lines lines={[
      rule.parts && [say('rule.parts'), say(`price.${rule.parts}`)],
      rule.labour && [say('rule.labour'), labourWords(rule.labour, wording)],
      rule.travel && [say('rule.travel'), say(`price.${rule.travel}`)],
      [say('rule.extras'), (rule.extras ?? []).map((one) => one.title[language]).join('、')],
      rule.consentFirst === true && ['', say('rule.consentFirst')],
      rule.receipt === true && ['', say('rule.receipt')],
    ]} />
  )
}

function labourWords(labour: NonNullable<ChargeRule['labour']>, { say, language }: Wording): string {
  if (typeof labour === 'string') return say(`price.${labour}`)
  const price = new Intl.NumberFormat(language, { style: 'currency', currency: labour.currency }).format(labour.perHour / 100)
  return say(labour.atMost ? 'rule.perHourAtMost' : 'rule.perHour', { price })
}

export function RepeatSection({ plan, wording }: Props) {
  const { say, language } = wording
  return (
    <RuleTable wording={wording} rows={plan.repeat} columns={[
      { title: say('section.repeat'), width: '36%', show: (rule) => <strong>{rule.title[language]}</strong> },
      { title: say('rule.condition'), show: (rule) => `${say(`repeat.${rule.of}`)} ${say(`repeat.${rule.mode}`)} ${say('rule.threshold', { n: rule.threshold })}` },
      { title: say('rule.remedy'), show: (rule) => say(`remedy.${rule.remedy}`) },
      { title: say('rule.restriction'), show: (rule) => rule.restriction?.[language] ?? '' },
    ]} />
  )
}
