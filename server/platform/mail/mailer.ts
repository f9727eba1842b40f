// The only way mail leaves the house. One recipient a mail, checked to be one address and nothing else.
import nodemailer from 'nodemailer'
import { isMailAddress, isOneLine } from './address.ts'

export type Mail = { to: string; subject: string; text: string; html?: string; messageId: string; eventId: string }
export type Mailer = { send: (mail: Mail) => Promise<void>; close: () => void }

/** The mail itself is at fault, or its recipient: sending it again would not help. */
export class MailRefused extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'MailRefused'
  }
}

/** `url` is smtp://user:password@host:port or smtps://…; without it there is no mailer, and mails are kept as skipped. */
export function createMailer(url: string | null, from = 'no-reply@localhost'): Mailer | null {
  if (!url) return null
  if (!isMailAddress(addressIn(from)) || !isOneLine(from)) throw new Error('the sender of mails is not an address')
  const transport = nodemailer.createTransport(url, {
    connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, disableFileAccess: true, disableUrlAccess: true,
  } as object)
  return {
    send: async (mail) => {
      if (!isMailAddress(mail.to)) throw new MailRefused('mail.bad-recipient')
      if (!isOneLine(mail.subject) || !isOneLine(mail.messageId) || !isOneLine(mail.eventId)) throw new MailRefused('mail.bad-header')
      await transport.sendMail({
        from, to: { name: '', address: mail.to }, subject: mail.subject, text: mail.text, ...(mail.html === undefined ? {} : { html: mail.html }),
        messageId: mail.messageId, headers: { 'X-Event-Id': mail.eventId, 'Auto-Submitted': 'auto-generated' },
      }).catch((error: unknown) => { throw isFinal(error) ? new MailRefused(`smtp.${String((error as { responseCode?: number }).responseCode)}`) : error })
    },
    close: () => { transport.close() },
  }
}

/** The same event to the same host has the same id, so that a mail sent twice is shown once. */
export const messageIdOf = (eventId: string, from: string) => `<${eventId}@${addressIn(from).split('@')[1] ?? 'localhost'}>`

const addressIn = (from: string) => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from

// 5xx says: never. But a refused sign-in (530, 535) is our own fault and may be mended.
function isFinal(error: unknown): boolean {
  const code = (error as { responseCode?: number }).responseCode ?? 0
  return code >= 550 && code < 560
}
