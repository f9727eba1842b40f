import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Descriptions, Input, Modal, Space, Table, Tabs } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { AgreementView } from '#contract/agreement/agreement.ts'
import { endAgreement, getAgreement } from '#contract/agreement/endpoints.ts'
import { getPlanVersion } from '#contract/plan/endpoints.ts'
import { adminIn } from '#locales/admin.ts'
import { chargeIn } from '#locales/charge.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Screen } from '#ui/record/states.tsx'
import { AgreementDrawer } from '../../features/agreement/agreement-drawer.tsx'
import { AgreementLedger } from '../../features/agreement/agreement-ledger.tsx'
import { AgreementStateTag } from '../../features/agreement/agreement-table.tsx'
import { CycleList } from '../../features/agreement/cycle-list.tsx'
import { OverrideEditor } from '../../features/agreement/override-editor.tsx'
import { ContractLines } from '../../features/charge/contract-lines.tsx'
import { RetentionPanel } from '../../features/charge/retention-panel.tsx'
import { RelatedForms, RelatedTickets } from '../../features/party/related.tsx'
import { customerScreensIn } from '#locales/customer-screens.ts'

export function AgreementScreen() {
  const { agreementId = '' } = useParams({ strict: false }) as { agreementId?: string }
  const say = adminIn(useLanguage())
  const agreement = useAsk(getAgreement, { agreementId })
  if (!agreement.data) return <Screen title={say('agreement.agreement')} needs="agreement.read"><Answer of={agreement}>{() => null}</Answer></Screen>
  return <AgreementPage agreement={agreement.data} />
}

function AgreementPage({ agreement }: { agreement: AgreementView }) {
  const language = useLanguage()
  const say = adminIn(language)
  const words = customerScreensIn(language)
  const navigate = useNavigate()
  const charges = chargeIn(language)
  const mayWrite = useMay('agreement.write')
  const mayCharge = useMay('charge.read')
  const [dialog, setDialog] = useState<'edit' | 'end' | null>(null)
  const plan = useAsk(getPlanVersion, { planVersionId: agreement.plan.versionId })
  const document = plan.data?.document ?? null
  const level = document?.vocabulary.levels.find((one) => one.code === agreement.level)?.title[language] ?? agreement.level
  const link = (to: string, title: string) => <a href={to} onClick={(event) => { event.preventDefault(); void navigate({ to }) }}>{title}</a>
  return (
    <Screen needs="agreement.read" title={<><span className="figure quiet">{agreement.number}</span> {agreement.title} <AgreementStateTag state={agreement.state} /></>} actions={mayWrite && agreement.state !== 'ended' && (
      <Space>
        <Button danger onClick={() => setDialog('end')}>{say('agreement.end')}</Button>
        <Button type="primary" onClick={() => setDialog('edit')}>{say('screen.edit')}</Button>
      </Space>
    )}>
      <AgreementFacts agreement={agreement} level={level} link={link} />
      <Tabs items={[
        { key: 'promises', label: say('agreement.promises'), children: <AgreementLedger agreementId={agreement.id} /> },
        { key: 'cycles', label: say('agreement.cycles'), children: <CycleList agreementId={agreement.id} /> },
        { key: 'overrides', label: `${say('agreement.overrides')} (${Object.keys(agreement.overrides).length})`, children: <Answer of={plan}>{(version) => <OverrideEditor plan={version.document} value={agreement.overrides} />}</Answer> },
        { key: 'scope', label: say('agreement.stepWhat'), children: <Scope agreement={agreement} link={link} /> },
        ...(mayCharge ? [
          { key: 'lines', label: charges('contractLines'), children: <ContractLines agreementId={agreement.id} currency={document?.currency ?? 'CNY'} /> },
          { key: 'retention', label: charges('retention'), children: <RetentionPanel agreementId={agreement.id} /> },
        ] : []),
        { key: 'tickets', label: words('customer.tickets'), children: <RelatedTickets of={{ agreementId: agreement.id }} /> },
        { key: 'forms', label: words('customer.forms'), children: <RelatedForms of={{ agreementId: agreement.id }} /> },
      ]} />
      <AgreementDrawer agreement={agreement} plan={document} open={dialog === 'edit'} onClose={() => setDialog(null)} />
      <EndDialog agreement={agreement} open={dialog === 'end'} onClose={() => setDialog(null)} />
    </Screen>
  )
}

type Link = (to: string, title: string) => ReactNode

function AgreementFacts({ agreement, level, link }: { agreement: AgreementView; level: string | null; link: Link }) {
  const language = useLanguage()
  const say = adminIn(language)
  const { day } = useMoments()
  return (
    <Descriptions size="small" column={{ xs: 1, md: 2, xl: 4 }} items={[
      { key: 'customer', label: say('agreement.customer'), children: link(`/customers/${agreement.customer.id}`, agreement.customer.name) },
      { key: 'plan', label: say('agreement.plan'), children: link(`/plans/${agreement.plan.versionId}`, `${agreement.plan.code} ${agreement.plan.title[language]} v${agreement.plan.version}`), span: 2 },
      { key: 'level', label: say('agreement.level'), children: level ?? '–' },
      { key: 'starts', label: say('agreement.startsOn'), children: day(agreement.startsOn) },
      { key: 'ends', label: say('agreement.endsOn'), children: day(agreement.endsOn) || say('agreement.open') },
      { key: 'signed', label: say('agreement.signedOn'), children: day(agreement.signedOn) || '–' },
      { key: 'source', label: say('agreement.sourceReference'), children: agreement.sourceReference ?? '–' },
    ]} />
  )
}

function Scope({ agreement: { sites, assets }, link }: { agreement: AgreementView; link: Link }) {
  const language = useLanguage()
  const say = adminIn(language)
  const words = customerScreensIn(language)
  return (
    <>
      <h4>{say('agreement.sites')}</h4>
      {sites.length === 0 ? <p className="quiet">{say('agreement.allSites')}</p> : <ul>{sites.map((site) => <li key={site.id}>{site.name}</li>)}</ul>}
      <h4>{say('agreement.assets')}</h4>
      {assets.length === 0 ? <p className="quiet">{say('agreement.allAssets')}</p> : (
        <Table size="small" rowKey="id" pagination={false} dataSource={assets} columns={[
          { title: words('asset.number'), dataIndex: 'number', width: 160 }, { title: words('asset.name'), render: (_, row) => link(`/assets/${row.id}`, row.name) }, { title: words('asset.serial'), dataIndex: 'serial' },
        ]} />
      )}
    </>
  )
}

function EndDialog({ agreement, open, onClose }: { agreement: AgreementView; open: boolean; onClose: () => void }) {
  const say = adminIn(useLanguage())
  const [endsOn, setEndsOn] = useState(agreement.endsOn ?? '')
  const end = useAct(endAgreement, () => { onClose(); return say('agreement.state.ended') })
  return (
    <Modal title={say('agreement.end')} open={open} onCancel={onClose} okText={say('agreement.end')} cancelText={say('screen.cancel')} okButtonProps={{ danger: true, disabled: endsOn === '' }} confirmLoading={end.isPending}
      onOk={() => end.mutate({ agreementId: agreement.id, endsOn })}>
      <p>{say('agreement.endAsk', { number: agreement.number })}</p>
      <Input type="date" value={endsOn} aria-label={say('agreement.endsOn')} onChange={(event) => setEndsOn(event.target.value)} />
    </Modal>
  )
}
