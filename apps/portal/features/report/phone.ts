// A phone number as people type it in Taiwan, the mainland, Hong Kong and Macau; full-width digits from an input method count.
export type PhoneReading = { isRight: boolean; digits: string; shown: string }

/** Half-width, without the ornaments; an extension stays behind '#'. */
export function plainPhone(typed: string): string {
  return typed.normalize('NFKC').trim()
    .replace(/(?:轉|转|分機|分机|ext\.?|#|x)\s*(\d{1,6})$/i, '#$1')
    .replaceAll(/[\s().\-–—ー－]/g, '')
}

const shapes: readonly (readonly [RegExp, (digits: string) => string])[] = [
  [/^(?:\+?86)?(1[3-9]\d{9})$/, (digits) => `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`],
  [/^(?:\+?886)?0?(9\d{8})$/, (digits) => `0${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`],
  [/^(400\d{7})$/, (digits) => `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`],
  [/^(95\d{3,6})$/, (digits) => digits],
  [/^(0800\d{6})$/, (digits) => `${digits.slice(0, 4)}-${digits.slice(4, 7)}-${digits.slice(7)}`],
  // Landlines: the mainland's numbers are 10 to 12 digits with the leading 0, those of Taiwan 9 or 10.
  [/^(0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8})$/, (digits) => {
    const area = /^0(10|2\d)/.test(digits) ? 3 : 4
    return `${digits.slice(0, area)}-${digits.slice(area)}`
  }],
  [/^(?:\+?886)?(0?[2-8]\d{7,8})$/, taiwanLandline],
  [/^(?:\+?85[23])?([2-9]\d{7})$/, (digits) => `${digits.slice(0, 4)} ${digits.slice(4)}`],
  [/^(\+\d{8,15})$/, (digits) => digits],
]

export function readPhone(typed: string): PhoneReading {
  const plain = plainPhone(typed)
  const [main = '', extension] = plain.split('#')
  for (const [shape, show] of shapes) {
    const found = shape.exec(main)?.[1]
    if (found) return { isRight: true, digits: plain, shown: show(found) + (extension ? `#${extension}` : '') }
  }
  return { isRight: false, digits: plain, shown: typed.trim() }
}

function taiwanLandline(found: string): string {
  const digits = found.startsWith('0') ? found : `0${found}`
  const area = /^0(37|49|82|89)/.test(digits) ? 3 : /^0(826|836)/.test(digits) ? 4 : 2
  const rest = digits.slice(area)
  return `(${digits.slice(0, area)})${rest.slice(0, -4)}-${rest.slice(-4)}`
}
