// Where an electronic invoice of Taiwan goes: a carrier on the buyer's phone or certificate, or a charity.
import { halfWidth } from './width.ts'

export type CarrierKind = 'phone-barcode' | 'citizen-certificate' | 'donation'

export function carrierKind(text: string): CarrierKind | null {
  const code = halfWidth(text).toUpperCase()
  if (/^\/[0-9A-Z.+-]{7}$/.test(code)) return 'phone-barcode'
  if (/^[A-Z]{2}\d{14}$/.test(code)) return 'citizen-certificate'
  return /^\d{3,7}$/.test(code) ? 'donation' : null
}
