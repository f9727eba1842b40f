// The user's own hand under the repair record: drawn on the screen, or a photograph of the signed paper.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { attachClaimFiles, signRecord } from '#contract/dealer/claims.ts'
import { adminIn } from '#locales/admin.ts'
import { call } from '#ui/record/ask.ts'
import { refusalWords } from '#ui/record/refusal.ts'
import { useLanguage } from '#ui/record/session.ts'
import { SignCanvas } from '#ui/record/sign-canvas.tsx'
import { useDealerWords } from './words.ts'

type Values = { signedBy: string; signedOn: string }

export function SignRecord({ claimId, today }: { claimId: string; today: string }) {
  const say = useDealerWords()
  const language = useLanguage()
  const screen = adminIn(language)
  const client = useQueryClient()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [photo, setPhoto] = useState<File | null>(null)
  const [drawn, setDrawn] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [form] = Form.useForm<Values>()
  const save = async () => {
    const values = await form.validateFields()
    setSaving(true)
    try {
      const files = photo ? (await call(attachClaimFiles, { claimId }, [photo])).files : []
      const file = files.at(-1)
      await call(signRecord, { claimId, ...values, ...(file ? { fileId: file.id } : drawn ? { signature: drawn } : {}) })
      await client.invalidateQueries()
      void message.success(say('do.done'))
      setOpen(false)
    } catch (error) { setProblem(refusalWords(language, error)) } finally { setSaving(false) }
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>{say('do.record')}</Button>
      <Drawer title={say('do.record')} open={open} onClose={() => setOpen(false)} size={520} destroyOnHidden
        footer={<Space><Button type="primary" loading={saving} onClick={() => { save().catch(() => undefined) }}>{screen('screen.save')}</Button><Button onClick={() => setOpen(false)}>{screen('screen.cancel')}</Button></Space>}>
        {problem && <Alert type="error" showIcon title={problem} role="alert" style={{ marginBottom: 12 }} />}
        <Form form={form} layout="vertical" initialValues={{ signedOn: today }}>
          <Form.Item name="signedBy" label={say('do.signedBy')} rules={[{ required: true }]}><Input maxLength={100} /></Form.Item>
          <Form.Item name="signedOn" label={say('do.signedOn')} rules={[{ required: true }]}><Input type="date" max={today} /></Form.Item>
          <Form.Item label={say('do.photo')}><input type="file" accept="image/*,application/pdf" aria-label={say('do.photo')} onChange={(event) => setPhoto(event.target.files?.[0] ?? null)} /></Form.Item>
          {!photo && <Form.Item label={say('do.signedBy')}><SignCanvas label={say('do.signedBy')} clearLabel={say('do.clearSign')} onChange={setDrawn} /></Form.Item>}
        </Form>
      </Drawer>
    </>
  )
}
