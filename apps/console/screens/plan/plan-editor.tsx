import { useBlocker, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, App, Button, Segmented, Space, Tag } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { getPlanVersion, savePlanDraft } from '#contract/plan/endpoints.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { libraryIn } from '#locales/library.ts'
import { CallError, useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage } from '#ui/record/session.ts'
import { Answer, Screen } from '#ui/record/states.tsx'
import { EditForm } from '../../features/plan/edit-form.tsx'
import type { Edit } from '../../features/plan/edit.ts'
import { FindingList } from '../../features/plan/finding-list.tsx'
import { ActivateDialog } from '../../features/plan/plan-dialogs.tsx'
import type { PlanVersion } from '../../features/plan/plan-dialogs.tsx'
import { PlanReader } from '../../features/plan/plan-reader.tsx'
import { PlanStateTag } from '../../features/plan/plan-state.tsx'
import { useCheck } from '../../features/plan/use-check.ts'
import { YamlEditor } from '../../features/plan/yaml-editor.tsx'
import type { Jump } from '../../features/plan/yaml-editor.tsx'
import { readYaml } from '../../features/plan/yaml-edit.ts'
import type { Path } from '../../features/plan/yaml-edit.ts'

export function PlanEditorScreen() {
  const { planVersionId = '' } = useParams({ strict: false }) as { planVersionId?: string }
  const say = libraryIn(useLanguage())
  const version = useAsk(getPlanVersion, { planVersionId })
  if (!version.data) return <Screen title={say('plan.edit')} needs="plan.write"><Answer of={version}>{() => null}</Answer></Screen>
  return <PlanEditor key={version.data.id} version={version.data} />
}

function PlanEditor({ version }: { version: PlanVersion }) {
  const language = useLanguage()
  const say = libraryIn(language)
  const navigate = useNavigate()
  const { modal } = App.useApp()
  const [source, setSource] = useState(version.source)
  const [base, setBase] = useState({ source: version.source, sha256: version.sha256 })
  const [jump, setJump] = useState<Jump | null>(null)
  const [side, setSide] = useState<'form' | 'preview'>('form')
  const [activating, setActivating] = useState(false)
  const reading = useMemo(() => readYaml(source), [source])
  const [draft, setDraft] = useState<Partial<Plan>>(version.document)
  const check = useCheck(source, base.source === source ? { findings: version.findings, openValues: version.openValues, document: version.document } : null)
  const isFixed = version.state !== 'draft'
  const isChanged = source !== base.source
  const latest = useRef(source)
  latest.current = source

  useEffect(() => { if (reading.ok && typeof reading.plain === 'object' && reading.plain !== null) setDraft(reading.plain as Partial<Plan>) }, [reading])
  useEffect(() => {
    const line = Number(/^#?L(\d+)$/.exec(location.hash)?.[1] ?? 0)
    if (line > 0) setJump({ line, nonce: 0 })
  }, [])
  useBlocker({ shouldBlockFn: () => isChanged && !window.confirm(say('editor.leave')), enableBeforeUnload: () => isChanged })

  const save = useAct(savePlanDraft, (reply) => { setBase({ source: reply.source, sha256: reply.sha256 }); return say('plan.saved') })
  const store = () => {
    save.mutate({ planVersionId: version.id, source, sha256: base.sha256 }, {
      onError: (error) => {
        if (!(error instanceof CallError) || error.code !== 'row.changed') return
        // The typed words stay in the editor: the author decides whose draft holds.
        modal.confirm({ title: say('plan.changedMeanwhile'), okText: say('plan.saveOver'), onOk: () => save.mutate({ planVersionId: version.id, source: latest.current }) })
      },
    })
  }
  const edit: Edit = (change) => setSource((before) => change(before))
  const go = (line: number) => setJump((before) => ({ line, nonce: (before?.nonce ?? 0) + 1 }))
  const goPath = (path: Path) => { const line = reading.ok ? reading.lineOf(path) : null; if (line) go(line) }
  const syntax = reading.ok ? [] : [{ line: reading.line, problem: reading.problem }]
  const marked = new Set([...syntax.map((one) => one.line), ...check.findings.flatMap((finding) => (finding.line ? [finding.line] : []))])
  return (
    <Screen needs="plan.write" title={<><b className="figure">{version.code}</b> {say('plan.versionN', { n: version.version })} <PlanStateTag state={version.state} /> {isChanged && <Tag color="warning">● {say('editor.unsaved')}</Tag>}</>} actions={(
      <Space>
        <Segmented value={side} onChange={setSide} options={[{ value: 'form', label: say('editor.form') }, { value: 'preview', label: say('editor.preview') }]} />
        <Button onClick={() => void navigate({ to: `/plans/${version.id}` })}>{say('plan.read')}</Button>
        <Button disabled={isFixed || !isChanged} loading={save.isPending} onClick={store}>{say('plan.saveDraft')}</Button>
        <Button type="primary" disabled={isFixed || isChanged} onClick={() => setActivating(true)}>{say('plan.activate')}</Button>
      </Space>
    )}>
      {isFixed && <Alert type="info" showIcon title={say('plan.fixed')} />}
      <div className="plan-editor" onKeyDown={(event) => { if (event.key === 's' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); if (!isFixed && isChanged) store() } }}>
        <div>
          {syntax.length > 0 && <Alert type="warning" showIcon title={say('editor.unreadable')} />}
          {side === 'form'
            ? <EditForm draft={draft} language={language} edit={edit} disabled={isFixed || syntax.length > 0} onJump={goPath} />
            : check.document && <PlanReader plan={check.document} language={language} withContents={false} />}
        </div>
        <div className="plan-editor-yaml">
          <YamlEditor source={source} onChange={setSource} marked={marked} jump={jump} label={say('editor.yaml')} readOnly={isFixed} />
          <FindingList syntax={syntax} findings={check.findings} openValues={check.openValues} isChecking={check.isChecking} language={language} onJump={go} />
        </div>
      </div>
      <ActivateDialog version={version} open={activating} onClose={() => setActivating(false)} onJump={(path) => goPath(path)} />
    </Screen>
  )
}
