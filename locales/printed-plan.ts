// A plan as a person reads it on paper: every clause that says something, section by section, in one language.
import type { Plan } from '#domain/plan/plan.ts'
import type { PromiseRule } from '#domain/plan/promise-rule.ts'
import type { Language, Text } from '#domain/plan/words.ts'
import { filled } from './errors.ts'
import { libraryIn, libraryWord } from './library.ts'
import { printWords } from './plan.ts'
import { escaped } from './escaped.ts'

export type PrintedItem = { clauses: readonly string[]; title: string; lines: readonly string[] }
export type PrintedSection = { key: string; title: string; items: readonly PrintedItem[] }
export type PrintedPlan = { code: string; title: string; subtitle: string; summary: string; sections: readonly PrintedSection[] }
type Ruled = { clause?: string; also?: readonly string[]; title?: Text; text?: Text }
type State = 'draft' | 'active' | 'retired'

export function printPlan(plan: Plan, language: Language, state: State): PrintedPlan {
  const say = libraryIn(language)
  const words = printWords(language)
  const text = (of: Text | undefined) => of?.[language] ?? ''
  const item = (rule: Ruled, lines: readonly string[] = []): PrintedItem =>
    ({ clauses: [rule.clause, ...(rule.also ?? [])].filter((clause) => clause !== undefined), title: text(rule.title ?? rule.text), lines: lines.filter(Boolean) })
  const span = (value: string) => (value === 'tbd' ? words.open : value === 'none' ? words.none : value)
  const word = (one: Ruled & { code?: string }) => `${one.code ?? ''} ${text(one.title)}`.trim()
  const { vocabulary: vocab, organisation: org } = plan
  const sections: [key: string, items: PrintedItem[]][] = [
    ['vocabulary', [
      ...vocab.severities.map((one) => item(one, (one.criteria ?? []).map((criterion) => text(criterion.title)))),
      ...[...vocab.levels, ...vocab.zones, ...vocab.phases, ...vocab.causes].map((one) => item(one)),
      ...vocab.channels.map((one) => item(one, [one.address ?? ''])),
      ...(vocab.choices ?? []).map((one) => item(one, one.options.map(word))),
    ]],
    ['values', plan.values.map((one) => item(one, [String(one.value ?? (one.waived ? text(one.waived) : words.open))]))],
    ['promises', plan.promises.map((rule) => item(rule, [...limitLines(rule, span), text(rule.breach?.title), text(rule.note)]))],
    ['cover', plan.cover.map((rule) => item(rule, [span(rule.length), ...(rule.conditions ?? []).map(text)]))],
    ['charging', plan.charging.map((rule) => item(rule, (rule.extras ?? []).map(word)))],
    ['repeat', plan.repeat.map((rule) => item(rule, [`${rule.threshold} ×`, text(rule.restriction)]))],
    ['cycles', plan.cycles.map((rule) => item(rule, [rule.every ? span(rule.every) : '', rule.times ? `${rule.times.count} / ${span(rule.times.per)}` : '', rule.months ? rule.months.join(', ') : '']))],
    ['checklists', plan.checklists.map((list) => item(list, list.items.map((one) => `☐ ${text(one.title)}${one.clause ? ` [${one.clause}]` : ''}`)))],
    ['process', plan.process.map((one) => item(one, one.steps.map((step) => `${text(step.title)} [${[step.clause, ...(step.also ?? [])].join(', ')}]`)))],
    ['gates', plan.gates.map((rule) => item(rule))],
    ['approvals', plan.approvals.map((rule) => item(rule, [rule.steps.join(' → ')]))],
    ['documents', plan.documents.map((form) => item(form, [form.code, form.fields.map((field) => `${text(field.title)}${field.required ? ' *' : ''}`).join(' · ')]))],
    ['dealers', plan.dealers.map((rule) => item(rule, Object.entries(rule.figures ?? {}).map(([key, value]) => `${key}: ${String(value ?? words.open)}`)))],
    ['organisation', [...org.units, ...org.rosters, ...org.depots, ...org.duties].map((rule) => item(rule))],
    ['measures', plan.measures.map((rule) => item(rule, [rule.target === null ? '' : `${rule.op} ${rule.target} ${rule.unit ?? ''}`, text(rule.consequence)]))],
    ['texts', plan.texts.map((one) => item(one))],
    ['clauses', Object.entries(plan.clauses).map(([clause, note]) => item({ clause }, [[note.capability, note.by, note.note].filter(Boolean).join(' · ')]))],
  ]
  const version = filled(words.version, { version: plan.version })
  return {
    code: plan.plan, title: text(plan.title), summary: text(plan.summary),
    subtitle: [`${plan.plan} · ${version} · ${words[state]}`, text(plan.trade), filled(words.printed, { currency: plan.currency, zone: plan.zone })].join(' · '),
    sections: sections.filter(([, items]) => items.length > 0).map(([key, items]) => ({ key, title: libraryWord(say, 'section', key), items })),
  }
}

function limitLines(rule: PromiseRule, span: (value: string) => string): string[] {
  if ('within' in rule) return [`≤ ${span(rule.within)}`]
  if ('targets' in rule) return rule.targets.map(({ when, within }) => `${condition(when)}≤ ${span(within)}`)
  if ('at' in rule) return [`${rule.at.time} +${rule.at.days}d`]
  if ('atLeast' in rule) return [`≥ ${rule.atLeast.count} / ${span(rule.atLeast.per)}`]
  return [`${rule.before.field} ${rule.before.offset ?? ''}`.trim()]
}

const condition = (when: object | undefined) => (when ? `${Object.entries(when).map(([field, value]) => `${field}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`).join(', ')} ` : '')

export function planAsMarkdown({ title, subtitle, summary, sections }: PrintedPlan): string {
  const item = ({ clauses, title: name, lines }: PrintedItem) => [`- ${clauses.length > 0 ? `**${clauses.join(', ')}** ` : ''}${name}`, ...lines.map((line) => `  - ${line}`)].join('\n')
  return [`# ${title}`, subtitle, summary, ...sections.flatMap((section) => [`## ${section.title}`, section.items.map(item).join('\n')])].join('\n\n') + '\n'
}

export function planAsHtml({ code, title, subtitle, summary, sections }: PrintedPlan, language: Language): string {
  const item = ({ clauses, title: name, lines }: PrintedItem) =>
    `<tr><th>${escaped(clauses.join(', '))}</th><td><div>${escaped(name)}</div>${lines.length > 0 ? `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>` : ''}</td></tr>`
  const body = sections.map((section) => `<section><h2>${escaped(section.title)}</h2><table>${section.items.map(item).join('')}</table></section>`).join('\n')
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(code)} ${escaped(title)}</title><style>${style}</style></head><body>
<header><h1>${escaped(title)}</h1><div>${escaped(subtitle)}</div></header><p>${escaped(summary)}</p>
${body}</body></html>`
}

const style = '@page{size:A4;margin:18mm}body{font:12px/1.6 "Noto Sans TC","PingFang TC","Microsoft JhengHei","Noto Sans SC",sans-serif;color:#111;max-width:900px;margin:auto}header{border-bottom:2px solid #111}h1{font-size:22px;margin:4px 0}h2{font-size:15px;margin:18px 0 4px;break-after:avoid}table{width:100%;border-collapse:collapse}th,td{border-top:1px solid #bbb;padding:4px 8px;text-align:left;vertical-align:top}th{width:110px;font-weight:600;font-variant-numeric:tabular-nums}tr{break-inside:avoid}ul{margin:2px 0;padding-left:18px}'
