import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, initialsOf, searchQuery, searchVector } from './text.ts'

// What PostgreSQL does with the two texts, in a few lines: every term must be a stored word or, with ':*', begin one.
function finds(query: string, ...texts: string[]): boolean {
  const words = searchVector(...texts).split(' ')
  const terms = searchQuery(query).split(' & ').filter(Boolean)
  return terms.length > 0 && terms.every((term) => {
    const word = term.replace(/:\*$/, '').slice(1, -1)
    return term.endsWith(':*') ? words.some((stored) => stored.startsWith(word)) : words.includes(word)
  })
}

test.each([
  ['軟體', '软体更新'], ['软体', '軟體更新'], ['臺北', '台北市'], ['台北', '臺北市'], ['冷', '冷氣機'], ['ＡＢＣ', 'abc pump'],
  ['0001', 'WX20261123-0001'], ['1123-0001', 'WX20261123-0001'], ['wx20261123', 'WX20261123-0001'], ['20261123-0001', 'WX20261123-0001'],
  ['5678', '0912-345-678 / 0912345678'], ['345678', '0912-345-678'], ['138 0013 8000', '13800138000'], ['0912345678', '0912-345-678'],
  ['pum', 'water pump'], ['水泵 pump', '水泵 pump 3'], ['SN99', 'AB-SN99-1'], ['裡面', '里面'],
])('%s is found in %s', (query, text) => {
  expect(finds(query, text)).toBe(true)
})

test.each([['軟件', '軟體更新'], ['北台', '台北市'], ['9999', 'WX20261123-0001']])('%s is not found in %s: only characters fold, not words', (query, text) => {
  expect(finds(query, text)).toBe(false)
})

const injections = [
  `'`, `''`, `' or 1=1 --`, `a & b`, `a | !b`, `a <-> b`, `:*`, `a:*b`, `\\`, `'\\''`, `); drop table tickets;
    --`, '!!', '()', '( a', '\u0000', `a\u0000b`, '%', '_', '"', '$1', '${x}', '😀', '\u2028', '⃝', 'ﬃ', 'ʼ', '：＊', '＇', '&＆', '\ud800',
]
test.each(injections)('R-12 a query is made of quoted letters and digits, whatever is asked: %j', (text) => {
  expect(searchQuery(text)).toMatch(/^$|^'[\p{L}\p{N}]+'(:\*)?( & '[\p{L}\p{N}]+'(:\*)?)*$/u)
})

test('R-12 no text at all makes another shape of query', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
    expect(searchQuery(text)).toMatch(/^$|^'[\p{L}\p{N}]+'(:\*)?( & '[\p{L}\p{N}]+'(:\*)?)*$/u)
    expect(searchVector(text)).toMatch(/^[\p{L}\p{N} ]*$/u)
  }), { seed: 7, numRuns: 500 })
})

test.each([['王小明', 'wxm'], ['臺北榮總', 'tbrz'], ['ACME Water', 'aw'], ['ABC 水務', 'asw'], ['', ''], ['重慶', 'cq']])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('a long text is stored within bounds', () => {
  expect(searchVector('長'.repeat(50_000)).length).toBeLessThan(100)
  expect(searchVector(null, undefined, '')).toBe('')
})

test('folding is the same for a character alone and in company', () => {
  expect(fold('乾燥')).toBe(fold('乾') + fold('燥'))
})
