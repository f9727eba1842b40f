// What a person is asked when recording a fact: the usual fields of its kind, and every field that a rule of the plan looks at.
import type { FactMatch, Match } from '../fact/match.ts'
import { attributeNames } from '../fact/kinds.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { Plan } from '../plan/plan.ts'
import type { Stop, Trigger } from '../plan/promise-rule.ts'
import { escalationTargets, pauseReasons, ticketTypes } from '../plan/words.ts'
import type { Text } from '../plan/words.ts'

export type FieldKind = 'text' | 'long-text' | 'number' | 'moment' | 'day' | 'choice' | 'choices' | 'yes-no' | 'person' | 'team' | 'ticket'
export type FieldOption = { code: string; title: Text | null }
export type FactField = { key: string; kind: FieldKind; required: boolean; title: Text | null; options?: readonly FieldOption[] }
type Rules = Pick<Plan, 'promises' | 'process' | 'gates' | 'documents' | 'cycles' | 'vocabulary'>

export function factFields(plan: Rules | null, kind: FactKind): FactField[] {
  const usual = usualFields(plan, kind)
  const asked = plan ? askedFields(plan, kind).filter(({ key }) => !usual.some((field) => field.key === key)) : []
  return [...usual, ...asked]
}

function usualFields(plan: Rules | null, kind: FactKind): FactField[] {
  const words = plan?.vocabulary
  switch (kind) {
    case 'ticket.assigned': return [field('to', 'person'), field('team', 'team')]
    case 'ticket.paused': return [choice('reason', pauseReasons.map(untitled), true)]
    case 'ticket.escalated': return [choice('to', escalationTargets.map(untitled), true)]
    case 'ticket.graded': return [choice('severity', words?.severities ?? [], false), choice('level', words?.levels ?? [], false), field('reason', 'text', true)]
    case 'ticket.reclassified': return [choice('type', ticketTypes.map(untitled), false), choice('cause', words?.causes ?? [], false)]
    case 'diagnosis.made': case 'cause.analysed': return [choice('cause', words?.causes ?? [], false)]
    case 'ticket.merged': return [field('into', 'ticket', true)]
    case 'ticket.linked': return [field('to', 'ticket', true)]
    case 'ticket.rated': return [field('rating', 'number', true)]
    case 'ticket.declined': case 'ticket.cancelled': case 'ticket.reopened': return [field('reason', 'text', true)]
    case 'appointment.agreed': return [field('appointmentAt', 'moment', true)]
    case 'engineer.dispatched': return [field('engineer', 'person', true)]
    case 'promise.excused': case 'promise.explained': return [field('promise', 'text', true), field('reason', 'long-text', true)]
    default: return []
  }
}

function askedFields(plan: Rules, kind: FactKind): FactField[] {
  const matches = mentions(plan).filter(({ fact, when }) => fact === kind && when).map(({ when }) => when!)
  const values = new Map<string, unknown[]>()
  for (const match of matches) {
    for (const [key, condition] of Object.entries(match)) {
      if (!aboutTheSubject.has(key)) values.set(key, [...(values.get(key) ?? []), ...flat(condition)])
    }
  }
  return [...values].map(([key, options]) => asField(plan, key, options))
}

// What is true of the ticket is known already and is not asked again.
const aboutTheSubject = new Set<string>(attributeNames.filter((name) => !['diagnosis', 'work', 'role', 'complexity', 'urgency', 'critical'].includes(name)))

type Mention = { fact: FactKind; when?: Match }

const mentions = (plan: Rules): Mention[] => [
  ...plan.promises.flatMap(mentionsOf),
  ...plan.process.flatMap(({ steps }) => steps),
  ...plan.gates.flatMap(({ before, beforeWhen, needs }): Mention[] => [{ fact: before, ...(beforeWhen && { when: beforeWhen }) }, ...('fact' in needs ? [needs] : [])]),
  ...plan.documents.flatMap(({ owedOn }) => (owedOn && 'fact' in owedOn ? [owedOn] : [])),
  ...plan.cycles.flatMap(({ onEvent }) => (onEvent && 'fact' in onEvent ? [onEvent] : [])),
]

function mentionsOf(rule: Rules['promises'][number]): Mention[] {
  const triggers = ([rule.on].flat() as Trigger[]).flatMap((trigger) => ('fact' in trigger ? [trigger] : []))
  const moments = 'before' in rule ? triggers.map(({ fact }): Mention => ({ fact, when: { [rule.before.field]: '@moment' } })) : []
  return [...triggers, ...stopMatches(rule.by), ...moments]
}

const stopMatches = (stop: Stop): readonly FactMatch[] => ('any' in stop ? stop.any : 'all' in stop ? stop.all : [stop])

function flat(condition: Match[string]): unknown[] {
  if (Array.isArray(condition)) return [...condition]
  if (condition !== null && typeof condition === 'object') {
    const { not, given, ...bounds } = condition as { not?: unknown; given?: boolean }
    return [...[not ?? []].flat(), ...(Object.keys(bounds).length > 0 ? [0] : []), ...(given === undefined ? [] : ['@text'])]
  }
  return [condition]
}

function asField(plan: Rules, key: string, values: readonly unknown[]): FactField {
  const choices = plan.vocabulary.choices?.find(({ field: name }) => name === key)
  const title = choices?.title ?? null
  if (choices) return { key, kind: 'choice', required: false, title, options: choices.options.map(({ code, title: words }) => ({ code, title: words })) }
  if (values.includes('@moment')) return { key, kind: 'moment', required: true, title }
  if (values.includes(true) || values.includes('yes')) return { key, kind: 'yes-no', required: false, title }
  if (values.some((value) => typeof value === 'number')) return { key, kind: 'number', required: false, title }
  const codes = [...new Set(values.filter((value): value is string => typeof value === 'string' && !value.startsWith('@')))]
  if (codes.length === 0) return { key, kind: 'text', required: false, title }
  return { key, kind: 'choice', required: false, title, options: codes.map((code) => ({ code, title: wordOf(plan, code) })) }
}

function wordOf({ vocabulary, documents }: Rules, code: string): Text | null {
  const words = [vocabulary.severities, vocabulary.levels, vocabulary.zones, vocabulary.phases, vocabulary.channels, vocabulary.causes, documents].flat()
  return words.find((word) => word.code === code)?.title ?? null
}

const field = (key: string, kind: FieldKind, required = false): FactField => ({ key, kind, required, title: null })
const untitled = (code: string) => ({ code, title: null })
const choice = (key: string, words: readonly { code: string; title: Text | null }[], required: boolean): FactField =>
  words.length === 0 ? field(key, 'text', required) : { ...field(key, 'choice', required), options: words.map(({ code, title }) => ({ code, title })) }
