import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Descriptions, Dropdown, Segmented, Select, Space, Tabs } from 'antd'
import { useState } from 'react'
import { createPlanVersion, diffPlanVersions, getPlanVersion, printPlanVersion, retirePlanVersion } from '#contract/plan/endpoints.ts'
import { languages } from '#domain/plan/words.ts'
import type { Language } from '#domain/plan/words.ts'
import { libraryIn } from '#locales/library.ts'
import { urlOf, useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Screen } from '#ui/record/states.tsx'
import { ClauseAccounting } from '../../features/plan/clause-accounting.tsx'
import { OpenValueList } from '../../features/plan/open-value-list.tsx'
import { PlanDiff } from '../../features/plan/plan-diff.tsx'
import { ActivateDialog, asPlan, CopyPlanDialog } from '../../features/plan/plan-dialogs.tsx'
import type { PlanVersion } from '../../features/plan/plan-dialogs.tsx'
import { PlanReader } from '../../features/plan/plan-reader.tsx'
import { PlanStateTag } from '../../features/plan/plan-state.tsx'

const languageNames = { 'zh-TW': '繁體', 'zh-CN': '简体', en: 'English' } as const

export function PlanScreen() {
  const { planVersionId = '' } = useParams({ strict: false }) as { planVersionId?: string }
  const say = libraryIn(useLanguage())
  const version = useAsk(getPlanVersion, { planVersionId })
  if (!version.data) return <Screen title={say('plan.plan')} needs="plan.read"><Answer of={version}>{() => null}</Answer></Screen>
  return <PlanPage key={version.data.id} version={version.data} />
}

function PlanPage({ version }: { version: PlanVersion }) {
  const own = useLanguage()
  const [language, setLanguage] = useState<Language>(own)
  const [tab, setTab] = useState('read')
  const say = libraryIn(own)
  const navigate = useNavigate()
  const { moment } = useMoments()
  const show = (clause: string) => {
    setTab('read')
    setTimeout(() => document.getElementById(`clause-${clause}`)?.scrollIntoView({ block: 'center' }), 60)
  }
  const chosen = { value: version.id, options: version.versions.map((one) => ({ value: one.id, label: `${say('plan.versionN', { n: one.version })} · ${say(`plan.state.${one.state}`)}` })) }
  return (
    <Screen needs="plan.read" title={<><b className="figure">{version.code}</b> {version.title[language]} <PlanStateTag state={version.state} /></>} actions={(
      <>
        <Segmented<Language> aria-label={say('plan.language')} value={language} onChange={setLanguage} options={languages.map((value) => ({ value, label: languageNames[value] }))} />
        <Select {...chosen} aria-label={say('plan.versions')} style={{ minWidth: 150 }} onChange={(id: string) => void navigate({ to: `/plans/${id}` })} />
        <PlanActions version={version} language={language} onClause={show} />
      </>
    )}>
      <Descriptions size="small" column={{ xs: 1, md: 3, xl: 6 }} items={[
        { key: 'trade', label: say('plan.trade'), children: version.document.trade[language], span: 2 },
        { key: 'zone', label: say('plan.zone'), children: version.document.zone },
        { key: 'currency', label: say('plan.currency'), children: version.document.currency },
        { key: 'agreements', label: say('plan.agreements'), children: version.agreements },
        { key: 'since', label: say(version.activatedAt ? 'plan.activatedAt' : 'plan.createdAt'), children: moment(version.activatedAt ?? version.createdAt) },
      ]} />
      <Tabs activeKey={tab} onChange={setTab} items={[
        { key: 'read', label: say('plan.read'), children: <PlanReader plan={asPlan(version)} language={language} /> },
        { key: 'open', label: `${say('plan.openValues')} (${version.openValues.length})`, children: <OpenValueList version={version} language={language} onShow={show} onEdit={(line) => void navigate({ to: `/plans/${version.id}/edit`, hash: line ? `L${line}` : '' })} /> },
        { key: 'clauses', label: say('plan.accounting'), children: <ClauseAccounting plan={asPlan(version)} language={language} onShow={show} /> },
        { key: 'diff', label: say('plan.compare'), children: <Comparison version={version} /> },
      ]} />
    </Screen>
  )
}

function PlanActions({ version, language, onClause }: { version: PlanVersion; language: Language; onClause: (clause: string) => void }) {
  const say = libraryIn(useLanguage())
  const navigate = useNavigate()
  const mayWrite = useMay('plan.write')
  const mayActivate = useMay('plan.activate')
  const [dialog, setDialog] = useState<'copy' | 'activate' | null>(null)
  const go = (id: string) => void navigate({ to: `/plans/${id}/edit` })
  const next = useAct(createPlanVersion, (reply) => { go(reply.id) })
  const retire = useAct(retirePlanVersion)
  const isDraft = version.state === 'draft'
  const menu = [
    ...(mayWrite ? [{ key: 'copy', label: say('plan.copy') }] : []),
    ...(mayWrite && !isDraft ? [{ key: 'next', label: say('plan.newVersion') }] : []),
    ...(mayActivate && version.state === 'active' ? [{ key: 'retire', label: say('plan.retire'), danger: true }] : []),
  ]
  const act = (key: string) => {
    if (key === 'copy') setDialog('copy')
    if (key === 'next') next.mutate({ planId: version.planId, from: version.id })
    if (key === 'retire') retire.mutate({ planVersionId: version.id })
  }
  return (
    <Space>
      <Button onClick={() => window.open(urlOf(printPlanVersion, { planVersionId: version.id, language, format: 'html' }), '_blank', 'noopener')}>{say('plan.print')}</Button>
      {mayWrite && isDraft && <Button onClick={() => go(version.id)}>{say('plan.edit')}</Button>}
      {mayActivate && isDraft && <Button type="primary" onClick={() => setDialog('activate')}>{say('plan.activate')}</Button>}
      {menu.length > 0 && <Dropdown menu={{ items: menu, onClick: ({ key }) => act(key) }}><Button aria-label="…">⋯</Button></Dropdown>}
      <CopyPlanDialog version={version} open={dialog === 'copy'} onClose={() => setDialog(null)} onMade={go} />
      <ActivateDialog version={version} open={dialog === 'activate'} onClose={() => setDialog(null)} onJump={(_, clause) => { if (clause) onClause(clause) }} />
    </Space>
  )
}

function Comparison({ version }: { version: PlanVersion }) {
  const say = libraryIn(useLanguage())
  const others = version.versions.filter((one) => one.id !== version.id)
  const [against, setAgainst] = useState(others.find((one) => one.version < version.version)?.id ?? others[0]?.id ?? '')
  const diff = useAsk(diffPlanVersions, { planVersionId: version.id, against }, { enabled: against !== '' })
  if (others.length === 0) return <p className="quiet">{say('diff.oneVersion')}</p>
  return (
    <>
      <Space style={{ marginBottom: 8 }}>
        {say('diff.from')}
        <Select value={against} aria-label={say('diff.older')} style={{ minWidth: 160 }} onChange={setAgainst} options={others.map((one) => ({ value: one.id, label: say('plan.versionN', { n: one.version }) }))} />
      </Space>
      <Answer of={diff}>{(data) => <PlanDiff diff={data} />}</Answer>
    </>
  )
}
