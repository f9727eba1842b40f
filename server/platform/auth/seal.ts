// Texts that only this installation can read (sealed) or write (signed). What a text is about is bound to it, so that
// a sealed text moved to another row, or a signed one brought to another list, is worth nothing.
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const mark = 'v1.'

export const isSealed = (text: string): boolean => text.startsWith(mark)

export function seal(key: Buffer, text: string, about: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return mark + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/** Throws where the text was changed, is about something else, or was sealed under another key. */
export function unseal(key: Buffer, sealed: string, about: string): string {
  const bytes = Buffer.from(sealed.slice(mark.length), 'base64url')
  const plain = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([plain.update(bytes.subarray(28)), plain.final()]).toString('utf8')
}

export const sign = (key: Buffer, text: string, about: string): string => `${text}.${markOf(key, text, about)}`

/** The text, or null where the signature is not ours. */
export function signed(key: Buffer, given: string, about: string): string | null {
  const at = given.lastIndexOf('.')
  if (at < 0) return null
  const [text, claimed] = [given.slice(0, at), Buffer.from(given.slice(at + 1))]
  const right = Buffer.from(markOf(key, text, about))
  return claimed.length === right.length && timingSafeEqual(claimed, right) ? text : null
}

const markOf = (key: Buffer, text: string, about: string) => createHmac('sha256', key).update(`${about}\n${text}`).digest('base64url').slice(0, 22)
