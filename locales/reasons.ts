// Why an action of a ticket is closed, in the reader's language. Anything else is said as it came.
import type { Language } from '#domain/plan/words.ts'

const reasons: Readonly<Record<string, Record<Language, string>>> = {
  'ticket.is-closed': { en: 'the ticket is closed', 'zh-TW': '工單已結案', 'zh-CN': '工单已关闭' },
  'ticket.is-resolved': { en: 'the ticket is resolved', 'zh-TW': '工單已解決', 'zh-CN': '工单已解决' },
  'ticket.is-merged': { en: 'the ticket was merged into another', 'zh-TW': '工單已併入其他工單', 'zh-CN': '工单已并入其他工单' },
  'ticket.is-cancelled': { en: 'the ticket was cancelled', 'zh-TW': '工單已取消', 'zh-CN': '工单已取消' },
  'ticket.is-open': { en: 'the ticket is still open', 'zh-TW': '工單尚未結案', 'zh-CN': '工单尚未关闭' },
  'ticket.not-resolved': { en: 'the ticket is not resolved yet', 'zh-TW': '工單尚未解決', 'zh-CN': '工单尚未解决' },
  'ticket.not-paused': { en: 'the ticket is not paused', 'zh-TW': '工單並未暫停', 'zh-CN': '工单并未暂停' },
  'ticket.is-accepted': { en: 'the ticket is already accepted', 'zh-TW': '工單已接單', 'zh-CN': '工单已接单' },
  'ticket.not-assigned': { en: 'the ticket has no holder', 'zh-TW': '工單未分派', 'zh-CN': '工单未分派' },
}

export const reasonIn = (language: Language, reason: string): string => reasons[reason]?.[language] ?? reason
