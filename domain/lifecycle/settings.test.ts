import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedLines, changedSettings } from './settings.ts'

test('entries that came, went or changed are told, equal ones not', () => {
  expect(changedSettings({ ip: '1', mask: '2', old: 'x' }, { ip: '1', mask: '3', fresh: 'y' })).toEqual([
    { key: 'fresh', before: null, after: 'y' }, { key: 'mask', before: '2', after: '3' }, { key: 'old', before: 'x', after: null },
  ])
})
test('a changed line is one gone and one come, at its place', () => {
  expect(changedLines('a\nb\nc', 'a\nB\nc')).toEqual([{ sign: '-', line: 2, text: 'b' }, { sign: '+', line: 2, text: 'B' }])
  expect(changedLines('a\nb', 'a\nb')).toEqual([])
  expect(changedLines('', 'a')).toEqual([{ sign: '+', line: 1, text: 'a' }])
})
test('the old file less what went and with what came is the new file', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 })
  fc.assert(fc.property(text, text, (old, fresh) => {
    const changes = changedLines(old.join('\n'), fresh.join('\n'))
    const gone = new Set(changes.filter(({ sign }) => sign === '-').map(({ line }) => line))
    const come = new Map(changes.filter(({ sign }) => sign === '+').map(({ line, text: one }) => [line, one]))
    const kept = (old.join('\n') === '' ? [] : old).filter((_, index) => !gone.has(index + 1))
    const made: string[] = []
    while (kept.length > 0 || come.has(made.length + 1)) made.push(come.get(made.length + 1) ?? kept.shift()!)
    expect(made).toEqual(fresh.join('\n') === '' ? [] : fresh)
  }), { seed: 5, numRuns: 300 })
})
