// Registering a ticket: who, where, what; and beside it what that promises, before anything is saved.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, App, Button, Card, Form, Input, Select } from 'antd'
import type { InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { InputOf } from '#contract/endpoint.ts'
import { previewTicket, registerTicket } from '#contract/ticket/endpoints.ts'
import type { PreviewView } from '#contract/ticket/ticket.ts'
import { channelKinds, ticketTypes } from '#domain/plan/words.ts'
import { call, CallError } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { refusalWords } from '#ui/record/refusal.ts'
import { useMay } from '#ui/record/session.ts'
import { Screen } from '#ui/record/states.tsx'
import { useSay } from '#ui/ticket/say.ts'
import { CustomerFinder } from '../../features/ticket/customer-finder.tsx'
import type { Found } from '../../features/ticket/customer-finder.tsx'
import { findPeople } from '../../features/ticket/field-input.tsx'
import { PartyFields } from '../../features/ticket/party-fields.tsx'
import { PromisePreview } from '../../features/ticket/promise-preview.tsx'
import { useDraft } from '../../features/ticket/registration-draft.ts'
import type { Draft } from '../../features/ticket/registration-draft.ts'
import { SeverityQuestions } from '../../features/ticket/severity-questions.tsx'
import '../../features/ticket/ticket.css'

type Asked = InputOf<typeof previewTicket>
type Search = { customerId?: string; assetId?: string }

function askedOf(draft: Draft): Asked | null {
  if (draft.customerId === null) return null
  return {
    type: draft.type as Asked['type'], channel: draft.channel, customerId: draft.customerId, answers: draft.answers,
    ...(draft.siteId ? { siteId: draft.siteId } : {}), ...(draft.assetId ? { assetId: draft.assetId } : {}), ...(draft.contactId ? { contactId: draft.contactId } : {}),
    ...(draft.agreementId ? { agreementId: draft.agreementId } : {}), ...(draft.severity ? { severity: draft.severity } : {}),
    ...(draft.happenedAt ? { happenedAt: new Date(draft.happenedAt).toISOString() } : {}),
  }
}

/** Asks a moment after the last change. */
function usePreview(draft: Draft) {
  const text = JSON.stringify(askedOf(draft))
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  const asked = JSON.parse(settled) as Asked | null
  return useQuery({ queryKey: ['ticket-preview', settled], queryFn: () => call(previewTicket, asked!), enabled: asked !== null, placeholderData: keepPreviousData, retry: false })
}

export function NewTicketScreen() {
  const say = useSay()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const client = useQueryClient()
  const mayAssign = useMay('ticket.assign')
  const start = useSearch({ strict: false }) as Search
  const { draft, set, clear, wasRestored } = useDraft({ ...(start.customerId ? { customerId: start.customerId } : {}), ...(start.assetId ? { assetId: start.assetId } : {}) })
  const preview = usePreview(draft)
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const title = useRef<InputRef>(null)
  const shown = draft.customerId === null ? undefined : preview.data

  const openTicket = (ticketId: string) => void navigate({ to: `/tickets/${ticketId}` })
  const take = (found: Found) => {
    if (found.ticketId) { openTicket(found.ticketId); return }
    if (!found.customerId) return
    set({
      customerId: found.customerId, customerName: found.title, siteId: null, agreementId: null, severity: null, answers: {},
      assetId: found.assetId ?? null, assetName: found.assetId ? found.title : '',
      contactId: found.contactId ?? null, callerName: found.callerName ?? draft.callerName, callerPhone: found.callerPhone ?? draft.callerPhone,
    })
    title.current?.focus()
  }
  const save = async () => {
    const asked = askedOf(draft)
    const missing = [...(asked ? [] : [say.ticket('ticket.customer')]), ...(draft.title.trim() ? [] : [say.ticket('ticket.title')])]
    if (!asked || missing.length > 0) { setProblem(say.ticket('reg.missing', { fields: missing.join('、') })); return }
    if (saving) return
    setSaving(true)
    setProblem(null)
    try {
      const ticket = await call(registerTicket, {
        ...asked, title: draft.title.trim(), description: draft.description,
        ...(draft.callerName.trim() ? { callerName: draft.callerName.trim() } : {}), ...(draft.callerPhone.trim() ? { callerPhone: draft.callerPhone.trim() } : {}),
        ...(draft.holderId ? { holderId: draft.holderId } : {}),
      }, undefined, draft.key)
      clear()
      await client.invalidateQueries()
      void message.success(say.ticket('reg.saved', { number: ticket.number }))
      openTicket(ticket.id)
    } catch (error) {
      setProblem(refusalWords(say.language, error))
      // Refused is answered: the next attempt is another request. Unanswered, it may have been carried out, and keeps its key.
      if (error instanceof CallError && error.status > 0) set({ key: crypto.randomUUID() })
    } finally { setSaving(false) }
  }
  return (
    <Screen title={say.ticket('reg.title')} needs="ticket.register" actions={(
      <>
        <span className="quiet">{say.ticket('reg.saveHint')}</span>
        <Button onClick={clear}>{say.ticket('reg.discard')}</Button>
        <Button type="primary" loading={saving} onClick={() => void save()}>{say.ticket('reg.save')}</Button>
      </>
    )}>
      <div className="register" onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) { event.preventDefault(); void save() } }}>
        <Form layout="vertical" component="div">
          {wasRestored && draft.customerId !== null && <Alert type="info" showIcon closable title={say.ticket('reg.restored')} style={{ marginBottom: 10 }} />}
          {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 10 }} />}
          <Card size="small" title={say.ticket('reg.who')} style={{ marginBottom: 12 }}
            extra={draft.customerId !== null && <Button size="small" type="link" onClick={() => set({ customerId: null, customerName: '' })}>{say.ticket('reg.change')}</Button>}>
            {draft.customerId === null && <CustomerFinder onFound={take} />}
            {draft.customerId !== null && <><p style={{ marginTop: 0 }}><b>{draft.customerName}</b></p><PartyFields draft={{ ...draft, customerId: draft.customerId }} preview={shown} set={set} /></>}
          </Card>
          <Card size="small" title={say.ticket('reg.what')}>
            <div className="register-pair">
              <Form.Item label={say.ticket('ticket.type')}><Select aria-label={say.ticket('ticket.type')} value={draft.type} showSearch={{ optionFilterProp: 'label' }} options={(shown?.types ?? ticketTypes).map((value) => ({ value, label: say.type(value) }))} onChange={(type) => set({ type })} /></Form.Item>
              <Form.Item label={say.ticket('ticket.channel')}><ChannelSelect preview={shown} value={draft.channel} onChange={(channel) => set({ channel })} /></Form.Item>
              <Form.Item label={say.ticket('reg.happenedAt')} extra={say.ticket('act.happenedHint')}><Input type="datetime-local" aria-label={say.ticket('reg.happenedAt')} value={draft.happenedAt} onChange={(event) => set({ happenedAt: event.target.value })} /></Form.Item>
              {mayAssign && <Form.Item label={say.ticket('reg.holder')}><Pick label={say.ticket('reg.holder')} findKey="people" find={findPeople} value={draft.holderId} onChange={(holderId) => set({ holderId })} /></Form.Item>}
            </div>
            <Form.Item label={say.ticket('ticket.title')} required><Input ref={title} aria-label={say.ticket('ticket.title')} maxLength={300} value={draft.title} onChange={(event) => set({ title: event.target.value })} /></Form.Item>
            <Form.Item label={say.ticket('ticket.description')}><Input.TextArea aria-label={say.ticket('ticket.description')} maxLength={20_000} autoSize={{ minRows: 3, maxRows: 10 }} value={draft.description} onChange={(event) => set({ description: event.target.value })} /></Form.Item>
            {shown && <SeverityQuestions preview={shown} draft={draft} set={set} />}
          </Card>
        </Form>
        <div className="register-side">
          {preview.error && <Alert type="error" showIcon title={refusalWords(say.language, preview.error)} />}
          <PromisePreview preview={shown} isFetching={preview.isFetching} onOpenTicket={openTicket} />
        </div>
      </div>
    </Screen>
  )
}

function ChannelSelect({ preview, value, onChange }: { preview: PreviewView | undefined; value: string; onChange: (channel: string) => void }) {
  const say = useSay()
  const own = (preview?.channels ?? []).map(({ code, title }) => ({ value: code, label: title[say.language] }))
  const kinds = channelKinds.filter((kind) => !own.some((one) => one.value === kind)).map((kind) => ({ value: kind as string, label: say.channel(kind) }))
    return <Select aria-label={say.ticket('ticket.channel')} value={value} options={[{ label: say.ticket('ticket.plan'), options: own }, { label: say.ticket('time.all'), options: kinds }].filter(({ options }) => options.length > 0)} onChange={(next: string) => onChange(next)} />
}
