// Codes of an authenticator app. A step is half a minute; one before and one after are accepted for clocks that differ.
import { Secret, TOTP } from 'otpauth'
import { toString } from 'qrcode'
import type { Instant } from '#domain/time/instant.ts'

const period = 30

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

export function totpUri(secret: string, account: string, issuer: string): string {
  return authenticator(secret, account, issuer).toString()
}

/** The step a code belongs to, or null. The caller must refuse a step that was used before. */
export function totpStep(secret: string, code: string, now: Instant): number | null {
  const delta = authenticator(secret).validate({ token: code, timestamp: now, window: 1 })
  return delta === null ? null : Math.floor(now / 1000 / period) + delta
}

export async function qrDataUrl(text: string): Promise<string> {
  const svg = await toString(text, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}

const authenticator = (secret: string, label = 'account', issuer = 'Aftercare') =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period })
