import { useParams, useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Popconfirm, Tag, Upload } from 'antd'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { getPriceList, importPriceItems, publishPriceList } from '#contract/charge/endpoints.ts'
import type { PriceItemView, PriceListView } from '#contract/charge/price.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import { refusalWords, useAct } from '#ui/record/refusal.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Rows, Screen } from '#ui/record/states.tsx'
import { ListDialog } from '../../features/charge/list-dialog.tsx'
import { useCharge } from '../../features/charge/words.ts'

type Report = ReplyOf<typeof importPriceItems>

export function PriceListScreen() {
  const { priceListId } = useParams({ strict: false }) as { priceListId: string }
  const asked = useAsk(getPriceList, { priceListId })
  return <Answer of={asked}>{(list) => <List list={list} />}</Answer>
}

function List({ list }: { list: PriceListView }) {
  const { say, words, money } = useCharge()
  const { day, moment } = useMoments()
  const navigate = useNavigate()
  const mayWrite = useMay('price.write')
  const [isCopying, setCopying] = useState(false)
  const [report, setReport] = useState<Report | null>(null)
  const publish = useAct(publishPriceList, () => say('published'))
  const isDraft = list.state === 'draft'
  const amount = (value: number | null) => (value === null ? '–' : money(value, list.currency))
  return (
    <Screen title={`${list.code} v${list.version} · ${list.title}`} needs="price.read" actions={mayWrite && (
      <>
        {isDraft && <ImportButton list={list} onReport={setReport} />}
        {isDraft && <Popconfirm title={say('publishSure')} onConfirm={() => publish.mutate({ priceListId: list.id })} okText={say('publish')} cancelText={say('cancel')}><Button type="primary" loading={publish.isPending} disabled={list.items.length === 0}>{say('publish')}</Button></Popconfirm>}
        {!isDraft && <Button onClick={() => setCopying(true)}>{say('nextVersion')}</Button>}
      </>
    )}>
      <div><Tag color={isDraft ? 'default' : 'green'}>{isDraft ? '✎' : '✓'} {say(list.state)}</Tag>{list.isValid && <Tag color="blue">● {say('inForce')}</Tag>}{list.planCode ?? say('everyPlan')} · {list.currency}{list.taxIncluded && ` · ${say('taxIncluded')}`} · {day(list.validFrom)} – {list.validTo ? day(list.validTo) : say('endless')}
        {list.publishedAt && <span className="quiet"> · {moment(list.publishedAt)} {list.publishedBy}</span>}</div>
      {report && !report.taken && <Alert type="error" showIcon closable={{ onClose: () => setReport(null) }} title={say('notImported')} description={report.problems.slice(0, 30).map(({ row, field, value, code }) => <div key={`${row} ${field} ${code}`}>{say('row', { n: row })} · {words.columns[field as keyof typeof words.columns]}: {value || '–'} {words.problems[code]}</div>)} />}
      {!mayWrite && <span className="quiet">{say('readOnly')}</span>}
      <Rows<PriceItemView> of={{ rows: list.items, isPending: false, error: null, refetch: () => undefined }} rowKey="code" empty={{ title: say('noPrices'), hint: say('import') }} columns={[
        { title: say('kind'), width: 90, render: (_, row) => words.kinds[row.kind] }, { title: say('code'), width: 140, render: (_, row) => row.code }, { title: say('item'), render: (_, row) => row.title },
        { title: say('unit'), width: 80, render: (_, row) => row.unit }, { title: say('listPrice'), width: 130, align: 'right', render: (_, row) => <span className="figure">{amount(row.price)}</span> },
        { title: say('costPrice'), width: 130, align: 'right', render: (_, row) => <span className="figure">{amount(row.cost)}</span> }, { title: say('tax'), width: 80, align: 'right', render: (_, row) => `${row.taxRate / 100} %` },
        { title: say('partClass'), width: 120, render: (_, row) => row.partClass },
      ]} />
      {isCopying && <ListDialog from={list} onClose={() => setCopying(false)} onSaved={(id) => void navigate({ to: `/price-lists/${id}` })} />}
    </Screen>
  )
}

function ImportButton({ list, onReport }: { list: PriceListView; onReport: (report: Report) => void }) {
  const { say, language } = useCharge()
  const { message } = App.useApp()
  const client = useQueryClient()
  const take = async (file: File) => {
    try {
      const report = await call(importPriceItems, { priceListId: list.id }, [file])
      onReport(report)
      if (report.taken) void message.success(say('imported', { n: report.rows }))
      await client.invalidateQueries()
    } catch (error) {
      void message.error(refusalWords(language, error))
    }
  }
  return <Upload accept=".csv,.xlsx" showUploadList={false} beforeUpload={(file) => { void take(file); return false }}><Button>{say('import')}</Button></Upload>
}
