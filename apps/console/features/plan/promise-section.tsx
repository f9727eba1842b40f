import type { Plan } from '#domain/plan/plan.ts'
import type { PromiseRule } from '#domain/plan/promise-rule.ts'
import { Lines, OpenMark, RuleTable } from './rule-table.tsx'
import { libraryWord } from '#locales/library.ts'
import type { Wording } from './wording.ts'

export function PromiseSection({ plan, wording }: { plan: Plan; wording: Wording }) {
  const { say } = wording
  return (
    <RuleTable wording={wording} rows={plan.promises} columns={[
      { title: say('section.promises'), width: '34%', show: (rule) => <strong>{rule.title[wording.language]}</strong> },
      { title: say('rule.within'), width: '24%', show: (rule) => <Targets rule={rule} wording={wording} /> },
      { title: say('rule.rule'), show: (rule) => <PromiseLines rule={rule} plan={plan} wording={wording} /> },
    ]} />
  )
}

function Targets({ rule, wording }: { rule: PromiseRule; wording: Wording }) {
  return (
    <ul className="rule-targets">
      {wording.limit(rule).map((row, index) => (
        <li key={index}>
          {row.isOpen ? <OpenMark text={row.within} /> : <b className="figure">{row.within}</b>}
          {row.condition && <span className="quiet"> {row.condition}</span>}
        </li>
      ))}
    </ul>
  )
}

function PromiseLines({ rule, plan, wording }: { rule: PromiseRule; plan: Plan; wording: Wording }) {
  const { say } = wording
  const rungs = typeof rule.ladder === 'string' ? plan.ladders?.[rule.ladder] : rule.ladder
  const ladder = (rungs ?? []).map(wording.rung).join('；')
  const pauses = (rule.pauses ?? []).map((reason) => libraryWord(say, 'pause', reason)).join('、')
  return (
    <Lines lines={[
      [say('rule.on'), wording.trigger(rule.on)],
      [say('rule.by'), wording.stop(rule.by)],
      [say('rule.clock'), wording.calendar(rule.clock)],
      [say('rule.pauses'), pauses],
      [say('rule.ladder'), ladder],
      rule.breach && [say('rule.breach'), rule.breach.title[wording.language]],
      rule.each === true && ['', say('rule.each')],
      rule.note && [say('rule.note'), rule.note[wording.language]],
    ]} />
  )
}

export function LadderSection({ plan, wording }: { plan: Plan; wording: Wording }) {
  return (
    <div className="rule-grid">
      {Object.entries(plan.ladders ?? {}).map(([code, rungs]) => (
        <div key={code} className="rule-card">
          <h4>{code}</h4>
          <ol>{rungs.map((rung, index) => <li key={index}>{wording.rung(rung)}</li>)}</ol>
        </div>
      ))}
    </div>
  )
}
