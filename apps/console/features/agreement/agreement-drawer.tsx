import type { AgreementView } from '#contract/agreement/agreement.ts'
import { updateAgreement } from '#contract/agreement/endpoints.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { Form } from 'antd'
import { adminIn } from '#locales/admin.ts'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import { useLanguage } from '#ui/record/session.ts'
import { PlanVersionField, ScopeFields, TermFields } from './agreement-fields.tsx'
import { agreementFieldsOf } from './agreement-input.ts'
import { OverrideEditor } from './override-editor.tsx'

type Props = { agreement: AgreementView; plan: Plan | null; open: boolean; onClose: () => void }

export function AgreementDrawer({ agreement, plan, open, onClose }: Props) {
  const language = useLanguage()
  const say = adminIn(language)
  const labels = {
    title: say('agreement.title'), planVersionId: say('agreement.plan'), level: say('agreement.level'), startsOn: say('agreement.startsOn'), endsOn: say('agreement.endsOn'), signedOn: say('agreement.signedOn'),
    sourceReference: say('agreement.sourceReference'), priority: say('agreement.priority'), siteIds: say('agreement.sites'), assetIds: say('agreement.assets'), overrides: say('agreement.overrides'),
  }
  const initial = { ...agreement, planVersionId: agreement.plan.versionId, siteIds: agreement.sites.map((site) => site.id), assetIds: agreement.assets.map((asset) => asset.id) }
  const levels = (plan?.vocabulary.levels ?? []).map((level) => ({ value: level.code, label: level.title[language] }))
  return (
    <RecordDrawer title={say('agreement.edit')} open={open} onClose={onClose} endpoint={updateAgreement} labels={labels} initial={initial} width={820}
      toInput={(values) => ({ agreementId: agreement.id, ...agreementFieldsOf(values) })}>
      <PlanVersionField current={{ id: agreement.plan.versionId, label: `${agreement.plan.code} ${agreement.plan.title[language]} v${agreement.plan.version}` }} />
      <TermFields levels={levels} />
      <ScopeFields customerId={agreement.customer.id} known={agreement.assets.map((asset) => ({ value: asset.id, label: `${asset.name} · ${asset.serial ?? asset.number}` }))} />
      {plan && <Form.Item name="overrides" label={labels.overrides}><FieldOverrides plan={plan} /></Form.Item>}
    </RecordDrawer>
  )
}

type FieldProps = { plan: Plan; value?: Parameters<typeof OverrideEditor>[0]['value']; onChange?: (value: Parameters<typeof OverrideEditor>[0]['value']) => void }
const FieldOverrides = ({ plan, value = {}, onChange = () => undefined }: FieldProps) => <OverrideEditor plan={plan} value={value} onChange={onChange} />
