// A plan as a manager reads it: contents on the left, every rule with the clause it keeps.
import { useMemo } from 'react'
import type { Plan } from '#domain/plan/plan.ts'
import type { Language } from '#domain/plan/words.ts'
import { sections } from './sections.ts'
import { wordingOf } from './wording.ts'
import './plan.css'

export function PlanReader({ plan, language, withContents = true }: { plan: Plan; language: Language; withContents?: boolean }) {
  const wording = useMemo(() => wordingOf(plan, language), [plan, language])
  const shown = sections.filter((section) => section.size(plan) > 0)
  return (
    <div className={withContents ? 'plan-reader' : 'plan-reader plan-reader-plain'} lang={language}>
      {withContents && (
        <nav className="plan-contents" aria-label={wording.say('plan.contents')}>
          {shown.map((section) => (
            <a key={section.key} href={`#section-${section.key}`}>{wording.say(section.title)} <span className="quiet figure">{section.size(plan)}</span></a>
          ))}
        </nav>
      )}
      <article>
        <p className="plan-summary">{plan.summary[language]}</p>
        {shown.map(({ key, title, Body }) => (
          <section key={key} id={`section-${key}`}>
            <h3>{wording.say(title)}</h3>
            <Body plan={plan} wording={wording} />
          </section>
        ))}
      </article>
    </div>
  )
}
