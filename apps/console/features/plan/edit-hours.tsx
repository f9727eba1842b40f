import { Button, Select, Space } from 'antd'
import type { Rung } from '#domain/plan/promise-rule.ts'
import { escalationTargets } from '#domain/plan/words.ts'
import { libraryIn } from '#locales/library.ts'
import { CommittedInput } from './committed-input.tsx'
import type { EditProps } from './edit.ts'
import { withoutPath, withValue } from './yaml-edit.ts'

const rungPattern = /^(\d+%|\+\d+(min|h|d|wd))$/

export function LadderFields({ draft, language, edit, disabled }: EditProps) {
  const say = libraryIn(language)
  const check = (typed: string) => (rungPattern.test(typed.trim()) ? null : '80% / +30min')
  return Object.entries(draft.ladders ?? {}).map(([code, rungs]) => (
    <div key={code} className="rule-card">
      <h4>{code}</h4>
      {rungs.map((rung, index) => (
        <div className="edit-row" key={index}>
          <CommittedInput label={`${code} ${index + 1}`} value={rung.at} check={check} disabled={disabled} onCommit={(typed) => edit((source) => withValue(source, ['ladders', code, index, 'at'], typed.trim()))} />
          <Select<Rung['notify']> size="small" aria-label={say('rule.notify')} value={rung.notify} disabled={disabled}
            options={escalationTargets.map((value) => ({ value, label: say(`escalation.${value}`) }))}
            onChange={(target) => edit((source) => withValue(source, ['ladders', code, index, 'notify'], target))} />
          <Button size="small" disabled={disabled || rungs.length < 2} onClick={() => edit((source) => withoutPath(source, ['ladders', code, index]))}>{say('diff.removed')}</Button>
        </div>
      ))}
      <Button size="small" disabled={disabled} onClick={() => edit((source) => withValue(source, ['ladders', code], [...rungs, { at: '+1h', notify: 'manager' }]))}>{say('editor.addRung')}</Button>
    </div>
  ))
}

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
const clock = /^([01]\d|2[0-4]):[0-5]\d$/

/** '09:00–12:00, 13:00–18:00' as the calendar keeps it; null if it cannot be read. */
export function windowsOf(typed: string): [string, string][] | null {
  const parts = typed.split(/[,，、;；]/).map((part) => part.trim()).filter(Boolean)
  const windows = parts.map((part) => part.split(/\s*[-–—~～]\s*/))
  return windows.every((pair): pair is [string, string] => pair.length === 2 && pair.every((time) => clock.test(time))) ? windows : null
}

export const windowsText = (windows: readonly (readonly [string, string])[] = []) => windows.map(([from, until]) => `${from}–${until}`).join(', ')

export function CalendarFields({ draft, language, edit, disabled }: EditProps) {
  const say = libraryIn(language)
  const check = (typed: string) => (windowsOf(typed) ? null : '09:00–12:00, 13:00–18:00')
  return Object.entries(draft.calendars ?? {}).map(([code, calendar]) => (
    <div key={code} className="rule-card">
      <h4>{calendar.title?.[language] ?? code} <small>{calendar.zone}</small></h4>
      {calendar.versions.map((version, index) => (
        <Space key={version.from} orientation="vertical" style={{ width: '100%' }}>
          {version.from !== '0000' && <span className="quiet">{say('rule.since', { day: version.from })}</span>}
          {weekdays.map((weekday) => (
            <div className="edit-row edit-row-wide" key={weekday}>
              <span>{say(`weekday.${weekday}`)}</span>
              <CommittedInput label={`${code} ${say(`weekday.${weekday}`)}`} value={windowsText(version.week[weekday])} placeholder={say('rule.closed')} check={check} disabled={disabled}
                onCommit={(typed) => edit((source) => withValue(source, ['calendars', code, 'versions', index, 'week', weekday], windowsOf(typed) ?? []))} />
            </div>
          ))}
        </Space>
      ))}
    </div>
  ))
}
