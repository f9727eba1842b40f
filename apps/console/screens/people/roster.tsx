import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, InputNumber, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { getOrg } from '#contract/org/endpoints.ts'
import { createShift, deleteShift, findRosterGaps, getOnDuty, listShifts } from '#contract/people/roster.ts'
import type { shiftView } from '#contract/people/roster.ts'
import { adminIn } from '#locales/admin.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import type { Choice } from '#ui/record/pick.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMe, useMoments } from '#ui/record/session.ts'
import { Answer, Screen } from '#ui/record/states.tsx'
import { ShiftDrawer } from '../../features/people/shift-drawer.tsx'
import { WeekGrid } from '../../features/people/week-grid.tsx'
import type { Week } from '../../features/people/week.ts'
import { laterByWeek, shiftWeek, todayIn, weekOf } from '../../features/people/week.ts'

type Shift = z.output<typeof shiftView>

const keyOf = (edited: Shift | { day: string } | null) => (edited === null ? 'none' : 'id' in edited ? edited.id : edited.day)

function useRosters() {
  const language = useLanguage()
  const settings = useAsk(getOrg, {})
  const rosters = (settings.data?.rosters ?? []).map((one) => ({ value: one.code, label: one.title[language] }))
  return { rosters, isKnown: settings.data !== undefined }
}

const useGaps = (roster: string | null, week: Week, minimum: number) => {
  const gaps = useAsk(findRosterGaps, { roster: roster ?? 'duty', from: week.from, until: week.until, minimum }, { enabled: roster !== null })
  return gaps.data?.gaps ?? null
}

export function RosterScreen() {
  const { language, org } = useMe()
  const say = adminIn(language)
  const client = useQueryClient()
  const navigate = useNavigate()
  const mayWrite = useMay('roster.write')
  const [date, setDate] = useState(() => todayIn(org.zone))
  const [chosen, setChosen] = useState<string | null>(null)
  const [minimum, setMinimum] = useState(1)
  const [edited, setEdited] = useState<Shift | { day: string } | null>(null)
  const { rosters, isKnown } = useRosters()
  const roster = chosen ?? rosters[0]?.value ?? null
  const week = weekOf(date, org.zone)
  const shifts = useAsk(listShifts, { from: week.from, until: week.until, ...(roster ? { roster } : {}) })
  const gaps = useGaps(roster, week, minimum)
  const planned = shifts.data?.rows ?? []
  const remove = useAct(deleteShift, () => say('screen.done'))
  const edit = (what: Shift | { day: string }) => { if (mayWrite) setEdited(what) }
  const copy = async () => {
    for (const shift of planned) {
      await call(createShift, { roster: shift.roster, personId: shift.person.id, startsAt: laterByWeek(shift.startsAt, org.zone), endsAt: laterByWeek(shift.endsAt,
        org.zone), note: shift.note })
    }
    await client.invalidateQueries()
    setDate(shiftWeek(date, 1))
  }
  return (
    <Screen title={say('roster.list')} needs="roster.read" actions={mayWrite && (
      <Space>
        <Button disabled={planned.length === 0} onClick={() => { void copy() }}>{say('roster.copyWeek')}</Button>
        <Button type="primary" disabled={roster === null} onClick={() => setEdited({ day: date })}>{say('roster.addShift')}</Button>
      </Space>
    )}>
      <WeekBar week={week} date={date} onDate={setDate} rosters={rosters} roster={roster} onRoster={setChosen} minimum={minimum} onMinimum={setMinimum} />
      {isKnown && rosters.length === 0 && <Alert type="info" showIcon title={say('roster.define')}
        action={<Button size="small" onClick={() => void navigate({ to: '/settings' })}>{say('setting.list')}</Button>} />}
      <OnDuty roster={roster} />
      {gaps && <GapNotice count={gaps.length} />}
      <Answer of={shifts}>
        {({ rows }) => <WeekGrid days={week.days} shifts={rows} gaps={gaps ?? []} zone={org.zone} onOpen={edit} onDay={(one) => { if (roster) edit({ day: one }) }} />}
      </Answer>
      {roster && (
        <ShiftDrawer key={keyOf(edited)} edited={edited} roster={roster} rosters={rosters} onClose={() => setEdited(null)}
          onRemove={(shiftId) => { remove.mutate({ shiftId }); setEdited(null) }} />
      )}
    </Screen>
  )
}

type BarProps = {
  week: Week; date: string; onDate: (date: string) => void; rosters: readonly Choice[]; roster: string | null; onRoster: (code: string) => void;
  minimum: number; onMinimum: (count: number) => void
}

function WeekBar({ week, date, onDate, rosters, roster, onRoster, minimum, onMinimum }: BarProps) {
  const { language, org } = useMe()
  const say = adminIn(language)
  const { day } = useMoments()
  return (
    <div className="screen-filters">
      <Button aria-label={say('roster.previous')} onClick={() => onDate(shiftWeek(date, -1))}>←</Button>
      <Button onClick={() => onDate(todayIn(org.zone))}>{say('roster.thisWeek')}</Button>
      <Button aria-label={say('roster.next')} onClick={() => onDate(shiftWeek(date, 1))}>→</Button>
      <b className="figure">{day(week.days[0])} – {day(week.days[6])}</b>
      <Select<string> style={{ width: 200 }} value={roster} placeholder={say('roster.roster')} aria-label={say('roster.roster')} options={[...rosters]} onChange={onRoster} />
      <span>{say('roster.minimum')}</span><InputNumber min={1} max={100} value={minimum} aria-label={say('roster.minimum')} onChange={(value) => onMinimum(value ?? 1)} />
    </div>
  )
}

function GapNotice({ count }: { count: number }) {
  const say = adminIn(useLanguage())
  return <Alert showIcon type={count > 0 ? 'warning' : 'success'} title={count > 0 ? `${say('roster.gaps')} (${count})` : say('roster.noGaps')} />
}

function OnDuty({ roster }: { roster: string | null }) {
  const say = adminIn(useLanguage())
  const duty = useAsk(getOnDuty, roster ? { roster } : {})
  if (!duty.data) return null
  return <div><b>{say('roster.onDuty')}</b> {duty.data.rows.length === 0 ? <Tag color="warning">! {say('roster.nobody')}</Tag> : duty.data.rows.map((row) => <Tag key={row.id} color="success">● {row.person.name} {row.person.phone ?? ''}</Tag>)}</div>
}
