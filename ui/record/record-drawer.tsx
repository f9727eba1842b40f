// A record in a drawer: its fields, saving, and what to do when somebody else was quicker. What was typed is never lost.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Form, Space, Table } from 'antd'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { Endpoint, InputOf, ReplyOf } from '#contract/endpoint.ts'
import { adminIn } from '#locales/admin.ts'
import { call, CallError } from './ask.ts'
import { refusalWords } from './refusal.ts'
import { useLanguage } from './session.ts'

export type Values = Record<string, unknown>
type Labels = Readonly<Record<string, string>>
type Make<E extends Endpoint> = (values: Values) => InputOf<E>

type Props<E extends Endpoint> = {
  title: string; open: boolean; onClose: () => void; endpoint: E; initial: Values; labels: Labels; toInput: Make<E>
  /** Reads the record again after row.changed: its values as the form holds them, and the input made with its version. */
  reread?: () => Promise<{ values: Values; toInput: Make<E> }>
  onDone?: (reply: ReplyOf<E>) => void
  width?: number; children: ReactNode
}

export function RecordDrawer<E extends Endpoint>({ title, open, onClose, endpoint, initial, labels, toInput, reread, onDone, width = 520, children }: Props<E>) {
  const language = useLanguage()
  const say = adminIn(language)
  const [form] = Form.useForm<Values>()
  const { message, modal } = App.useApp()
  const client = useQueryClient()
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [theirs, setTheirs] = useState<{ values: Values; toInput: Make<E> } | null>(null)

  useEffect(() => {
    if (!open) return
    form.resetFields()
    form.setFieldsValue(initial)
    setProblem(null)
    setTheirs(null)
    // Only opening fills the fields: a list that refreshes behind the drawer must not overwrite what is typed.
  }, [open])

  const refused = async (error: unknown) => {
    if (!(error instanceof CallError)) throw error
    if (error.code !== 'row.changed' || !reread) { setProblem(refusalWords(language, error)); return }
    const fresh = await reread()
    // What I did not touch is theirs; only what both changed is left to decide.
    for (const field of Object.keys(labels)) if (!form.isFieldTouched(field)) form.setFieldValue(field, fresh.values[field])
    setTheirs(fresh)
  }
  const send = async (make: Make<E>) => {
    const values = { ...initial, ...(await form.validateFields()) }
    const input = make(values)
    const read = endpoint.input.safeParse(input)
    if (!read.success) {
      form.setFields(read.error.issues.map((issue) => ({ name: issue.path.map(String), errors: [issue.message] })))
      setProblem(read.error.issues.map((issue) => `${labels[String(issue.path[0])] ?? issue.path.join('.')}：${issue.message}`).join('；'))
      return
    }
    setSaving(true)
    try {
      const reply = await call(endpoint, input)
      await client.invalidateQueries()
      void message.success(say('screen.saved'))
      onDone?.(reply)
      onClose()
    } catch (error) { await refused(error) } finally { setSaving(false) }
  }
  const submit = () => { send(theirs?.toInput ?? toInput).catch(() => undefined) }
  const close = () => {
    if (!form.isFieldsTouched()) { onClose(); return }
    modal.confirm({ title: say('screen.discard'), okText: say('screen.close'), cancelText: say('screen.cancel'), onOk: onClose })
  }
  return (
    <Drawer title={title} open={open} onClose={close} size={width} destroyOnHidden footer={(
      <Space>
        <Button type="primary" loading={saving} onClick={submit}>{say(theirs ? 'conflict.keepMine' : 'screen.save')}</Button>
        <Button onClick={close}>{say('screen.cancel')}</Button>
      </Space>
    )}>
      {problem && <Alert type="error" showIcon title={problem} role="alert" style={{ marginBottom: 12 }} />}
      {theirs && <Conflict labels={labels} mine={form.getFieldsValue()} theirs={theirs.values} onTake={() => form.setFieldsValue(theirs.values)} />}
      <Form form={form} layout="vertical" initialValues={initial} scrollToFirstError onFinish={submit}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) submit() }}>
        {children}
      </Form>
    </Drawer>
  )
}

function Conflict({ labels, mine, theirs, onTake }: { labels: Labels; mine: Values; theirs: Values; onTake: () => void }) {
  const say = adminIn(useLanguage())
  const rows = Object.entries(labels).map(([field, label]) => ({ key: field, label, mine: shown(mine[field]),
    theirs: shown(theirs[field]) })).filter((row) => row.mine !== row.theirs)
  return (
    <Alert type="warning" showIcon title={say('conflict.title')} role="alert" style={{ marginBottom: 12 }} description={(
      <>
        <p>{say('conflict.hint')}</p>
        <Table size="small" pagination={false} dataSource={rows} locale={{ emptyText: say('conflict.same') }} columns={[
          { title: say('conflict.field'), dataIndex: 'label' }, { title: say('conflict.mine'), dataIndex: 'mine' }, { title: say('conflict.theirs'), dataIndex: 'theirs' },
        ]} />
        <Button size="small" onClick={onTake} style={{ marginTop: 8 }}>{say('conflict.takeTheirs')}</Button>
      </>
    )} />
  )
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
}
