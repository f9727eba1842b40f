import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { activatePlanVersion, createPlan } from '#contract/plan/endpoints.ts'
import type { planVersionView } from '#contract/plan/view.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { libraryIn } from '#locales/library.ts'
import { refusalWords, useAct } from '#ui/record/refusal.ts'
import { useLanguage } from '#ui/record/session.ts'
import { ClauseChip } from './rule-table.tsx'
import type { Path } from './yaml-edit.ts'

export type PlanVersion = z.output<typeof planVersionView>

const codePattern = /^[A-Z][A-Z0-9-]{1,30}$/

/** A plan from nothing: only its name and zone; the editor does the rest. */
export function NewPlanDialog({ open, onClose, onMade }: { open: boolean; onClose: () => void; onMade: (planVersionId: string) => void }) {
  const language = useLanguage()
  const say = libraryIn(language)
  const [code, setCode] = useState('')
  const make = useAct(createPlan, (reply) => { onClose(); onMade(reply.id) })
  return (
    <Modal title={say('plan.new')} open={open} onCancel={onClose} okText={say('plan.new')} confirmLoading={make.isPending} destroyOnHidden
      okButtonProps={{ disabled: !codePattern.test(code) }} onOk={() => make.mutate({ source: emptySource(code) })}>
      <Input autoFocus value={code} maxLength={31} placeholder="P22" aria-label={say('plan.newCode')} onChange={(event) => setCode(event.target.value.toUpperCase())} />
    </Modal>
  )
}

const emptySource = (code: string) => `plan: ${code}
version: 1
title: { zh-TW: '${code}', zh-CN: '${code}', en: '${code}' }
trade: { zh-TW: '－', zh-CN: '－', en: '-' }
summary: { zh-TW: '－', zh-CN: '－', en: '-' }
zone: Asia/Taipei
currency: TWD
vocabulary: { severities: [], levels: [], zones: [], phases: [], channels: [], causes: [] }
calendars: {}
values: []
promises: []
cover: []
charging: []
repeat: []
cycles: []
checklists: []
process: []
gates: []
approvals: []
dealers: []
organisation: { units: [], rosters: [], depots: [], duties: [] }
measures: []
documents: []
texts: []
clauses: {}
`

export function CopyPlanDialog({ version, open, onClose, onMade }: { version: PlanVersion; open: boolean; onClose: () => void; onMade: (planVersionId: string) => void }) {
  const say = libraryIn(useLanguage())
  const [code, setCode] = useState(`${version.code}-A`)
  const make = useAct(createPlan, (reply) => { onClose(); onMade(reply.id); return say('plan.copied', { code: reply.code }) })
  return (
    <Modal title={say('plan.copy')} open={open} onCancel={onClose} okText={say('plan.copy')} confirmLoading={make.isPending} destroyOnHidden
      okButtonProps={{ disabled: !codePattern.test(code) }} onOk={() => make.mutate({ copyOf: version.id, code })}>
      <p className="quiet">{say('plan.copyHint')}</p>
      <Input autoFocus value={code} maxLength={31} aria-label={say('plan.newCode')} onChange={(event) => setCode(event.target.value.toUpperCase())} />
    </Modal>
  )
}

/** The gate before a plan becomes active: what is still in the way, each with its place. */
export function ActivateDialog({ version, open, onClose, onJump }: { version: PlanVersion; open: boolean; onClose: () => void; onJump: (path: Path,
  clause: string | null) => void }) {
  const language = useLanguage()
  const say = libraryIn(language)
  const activate = useAct(activatePlanVersion, () => { onClose(); return say('plan.activated', { n: version.version }) })
  const errors = version.findings.filter((finding) => finding.severity === 'error')
  const isBlocked = errors.length + version.openValues.length > 0
  const blocks = [
    ...errors.map((finding) => ({ key: `${finding.field} ${finding.code}`, field: finding.field, path: finding.path, clause: null, words: `${finding.message} ${finding.remedy}` })),
    ...version.openValues.map((open) => ({ key: open.field, field: open.field, path: open.path, clause: open.clause, words: open.title[language] })),
  ]
  return (
    <Modal title={say('plan.activate')} open={open} onCancel={onClose} okText={say('plan.activate')} okButtonProps={{ disabled: isBlocked }} confirmLoading={activate.isPending} width={680}
      onOk={() => activate.mutate({ planVersionId: version.id })}>
      {activate.error && <Alert type="error" showIcon title={refusalWords(language, activate.error)} />}
      <Alert type={isBlocked ? 'warning' : 'info'} showIcon title={isBlocked ? say('plan.activateBlocked') : `${say('plan.activateReady')} ${say('plan.activateAsk', { n: version.version })}`} />
      {isBlocked && (
        <ul className="plan-blocks">
          {blocks.map((block) => (
            <li key={block.key}>
              <span>{block.clause && <ClauseChip id={block.clause} />} {block.words} <code className="quiet">{block.field}</code></span>
              <a href="#open" onClick={(event) => { event.preventDefault(); onClose(); onJump(block.path, block.clause) }}>{say('plan.jump')}</a>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  )
}

export const asPlan = (version: PlanVersion): Plan => version.document
