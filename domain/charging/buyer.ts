// What an invoice needs to know of its buyer: in Taiwan a unified number and a title, or a carrier; on the mainland a title and a credit code.
import { carrierKind } from '../format/invoice-code.ts'
import { isCreditCode, isUnifiedNumber, plainTaxId } from '../format/tax-id.ts'

export const invoiceForms = ['receipt', 'tw-b2b', 'tw-b2c', 'cn-ordinary', 'cn-special'] as const
export type InvoiceForm = (typeof invoiceForms)[number]
export type Buyer = { form: InvoiceForm; title?: string | undefined; taxId?: string | undefined; carrier?: string | undefined; address?: string | undefined; bank?: string | undefined }

/** The field that is missing or wrong; null when the invoice can be made. */
export function faultyField({ form, title, taxId = '', carrier }: Buyer): 'title' | 'taxId' | 'carrier' | null {
  switch (form) {
    case 'receipt': return null
    case 'tw-b2b': return !title ? 'title' : isUnifiedNumber(plainTaxId(taxId)) ? null : 'taxId'
    case 'tw-b2c': return carrier && carrierKind(carrier) === null ? 'carrier' : null
    case 'cn-ordinary': return !title ? 'title' : taxId !== '' && !isCreditCode(plainTaxId(taxId)) ? 'taxId' : null
    case 'cn-special': return !title ? 'title' : isCreditCode(plainTaxId(taxId)) ? null : 'taxId'
  }
}

/** 統一發票: two letters, eight digits. 数电票: twenty digits; a paper one eight. A receipt of the own series is as it is. */
export function isInvoiceNumber(form: InvoiceForm, number: string): boolean {
  if (form.startsWith('tw')) return /^[A-Z]{2}\d{8}$/.test(number)
  return form.startsWith('cn') ? /^(\d{8}|\d{20})$/.test(number) : number.length > 0
}
