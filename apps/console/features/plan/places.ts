// Where the figures of a plan stand: the time targets that may be edited, and all places it still leaves open.
import type { Plan } from '#domain/plan/plan.ts'
import type { Language } from '#domain/plan/words.ts'
import { wordingOf } from './wording.ts'
import type { Path } from './yaml-edit.ts'

export type Place = { path: Path; clause: string; title: string; condition: string | null; value: string }

/** A draft may be half written: what is missing is read as empty. */
export function targetPlaces(draft: Partial<Plan>, language: Language): Place[] {
  const wording = wordingOf(wholePlan(draft), language)
  const { promises, cover, cycles } = wholePlan(draft)
  return [
    ...promises.flatMap((rule, index) => promisePlaces(rule, ['promises', index], language, wording.match)),
    ...cover.flatMap((rule, index) => [{ path: ['cover', index, 'length'], clause: rule.clause, title: rule.title[language], condition: null, value: rule.length }]),
    ...cycles.flatMap((rule, index) => (['every', 'within'] as const).flatMap((field) => {
      const value = rule[field]
      return value === undefined ? [] : [{ path: ['cycles', index, field], clause: rule.clause, title: rule.title[language], condition: null, value }]
    })),
  ]
}

function promisePlaces(rule: Plan['promises'][number], path: Path, language: Language, match: (when: never) => string): Place[] {
  const place = { clause: rule.clause, title: rule.title[language] }
  if ('within' in rule) return [{ ...place, path: [...path, 'within'], condition: null, value: rule.within }]
  if (!('targets' in rule)) return []
  return rule.targets.map((row, index) => ({
    ...place, path: [...path, 'targets', index, 'within'], condition: row.when ? match(row.when as never) : null, value: row.within,
  }))
}

export type OpenPlace = { path: Path; clause: string; section: string }

/** Every 'tbd', and every value without figure or waiver. */
export function openPlaces(draft: Partial<Plan>): OpenPlace[] {
  const plan = wholePlan(draft)
  const spans = targetPlaces(draft, 'en').filter((place) => place.value === 'tbd').map(({ path, clause }) => ({ path, clause, section: String(path[0]) }))
  const values = plan.values.flatMap((value, index) => (value.value === null && !value.waived ? [{ path: ['values', index, 'value'], clause: value.clause, section: 'values' }] : []))
  return [...values, ...spans]
}

const none = [] as const

export function wholePlan(draft: Partial<Plan>): Plan {
  const vocabulary = { severities: none, levels: none, zones: none, phases: none, channels: none, causes: none, ...draft.vocabulary }
  const blank = { 'zh-TW': '', 'zh-CN': '', en: '' }
  return {
    plan: '', version: 1, title: blank, trade: blank, summary: blank, zone: 'Asia/Taipei', currency: 'TWD', calendars: {}, values: none, promises: none, cover: none, charging: none,
    repeat: none, cycles: none, checklists: none, process: none, gates: none, approvals: none, dealers: none, measures: none, documents: none, texts: none, clauses: {},
    ...draft, vocabulary, organisation: { units: none, rosters: none, depots: none, duties: none, ...draft.organisation },
  }
}
