// Money is whole minor units: 123450 fen, 1235 New Taiwan dollars. On receipts it is also spelled out, so that no digit can be added.
export type Currency = 'TWD' | 'CNY'

const decimals: Readonly<Record<Currency, number>> = { TWD: 0, CNY: 2 }
const signs: Readonly<Record<Currency, string>> = { TWD: 'NT$', CNY: '¥' }

export function showMoney(minor: number, currency: Currency): string {
  const amount = Math.abs(minor)
  const unit = 10 ** decimals[currency]
  const whole = String(Math.floor(amount / unit)).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  const part = decimals[currency] === 0 ? '' : `.${String(amount % unit).padStart(decimals[currency], '0')}`
  return `${minor < 0 ? '-' : ''}${signs[currency]}${whole}${part}`
}

/** As a number a spreadsheet adds up: 1234.5 yuan. */
export const inUnits = (minor: number, currency: Currency): number => minor / 10 ** decimals[currency]

type Words = { digits: string; units: readonly string[]; groups: readonly string[]; minus: string; whole: string; yuan: string; jiao: string; fen: string; before: string }
const words: Readonly<Record<Currency, Words>> = {
  TWD: { digits: '零壹貳參肆伍陸柒捌玖', units: ['', '拾', '佰', '仟'], groups: ['', '萬', '億', '兆'], minus: '負', whole: '整', yuan: '元', jiao: '角', fen: '分', before: '新臺幣' },
  CNY: { digits: '零壹贰叁肆伍陆柒捌玖', units: ['', '拾', '佰', '仟'], groups: ['', '万', '亿', '兆'], minus: '负', whole: '整', yuan: '元', jiao: '角', fen: '分', before: '' },
}

/** 壹仟贰佰叁拾肆元伍角整, 新臺幣壹仟貳佰參拾伍元整. */
export function spellMoney(minor: number, currency: Currency): string {
  const of = words[currency]
  const amount = Math.abs(minor)
  const unit = 10 ** decimals[currency]
  const whole = Math.floor(amount / unit)
  const cents = decimals[currency] === 0 ? 0 : amount % unit
  return `${of.before}${minor < 0 ? of.minus : ''}${whole > 0 || cents === 0 ? `${spellWhole(whole, of)}${of.yuan}` : ''}${spellCents(cents, whole > 0, of)}`
}

function spellCents(cents: number, afterYuan: boolean, of: Words): string {
  const [jiao, fen] = [Math.floor(cents / 10), cents % 10]
  if (cents === 0) return of.whole
  const first = jiao > 0 ? `${digit(jiao, of)}${of.jiao}` : afterYuan ? digit(0, of) : ''
  return fen > 0 ? `${first}${digit(fen, of)}${of.fen}` : `${first}${of.whole}`
}

const digit = (value: number, of: Words) => of.digits[value] ?? ''

// Groups of four digits; a gap of zeros, however long, is said once.
function spellWhole(whole: number, of: Words): string {
  if (whole === 0) return digit(0, of)
  const groups = String(whole).padStart(Math.ceil(String(whole).length / 4) * 4, '0').match(/\d{4}/g) ?? []
  const spelled = groups.map((group, index) => {
    const said = [...group].map((char, place) => (char === '0' ? digit(0, of) : `${digit(Number(char), of)}${of.units[3 - place] ?? ''}`)).join('')
    return Number(group) === 0 ? digit(0, of) : `${said.replace(/零+$/, '')}${of.groups[groups.length - 1 - index] ?? ''}`
  }).join('')
  return spelled.replaceAll(/零+/g, '零').replace(/^零|零$/g, '')
}

/** What was typed in units, back in minor ones; half a minor unit rounds up. */
export const inMinor = (units: number, currency: Currency): number => Math.round(units * 10 ** decimals[currency])
