// Files are sent as soon as they are chosen; the fact then names them.
import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import type { ReplyOf } from '#contract/endpoint.ts'
import { attachFiles } from '#contract/ticket/endpoints.ts'
import { call } from '../record/ask.ts'
import { refusalWords } from '../record/refusal.ts'
import { useSay } from './say.ts'

export type Uploaded = ReplyOf<typeof attachFiles>['attachments'][number]
type Props = { ticketId: string; files: readonly Uploaded[]; onChange: (files: readonly Uploaded[]) => void; isPublic?: boolean }

export function AttachField({ ticketId, files, onChange, isPublic = false }: Props) {
  const say = useSay()
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState(false)
  const send = async (chosen: FileList | null) => {
    if (!chosen || chosen.length === 0) return
    setSending(true)
    try {
      const { attachments } = await call(attachFiles, { ticketId, isPublic }, [...chosen])
      onChange([...files, ...attachments].slice(0, 12))
    } catch (error) { void message.error(refusalWords(say.language, error)) } finally {
      setSending(false)
      if (input.current) input.current.value = ''
    }
  }
  return (
    <span>
      <input ref={input} type="file" multiple hidden style={{ display: 'none' }} onChange={(event) => void send(event.target.files)} />
      <Button size="small" loading={sending} onClick={() => input.current?.click()}>＋ {say.ticket('write.attach')}</Button>
      {files.map(({ id, name }) => (
        <Button key={id} size="small" type="text" aria-label={`${say.screen('screen.remove')} ${name}`} onClick={() => onChange(files.filter((file) => file.id !== id))}>{name} ✕</Button>
      ))}
    </span>
  )
}
