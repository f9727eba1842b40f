// A week of duty: a row a person, the gaps nobody covers on top.
import type { z } from 'zod'
import type { shiftView } from '#contract/people/roster.ts'
import { adminIn } from '#locales/admin.ts'
import { libraryIn } from '#locales/library.ts'
import { useLanguage } from '#ui/record/session.ts'
import { hoursOf, partOn, todayIn, wallClock } from './week.ts'
import './people.css'

type Shift = z.output<typeof shiftView>
type Props = {
  days: readonly string[]; shifts: readonly Shift[]; gaps: readonly { from: string; until: string; onDuty: number }[]; zone: string
  onOpen: (shift: Shift) => void; onDay: (day: string) => void
}

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

export function WeekGrid({ days, shifts, gaps, zone, onOpen, onDay }: Props) {
  const language = useLanguage()
  const say = adminIn(language)
  const words = libraryIn(language)
  const today = todayIn(zone)
  const people = [...new Map(shifts.map((shift) => [shift.person.id, shift.person.name]))].sort(([, one], [, other]) => one.localeCompare(other, language))
  const next = say('roster.nextDay')
  const isOn = (moment: string, day: string) => wallClock(moment, zone).startsWith(day)
  return (
    <div className="roster-grid" role="group" aria-label={say('roster.list')}>
      <div className="roster-head">{say('roster.person')}</div>
      {days.map((day, index) => (
        <div key={day} className="roster-head" {...(day === today ? { 'aria-current': 'date' as const } : {})}>
          {words(`weekday.${weekdays[index] ?? '1'}`)} <span className="figure">{day.slice(5).replace('-', '/')}</span> <button type="button" className="roster-add" aria-label={`${say('roster.addShift')} ${day}`} onClick={() => onDay(day)}>＋</button>
        </div>
      ))}
      <div><b>{say('roster.gap')}</b></div>
      {days.map((day) => <div key={day}>{gaps.map((gap) => ({ gap, part: partOn(day, gap.from, gap.until, zone) })).filter(({ part }) => part).map(({ gap, part }) => <div key={gap.from} className="roster-gap">! {part}</div>)}</div>)}
      {people.map(([personId, name]) => [
        <div key={personId}>{name}</div>,
        ...days.map((day) => (
          <div key={`${personId} ${day}`}>
            {shifts.filter((shift) => shift.person.id === personId && isOn(shift.startsAt, day)).map((shift) => (
              <button key={shift.id} type="button" className="roster-shift" title={shift.note ?? ''} onClick={() => onOpen(shift)}>{hoursOf(shift.startsAt, shift.endsAt, zone, next)}</button>
            ))}
          </div>
        )),
      ])}
      {people.length === 0 && <div style={{ gridColumn: '1 / -1' }} className="quiet">{say('roster.none')}</div>}
    </div>
  )
}
