// A plan's conditions, triggers and lengths of time, said as a manager would read them.
import type { Comparison, FactMatch, Match } from '#domain/fact/match.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { PromiseRule, Rung, Stop, Trigger } from '#domain/plan/promise-rule.ts'
import type { Span } from '#domain/plan/span.ts'
import type { Language } from '#domain/plan/words.ts'
import { libraryIn, libraryWord } from '#locales/library.ts'
import type { SayLibrary } from '#locales/library.ts'

export type Wording = {
  language: Language
  say: SayLibrary
  span: (span: Span) => string
  match: (match: Match | undefined) => string
  fact: (fact: FactMatch) => string
  trigger: (trigger: Trigger | readonly Trigger[]) => string
  stop: (stop: Stop) => string
  limit: (rule: PromiseRule) => { condition: string | null; within: string; isOpen: boolean }[]
  rung: (rung: Rung) => string
  calendar: (code: string | undefined) => string
  rule: (id: string) => string
  form: (code: string) => string
}

type Scalar = string | number | boolean | null

export function wordingOf(plan: Plan, language: Language): Wording {
  const say = libraryIn(language)
  const titles = titlesOf(plan, language)
  const span = (text: Span) => spanWords(say, text)
  const match = (wanted: Match | undefined) => matchWords(say, titles, wanted)
  const fact = (wanted: FactMatch) => {
    const kind = factWords(say, wanted.fact)
    return wanted.when ? `${kind}（${match(wanted.when)}）` : kind
  }
  const rule = (id: string) => titles.rules.get(id) ?? id
  const trigger = (wanted: Trigger | readonly Trigger[]): string => {
    if (!isOne(wanted)) return wanted.map((one) => trigger(one)).join(` ${say('rule.or')} `)
    if ('fact' in wanted) return fact(wanted)
    return say(wanted.becomes === 'kept' ? 'rule.promiseKept' : 'rule.promiseBroken', { rule: rule(wanted.promise) })
  }
  const stop = (wanted: Stop) => {
    if ('any' in wanted) return wanted.any.map(fact).join(` ${say('rule.or')} `)
    if ('all' in wanted) return wanted.all.map(fact).join(` ${say('rule.and')} `)
    return fact(wanted)
  }
  return {
    language, say, span, match, fact, trigger, stop, rule,
    limit: (wanted) => limitWords(say, titles, span, wanted),
    form: (code) => titles.values.get(`form ${code}`) ?? code,
    rung: (wanted) => rungWords(say, span, wanted),
    calendar: (code) => (code === undefined || code === '7x24' ? say('rule.clockAll') : plan.calendars[code]?.title?.[language] ?? code),
  }
}

const isOne = (trigger: Trigger | readonly Trigger[]): trigger is Trigger => !Array.isArray(trigger)

export function spanWords(say: SayLibrary, span: Span): string {
  if (span === 'tbd') return say('rule.open')
  if (span === 'none') return say('rule.none')
  const [, amount, unit] = /^-?(\d+(?:\.\d+)?)(s|min|h|wd|d|w|mo|y)$/.exec(span) ?? []
  return amount && unit ? libraryWord((key, params) => say(key, { ...params, n: amount }), 'span', unit) : span
}

export const factWords = (say: SayLibrary, kind: string): string => libraryWord(say, 'fact', kind)

type Titles = { fields: Map<string, string>; values: Map<string, string>; rules: Map<string, string> }

function titlesOf(plan: Plan, language: Language): Titles {
  const { severities, levels, zones, phases, channels, causes, choices = [] } = plan.vocabulary
  const questions = severities.flatMap((severity) => severity.criteria ?? [])
  const families = { severity: severities, level: levels, zone: zones, phase: phases, channel: channels, cause: causes }
  const forms = plan.documents.map((form) => [`form ${form.code}`, form.title[language]] as const)
  return {
    fields: new Map([
      ...questions.map((question) => [question.field, question.title[language]] as const),
      ...choices.map((choice) => [choice.field, choice.title[language]] as const),
    ]),
    values: new Map([
      ...Object.entries(families).flatMap(([field, words]) => words.map((word) => [`${field} ${word.code}`, word.title[language]] as const)),
      ...choices.flatMap((choice) => choice.options.map((option) => [`${choice.field} ${option.code}`, option.title[language]] as const)),
      ...forms,
    ]),
    rules: new Map([...plan.promises, ...plan.cover, ...plan.cycles].map((rule) => [rule.id, rule.title[language]])),
  }
}

