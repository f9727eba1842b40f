// Words for PostgreSQL's 'simple' search, which knows no Chinese: a run of Han characters becomes its pairs and its single
// characters, traditional folds to simplified, full width to half width. What is stored and what is asked pass the same folds.
import { Converter } from 'opencc-js/t2cn'
import { pinyin } from 'pinyin-pro'

const toSimplified = Converter({ from: 't', to: 'cn' })
const folded = new Map<string, string>()

const maxTokens = 20_000
const maxTerms = 24
const maxLetters = 64
const scripts = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}`
const letter = String.raw`(?:(?![${scripts}])[\p{L}\p{N}])+`
const han = new RegExp(`[${scripts}]`, 'u')
// A run of Han characters, or letters and digits that may be joined by the marks people put into codes: WX20261123-0001.
const runs = new RegExp(String.raw`[${scripts}]+|${letter}(?:[-._/]${letter})*`, 'gu')
const spacedPhone = /(?<![\p{L}\p{N}])\+?\(?\d{2,4}\)?(?:[ -]\d{3,4}){1,3}(?![\p{L}\p{N}])/gu

/** Text for to_tsvector('simple', …). Codes and phones are found by any part of four characters or more. */
export function searchVector(...texts: readonly (string | null | undefined)[]): string {
  const tokens = new Set<string>()
  for (const text of texts) {
    if (!text) continue
    for (const token of stored(fold(text))) {
      if (tokens.size >= maxTokens) break
      tokens.add(token)
    }
  }
  return [...tokens].join(' ')
}

/** Text for to_tsquery('simple', …); empty when nothing in it can be searched for. Made of quoted letters and digits only. */
export function searchQuery(text: string): string {
  const terms = [...new Set(asked(fold(text.slice(0, 400))))].slice(0, maxTerms)
  return terms.join(' & ')
}

/** 'wxm' for 王小明, 'acme' initials for Latin words: what people type to find a name quickly. */
export function initialsOf(name: string): string {
  return pinyin(fold(name.slice(0, 100)), { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .flatMap((part) => part.split(/[^\p{L}\p{N}]+/u))
    .map((part) => [...part][0] ?? '')
    .join('')
    .toLowerCase()
}

/** Half width, lower case, simplified, one character at a time, so that a character folds alike in any company. */
export function fold(text: string): string {
  return [...text.normalize('NFKC').toLowerCase()].map((char) => (han.test(char) ? simplified(char) : char)).join('')
}

function simplified(char: string): string {
  const known = folded.get(char)
  if (known !== undefined) return known
  const simple = toSimplified(char)
  folded.set(char, simple)
  return simple
}

function stored(text: string): string[] {
  const phones = [...text.matchAll(spacedPhone)].flatMap(([phone]) => partsOfCode(phone.replaceAll(/\D/g, '')))
  const words = [...text.matchAll(runs)].flatMap(([run]) => (han.test(run) ? [...singles(run), ...pairs(run)] : wordsOf(run)))
  return [...words, ...phones]
}

function wordsOf(run: string): string[] {
  const words = run.split(/[-._/]/)
  const joined = words.length > 1 ? partsOfCode(words.join('')) : []
  return [...words.flatMap(partsOfCode), ...joined]
}

// Every tail of a code, so that a prefix search finds its middle and its end.
function partsOfCode(word: string): string[] {
  const whole = word.slice(0, maxLetters)
  if (!/\d/.test(whole) || whole.length < 5) return [whole]
  return Array.from({ length: Math.min(whole.length, 32) - 3 }, (_, start) => whole.slice(start))
}

function asked(text: string): string[] {
  const phones = [...text.matchAll(spacedPhone)].map(([phone]) => `'${phone.replaceAll(/\D/g, '')}':*`)
  const rest = text.replaceAll(spacedPhone, ' ')
  const found = [...rest.matchAll(runs)].map(([run]) => run)
  return [...phones, ...found.flatMap((run, index) => (han.test(run) ? hanTerms(run) : codeTerms(run, index === found.length - 1)))]
}

const hanTerms = (run: string) => ([...run].length === 1 ? [`'${run}'`] : pairs(run).map((pair) => `'${pair}'`))

function codeTerms(run: string, isLast: boolean): string[] {
  if (/\d/.test(run)) return [`'${run.replaceAll(/[-._/]/g, '').slice(0, maxLetters)}':*`]
  const words = run.split(/[-._/]/)
  return words.map((word, index) => `'${word.slice(0, maxLetters)}'${isLast && index === words.length - 1 ? ':*' : ''}`)
}

const singles = (run: string) => [...run]

function pairs(run: string): string[] {
  const letters = [...run]
  return letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`)
}

/** For `like`: the signs it would read as a pattern stand for themselves. */
export const literally = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
