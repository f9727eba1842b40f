import { useNavigate } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import type { ReplyOf } from '#contract/endpoint.ts'
import { listCalendars } from '#contract/calendar/endpoints.ts'
import { adminIn } from '#locales/admin.ts'
import { libraryIn } from '#locales/library.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'

type PlanCalendar = ReplyOf<typeof listCalendars>['ofPlans'][number] & { key: string }

export function CalendarsScreen() {
  const language = useLanguage()
  const say = adminIn(language)
  const words = libraryIn(language)
  const { moment } = useMoments()
  const navigate = useNavigate()
  const mayWrite = useMay('calendar.write')
  const calendars = useAsk(listCalendars, {})
  const open = (code: string) => void navigate({ to: `/calendars/${encodeURIComponent(code)}` })
  const add = mayWrite && <Button type="primary" onClick={() => open('new')}>{say('calendar.new')}</Button>
  const ofPlans: PlanCalendar[] = (calendars.data?.ofPlans ?? []).map((row) => ({ ...row, key: `${row.plan}.${row.name}` }))
  const regions = (list: readonly ('TW' | 'CN')[] | undefined) => (list ?? []).map((region) => words(`rule.region.${region}`)).join('、')
  return (
    <Screen title={say('calendar.list')} needs="calendar.read" actions={add}>
      <Rows of={{ ...calendars, rows: calendars.data?.own ?? [] }} rowKey="code" onOpen={(row) => open(row.code)} empty={{ title: say('calendar.none'), hint: say('calendar.noneHint'), action: add }} columns={[
        { title: say('calendar.code'), render: (_, row) => <a href={`/calendars/${row.code}`} onClick={(event) => { event.preventDefault(); open(row.code) }}><code>{row.code}</code></a> },
        { title: say('calendar.title'), render: (_, row) => row.title[language] }, { title: say('calendar.zone'), render: (_, row) => row.document.zone },
        { title: say('calendar.regions'), render: (_, row) => regions(row.document.regions) },
        { title: words('plan.version'), render: (_, row) => say('calendar.version', { n: row.version }) }, { title: say('screen.createdAt'), render: (_, row) => moment(row.createdAt) },
      ]} />
      <h3>{say('calendar.ofPlans')}</h3>
      <Rows of={{ ...calendars, rows: ofPlans }} rowKey="key" onOpen={(row) => open(row.key)} empty={{ title: say('screen.none') }} columns={[
        { title: words('plan.plan'), width: 100, render: (_, row) => <b className="figure">{row.plan}</b> },
        { title: say('calendar.title'), render: (_, row) => <a href={`/calendars/${row.key}`} onClick={(event) => { event.preventDefault(); open(row.key) }}>{row.title?.[language] ?? row.name}</a> },
        { title: say('calendar.zone'), render: (_, row) => row.document.zone }, { title: say('calendar.regions'), render: (_, row) => regions(row.document.regions) },
        { title: say('screen.state'), render: (_, row) => row.replacedBy && <Tag>→ {row.replacedBy}</Tag> },
      ]} />
    </Screen>
  )
}
