import { Button, Checkbox, Form, Input, Segmented, Select, Space, Tabs, Tag } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#contract/endpoint.ts'
import { deleteWebhook, listWebhookDeliveries, listWebhooks, saveWebhook, webhookEvents } from '#contract/channel/endpoints.ts'
import { adminIn } from '#locales/admin.ts'
import { useAsk, usePages } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { useShowOnce } from '../../features/people/person-drawer.tsx'

type Webhook = ReplyOf<typeof listWebhooks>['rows'][number]
type Event = (typeof webhookEvents)[number]
const states = { waiting: { sign: '…', color: 'processing' }, sent: { sign: '✓', color: 'success' }, failed: { sign: '✕', color: 'error' }, skipped: { sign: '－', color: 'default' } } as const
type State = keyof typeof states

export function WebhooksScreen() {
  const say = adminIn(useLanguage())
  const [edited, setEdited] = useState<Webhook | 'new' | null>(null)
  const showOnce = useShowOnce()
  const hooks = useAsk(listWebhooks, {})
  const remove = useAct(deleteWebhook, () => say('screen.done'))
  const add = <Button type="primary" onClick={() => setEdited('new')}>{say('webhook.new')}</Button>
  const hook = edited === 'new' ? null : edited
  const labels = { url: say('webhook.url'), events: say('webhook.events'), isActive: say('webhook.active') }
  return (
    <Screen title={say('webhook.list')} needs="webhook.write" actions={add}>
      <Tabs items={[
        { key: 'hooks', label: say('webhook.webhooks'), children: (
          <Rows of={{ ...hooks, rows: hooks.data?.rows ?? [] }} rowKey="id" onOpen={setEdited} empty={{ title: say('webhook.none'), action: add }} columns={[
            { title: say('webhook.url'), render: (_, row) => <code>{row.url}</code> },
            { title: say('webhook.events'), render: (_, row) => row.events.map((event) => <Tag key={event}>{say(`webhook.event.${event}`)}</Tag>) },
            { title: say('screen.state'), width: 110, render: (_, row) => (row.isActive ? <Tag color="success">● {say('webhook.active')}</Tag> : <Tag>○ {say('webhook.paused')}</Tag>) },
            { title: '', width: 150, render: (_, row) => (
              <Space>
                <Button size="small" type="link" onClick={() => setEdited(row)}>{say('screen.edit')}</Button>
                <ConfirmButton type="link" danger ask={say('webhook.deleteAsk')} onYes={() => remove.mutate({ webhookId: row.id })}>{say('screen.delete')}</ConfirmButton>
              </Space>
            ) },
          ]} />
        ) },
        { key: 'deliveries', label: say('webhook.deliveries'), children: <Deliveries /> },
      ]} />
      <RecordDrawer key={hook?.id ?? String(edited)} title={say(hook ? 'webhook.edit' : 'webhook.new')} open={edited !== null} onClose={() => setEdited(null)} endpoint={saveWebhook} labels={labels}
        initial={hook ? { ...hook } : { events: [], isActive: true }} onDone={(reply) => { if (reply.secret) showOnce(say('webhook.secret'), say('webhook.secretOnce'), reply.secret) }}
        toInput={(values) => ({ ...(hook ? { id: hook.id } : {}), url: String(values.url ?? ''), events: values.events as Event[], isActive: values.isActive === true })}>
        <Form.Item name="url" label={labels.url} rules={[{ required: true, type: 'url' }]}><Input autoFocus maxLength={2000} placeholder="https://" /></Form.Item>
        <Form.Item name="events" label={labels.events} rules={[{ required: true }]}><Checkbox.Group style={{ display: 'grid' }} options={webhookEvents.map((value) => ({ value, label: say(`webhook.event.${value}`) }))} /></Form.Item>
        <Form.Item name="isActive" valuePropName="checked"><Checkbox>{labels.isActive}</Checkbox></Form.Item>
      </RecordDrawer>
    </Screen>
  )
}

function Deliveries() {
  const say = adminIn(useLanguage())
  const { moment } = useMoments()
  const [channel, setChannel] = useState<'mail' | 'webhook' | null>(null)
  const [state, setState] = useState<State | 'all'>('all')
  const deliveries = usePages(listWebhookDeliveries, { ...(channel ? { channel } : {}), ...(state === 'all' ? {} : { state }) })
  return (
    <>
      <div className="screen-filters">
        <Select<'mail' | 'webhook'> allowClear style={{ width: 150 }} value={channel} placeholder={say('webhook.anyChannel')} aria-label={say('webhook.anyChannel')} onChange={(value) => setChannel(value ?? null)}
          options={(['mail', 'webhook'] as const).map((value) => ({ value, label: say(`webhook.channel.${value}`) }))} />
        <Segmented<State | 'all'> value={state} onChange={setState} options={[{ value: 'all', label: say('screen.all') }, ...(['waiting', 'sent', 'failed', 'skipped'] as const).map((value) => ({ value, label: say(`webhook.state.${value}`) }))]} />
      </div>
      <Rows of={deliveries} rowKey="id" empty={{ title: say('webhook.noDeliveries') }} columns={[
        { title: say('screen.createdAt'), width: 150, render: (_, row) => moment(row.createdAt) }, { title: say('webhook.target'), dataIndex: 'target', ellipsis: true }, { title: say('webhook.subject'), dataIndex: 'subject', ellipsis: true },
        { title: say('screen.state'), width: 110, render: (_, row) => { const mark = states[row.state as State]; return mark ? <Tag color={mark.color}>{mark.sign} {say(`webhook.state.${row.state as State}`)}</Tag> : row.state } },
        { title: say('webhook.attempts'), dataIndex: 'attempts', width: 70, align: 'right' }, { title: say('webhook.lastError'), dataIndex: 'lastError' },
        { title: say('webhook.sentAt'), width: 150, render: (_, row) => moment(row.sentAt) },
      ]} />
    </>
  )
}
