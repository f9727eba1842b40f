import type { people as en } from '../en/people.ts'

export const people = {
  'reset.subject': '重置密码 – {org}',
  'reset.text': '{name}，您好：\n\n有人为此邮箱申请重置密码。请在 {minutes} 分钟内打开以下链接设置新密码，链接只能使用一次：\n\n{link}\n\n如非您本人申请，请忽略此邮件，您的密码不会改变。\n\n{org}',
  'invite.subject': '{inviter} 邀请您加入 {org}',
  'invite.text': '{name}，您好：\n\n{inviter} 已为您创建 {org} 的账号。请在 {days} 天内打开以下链接设置密码，链接只能使用一次：\n\n{link}\n\n{org}',
  'changed.subject': '您的密码已修改 – {org}',
  'changed.text': '{name}，您好：\n\n您的密码刚刚已修改，其他设备的登录也已结束。如非您本人操作，请立即联系管理员。\n\n{org}',
} as const satisfies Record<keyof typeof en, string>
