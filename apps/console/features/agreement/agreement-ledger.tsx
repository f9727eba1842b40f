import { Button, Table, Tag, Timeline } from 'antd'
import { useState } from 'react'
import type { FactView } from '#contract/promise/fact.ts'
import { getAgreementLedger } from '#contract/promise/endpoints.ts'
import type { PromiseView } from '#contract/promise/promise.ts'
import { adminIn } from '#locales/admin.ts'
import { libraryIn, libraryWord } from '#locales/library.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'
import { FactDialog } from './fact-dialog.tsx'

const marks: Record<PromiseView['state'], { sign: string; color: string }> = {
  running: { sign: '▶', color: 'processing' }, paused: { sign: '‖', color: 'default' }, kept: { sign: '✓', color: 'success' }, broken: { sign: '✕', color: 'error' },
  withdrawn: { sign: '－', color: 'default' }, excused: { sign: '○', color: 'warning' }, measured: { sign: '∑', color: 'default' },
}

export function AgreementLedger({ agreementId }: { agreementId: string }) {
  const language = useLanguage()
  const say = adminIn(language)
  const words = libraryIn(language)
  const { moment } = useMoments()
  const mayWrite = useMay('agreement.write')
  const [recording, setRecording] = useState(false)
  const ledger = useAsk(getAgreementLedger, { agreementId })
  return (
    <>
      {mayWrite && <div className="screen-filters"><Button type="primary" onClick={() => setRecording(true)}>{say('agreement.recordFact')}</Button></div>}
      <Answer of={ledger}>
        {({ promises, facts }) => (
          <div className="screen-split">
            <Table<PromiseView> size="small" rowKey="key" pagination={false} dataSource={promises} locale={{ emptyText: <Nothing title={say('agreement.noPromises')} /> }} columns={[
              { title: words('rule.clause'), width: 100, render: (_, row) => <Tag>{row.clause}</Tag> },
              { title: say('promise.title'), render: (_, row) => row.title[language] },
              { title: say('promise.state'), width: 110, render: (_, row) => <Tag color={marks[row.state].color}>{marks[row.state].sign} {say(`promise.${row.state}`)}</Tag> },
              { title: say('promise.due'), width: 150, render: (_, row) => moment(row.dueAt) || say('promise.untimed') },
            ]} />
            <div>
              <h4>{say('agreement.facts')}</h4>
              {facts.length === 0 ? <Nothing title={say('screen.none')} /> : <Timeline items={facts.map((fact) => ({ key: fact.id, content: <FactLine fact={fact} title={libraryWord(words, 'fact', fact.kind)} at={moment(fact.happenedAt)} /> }))} />}
            </div>
          </div>
        )}
      </Answer>
      <FactDialog agreementId={agreementId} open={recording} onClose={() => setRecording(false)} />
    </>
  )
}

function FactLine({ fact, title, at }: { fact: FactView; title: string; at: string }) {
  const data = Object.entries(fact.data).map(([key, value]) => `${key}: ${String(value)}`).join('，')
  const words = <><b>{title}</b> <span className="quiet">{at} {fact.by}</span>{data && <div className="quiet">{data}</div>}{fact.body && <div>{fact.body}</div>}</>
  return fact.corrected ? <del>{words}</del> : words
}
