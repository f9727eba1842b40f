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
  'claim.agreement-missing': { en: 'no valid dealer agreement', 'zh-TW': '沒有有效的區域代理協議', 'zh-CN': '没有有效的区域代理协议' },
  'claim.agreement-unsigned': { en: 'the dealer agreement is not signed and filed', 'zh-TW': '區域代理協議書尚未簽署歸檔', 'zh-CN': '区域代理协议书尚未签署归档' },
  'claim.agreement-expired': { en: 'the dealer agreement has expired or has not begun', 'zh-TW': '區域代理協議已到期或未生效', 'zh-CN': '区域代理协议已到期或未生效' },
  'claim.card-missing': { en: 'the registration card of this machine is not here', 'zh-TW': '未返回三包回執卡', 'zh-CN': '未返回三包回执卡' },
  'claim.card-late': { en: 'the registration card came too late', 'zh-TW': '三包回執卡逾期返回', 'zh-CN': '三包回执卡逾期返回' },
  'claim.record-missing': { en: 'the repair record signed by the user is missing', 'zh-TW': '缺少用戶簽字的維修記錄', 'zh-CN': '缺少用户签字的维修记录' },
  'claim.old-part-missing': { en: 'the old part is not here', 'zh-TW': '舊件尚未返回', 'zh-CN': '旧件尚未返回' },
  'claim.old-part-late': { en: 'the old part was sent after the cut-off and not with the truck', 'zh-TW': '舊件逾截止日且未隨送貨車返回', 'zh-CN': '旧件逾截止日且未随送货车返回' },
  'claim.receipt-missing': { en: 'the sales branch has not told the technical department', 'zh-TW': '銷售分公司尚未通知技術部', 'zh-CN': '销售分公司尚未通知技术部' },
  'claim.appraisal-missing': { en: 'the technical appraisal is missing', 'zh-TW': '尚未技術鑑定', 'zh-CN': '尚未技术鉴定' },
  'claim.out-of-scope': { en: 'the appraised cause is not covered', 'zh-TW': '鑑定原因不屬三包範圍', 'zh-CN': '鉴定原因不属三包范围' },
  'claim.formalities-missing': { en: 'the sales branch has not done the formalities', 'zh-TW': '銷售分公司尚未辦理手續', 'zh-CN': '销售分公司尚未办理手续' },
  'claim.spot-check-missing': { en: 'the spot check is missing', 'zh-TW': '尚未抽查', 'zh-CN': '尚未抽查' },
  'claim.spot-check-failed': { en: 'the spot check found it out of scope', 'zh-TW': '抽查認定超範圍', 'zh-CN': '抽查认定超范围' },
  'claim.write-off-missing': { en: 'finance has not written it off', 'zh-TW': '財務尚未核銷', 'zh-CN': '财务尚未核销' },
  'claim.notice-missing': { en: 'the write-off notice is not issued', 'zh-TW': '尚未開具核銷通知', 'zh-CN': '尚未开具核销通知' },
  'claim.confirmation-missing': { en: 'the dealer has not confirmed', 'zh-TW': '經銷商尚未確認', 'zh-CN': '经销商尚未确认' },
  'claim.offset-missing': { en: 'not yet set against the receivable', 'zh-TW': '尚未沖抵應收貨款', 'zh-CN': '尚未冲抵应收货款' },
}

export const reasonIn = (language: Language, reason: string): string => reasons[reason]?.[language] ?? reason
