import type { ReplyOf } from '#contract/endpoint.ts'
import type { reportByCode, scanCode } from '#contract/channel/portal.ts'

export type ScanReply = ReplyOf<typeof scanCode>
export type ReportReply = ReplyOf<typeof reportByCode>
