import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { languages } from '#domain/plan/words.ts'
import { checkPlanSource } from './check-source.ts'

const source = readFileSync(new URL('../../../../plans/P01.yaml', import.meta.url), 'utf8')
const errors = (text: string) => checkPlanSource(text, 'en').findings.filter(({ severity }) => severity === 'error')
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length

test.each([
  ['a misspelt field', '    each: true', '    eech: true', 'unknown-key', 'promises[0].eech', 'each'],
  ['an unknown fact', 'fact: question.research-needed', 'fact: question.reserch-needed', 'unknown-fact', 'promises[0].on.fact', 'question.research-needed'],
  ['a wrong span', 'within: 10min', 'within: ten minutes', 'wrong-span', 'promises[0].targets[0].within', '10min'],
  ['an unknown word', 'activity: inspection', 'activity: inspektion', 'unknown-word', 'cycles[0].activity', 'inspection'],
  ['an unknown ladder', 'ladder: answer', 'ladder: anser', 'unknown-ladder', 'promises[0].ladder', 'answer'],
  ['a wrong clause id', 'clause: P01-02', 'clause: clause two', 'wrong-clause', 'vocabulary.severities[0].clause', 'P01-10'],
])('%s is told with line, field and remedy', (_, right, wrong, code, field, remedy) => {
  const text = source.replace(right, wrong)
  const [first] = errors(text)
  expect(first).toMatchObject({ code, field, line: lineOf(text, wrong.trim()) })
  expect(first?.remedy).toContain(remedy)
})

test('a missing field is told at its parent', () => {
  expect(errors(source.replace('zone: Asia/Shanghai\ncurrency', 'currency'))).toMatchObject([{ code: 'missing-key', field: 'zone' }])
})

test('YAML that cannot be read is told with its line', () => {
  expect(errors(source.replace('plan: P01', 'plan: P01\nplan: P02'))).toMatchObject([{ code: 'duplicate-key', line: 3 }])
  expect(errors('promises: [')[0]).toMatchObject({ code: 'yaml' })
  expect(errors('just a sentence')[0]).toMatchObject({ code: 'wrong-type' })
})

test('a small file that would become a huge plan is refused', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...[...'bcdefgh'].map((name, index) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefgh'[index]}`).join()}]`)].join('\n')
  expect(checkPlanSource(bomb, 'en').plan).toBeNull()
})

test('every mistake speaks the reader\'s language', () => {
  const said = languages.map((language) => checkPlanSource(source.replace('ladder: answer', 'ladder: anser'), language).findings[0]?.message)
  expect(new Set(said).size).toBe(3)
})

test('open values are listed with their line', () => {
  const { openValues } = checkPlanSource(source, 'en')
  expect(openValues[0]).toMatchObject({ clause: 'P01-05', line: lineOf(source, 'within: tbd') })
})
