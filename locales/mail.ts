// Mails to customers, by the fact they tell of.
import type { Language } from '#domain/plan/words.ts'

type Mail = { subject: string; text: string }
const en = {
  'ticket.registered': { subject: '[{number}] We have received your report', text: 'Dear customer,\n\nwe have received your report "{title}" under number {number}.\n\n{org}' },
  'reply.sent': { subject: '[{number}] Reply: {title}', text: '{text}\n\n{org}\n{number}' },
  'ticket.resolved': { subject: '[{number}] Solved: {title}', text: 'Dear customer,\n\nyour report {number} has been solved. {text}\nPlease confirm it, or tell us if something is still wrong.\n\n{org}' },
} satisfies Record<string, Mail>

export const mailWords: Record<Language, Record<keyof typeof en, Mail>> = {
  en,
  'zh-TW': {
    'ticket.registered': { subject: '［{number}］已收到您的報修', text: '您好：\n\n我們已收到您的報修「{title}」，單號 {number}。\n\n{org}' },
    'reply.sent': { subject: '［{number}］回覆：{title}', text: '{text}\n\n{org}\n{number}' },
    'ticket.resolved': { subject: '［{number}］已處理完成：{title}', text: '您好：\n\n單號 {number} 已處理完成。{text}\n請確認結果；若仍有問題，請告訴我們。\n\n{org}' },
  },
  'zh-CN': {
    'ticket.registered': { subject: '［{number}］已收到您的报修', text: '您好：\n\n我们已收到您的报修“{title}”，单号 {number}。\n\n{org}' },
    'reply.sent': { subject: '［{number}］回复：{title}', text: '{text}\n\n{org}\n{number}' },
    'ticket.resolved': { subject: '［{number}］已处理完成：{title}', text: '您好：\n\n单号 {number} 已处理完成。{text}\n请确认结果；若仍有问题，请告诉我们。\n\n{org}' },
  },
}
