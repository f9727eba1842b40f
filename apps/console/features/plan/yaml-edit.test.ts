import { expect, test } from 'vitest'
import { readYaml, withoutPath, withValue } from './yaml-edit.ts'

const source = `# why
plan: P99
title: { zh-TW: '甲', en: 'A' }   # both
promises:
  - id: P99-01
    targets:
      - { when: { level: [A, B] }, within: tbd }
      - { within: 30min }
values:
  - { key: city, value: null }
  - key: site
    value:
`

test('an edited figure leaves every other character as it was', () => {
  const edited = withValue(source, ['promises', 0, 'targets', 0, 'within'], '10min')
  expect(edited).toBe(source.replace('within: tbd', 'within: 10min'))
})

test.each([
  ['it’s, {braces}', { key: 'city', value: 'it’s, {braces}' }],
  ["a quote ' inside: yes", { key: 'city', value: "a quote ' inside: yes" }],
  ['3', { key: 'city', value: '3' }],
  ['null', { key: 'city', value: 'null' }],
])('a text is read back as it was typed: %s', (text, row) => {
  const reading = readYaml(withValue(source, ['values', 0, 'value'], text))
  expect(reading).toMatchObject({ ok: true, plain: { values: [row, { key: 'site', value: null }] } })
})

test('an empty value can be filled in', () => {
  expect(readYaml(withValue(source, ['values', 1, 'value'], 5))).toMatchObject({ plain: { values: [{}, { key: 'site', value: 5 }] } })
})

test('a key that is not there yet is added, and taken away again', () => {
  const added = withValue(source, ['values', 0, 'waived'], { en: 'not wanted' })
  expect(readYaml(added)).toMatchObject({ plain: { values: [{ key: 'city', waived: { en: 'not wanted' } }, {}] } })
  expect(readYaml(withoutPath(added, ['values', 0, 'waived']))).toMatchObject({ plain: { values: [{ key: 'city', value: null }, {}] } })
  expect(added).toContain('# why')
})

test('a path leads to its line, a missing one to the nearest above', () => {
  const reading = readYaml(source)
  if (!reading.ok) throw new Error(reading.problem)
  expect(reading.lineOf(['promises', 0, 'targets', 1, 'within'])).toBe(8)
  expect(reading.lineOf(['promises', 0, 'ladder'])).toBe(5)
})

test('a mistake is told with its line', () => {
  expect(readYaml('plan: P1\ntitle: { a: 1\n')).toMatchObject({ ok: false, line: 3 })
})
