import { useQuery } from '@tanstack/react-query'
import { Button, Space } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { calendarDay } from '#contract/calendar/calendar.ts'
import { previewCalendar } from '#contract/calendar/endpoints.ts'
import { adminIn } from '#locales/admin.ts'
import { libraryIn } from '#locales/library.ts'
import { call, keyOf } from '#ui/record/ask.ts'
import { useLanguage } from '#ui/record/session.ts'
import { Answer } from '#ui/record/states.tsx'
import { showWindows } from './calendar-form.tsx'
import type { CalendarDocument } from './calendar-form.tsx'
import './calendar.css'

type CalendarDay = z.output<typeof calendarDay>
const signs = { open: '', closed: '休', holiday: '假', 'make-up': '班' } as const
const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

/** Every day of a year: open, closed, a public holiday or a make-up working day, said by a sign and not by colour alone. */
export function YearPreview({ document }: { document: CalendarDocument }) {
  const language = useLanguage()
  const say = adminIn(language)
  const [year, setYear] = useState(() => new Date().getFullYear())
  const input = { document, year }
  const preview = useQuery({ queryKey: keyOf(previewCalendar, JSON.stringify(input)), queryFn: () => call(previewCalendar, input) })
  return (
    <>
      <Space style={{ marginBottom: 8 }}>
        <Button size="small" aria-label={String(year - 1)} onClick={() => setYear(year - 1)}>←</Button>
        <b className="figure">{year}</b>
        <Button size="small" aria-label={String(year + 1)} onClick={() => setYear(year + 1)}>→</Button>
        <span className="quiet">{(['closed', 'holiday', 'make-up'] as const).map((kind) => `${signs[kind]} ${say(kind === 'make-up' ? 'calendar.makeUp' : `calendar.${kind}`)}`).join('　')}</span>
      </Space>
      <Answer of={preview}>
        {({ days }) => (
          <>
            <p>{say('calendar.openDays', { n: days.filter((day) => day.windows.length > 0).length })}</p>
            <div className="calendar-year">{Array.from({ length: 12 }, (_, month) => <Month key={month} month={month + 1} days={days.filter((day) => Number(day.day.slice(5, 7)) === month + 1)} />)}</div>
          </>
        )}
      </Answer>
    </>
  )
}

function Month({ month, days }: { month: number; days: readonly CalendarDay[] }) {
  const language = useLanguage()
  const words = libraryIn(language)
  const first = days[0] ? (new Date(`${days[0].day}T00:00:00Z`).getUTCDay() + 6) % 7 : 0
  return (
    <div className="calendar-month">
      <b>{new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, month - 1, 1)))}</b>
      <div className="calendar-days">
        {weekdays.map((weekday) => <span key={weekday} className="quiet">{words(`weekday.${weekday}`).replace(/[週周]/, '').slice(0, 2)}</span>)}
        {Array.from({ length: first }, (_, index) => <span key={`blank ${index}`} />)}
        {days.map((day) => (
          <span key={day.day} className={`calendar-day calendar-${day.kind}`} title={`${day.day} ${day.name?.[language] ?? ''} ${showWindows(day.windows)}`}>{Number(day.day.slice(8))}<small>{signs[day.kind]}</small></span>
        ))}
      </div>
    </div>
  )
}
