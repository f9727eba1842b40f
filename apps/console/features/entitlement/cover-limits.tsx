// How far goodwill may go before the right to override is needed.
import { Button, Form, InputNumber } from 'antd'
import { getCoverLimits, saveCoverLimits } from '#contract/entitlement/endpoints.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useMay } from '#ui/record/session.ts'
import { Answer } from '#ui/record/states.tsx'
import { useCoverWords } from './cover-words.ts'

type Limits = InputOf<typeof saveCoverLimits>

export function CoverLimits() {
  const say = useCoverWords()
  const mayWrite = useMay('setting.write')
  const limits = useAsk(getCoverLimits, {})
  const save = useAct(saveCoverLimits, () => say('limits.saved'))
  return (
    <section style={{ maxWidth: 900, marginTop: 24 }}>
      <h3>{say('limits.title')}</h3>
      <p className="quiet">{say('limits.hint')}</p>
      <Answer of={limits}>{(known) => (
        <Form<Limits> layout="inline" initialValues={known} disabled={!mayWrite} onFinish={(values) => save.mutate(values)}>
          <Form.Item name="days" label={say('limits.days')} rules={[{ required: true }]}><InputNumber min={0} max={3650} precision={0} /></Form.Item>
          <Form.Item name="perYear" label={say('limits.perYear')} rules={[{ required: true }]}><InputNumber min={0} max={100} precision={0} /></Form.Item>
          {mayWrite && <Button htmlType="submit" loading={save.isPending}>{say('limits.save')}</Button>}
        </Form>
      )}</Answer>
    </section>
  )
}
