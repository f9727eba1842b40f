// Phone numbers of Taiwan, the mainland, Hong Kong and Macau: kept as given, compared by digits, shown as people there write them.
import { halfWidth } from './width.ts'

export type Region = 'TW' | 'CN'
export type PhoneKind = 'mobile' | 'landline' | 'service' | 'foreign'
export type Phone = {
  /** '+886912345678'; a service number such as 0800 or 400 is only known within its region. */
  e164: string | null
  /** National digits, as one would dial them at home; extension left out. What numbers are compared by. */
  digits: string
  extension: string | null
  region: Region | 'HK' | 'MO' | null
  kind: PhoneKind
}

const codes: Readonly<Record<string, Region | 'HK' | 'MO'>> = { '886': 'TW', '852': 'HK', '853': 'MO', '86': 'CN' }

/** Null when it is no phone number. A number without country code is read as one of the region. */
export function readPhone(text: string, region: Region): Phone | null {
  const [main = '', extension = null] = splitExtension(halfWidth(text))
  if (/[^\d+()\s./-]/.test(main) || /.\+/.test(main.trim())) return null
  const digits = main.replaceAll(/\D/g, '')
  const international = main.trim().startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null
  if (international !== null) return foreign(international, extension)
  const other: Region = region === 'TW' ? 'CN' : 'TW'
  return national(digits, region, extension) ?? (isMobile(digits, other) ? national(digits, other, extension) : null)
}

/** Digits to search and compare by: of a whole number or of the end of one. */
export function phoneDigits(text: string, region: Region): string {
  return readPhone(text, region)?.digits ?? halfWidth(text).replaceAll(/\D/g, '')
}

export function showPhone(phone: Phone): string {
  const { digits, region, kind, extension } = phone
  const shown = region === 'TW' ? showTaiwan(digits, kind) : region === 'CN' ? showMainland(digits, kind) : `${phone.e164?.slice(0, -8) ?? ''} ${digits.slice(0, 4)} ${digits.slice(4)}`
  if (!region) return phone.e164 ?? digits
  return extension ? `${shown}${region === 'CN' ? ` 转${extension}` : ` #${extension}`}` : shown
}

/** Enough to recognise one's own number, not enough to call it. */
export function maskPhone(phone: Phone): string {
  const { digits, region, kind } = phone
  if (kind === 'mobile' && region === 'TW') return `${digits.slice(0, 4)}***${digits.slice(-3)}`
  if (kind === 'mobile' && region === 'CN') return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  return `${'*'.repeat(Math.max(4, digits.length - 3))}${digits.slice(-3)}`
}

function splitExtension(text: string): [string, string | null] {
  const found = /^(.*?\d[^\d]*?)\s*(?:#|ext\.?|x|分機|分机|轉|转)\s*(\d{1,6})$/i.exec(text)
  return found ? [found[1] ?? '', found[2] ?? null] : [text, null]
}

function foreign(digits: string, extension: string | null): Phone | null {
  const code = Object.keys(codes).find((prefix) => digits.startsWith(prefix))
  const region = code ? codes[code] : undefined
  if (!code || !region) return /^\d{7,15}$/.test(digits) ? { e164: `+${digits}`, digits, extension, region: null, kind: 'foreign' } : null
  const rest = digits.slice(code.length)
  if (region === 'HK' || region === 'MO') return /^\d{8}$/.test(rest) ? { e164: `+${digits}`, digits: rest, extension, region, kind: /^[4-9]/.test(rest) ? 'mobile' : 'landline' } : null
  const home = region === 'TW' || !isMobile(rest, 'CN') ? `0${rest.replace(/^0/, '')}` : rest
  return national(home, region, extension)
}

const isMobile = (digits: string, region: Region) => (region === 'TW' ? /^09\d{8}$/ : /^1[3-9]\d{9}$/).test(digits)

function national(digits: string, region: Region, extension: string | null): Phone | null {
  const kind = kindOf(digits, region)
  if (!kind) return null
  const e164 = kind === 'service' ? null : `${region === 'TW' ? '+886' : '+86'}${digits.replace(/^0/, '')}`
  return { e164, digits, extension, region, kind }
}

function kindOf(digits: string, region: Region): PhoneKind | null {
  if (isMobile(digits, region)) return 'mobile'
  if (region === 'TW') {
    if (/^0(800|809)\d{6}$/.test(digits)) return 'service'
    return /^0[2-8]\d{7,8}$/.test(digits) ? 'landline' : null
  }
  if (/^(400|800)\d{7}$/.test(digits) || /^95\d{3,4}$/.test(digits)) return 'service'
  return /^0(10|2\d)\d{7,8}$/.test(digits) || /^0[3-9]\d{2}\d{7,8}$/.test(digits) ? 'landline' : null
}

// Area codes of Taiwan have two, three or four digits; the longest that fits is meant.
const areasOfTaiwan = ['0836', '0826', '082', '089', '049', '037', '02', '03', '04', '05', '06', '07', '08']

function showTaiwan(digits: string, kind: PhoneKind): string {
  if (kind === 'mobile' || kind === 'service') return `${digits.slice(0, 4)}-${digits.slice(4, 7)}-${digits.slice(7)}`
  const area = areasOfTaiwan.find((code) => digits.startsWith(code)) ?? digits.slice(0, 2)
  return `(${area})${halves(digits.slice(area.length), '-')}`
}

function showMainland(digits: string, kind: PhoneKind): string {
  if (kind === 'mobile') return `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`
  if (kind === 'service') return digits.length === 10 ? `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}` : digits
  const area = /^0(10|2\d)/.test(digits) ? 3 : 4
  return `${digits.slice(0, area)}-${halves(digits.slice(area), ' ')}`
}

const halves = (digits: string, mark: string) => `${digits.slice(0, -4)}${mark}${digits.slice(-4)}`
