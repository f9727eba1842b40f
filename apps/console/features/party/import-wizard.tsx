// A spreadsheet is tried first: every row says what would happen before anything is stored.
import { Alert, Button, Drawer, Space, Table, Tag, Upload } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { Endpoint, nothing } from '#contract/endpoint.ts'
import type { commitCustomerImport } from '#contract/party/endpoints.ts'
import type { importReport, importResult } from '#contract/party/party.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { call } from '#ui/record/ask.ts'
import { refusalWords, useAct } from '#ui/record/refusal.ts'
import { useLanguage } from '#ui/record/session.ts'

type Report = z.output<typeof importReport>
type Row = Report['rows'][number]
type Check = Endpoint<typeof nothing, typeof importReport>
type Commit = Endpoint<(typeof commitCustomerImport)['input'], typeof importResult>

type Props = { open: boolean; title: string; check: Check; commit: Commit; /** The header of each field, as the file names it. */ columns: Columns; onClose: () => void }
type Columns = Readonly<Record<string, string>>

export function ImportWizard({ open, title, check, commit, columns, onClose }: Props) {
  const language = useLanguage()
  const say = customerScreensIn(language)
  const [report, setReport] = useState<Report | null>(null)
  const [reading, setReading] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const close = () => { setReport(null); setProblem(null); onClose() }
  const take = useAct(commit, (reply) => { close(); return say('import.done', reply) })
  const read = async (file: File) => {
    setReading(true)
    setProblem(null)
    try { setReport(await call(check, {}, [file])) } catch (error) { setProblem(refusalWords(language, error)) } finally { setReading(false) }
  }
  return (
    <Drawer title={title} open={open} onClose={close} size={860} footer={report && (
      <Space>
        <Button type="primary" disabled={report.good === 0} loading={take.isPending} onClick={() => take.mutate({ token: report.token })}>{say('import.runN', { n: report.good })}</Button>
        <Button onClick={() => setReport(null)}>{say('import.again')}</Button>
      </Space>
    )}>
      {problem && <Alert type="error" showIcon title={problem} role="alert" style={{ marginBottom: 12 }} />}
      {report ? <ImportReport report={report} columns={columns} /> : (
        <>
        <Button size="small" style={{ marginBottom: 8 }} onClick={() => saveFile('import-template.csv', [Object.values(columns)])}>{say('import.template')}</Button>
        <Upload.Dragger accept=".csv,.xlsx" maxCount={1} showUploadList={false} disabled={reading} beforeUpload={(file) => { void read(file); return false }}>
          <p>{say('import.drop')}</p>
          <p className="quiet">{say('import.file')}</p>
        </Upload.Dragger>
        </>
      )}
    </Drawer>
  )
}

function ImportReport({ report, columns }: { report: Report; columns: Columns }) {
  const say = customerScreensIn(useLanguage())
  const nameOf = (field: string) => columns[field] ?? field
  const unknown = report.columns.filter((column) => column.field === null).map((column) => column.header)
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <Alert showIcon type={report.bad + report.duplicates > 0 ? 'warning' : 'success'} title={say('import.result', report)}
        description={report.bad + report.duplicates > 0 ? say('import.skipWrong') : say('import.allGood')} />
      {unknown.length > 0 && <Alert type="info" title={say('import.unknownColumns', { columns: unknown.join('、') })} />}
      {report.missingColumns.length > 0 && <Alert type="error" title={say('import.missingColumns', { columns: report.missingColumns.map(nameOf).join('、') })} />}
      {report.bad + report.duplicates > 0 && <Button size="small" onClick={() => saveFile('import-errors.csv', report.rows.flatMap((row) => row.problems.map((one) => [String(row.row), row.title, nameOf(one.field), one.value, one.message])))}>{say('import.errorsFile')}</Button>}
      <Table<Row> size="small" rowKey="row" dataSource={report.rows} pagination={{ pageSize: 50, hideOnSinglePage: true }} columns={[
        { title: say('import.row'), dataIndex: 'row', width: 64 },
        { title: say('screen.status'), dataIndex: 'state', width: 110, render: (state: Row['state']) => <Tag color={{ good: 'success', bad: 'error', duplicate: 'warning' }[state]}>{say(`import.state.${state}`)}</Tag> },
        { title: say('screen.title'), dataIndex: 'title' },
        { title: say('import.problem'), render: (_, row) => row.problems.map((one) => <div key={one.field + one.code}><b>{nameOf(one.field)}</b> {one.value && <code>{one.value}</code>} {one.message}</div>) },
      ]} />
    </Space>
  )
}

function saveFile(name: string, rows: readonly (readonly string[])[]) {
  const cell = (value: string) => `"${value.replaceAll('"', '""')}"`
  const link = document.createElement('a')
  // The mark at the front lets Excel read Chinese.
  link.href = URL.createObjectURL(new Blob([`\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}`], { type: 'text/csv' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
