// Writing to the customer or to colleagues: two colours, two hints, and a question before a note becomes public.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Segmented } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useEffect, useRef, useState } from 'react'
import type { TicketView } from '#contract/ticket/ticket.ts'
import { recordFact } from '#contract/ticket/endpoints.ts'
import { call, CallError } from '#ui/record/ask.ts'
import { refusalWords } from '#ui/record/refusal.ts'
import { useSay } from '#ui/ticket/say.ts'
import { reasonsOf } from './action-bar.tsx'
import { AttachField } from '#ui/ticket/attach-field.tsx'
import type { Uploaded } from '#ui/ticket/attach-field.tsx'
import { Changed } from './changed.tsx'
import { readable } from './reason-words.ts'

export type Side = 'public' | 'internal'
type Props = { ticket: TicketView; side: Side; onSide: (side: Side) => void; focusOn: number; onBusy: (busy: boolean) => void }
const kept = (ticketId: string) => `draft:${ticketId}`

export function Composer({ ticket, side, onSide, focusOn, onBusy }: Props) {
  const say = useSay()
  const { message, modal } = App.useApp()
  const client = useQueryClient()
  const area = useRef<TextAreaRef>(null)
  const [text, setText] = useState(() => sessionStorage.getItem(kept(ticket.id)) ?? '')
  const [files, setFiles] = useState<readonly Uploaded[]>([])
  const [version, setVersion] = useState<number | null>(null)
  const [since, setSince] = useState(() => Date.now())
  const [isStale, setStale] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const action = ticket.actions.find(({ verb }) => verb === (side === 'public' ? 'reply' : 'note'))

  useEffect(() => { if (focusOn > 0) area.current?.focus() }, [focusOn])
  useEffect(() => {
    if (text === '') sessionStorage.removeItem(kept(ticket.id))
    else sessionStorage.setItem(kept(ticket.id), text)
    onBusy(text !== '')
  }, [text, ticket.id, onBusy])
  const type = (next: string) => {
    // What one answers to is what one saw when the first letter was typed.
    if (text === '') {
      setVersion(ticket.version)
      setSince(Date.now())
    }
    setText(next)
  }
  const change = (next: Side) => {
    if (next === 'internal' || side === next || text.trim() === '') { onSide(next); return }
    modal.confirm({ title: say.ticket('write.switchAsk'), okText: say.ticket('write.switchYes'), cancelText: say.screen('screen.cancel'), onOk: () => onSide(next) })
  }
  const send = async () => {
    if (text.trim() === '' || !action || sending) return
    setSending(true)
    setProblem(null)
    try {
      // A note does not depend on what others did; a reply to the customer does.
      const seen = side === 'public' ? { version: version ?? ticket.version } : {}
      await call(recordFact, { ticketId: ticket.id, kind: action.kind, body: text.trim(), attachments: files.map(({ id }) => id), ...seen })
      setText('')
      setFiles([])
      setStale(false)
      void message.success(say.ticket(side === 'public' ? 'write.sent' : 'write.noted'))
      await client.invalidateQueries()
    } catch (error) {
      if (error instanceof CallError && error.code === 'row.changed') {
        setVersion(Number(error.params['version']))
        setStale(true)
        await client.invalidateQueries()
      } else setProblem(readable(say, refusalWords(say.language, error)))
    } finally { setSending(false) }
  }
  return (
    <div className="composer" data-side={side}>
      {isStale && <Changed ticketId={ticket.id} since={since} />}
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 6 }} />}
      <Segmented<Side> size="small" value={side} onChange={change} options={[{ value: 'public', label: `✉ ${say.ticket('write.public')}` }, { value: 'internal', label: `✎ ${say.ticket('write.internal')}` }]} />
      {action && !action.open
        ? <Alert style={{ marginTop: 6 }} type="info" showIcon title={say.ticket('write.closed', { reason: reasonsOf(say, action) })} />
        : (
          <>
            <Input.TextArea ref={area} style={{ marginTop: 6 }} value={text} autoSize={{ minRows: 2, maxRows: 10 }} aria-label={say.ticket(side === 'public' ? 'write.public' : 'write.internal')}
              placeholder={say.ticket(side === 'public' ? 'write.publicHint' : 'write.internalHint')} onChange={(event) => type(event.target.value)}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
                if (event.key === 'Escape') area.current?.blur()
              }} />
            <div className="composer-foot">
              <Button type="primary" size="small" loading={sending} disabled={text.trim() === ''} onClick={() => void send()}>{say.ticket(isStale ? 'conflict.again' : side === 'public' ? 'write.send' : 'write.note')}</Button>
              <AttachField ticketId={ticket.id} files={files} onChange={setFiles} isPublic={side === 'public'} />
              <span className="quiet">{text !== '' && say.ticket('write.draftKept')}</span>
            </div>
          </>
        )}
    </div>
  )
}
