// What a plan asks when something is recorded is asked in words, in every language; a code of a rule is never shown to a person.
import { expect, test } from 'vitest'
import { factKinds } from '#domain/fact/kinds.ts'
import { escalationTargets, languages, pauseReasons, ticketTypes } from '#domain/plan/words.ts'
import { factFields } from '#domain/ticket/fields.ts'
import { ticketWord } from '#locales/ticket.ts'
import { readPlanFiles } from './plan-files.ts'

const elsewhere = new Set<string>([...pauseReasons, ...escalationTargets, ...ticketTypes])

test('every field and every choice that the 21 plans ask for has its words in three languages', () => {
  const asked = readPlanFiles().flatMap(({ plan }) => factKinds.flatMap((kind) => factFields(plan, kind)))
  const words = new Set(asked.flatMap(({ key, title, options = [] }) => [
    ...(title ? [] : [`field ${key}`]), ...options.filter((option) => option.title === null && !elsewhere.has(option.code)).map(({ code }) => `value.${key} ${code}`),
  ]))
  expect(words.size).toBeGreaterThan(80)
  const missing = [...words].filter((word) => {
    const [family, code] = word.split(' ') as [string, string]
    return languages.some((language) => ticketWord(language, family, code) === code)
  })
  expect(missing).toEqual([])
})
