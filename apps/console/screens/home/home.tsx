// A handful of figures that lead to their records, and what the house told me.
import { Card, Empty, List } from 'antd'
import { Link } from '@tanstack/react-router'
import { getDashboard } from '#contract/report/endpoints.ts'
import { listNotices } from '#contract/ticket/endpoints.ts'
import type { ShellKey } from '#locales/en/shell.ts'
import { libraryIn, libraryWord } from '#locales/library.ts'
import { shellIn } from '#locales/shell.ts'
import { useLive } from '#ui/live/live.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useLanguage, useMe, useMoments } from '#ui/record/session.ts'
import { Answer } from '#ui/record/states.tsx'
import { noticeText } from '../../shell/notices.tsx'

const figures: readonly { key: Extract<ShellKey, 'mine' | 'unassigned' | 'dueSoon' | 'overdue' | 'brokenToday' | 'registeredToday' | 'closedToday'>; search: Record<string, string>; tone?: 'bad' | 'warn' }[] = [
  { key: 'overdue', search: { due: 'overdue', open: 'yes' }, tone: 'bad' }, { key: 'dueSoon', search: { due: 'hour', open: 'yes' }, tone: 'warn' }, { key: 'unassigned', search: { holder: 'none', open: 'yes' } },
  { key: 'mine', search: { holder: 'me', open: 'yes' } }, { key: 'brokenToday', search: { due: 'broken' }, tone: 'bad' }, { key: 'registeredToday', search: { sort: '-registered' } }, { key: 'closedToday', search: { open: 'no', sort: '-updated' } },
]

export function HomeScreen() {
  const language = useLanguage()
  const say = shellIn(language)
  const library = libraryIn(language)
  const me = useMe()
  const { moment } = useMoments()
  const dashboard = useAsk(getDashboard, {}, { enabled: me.permissions.includes('ticket.read') })
  const notices = useAsk(listNotices, { limit: 10 })
  useLive('ticket', () => void dashboard.refetch())
  return (
    <div className="home">
      <h1>{say('home')}</h1>
      {me.permissions.includes('ticket.read') && <Answer of={dashboard}>{(data) => (
        <>
          <div className="dash-figures">
            {figures.map(({ key, search, tone }) => (
              <Link key={key} to="/tickets" search={search} className={`dash-figure ${data[key] > 0 ? tone ?? '' : ''}`}><strong>{data[key]}</strong><span>{say(key)}</span></Link>
            ))}
          </div>
          <Card size="small" title={say('openByType')}>
            {data.byType.map(({ type, count }) => <Link key={type} to="/tickets" search={{ type, open: 'yes' }} className="by-type">{libraryWord(library, 'type', type)} <b>{count}</b></Link>)}
          </Card>
        </>
      )}</Answer>}
      <Card size="small" title={say('notices')}>
        <Answer of={notices}>{({ rows }) => (
          <List size="small" dataSource={[...rows]} locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('noNotices')} /> }}
            renderItem={(notice) => <List.Item><Link to={`/tickets/${notice.subjectId}`}>{noticeText(say, notice)}</Link><small>{moment(notice.createdAt)}</small></List.Item>} />
        )}</Answer>
      </Card>
    </div>
  )
}
