import { Button, Form, Input, Select, Space, Table } from 'antd'
import { useState } from 'react'
import { compareSettings, listSettings, recordSettings } from '#contract/lifecycle/endpoints.ts'
import type { SettingsVersion } from '#contract/lifecycle/life.ts'
import { useAsk } from '#ui/record/ask.ts'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'
import { useWords } from './words.ts'
import './lifecycle.css'

const entriesIn = (text: unknown): Record<string, string> => Object.fromEntries(String(text ?? '').split('\n').flatMap((line) => {
  const [key = '', ...rest] = line.split('=')
  return key.trim() && rest.length > 0 ? [[key.trim(), rest.join('=').trim()]] : []
}))
const linesOf = (entries: Readonly<Record<string, string>>) => Object.entries(entries).map(([key, value]) => `${key}=${value}`).join('\n')

/** What is set on the machine, version by version, and what changed between two of them. */
export function SettingsPanel({ assetId }: { assetId: string }) {
  const say = useWords()
  const { moment } = useMoments()
  const mayWrite = useMay('asset.write')
  const versions = useAsk(listSettings, { assetId })
  const [keeping, setKeeping] = useState(false)
  const [pair, setPair] = useState<[number, number] | null>(null)
  const labels = { entries: say('settings.entries'), fileName: say('settings.fileName'), fileText: say('settings.file'), note: say('delivery.note') }
  const last = versions.data?.rows[0]
  return (
    <>
      <Space wrap style={{ marginBottom: 8 }}>
        {mayWrite && <Button onClick={() => setKeeping(true)}>{say('settings.new')}</Button>}
        {(versions.data?.rows.length ?? 0) > 1 && <Button onClick={() => setPair([(last?.version ?? 2) - 1, last?.version ?? 2])}>{say('settings.compare')}</Button>}
      </Space>
      {pair && <Comparison assetId={assetId} pair={pair} versions={versions.data?.rows ?? []} onChange={setPair} />}
      <Answer of={versions}>
        {({ rows }) => (
          <Table<SettingsVersion> size="small" rowKey="version" pagination={false} dataSource={rows} locale={{ emptyText: <Nothing title={say('settings.none')} /> }} scroll={{ x: 560 }}
            expandable={{ expandedRowRender: (row) => <pre className="diff">{`${linesOf(row.entries)}\n${row.fileText ?? ''}`}</pre> }} columns={[
              { title: say('settings.version'), width: 90, render: (_, row) => <span className="figure">v{row.version}</span> },
              { title: say('delivery.at'), width: 150, render: (_, row) => moment(row.happenedAt) },
              { title: say('settings.entries'), render: (_, row) => Object.keys(row.entries).length }, { title: say('settings.fileName'), dataIndex: 'fileName' },
              { title: say('delivery.note'), dataIndex: 'note' }, { title: '', dataIndex: 'by', width: 110 },
            ]} />
        )}
      </Answer>
      <RecordDrawer open={keeping} onClose={() => setKeeping(false)} title={say('settings.new')} labels={labels} endpoint={recordSettings}
        initial={{ entries: last ? linesOf(last.entries) : '', fileName: last?.fileName ?? '', fileText: last?.fileText ?? '', note: '' }}
        toInput={(values) => ({
          assetId, entries: entriesIn(values['entries']), ...(values['fileName'] ? { fileName: String(values['fileName']) } : {}), ...(values['fileText'] ? { fileText: String(values['fileText']) } : {}),
          ...(values['note'] ? { note: String(values['note']) } : {}),
        })}>
        <Form.Item name="entries" label={labels.entries} extra={say('settings.entriesHint')}><Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} /></Form.Item>
        <Form.Item name="fileName" label={labels.fileName}><Input maxLength={200} /></Form.Item>
        <Form.Item name="fileText" label={labels.fileText}><Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} /></Form.Item>
        <Form.Item name="note" label={labels.note}><Input maxLength={1000} /></Form.Item>
      </RecordDrawer>
    </>
  )
}

type ComparisonProps = { assetId: string; pair: [number, number]; versions: readonly SettingsVersion[]; onChange: (pair: [number, number]) => void }

function Comparison({ assetId, pair: [before, after], versions, onChange }: ComparisonProps) {
  const say = useWords()
  const diff = useAsk(compareSettings, { assetId, before, after })
  const options = versions.map(({ version }) => ({ value: version, label: `v${version}` }))
  return (
    <section style={{ marginBottom: 12 }}>
      <Space style={{ marginBottom: 8 }}>
        <Select aria-label={say('settings.before')} value={before} options={options} onChange={(value) => onChange([value, after])} />→
        <Select aria-label={say('settings.after')} value={after} options={options} onChange={(value) => onChange([before, value])} />
      </Space>
      <Answer of={diff}>
        {({ entries, lines }) => (entries.length + lines.length === 0 ? <p>{say('settings.same')}</p> : (
          <div className="diff">
            {entries.map(({ key, before: old, after: fresh }) => <div key={key}>{old !== null && <del>− {key}={old}</del>}{fresh !== null && <ins>+ {key}={fresh}</ins>}</div>)}
            {lines.map(({ sign, line, text }) => (sign === '-' ? <del key={`-${line}`}>− {line}: {text}</del> : <ins key={`+${line}`}>+ {line}: {text}</ins>))}
          </div>
        ))}
      </Answer>
    </section>
  )
}
