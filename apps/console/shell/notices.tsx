import type { ReactNode } from 'react'
import { Badge, Button, Empty, List, Popover } from 'antd'
import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { listNotices, readNotices } from '#contract/ticket/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { shellIn } from '#locales/shell.ts'
import type { SayShell } from '#locales/shell.ts'
import { useLive } from '#ui/live/live.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'

export type Notice = ReplyOf<typeof listNotices>['rows'][number]

export function noticeText(say: SayShell, { kind, data }: Notice): string {
  const key = kind === 'promise.broken' || kind === 'promise.escalated' || kind === 'stock.received' ? `notice.${kind}` as const : 'notice.other'
  return say(key, data)
}

export function Notices({ icon }: { icon: ReactNode }) {
  const say = shellIn(useLanguage())
  const { moment } = useMoments()
  const queries = useQueryClient()
  const notices = useAsk(listNotices, { limit: 20 })
  const again = () => void queries.invalidateQueries({ queryKey: [listNotices.path] })
  useLive('notice', again)
  const read = useAct(readNotices)
  const list = (
    <div className="notices">
      <List size="small" dataSource={[...(notices.data?.rows ?? [])]} locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('noNotices')} /> }}
        renderItem={(notice) => <List.Item><Link to={notice.subjectKind === 'stock' ? '/stock/moves' : `/tickets/${notice.subjectId}`}>{notice.readAt === null && <b aria-hidden>● </b>}{noticeText(say, notice)}</Link><small>{moment(notice.createdAt)}</small></List.Item>} />
      <Button size="small" onClick={() => read.mutate({})}>{say('markRead')}</Button>
    </div>
  )
  return (
    <Popover content={list} trigger="click" placement="bottomRight" title={say('notices')}>
      <Badge count={notices.data?.unread ?? 0} size="small"><Button type="text" aria-label={say('notices')} icon={icon} /></Badge>
    </Popover>
  )
}