function fieldWords(say: SayLibrary, titles: Titles, field: string): string {
  const own = libraryWord(say, 'field', field)
  return own === field ? titles.fields.get(field) ?? field : own
}

function valueWords(say: SayLibrary, titles: Titles, field: string, value: Scalar): string {
  if (value === true || value === 'yes') return say('match.yes')
  if (value === false || value === 'no') return say('match.no')
  const found = titles.values.get(`${field} ${String(value)}`)
  if (found) return found
  const families = field === 'type' || field === 'activity' ? [field] : []
  return families.map((family) => libraryWord(say, family, String(value)))[0] ?? String(value)
}

function matchWords(say: SayLibrary, titles: Titles, match: Match | undefined): string {
  const parts = Object.entries(match ?? {}).map(([field, wanted]) => {
    const name = fieldWords(say, titles, field)
    const value = (one: Scalar) => valueWords(say, titles, field, one)
    if (Array.isArray(wanted)) return listWords(say, name, wanted as readonly Scalar[], value)
    if (typeof wanted === 'object' && wanted !== null) return comparisonWords(say, name, wanted as Comparison, value)
    return `${name} ${say('match.is')} ${value(wanted as Scalar)}`
  })
  return parts.length > 0 ? parts.join(` ${say('rule.and')} `) : say('rule.always')
}

const listWords = (say: SayLibrary, name: string, list: readonly Scalar[], value: (one: Scalar) => string) => {
  const words = [...new Set(list.map(value))]
  return words.length === 1 ? `${name} ${say('match.is')} ${words[0]}` : `${name} ${say('match.oneOf')} ${words.join(' / ')}`
}

function comparisonWords(say: SayLibrary, name: string, wanted: Comparison, value: (one: Scalar) => string): string {
  const signs = { gte: '≥', gt: '>', lte: '≤', lt: '<' } as const
  const numbers = (['gte', 'gt', 'lte', 'lt'] as const).flatMap((op) => (wanted[op] === undefined ? [] : [`${name} ${signs[op]} ${wanted[op]}`]))
  const refused: readonly Scalar[] = wanted.not === undefined ? [] : Array.isArray(wanted.not) ? (wanted.not as readonly Scalar[]) : [wanted.not as Scalar]
  const not = refused.length > 0 ? [`${name} ${say('match.not')} ${refused.map(value).join(' / ')}`] : []
  const given = wanted.given === undefined ? [] : [`${name} ${say(wanted.given ? 'match.given' : 'match.notGiven')}`]
  return [...numbers, ...not, ...given].join(` ${say('rule.and')} `)
}

function limitWords(say: SayLibrary, titles: Titles, span: (span: Span) => string, rule: PromiseRule): ReturnType<Wording['limit']> {
  if ('within' in rule) return [{ condition: null, within: span(rule.within), isOpen: rule.within === 'tbd' }]
  if ('targets' in rule) {
    return rule.targets.map((row) => ({
      condition: row.when ? matchWords(say, titles, row.when) : say('rule.otherwise'), within: span(row.within), isOpen: row.within === 'tbd',
    }))
  }
  return [{ condition: null, within: momentWords(say, titles, span, rule), isOpen: false }]
}

function momentWords(say: SayLibrary, titles: Titles, span: (span: Span) => string, rule: PromiseRule): string {
  if ('before' in rule) {
    const field = fieldWords(say, titles, rule.before.field)
    return rule.before.offset ? say('rule.beforeOffset', { span: span(rule.before.offset), field }) : say('rule.before', { field })
  }
  if ('at' in rule) return rule.at.days === 0 ? say('rule.atSameDay', { time: rule.at.time }) : say('rule.at', rule.at)
  return 'atLeast' in rule ? say('rule.atLeast', { count: rule.atLeast.count, per: span(rule.atLeast.per) }) : ''
}

function rungWords(say: SayLibrary, span: (span: Span) => string, rung: Rung): string {
  const when = rung.at.endsWith('%') ? say('rule.atShare', { share: rung.at }) : say('rule.atAfter', { span: span(rung.at.slice(1)) })
  const again = rung.repeat ? `（${say('rule.repeat', { span: span(rung.repeat) })}）` : ''
  return `${when} → ${libraryWord(say, 'escalation', rung.notify)}${again}`
}
