// What may follow, and what still locks it: the clause and what the plan asks for.
import { LockOutlined } from '@ant-design/icons'
import { Alert, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { RmaStep } from '#domain/repair/rma.ts'
import { repairIn } from '#locales/repair.ts'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { MoveDialog } from './rma-dialogs.tsx'
import type { Rma } from './rma-dialogs.tsx'

export function RmaSteps({ rma }: { rma: Rma }) {
  const language = useLanguage()
  const say = repairIn(language)
  const mayWrite = useMay('repair.write')
  const [step, setStep] = useState<RmaStep | null>(null)
  const locks = rma.steps.flatMap(({ because }) => because).filter(({ title, clause }, at, all) => all.findIndex((one) => one.clause === clause && one.title?.en === title?.en) === at)
  return (
    <>
      {locks.length > 0 && <Alert type="warning" showIcon icon={<LockOutlined />} title={<>{say('rma.locked')} · {say('rma.lockedWhy')}</>} description={locks.map(({ clause, title }) => <div key={`${clause}${title?.en}`}><Tag>{clause}</Tag>{title?.[language]}</div>)} style={{ marginBottom: 8 }} />}
      {mayWrite && <Space wrap className="repair-steps">
        {rma.steps.map(({ step: one, open }) => <Button key={one} danger={one === 'scrapped'} disabled={!open} icon={open ? null : <LockOutlined />} onClick={() => setStep(one)}>{say(`rmaStep.${one}`)}</Button>)}
        {rma.steps.length === 0 && <span className="quiet">{say('rma.over')}</span>}
      </Space>}
      {step && <MoveDialog rma={rma} step={step} onClose={() => setStep(null)} />}
    </>
  )
}
