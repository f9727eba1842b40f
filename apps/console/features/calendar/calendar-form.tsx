// The hours of a calendar as fields. What is typed becomes the document that promises are counted on.
import { AutoComplete, Button, Checkbox, Input, Space } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { calendar } from '#contract/plan/plan.ts'
import { adminIn } from '#locales/admin.ts'
import { libraryIn } from '#locales/library.ts'
import { useLanguage } from '#ui/record/session.ts'

export type CalendarDocument = z.output<typeof calendar>
type Version = CalendarDocument['versions'][number]
type Props = { value: CalendarDocument; onChange: (value: CalendarDocument) => void; disabled: boolean }

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
const zones = ['Asia/Taipei', 'Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Urumqi']
const clock = /^([01]\d|2[0-4]):[0-5]\d$/
const lastFirst = (pair: readonly string[]): pair is [string, string] => pair.length === 2 && pair.every((time) => clock.test(time))

export function readWindows(typed: string): [string, string][] | null {
  const windows = typed.split(/[,，、;；]/).map((part) => part.trim()).filter(Boolean).map((part) => part.split(/\s*[-–—~～]\s*/))
  return windows.every(lastFirst) ? windows : null
}
export const showWindows = (windows: readonly (readonly [string, string])[] = []) => windows.map(([from, until]) => `${from}–${until}`).join(', ')

export function CalendarForm({ value, onChange, disabled }: Props) {
  const language = useLanguage()
  const say = adminIn(language)
  const words = libraryIn(language)
  const setVersion = (index: number, version: Version) => onChange({ ...value, versions: value.versions.map((one, at) => (at === index ? version : one)) })
  const toggle = (region: 'TW' | 'CN', isOn: boolean) => {
    const regions = [...(value.regions ?? []).filter((one) => one !== region), ...(isOn ? [region] : [])]
    onChange({ ...value, regions })
  }
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <label>{say('calendar.zone')} <AutoComplete style={{ width: 200 }} value={value.zone} disabled={disabled} options={zones.map((zone) => ({ value: zone }))} onChange={(zone: string) => onChange({ ...value, zone })} /></label>
      <div>
        {(['TW', 'CN'] as const).map((region) => <Checkbox key={region} checked={(value.regions ?? []).includes(region)} disabled={disabled} onChange={(event) => toggle(region, event.target.checked)}>{words(`rule.region.${region}`)}</Checkbox>)}
      </div>
      {value.versions.map((version, index) => (
        <section key={index} className="calendar-card">
          <h4>{version.from === '0000' ? say('calendar.week') : <>{say('calendar.from')} <Input type="date" size="small" style={{ width: 150 }} value={version.from} disabled={disabled} onChange={(event) => setVersion(index, { ...version, from: event.target.value })} /></>}
            {index > 0 && <Button size="small" type="link" disabled={disabled} onClick={() => onChange({ ...value, versions: value.versions.filter((_, at) => at !== index) })}>{say('screen.remove')}</Button>}</h4>
          {weekdays.map((weekday) => (
            <div key={weekday} className="calendar-row">
              <span>{words(`weekday.${weekday}`)}</span>
              <WindowsInput label={words(`weekday.${weekday}`)} value={version.week[weekday] ?? []} disabled={disabled} onCommit={(windows) => setVersion(index, { ...version, week: { ...version.week, [weekday]: windows } as Version['week'] })} />
            </div>
          ))}
        </section>
      ))}
      <Button size="small" disabled={disabled} onClick={() => onChange({ ...value, versions: [...value.versions, { from: `${new Date().getFullYear() + 1}-01-01`, week: value.versions.at(-1)?.week ?? {} }] })}>{say('calendar.addVersion')}</Button>
      <Closures value={value} onChange={onChange} disabled={disabled} />
      <OpenDates value={value} onChange={onChange} disabled={disabled} />
    </Space>
  )
}

function Closures({ value, onChange, disabled }: Props) {
  const say = adminIn(useLanguage())
  const closures = value.closures ?? []
  const set = (index: number, patch: Partial<(typeof closures)[number]>) => onChange({ ...value, closures: closures.map((one, at) => (at === index ? { ...one, ...patch } : one)) })
  return (
    <section className="calendar-card">
      <h4>{say('calendar.closures')}</h4>
      {closures.map((closure, index) => (
        <div key={index} className="calendar-row">
          <Input type="date" size="small" value={closure.from} aria-label={say('roster.from')} disabled={disabled} onChange={(event) => set(index, { from: event.target.value })} />
          <Input type="date" size="small" value={closure.to ?? closure.from} aria-label={say('roster.until')} disabled={disabled} onChange={(event) => set(index, { to: event.target.value })} />
          <span className="quiet">{closure.at ? showWindows([closure.at]) : say('calendar.allDay')}</span>
          <Button size="small" disabled={disabled} onClick={() => onChange({ ...value, closures: closures.filter((_, at) => at !== index) })}>{say('screen.remove')}</Button>
        </div>
      ))}
      <Button size="small" disabled={disabled} onClick={() => { const from = new Date().toISOString().slice(0, 10); onChange({ ...value, closures: [...closures, { from, to: from }] }) }}>{say('calendar.addClosure')}</Button>
    </section>
  )
}

function OpenDates({ value, onChange, disabled }: Props) {
  const say = adminIn(useLanguage())
  const dates = Object.entries(value.openDates ?? {})
  const put = (entries: typeof dates) => onChange({ ...value, openDates: Object.fromEntries(entries) })
  return (
    <section className="calendar-card">
      <h4>{say('calendar.openDates')}</h4>
      {dates.map(([date, windows], index) => (
        <div key={index} className="calendar-row">
          <Input type="date" size="small" value={date} aria-label={say('calendar.openDates')} disabled={disabled} onChange={(event) => { if (event.target.value) put(dates.map((one, at) => (at === index ? [event.target.value, one[1]] : one))) }} />
          <WindowsInput label={date} value={windows} disabled={disabled} onCommit={(next) => put(dates.map((one, at) => (at === index ? [one[0], next] : one)))} />
          <Button size="small" disabled={disabled} onClick={() => put(dates.filter((_, at) => at !== index))}>{say('screen.remove')}</Button>
        </div>
      ))}
      <Button size="small" disabled={disabled} onClick={() => put([...dates, [new Date().toISOString().slice(0, 10), [['09:00', '18:00']]]])}>{say('calendar.addOpenDate')}</Button>
    </section>
  )
}

function WindowsInput({ label, value, disabled, onCommit }: { label: string; value: readonly (readonly [string,
  string])[]; disabled: boolean; onCommit: (windows: [string, string][]) => void }) {
  const language = useLanguage()
  const say = adminIn(language)
  const [typed, setTyped] = useState(showWindows(value))
  const read = readWindows(typed)
  return (
    <span>
      <Input size="small" aria-label={label} value={typed} disabled={disabled} placeholder={say('calendar.closed')} aria-invalid={read === null} {...(read ? {} : { status: 'error' as const })}
        onChange={(event) => setTyped(event.target.value)} onBlur={() => { if (read) onCommit(read) }} />
      {!read && <small role="alert">{say('calendar.badWindow')}</small>}
    </span>
  )
}
