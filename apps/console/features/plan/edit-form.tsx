// The parts of a plan that are edited most, as fields. Every field writes its one figure into the YAML.
import { Checkbox, Collapse } from 'antd'
import { useState } from 'react'
import { spanPattern } from '#domain/plan/span.ts'
import { languages } from '#domain/plan/words.ts'
import { libraryIn } from '#locales/library.ts'
import type { EditProps } from './edit.ts'
import { CalendarFields, LadderFields } from './edit-hours.tsx'
import { CommittedInput } from './committed-input.tsx'
import { openPlaces, targetPlaces } from './places.ts'
import type { Place } from './places.ts'
import { withoutPath, withValue } from './yaml-edit.ts'
import type { Path } from './yaml-edit.ts'

export function EditForm(props: EditProps) {
  const say = libraryIn(props.language)
  const open = openPlaces(props.draft).length
  return (
    <Collapse size="small" defaultActiveKey={['values', 'targets']} items={[
      { key: 'basics', label: say('editor.basics'), children: <TitleFields {...props} /> },
      { key: 'values', label: `${say('section.values')} · ${say('plan.openValuesN', { n: open })}`, children: <ValueFields {...props} /> },
      { key: 'targets', label: say('editor.targets'), children: <TargetFields {...props} /> },
      { key: 'ladders', label: say('section.ladders'), children: <LadderFields {...props} /> },
      { key: 'calendars', label: say('section.calendars'), children: <CalendarFields {...props} /> },
    ]} />
  )
}

function TitleFields({ draft, language, edit, disabled }: EditProps) {
  const say = libraryIn(language)
  return (
    <>
      {(['title', 'trade', 'summary'] as const).flatMap((field) => languages.map((one) => (
        <div className="edit-row edit-row-wide" key={`${field} ${one}`}>
          <span className="quiet">{say(`plan.${field}`)} {one}</span>
          <CommittedInput label={`${say(`plan.${field}`)} ${one}`} value={draft[field]?.[one] ?? ''} disabled={disabled} lines={field === 'summary' ? 2 : 1}
            onCommit={(typed) => edit((source) => withValue(source, [field, one], typed))} />
        </div>
      )))}
    </>
  )
}

function ValueFields({ draft, language, edit, disabled }: EditProps) {
  const say = libraryIn(language)
  const values = draft.values ?? []
  if (values.length === 0) return <span className="quiet">{say('section.empty')}</span>
  return values.map((value, index) => {
    const path: Path = ['values', index]
    return (
      <div className="edit-row" key={value.key}>
        <code>{value.clause}</code>
        <span>{value.title[language]}</span>
        <span>
          <CommittedInput label={value.title[language]} value={value.value === null ? '' : String(value.value)} placeholder={say('rule.open')} disabled={disabled || value.waived !== undefined}
            onCommit={(typed) => edit((source) => withValue(source, [...path, 'value'], figureOf(typed)))} />
          {value.value === null && (
            <Checkbox checked={value.waived !== undefined} disabled={disabled} onChange={(event) => edit((source) => (event.target.checked
              ? withValue(source, [...path, 'waived'], Object.fromEntries(languages.map((one) => [one, libraryIn(one)('editor.waive')])))
              : withoutPath(source, [...path, 'waived'])))}>{say('editor.waive')}</Checkbox>
          )}
        </span>
      </div>
    )
  })
}

const figureOf = (typed: string): string | number | null => {
  const trimmed = typed.trim()
  if (trimmed === '') return null
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed
}

function TargetFields({ draft, language, edit, disabled, onJump }: EditProps) {
  const say = libraryIn(language)
  const [onlyOpen, setOnlyOpen] = useState(false)
  const places = targetPlaces(draft, language).filter((place) => !onlyOpen || place.value === 'tbd')
  const check = (typed: string) => (spanPattern.test(typed.trim()) ? null : say('editor.notSpan'))
  return (
    <>
      <p className="quiet">{say('editor.spanHint')}</p>
      <Checkbox checked={onlyOpen} onChange={(event) => setOnlyOpen(event.target.checked)}>{say('editor.onlyOpen')}</Checkbox>
      {places.map((place) => <TargetField key={place.path.join('.')} place={place} disabled={disabled} check={check} onJump={onJump}
        onCommit={(typed) => edit((source) => withValue(source, place.path, typed.trim()))} />)}
    </>
  )
}

type TargetFieldProps = { place: Place; disabled: boolean; check: (typed: string) => string | null; onJump: (path: Path) => void; onCommit: (typed: string) => void }

function TargetField({ place, disabled, check, onJump, onCommit }: TargetFieldProps) {
  return (
    <div className="edit-row">
      <a href="#yaml" onClick={(event) => { event.preventDefault(); onJump(place.path) }}><code>{place.clause}</code></a>
      <span>{place.title}{place.condition && <span className="quiet"> {place.condition}</span>}</span>
      <CommittedInput label={`${place.clause} ${place.title} ${place.condition ?? ''}`} value={place.value} disabled={disabled} check={check} onCommit={onCommit} />
    </div>
  )
}
