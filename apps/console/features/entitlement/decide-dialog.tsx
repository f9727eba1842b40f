// Goodwill, an override or an extension: each with its reason, each kept with the name of who decided.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Checkbox, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { extendCover, grantCover, overrideCover } from '#contract/entitlement/endpoints.ts'
import type { CoverTermView } from '#contract/entitlement/verdict.ts'
import { call } from '#ui/record/ask.ts'
import { refusalWords } from '#ui/record/refusal.ts'
import { useLanguage } from '#ui/record/session.ts'
import { useCoverWords } from './cover-words.ts'

export type Deciding = 'grant' | 'override' | 'extend'
type Values = { until?: string; reason: string; covered?: boolean; own?: boolean; pays?: string[]; rule?: string }
type Props = { what: Deciding; assetId: string; ticketId?: string; terms: readonly CoverTermView[]; onClose: () => void }

export function DecideDialog({ what, assetId, ticketId, terms, onClose }: Props) {
  const say = useCoverWords()
  const language = useLanguage()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const send = async (values: Values) => {
    setSaving(true)
    setProblem(null)
    try {
      await decide(what, assetId, values.own ? ticketId : undefined, values)
      await client.invalidateQueries()
      void message.success(say('saved'))
      onClose()
    } catch (error) { setProblem(refusalWords(language, error)) } finally { setSaving(false) }
  }
  return (
    <Modal open title={say(what)} onCancel={onClose} onOk={() => form.submit()} confirmLoading={saving} okText={say('save')} cancelText={say('cancel')} destroyOnHidden>
      <p className="quiet">{say(`${what}Hint`)}</p>
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 12 }} />}
      <Form form={form} layout="vertical" initialValues={{ pays: ['parts', 'labour', 'travel'], covered: true, own: ticketId !== undefined }} onFinish={(values: Values) => void send(values)}>
        {what === 'override' && <Form.Item name="covered"><Radio.Group options={[{ value: true, label: say('setCovered') }, { value: false, label: say('setNotCovered') }]} /></Form.Item>}
        {what === 'grant' && <Form.Item name="pays" label={say('pays')}><Checkbox.Group options={(['parts', 'labour', 'travel'] as const).map((part) => ({ value: part, label: say(part) }))} /></Form.Item>}
        {what === 'extend' && <Form.Item name="rule" label={say('terms')}><Select allowClear options={terms.filter(({ endless }) => !endless).map(({ rule, clause, title }) => ({ value: rule, label: `${clause} ${title[language]}` }))} /></Form.Item>}
        <Form.Item name="until" label={say('until')} rules={[{ required: what !== 'override', message: say('until') }]}><Input type="date" style={{ width: 180 }} /></Form.Item>
        <Form.Item name="reason" label={say('reason')} rules={[{ required: true, whitespace: true, message: say('reason') }]}><Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} /></Form.Item>
        {ticketId && <Form.Item name="own" valuePropName="checked"><Checkbox>{say('thisTicketOnly')}</Checkbox></Form.Item>}
      </Form>
    </Modal>
  )
}

function decide(what: Deciding, assetId: string, ticketId: string | undefined, { until, reason, covered = true, pays = [], rule }: Values): Promise<unknown> {
  const of = { assetId, reason, ...(ticketId && { ticketId }) }
  if (what === 'override') return call(overrideCover, { ...of, covered, ...(until && { until }) })
  if (what === 'extend') return call(extendCover, { assetId, reason, until: until ?? '', ...(rule && { rule }) })
  return call(grantCover, { ...of, until: until ?? '', parts: pays.includes('parts'), labour: pays.includes('labour'), travel: pays.includes('travel') })
}
