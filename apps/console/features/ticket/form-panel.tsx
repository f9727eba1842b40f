// Forms that the plan asks of this ticket: owed, filed, and any other it may file.
import { Button, Select, Tag } from 'antd'
import { useState } from 'react'
import { listDefinitions, listForms, printForm } from '#contract/document/endpoints.ts'
import type { TicketView } from '#contract/ticket/ticket.ts'
import { urlOf, useAsk } from '#ui/record/ask.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Nothing } from '#ui/record/states.tsx'
import { useSay } from '#ui/ticket/say.ts'
import { FormDialog } from './form-dialog.tsx'
import type { Definition } from './form-dialog.tsx'


export function FormPanel({ ticket }: { ticket: TicketView }) {
  const say = useSay()
  const { moment } = useMoments()
  const mayFile = useMay('form.file')
  const mayRead = useMay('form.read')
  const [chosen, setChosen] = useState<Definition | null>(null)
  const definitions = useAsk(listDefinitions, { ticketId: ticket.id }, { enabled: mayRead })
  const filed = useAsk(listForms, { ticketId: ticket.id, limit: 50 }, { enabled: mayRead })
  const known = definitions.data?.rows ?? []
  const others = known.filter(({ code }) => !ticket.forms.some((form) => form.code === code && !form.filed))
  const rows = filed.data?.rows ?? []
  return (
    <section>
      {ticket.forms.length === 0 && rows.length === 0 && <Nothing title={say.ticket('panel.noForms')} />}
      {ticket.forms.filter((form) => !form.filed).map((form) => {
        const definition = known.find(({ code }) => code === form.code)
        return (
          <div key={form.code} className="action-row">
            <Tag color="orange">! {say.ticket('form.owed')}</Tag><Tag>{form.clause}</Tag>{form.title[say.language]}
            {form.since && <span className="quiet figure" style={{ width: 'auto' }}>{say.ticket('form.since', { at: moment(form.since) })}</span>}
            {definition && mayFile && <Button size="small" type="primary" onClick={() => setChosen(definition)}>{say.ticket('form.fill')}</Button>}
          </div>
        )
      })}
      {rows.map((form) => (
        <div key={form.id} className="action-row">
          <Tag color={form.state === 'filed' ? 'green' : 'default'}>{form.state === 'filed' ? `✓ ${say.ticket('form.filed')}` : say.ticket('form.draft')}</Tag>
          <span className="figure">{form.number}</span>{form.title[say.language]} <span className="quiet figure" style={{ width: 'auto' }}>{form.author} {moment(form.filedAt ?? form.createdAt)}</span>
          <a href={urlOf(printForm, { formId: form.id })} target="_blank" rel="noreferrer">{say.ticket('form.print')}</a>
        </div>
      ))}
      {mayFile && others.length > 0 && (
        <Select<string> style={{ width: 300, marginTop: 6 }} value={null} placeholder={say.ticket('form.other')} aria-label={say.ticket('form.other')} showSearch={{ optionFilterProp: 'label' }}
          options={others.map(({ code, title, clause }) => ({ value: code, label: `${title[say.language]}（${clause}）` }))} onChange={(code) => setChosen(known.find((one) => one.code === code) ?? null)} />
      )}
      <FormDialog key={chosen?.code ?? 'none'} ticket={ticket} definition={chosen} onClose={() => setChosen(null)} />
    </section>
  )
}
