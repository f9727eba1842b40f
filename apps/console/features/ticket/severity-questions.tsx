// The plan's own questions, the severity that follows from the answers and why; the desk may decide otherwise.
import { Button, Form, InputNumber, Radio, Select, Tag } from 'antd'
import type { PreviewView } from '#contract/ticket/ticket.ts'
import { useSay } from '#ui/ticket/say.ts'
import type { Draft } from './registration-draft.ts'

type Props = { preview: PreviewView; draft: Draft; set: (patch: Partial<Draft>) => void }
type Question = PreviewView['questions'][number]

export function SeverityQuestions({ preview, draft, set }: Props) {
  const say = useSay()
  const answer = (field: string, value: string | number | boolean | null) => {
    const { [field]: _, ...rest } = draft.answers
    set({ answers: value === null ? rest : { ...rest, [field]: value } })
  }
  return (
    <>
      {preview.questions.map((question) => (
        <Form.Item key={question.field} label={<>{question.title[say.language]}{question.clause && <Tag style={{ marginInlineStart: 6 }}>{question.clause}</Tag>}</>} style={{ marginBottom: 10 }}>
          <Answer question={question} value={draft.answers[question.field]} onChange={(value) => answer(question.field, value)} />
        </Form.Item>
      ))}
      {preview.severities.length > 0 && (
        <Form.Item label={say.ticket('reg.severity')} style={{ marginBottom: 10 }}>
          <Radio.Group value={draft.severity ?? preview.proposed?.severity ?? null} onChange={(event) => set({ severity: event.target.value as string })}
            options={preview.severities.map(({ code, title }) => ({ value: code, label: title[say.language] }))} />
          {preview.proposed && (
            <p className="quiet" role="status" style={{ margin: '4px 0 0' }}>
              ▸ {say.ticket('reg.proposed', { title: preview.proposed.title[say.language] })}
              {preview.proposed.reasons.length > 0 && <>（{say.ticket('reg.because')} {preview.proposed.reasons.map(({ title, clause }) => `${title[say.language]}${clause ? ` ${clause}` : ''}`).join('、')}）</>}
              {draft.severity !== null && draft.severity !== preview.proposed.severity && <Button size="small" type="link" onClick={() => set({ severity: null })}>{say.ticket('reg.useProposed')}</Button>}
            </p>
          )}
        </Form.Item>
      )}
    </>
  )
}

function Answer({ question, value, onChange }: { question: Question; value: string | number | boolean | undefined; onChange: (value: string | number | boolean | null) => void }) {
  const say = useSay()
  const options = question.options.map(({ code, title }) => ({ value: code, label: title[say.language] }))
  switch (question.kind) {
    case 'yes-no': return <Radio.Group optionType="button" size="small" value={value ?? null} onChange={(event) => onChange(event.target.value as boolean)} options={[{ value: true, label: say.ticket('yes') }, { value: false, label: say.ticket('no') }]} />
    case 'number': return <InputNumber value={typeof value === 'number' ? value : null} onChange={(next) => onChange(next)} />
    case 'choice': return options.length <= 5
      ? <Radio.Group optionType="button" size="small" value={value ?? null} onChange={(event) => onChange(event.target.value as string)} options={options} />
      : <Select allowClear style={{ maxWidth: 320 }} value={(value as string | undefined) ?? null} options={options} onChange={(next: string | null | undefined) => onChange(next ?? null)} />
  }
}
