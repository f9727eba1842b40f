import type { people as en } from '../en/people.ts'

export const people = {
  'reset.subject': '重設密碼 – {org}',
  'reset.text': '{name} 您好：\n\n有人為這個信箱申請重設密碼。請在 {minutes} 分鐘內開啟以下連結設定新密碼，連結只能使用一次：\n\n{link}\n\n若不是您本人申請，請忽略這封信，您的密碼不會改變。\n\n{org}',
  'invite.subject': '{inviter} 邀請您加入 {org}',
  'invite.text': '{name} 您好：\n\n{inviter} 已為您建立 {org} 的帳號。請在 {days} 天內開啟以下連結設定密碼，連結只能使用一次：\n\n{link}\n\n{org}',
  'changed.subject': '您的密碼已變更 – {org}',
  'changed.text': '{name} 您好：\n\n您的密碼剛才已變更，其他裝置的登入也已結束。若不是您本人操作，請立即聯絡管理員。\n\n{org}',
} as const satisfies Record<keyof typeof en, string>
