// The same change for many tickets: first what would happen, then the change, then a way back where there is one.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import type { InputOf, ReplyOf } from '#contract/endpoint.ts'
import type { TicketRow } from '#contract/ticket/ticket.ts'
import { bulkRecord, recordFact } from '#contract/ticket/endpoints.ts'
import { pauseReasons } from '#domain/plan/words.ts'
import { call } from '#ui/record/ask.ts'
import { refusalWords } from '#ui/record/refusal.ts'
import { useMay, useMe } from '#ui/record/session.ts'
import { useSay } from '#ui/ticket/say.ts'
import { dataOf, FieldInput } from './field-input.tsx'
import type { Field } from './field-input.tsx'
import { readable } from './reason-words.ts'

export const bulkVerbs = ['assign', 'take', 'note', 'pause', 'resume', 'close'] as const
export type BulkVerb = (typeof bulkVerbs)[number]
type Kind = InputOf<typeof bulkRecord>['kind']
type Wish = Omit<InputOf<typeof bulkRecord>, 'dryRun'>
type Outcome = ReplyOf<typeof bulkRecord>

const kinds: Record<BulkVerb, Kind> = { assign: 'ticket.assigned', take: 'ticket.assigned', note: 'note.added', pause: 'ticket.paused', resume: 'ticket.resumed', close: 'ticket.closed' }
const field = (key: string, kind: Field['kind'], required: boolean): Field => ({ key, kind, required, title: null })
const fields: Partial<Record<BulkVerb, readonly Field[]>> = {
  assign: [field('to', 'person', false), field('team', 'team', false)],
  pause: [{ ...field('reason', 'choice', true), options: pauseReasons.map((code) => ({ code, title: null })) }],
}

type BarProps = { selected: readonly TicketRow[]; onClear: () => void; verb: BulkVerb | null; setVerb: (verb: BulkVerb | null) => void }

export function BulkBar({ selected, onClear, verb, setVerb }: BarProps) {
  const say = useSay()
  const mayAssign = useMay('ticket.assign')
  if (selected.length === 0) return null
  return (
    <div className="bulk-bar" role="toolbar" aria-label={say.ticket('bulk.selected', { n: selected.length })}>
      <b className="figure" aria-live="polite">{say.ticket('bulk.selected', { n: selected.length })}</b>
      {bulkVerbs.map((one) => <Button key={one} size="small" disabled={one === 'assign' && !mayAssign} onClick={() => setVerb(one)}>{say.ticket(`bulk.${one}`)}</Button>)}
      <Button size="small" type="text" onClick={onClear}>{say.ticket('bulk.clear')}</Button>
      <BulkDialog key={verb ?? 'none'} verb={verb} tickets={selected} onClose={() => setVerb(null)} onDone={onClear} />
    </div>
  )
}

type Values = { data?: Record<string, unknown>; body?: string }

function BulkDialog({ verb, tickets, onClose, onDone }: { verb: BulkVerb | null; tickets: readonly TicketRow[]; onClose: () => void; onDone: () => void }) {
  const say = useSay()
  const me = useMe()
  const client = useQueryClient()
  const undo = useUndo()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const [wish, setWish] = useState<Wish | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    try { await work() } catch (error) { void message.error(refusalWords(say.language, error)) } finally { setBusy(false) }
  }
  const check = (values: Values) => attempt(async () => {
    if (!verb) return
    const data = verb === 'take' ? { to: me.person.id } : dataOf(fields[verb] ?? [], values.data)
    const next: Wish = { ticketIds: tickets.map(({ id }) => id), kind: kinds[verb], data, ...(values.body?.trim() ? { body: values.body.trim() } : {}) }
    setOutcome(await call(bulkRecord, { ...next, dryRun: true }))
    setWish(next)
  })
  const run = () => attempt(async () => {
    if (!wish || !outcome) return
    const { done } = await call(bulkRecord, { ...wish, ticketIds: outcome.done.map(({ id }) => id) })
    await client.invalidateQueries()
    undo.offer(wish.kind, tickets.filter(({ id }) => done.some((one) => one.id === id)))
    onClose()
    onDone()
  })
  const canRun = wish !== null && outcome !== null && outcome.done.length > 0
  return (
    <Modal open={verb !== null} title={verb && `${say.ticket(`bulk.${verb}`)}（${tickets.length}）`} onCancel={onClose} confirmLoading={busy} cancelText={say.screen('screen.cancel')}
      okText={outcome ? say.ticket('bulk.run', { n: outcome.done.length }) : say.ticket('bulk.check')} okButtonProps={{ disabled: outcome !== null && !canRun }} onOk={() => { if (outcome) void run(); else form.submit() }}>
      <Form form={form} layout="vertical" onFinish={(values: Values) => void check(values)} onValuesChange={() => setOutcome(null)}>
        {verb && (fields[verb] ?? []).map((one) => <FieldInput key={one.key} field={one} />)}
        {verb === 'note' && <Form.Item name="body" label={say.ticket('act.text')} rules={[{ required: true, message: say.ticket('act.required') }]}><Input.TextArea autoFocus autoSize={{ minRows: 3 }} /></Form.Item>}
      </Form>
      {outcome && (
        <>
          <Alert type={outcome.refused.length > 0 ? 'warning' : 'success'} showIcon role="status" title={say.ticket('bulk.summary', { done: outcome.done.length, refused: outcome.refused.length })} />
          {outcome.refused.length > 0 && <Table size="small" rowKey="id" pagination={false} scroll={{ y: 220 }} dataSource={outcome.refused} columns={[{ title: say.ticket('ticket.number'), dataIndex: 'number', width: 160 }, { title: say.ticket('bulk.reason'), render: (_, row) => readable(say, row.message) }]} />}
        </>
      )}
    </Modal>
  )
}

type Back = { kind: Kind; data: Record<string, string> }

/** Assigning is undone by assigning back, a pause by resuming. A note stays: nothing that was said is unsaid. */
function useUndo() {
  const say = useSay()
  const client = useQueryClient()
  const { notification } = App.useApp()
  const wayBack = (kind: Kind, row: TicketRow): Back | null => {
    if (kind === 'ticket.paused') return { kind: 'ticket.resumed', data: {} }
    if (kind !== 'ticket.assigned' || (!row.holder && !row.team)) return null
    return { kind, data: { ...(row.holder ? { to: row.holder.id } : {}), ...(row.team ? { team: row.team.id } : {}) } }
  }
  const offer = (kind: Kind, rows: readonly TicketRow[]) => {
    const back = rows.flatMap((row) => { const way = wayBack(kind, row); return way ? [{ row, way }] : [] })
    const key = `bulk-${kind}`
    const undoAll = async () => {
      for (const { row, way } of back) await call(recordFact, { ticketId: row.id, kind: way.kind, data: way.data })
      await client.invalidateQueries()
      notification.success({ key, placement: 'bottomLeft', duration: 3, title: say.ticket('bulk.undone') })
    }
    notification.success({ key, placement: 'bottomLeft', title: say.ticket('bulk.done', { n: rows.length }), duration: 15, actions: back.length > 0 && <Button size="small" onClick={() => { undoAll().catch((error: unknown) => { notification.error({ key, placement: 'bottomLeft', title: refusalWords(say.language, error) }) }) }}>{say.ticket('bulk.undo')}</Button> })
  }
  return { offer }
}
