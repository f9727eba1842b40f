// The closed words of a service plan. Every other list of these words is made from these.
export const languages = ['zh-TW', 'zh-CN', 'en'] as const
export type Language = (typeof languages)[number]
export type Text = Readonly<Record<Language, string>>

export const ticketTypes = [
  'fault', 'consultation', 'complaint', 'return', 'change', 'training', 'installation', 'inspection', 'guidance', 'claim', 'delivery', 'supply',
] as const
export type TicketType = (typeof ticketTypes)[number]

export const channelKinds = ['phone', 'email', 'web', 'chat', 'portal', 'letter', 'fax', 'visit', 'qr', 'dealer', 'alarm', 'inspection'] as const
export type ChannelKind = (typeof channelKinds)[number]

export const pauseReasons = ['customer', 'parts', 'third-party', 'force-majeure', 'approval', 'access'] as const
export type PauseReason = (typeof pauseReasons)[number]

export const clauseHandlings = ['rule', 'text', 'product', 'awaits'] as const
export type ClauseHandling = (typeof clauseHandlings)[number]

export const payers = ['vendor', 'customer', 'dealer', 'supplier', 'third-party'] as const
export type Payer = (typeof payers)[number]

export const remedies = ['repair', 'replace-part', 'replace-unit', 'return', 'refund', 'advice', 'service'] as const
export type Remedy = (typeof remedies)[number]

export const activityKinds = [
  'inspection', 'maintenance', 'return-visit', 'survey', 'training', 'exchange', 'report', 'patrol', 'test', 'cleaning', 'review', 'meeting', 'return',
] as const
export type ActivityKind = (typeof activityKinds)[number]

export const escalationTargets = ['holder', 'lead', 'manager', 'director', 'clerk', 'dispatcher', 'quality'] as const
export type EscalationTarget = (typeof escalationTargets)[number]

/** What a part is to a plan: commonly used, wearing, used up, covered by the three guarantees, or a whole machine on standby. */
export const partClasses = ['common', 'wear', 'consumable', 'three-guarantee', 'standby'] as const
export type PartClass = (typeof partClasses)[number]
