import { expect, test } from 'vitest'
import { valueTitles } from './value-titles.ts'
import type { Vocabulary } from './plan.ts'

const title = (text: string) => ({ 'zh-TW': text, 'zh-CN': text, en: text })
const vocabulary = {
  severities: [], levels: [{ code: 'A', title: title('level A') }], zones: [], phases: [], channels: [], causes: [{ code: 'misuse', title: title('misuse'), clause: 'P00-01' }],
  choices: [{ field: 'complexity', title: title('complexity'), options: [{ code: 'A', title: title('simple') }] }],
} as unknown as Vocabulary

test('a value has the words of its own field and of no other; what the plan does not know has none', () => {
  expect(valueTitles(vocabulary, { level: 'A', complexity: 'A', cause: 'misuse', zone: 'A', amount: 3, note: 'misuse' })).toEqual({
    level: title('level A'), complexity: title('simple'), cause: title('misuse'),
  })
})
