import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Descriptions, Form, Space, Steps } from 'antd'
import { useState } from 'react'
import { createAgreement } from '#contract/agreement/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { getPlanVersion } from '#contract/plan/endpoints.ts'
import { getCustomer } from '#contract/party/endpoints.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Language } from '#domain/plan/words.ts'
import { adminIn } from '#locales/admin.ts'
import { useAsk } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { refusalWords, useAct } from '#ui/record/refusal.ts'
import { useLanguage } from '#ui/record/session.ts'
import { Screen } from '#ui/record/states.tsx'
import { findCustomers, PlanVersionField, ScopeFields, TermFields } from '../../features/agreement/agreement-fields.tsx'
import { agreementFieldsOf } from '../../features/agreement/agreement-input.ts'
import type { AgreementValues } from '../../features/agreement/agreement-input.ts'
import { OverrideEditor } from '../../features/agreement/override-editor.tsx'
import type { Overrides } from '../../features/agreement/override-editor.tsx'

const fieldsOfStep = [['customerId', 'planVersionId', 'title', 'startsOn'], [], []] as const

const levelsOf = (plan: Plan | undefined, language: Language) => (plan?.vocabulary.levels ?? []).map((level) => ({ value: level.code, label: level.title[language] }))
const planTitle = (plan: ReplyOf<typeof getPlanVersion> | undefined, language: Language) => (plan ? `${plan.code} ${plan.title[language]} v${plan.version}` : '')
const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
const useCustomer = (customerId: string) => useAsk(getCustomer, { customerId }, { enabled: customerId !== '' })
const usePlan = (planVersionId: string) => useAsk(getPlanVersion, { planVersionId }, { enabled: planVersionId !== '' })

export function NewAgreementScreen() {
  const language = useLanguage()
  const say = adminIn(language)
  const navigate = useNavigate()
  const { customerId: given } = useSearch({ strict: false }) as { customerId?: string }
  const [form] = Form.useForm<AgreementValues>()
  const [step, setStep] = useState(0)
  const [overrides, setOverrides] = useState<Overrides>({})
  const customerId = textOf(Form.useWatch('customerId', { form, preserve: true }))
  const planVersionId = textOf(Form.useWatch('planVersionId', { form, preserve: true }))
  const customer = useCustomer(customerId)
  const plan = usePlan(planVersionId)
  const create = useAct(createAgreement, (reply) => { void navigate({ to: `/agreements/${reply.id}` }); return `${say('agreement.new')}：${reply.number}` })
  const levels = levelsOf(plan.data?.document, language)
  const next = () => { form.validateFields([...(fieldsOfStep[step] ?? [])]).then(() => setStep(step + 1), () => undefined) }
  const values = () => form.getFieldsValue(true) as AgreementValues
  const send = () => create.mutate({ customerId, ...agreementFieldsOf({ ...values(), overrides }) })
  const titles = ['agreement.stepWho', 'agreement.stepWhat', 'agreement.stepTerms', 'agreement.stepCheck'] as const
  return (
    <Screen title={say('agreement.new')} needs="agreement.write">
      <Steps size="small" current={step} items={titles.map((title) => ({ title: say(title) }))} style={{ maxWidth: 880 }} />
      {create.error && <Alert type="error" showIcon role="alert" title={refusalWords(language, create.error)} />}
      <Form form={form} layout="vertical" preserve initialValues={{ customerId: given, priority: 0, siteIds: [], assetIds: [] }} style={{ maxWidth: step === 2 ? 1100 : 640 }}>
        <div hidden={step !== 0}>
          <Form.Item name="customerId" label={say('agreement.customer')} rules={[{ required: true }]}>
            <Pick label={say('agreement.customer')} findKey="customers" find={findCustomers} allowClear={false} known={customer.data ? [{ value: customer.data.id, label: customer.data.name }] : []} />
          </Form.Item>
          <PlanVersionField />
          <TermFields levels={levels} />
        </div>
        <div hidden={step !== 1}>{customerId !== '' && <ScopeFields customerId={customerId} known={[]} />}</div>
        {step === 2 && plan.data && <OverrideEditor plan={plan.data.document} value={overrides} onChange={setOverrides} />}
        {step === 3 && <Summary values={values()} customer={textOf(customer.data?.name)} plan={planTitle(plan.data, language)} overrides={overrides} />}
      </Form>
      <Space>
        <Button disabled={step === 0} onClick={() => setStep(step - 1)}>{say('agreement.back')}</Button>
        {step < 3 ? <Button type="primary" onClick={next}>{say('agreement.next')}</Button> : <Button type="primary" loading={create.isPending} onClick={send}>{say('agreement.create')}</Button>}
      </Space>
    </Screen>
  )
}

function Summary({ values, customer, plan, overrides }: { values: AgreementValues; customer: string; plan: string; overrides: Overrides }) {
  const say = adminIn(useLanguage())
  return (
    <Descriptions bordered size="small" column={1} items={[
      { key: 'customer', label: say('agreement.customer'), children: customer },
      { key: 'plan', label: say('agreement.plan'), children: plan },
      { key: 'title', label: say('agreement.title'), children: String(values.title ?? '') },
      { key: 'span', label: `${say('agreement.startsOn')} – ${say('agreement.endsOn')}`, children: `${String(values.startsOn ?? '')} – ${String(values.endsOn ?? '') || say('agreement.open')}` },
      { key: 'sites', label: say('agreement.sites'), children: (values.siteIds as string[]).length || say('agreement.allSites') },
      { key: 'assets', label: say('agreement.assets'), children: (values.assetIds as string[]).length || say('agreement.allAssets') },
      { key: 'own', label: say('agreement.overrides'), children: Object.keys(overrides).join('、') || say('agreement.noOverrides') },
    ]} />
  )
}
