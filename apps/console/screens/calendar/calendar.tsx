import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { listCalendars, saveCalendar } from '#contract/calendar/endpoints.ts'
import { languages } from '#domain/plan/words.ts'
import type { Text } from '#domain/plan/words.ts'
import { adminIn } from '#locales/admin.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMe } from '#ui/record/session.ts'
import { Answer, Screen } from '#ui/record/states.tsx'
import { CalendarForm } from '../../features/calendar/calendar-form.tsx'
import type { CalendarDocument } from '../../features/calendar/calendar-form.tsx'
import { YearPreview } from '../../features/calendar/year-preview.tsx'

type Begun = { code: string; title: Text; document: CalendarDocument }
const workdays: [string, string][] = [['09:00', '12:00'], ['13:00', '18:00']]

export function CalendarScreen() {
  const { code: name = 'new' } = useParams({ strict: false }) as { code?: string }
  const { org, language } = useMe()
  const say = adminIn(language)
  const calendars = useAsk(listCalendars, {})
  const code = decodeURIComponent(name)
  const fresh: Begun = {
    code: '', title: { 'zh-TW': '', 'zh-CN': '', en: '' },
    document: { zone: org.zone, regions: [org.region], versions: [{ from: '0000', week: { 1: workdays, 2: workdays, 3: workdays, 4: workdays, 5: workdays } }] },
  }
  if (!calendars.data) return <Screen title={say('calendar.list')} needs="calendar.read"><Answer of={calendars}>{() => null}</Answer></Screen>
  const own = calendars.data.own.find((one) => one.code === code)
  const planned = calendars.data.ofPlans.find((one) => `${one.plan}.${one.name}` === code)
  const begun = own ?? (planned ? { code, title: planned.title ?? fresh.title, document: planned.document } : fresh)
  return <CalendarPage key={`${code} ${own?.version ?? 0}`} begun={begun} isNew={!own && !planned} />
}

function CalendarPage({ begun, isNew }: { begun: Begun; isNew: boolean }) {
  const language = useLanguage()
  const say = adminIn(language)
  const navigate = useNavigate()
  const mayWrite = useMay('calendar.write')
  const [code, setCode] = useState(begun.code)
  const [title, setTitle] = useState(begun.title)
  const [document, setDocument] = useState(begun.document)
  const save = useAct(saveCalendar, (reply) => { void navigate({ to: `/calendars/${encodeURIComponent(reply.code)}` }); return say('calendar.saved', { n: reply.version }) })
  const isReady = /^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/.test(code) && code !== 'new' && languages.every((one) => title[one].trim() !== '')
  return (
    <Screen title={isNew ? say('calendar.new') : <><code>{begun.code}</code> {begun.title[language]}</>} needs="calendar.read"
      actions={mayWrite && <Button type="primary" disabled={!isReady} loading={save.isPending} onClick={() => save.mutate({ code, title, document })}>{say('screen.save')}</Button>}>
      <div className="screen-split calendar-split">
        <div>
          <Space wrap style={{ marginBottom: 12 }}>
            {isNew && <Input prefix={<span className="quiet">{say('calendar.code')}</span>} value={code} aria-label={say('calendar.code')} onChange={(event) => setCode(event.target.value)} />}
            {languages.map((one) => <Input key={one} prefix={<span className="quiet">{say('calendar.title')} {one}</span>} value={title[one]} disabled={!mayWrite} aria-label={`${say('calendar.title')} ${one}`} onChange={(event) => setTitle({ ...title, [one]: event.target.value })} />)}
          </Space>
          <CalendarForm value={document} onChange={setDocument} disabled={!mayWrite} />
        </div>
        <div><h3>{say('calendar.preview')}</h3><YearPreview document={document} /></div>
      </div>
    </Screen>
  )
}
