import { Button, Form, Input, InputNumber, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { announceSeason, listSeasonPlans, submitSeasonPlan } from '#contract/stock/endpoints.ts'
import type { SeasonPlanView } from '#contract/stock/endpoints.ts'
import { listAgreements } from '#contract/agreement/endpoints.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Rows } from '#ui/record/states.tsx'
import { findParts, usePlaceChoices, useStock } from './words.ts'

const findAgreements = async (q: string) => (await call(listAgreements, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.number} ${row.title}` }))

/** The parts plan of each season, held against what really lies at the dealer. */
export function SeasonTable() {
  const { say } = useStock()
  const { day, moment } = useMoments()
  const mayAnnounce = useMay('stock.adjust')
  const mayHandIn = useMay('stock.move')
  const plans = useAsk(listSeasonPlans, {})
  const [adding, setAdding] = useState(false)
  const [handing, setHanding] = useState<SeasonPlanView | null>(null)
  const add = mayAnnounce && <Button type="primary" onClick={() => setAdding(true)}>{say('announce')}</Button>
  return (
    <>
      <div className="screen-filters">{add}</div>
      <Rows of={{ rows: plans.data?.rows ?? [], isPending: plans.isPending, error: plans.error, refetch: plans.refetch }} rowKey="id" empty={{ title: say('noSeasons'), action: add }} columns={[
        { title: say('season'), render: (_, row) => <b>{row.season}</b> }, { title: say('dealer'), render: (_, row) => row.place.name }, { title: say('startsOn'), width: 110, render: (_, row) => day(row.startsOn) },
        { title: say('dueOn'), width: 160, render: (_, row) => <>{day(row.dueOn)} {row.clause && <Tag>{row.clause}</Tag>}</> },
        { title: say('submitted'), width: 190, render: (_, row) => <>{row.submittedAt ? `✓ ${moment(row.submittedAt)} ${row.submittedByName ?? ''}` : '○'} {row.isLate && <Tag color="error">⚠ {say('late')}</Tag>}</> },
        { title: say('lines'), render: (_, row) => <PlanLines lines={row.lines} /> },
        ...(mayHandIn ? [{ title: '', width: 110, render: (_: unknown, row: SeasonPlanView) => row.submittedAt === null && <Button size="small" onClick={() => setHanding(row)}>{say('submit')}</Button> }] : []),
      ]} />
      <AnnounceDrawer open={adding} onClose={() => setAdding(false)} />
      {handing && <SubmitDrawer plan={handing} onClose={() => setHanding(null)} />}
    </>
  )
}

function PlanLines({ lines }: Pick<SeasonPlanView, 'lines'>) {
  const { say } = useStock()
  if (lines.length === 0) return <>–</>
  return (
    <Table size="small" pagination={false} rowKey={(row) => row.part.id} dataSource={lines} columns={[
      { title: say('part'), render: (_, row) => <><b className="figure">{row.part.number}</b> {row.part.name}</> }, { title: say('planned'), dataIndex: 'quantity', align: 'right' }, { title: say('available'), dataIndex: 'available', align: 'right' },
      { title: say('shortfall'), align: 'right', render: (_, row) => (row.shortfall > 0 ? <Tag color="error">▼ {row.shortfall}</Tag> : '✓') },
    ]} />
  )
}

function AnnounceDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { say } = useStock()
  const places = usePlaceChoices(['dealer'])
  const labels = { agreementId: say('planDepots'), placeId: say('dealer'), season: say('season'), startsOn: say('startsOn') }
  return (
    <RecordDrawer title={say('announce')} open={open} onClose={onClose} endpoint={announceSeason} labels={labels} initial={{}}
      toInput={(values) => ({ agreementId: String(values['agreementId'] ?? ''), placeId: String(values['placeId'] ?? ''), season: String(values['season'] ?? ''), startsOn: String(values['startsOn'] ?? '') })}>
      <Form.Item name="agreementId" label={say('reference')} rules={[{ required: true }]}><Pick label={say('reference')} findKey="agreements" find={findAgreements} /></Form.Item>
      <Form.Item name="placeId" label={labels.placeId} rules={[{ required: true }]}><Select options={places} /></Form.Item>
      <Form.Item name="season" label={labels.season} rules={[{ required: true }]}><Input maxLength={80} /></Form.Item>
      <Form.Item name="startsOn" label={labels.startsOn} rules={[{ required: true }]}><Input type="date" /></Form.Item>
    </RecordDrawer>
  )
}

function SubmitDrawer({ plan, onClose }: { plan: SeasonPlanView; onClose: () => void }) {
  const { say } = useStock()
  return (
    <RecordDrawer title={`${plan.season} · ${say('submit')}`} open onClose={onClose} endpoint={submitSeasonPlan} labels={{ lines: say('lines') }} initial={{ lines: [{ quantity: 1 }] }}
      toInput={(values) => ({ seasonPlanId: plan.id, lines: (values['lines'] ?? []) as { partId: string; quantity: number }[] })}>
      <Form.List name="lines">{(fields, { add }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className="stock-line">
              <Form.Item name={[name, 'partId']} label={say('part')} rules={[{ required: true }]}><Pick label={say('part')} findKey="parts" find={findParts} allowClear={false} /></Form.Item>
              <Form.Item name={[name, 'quantity']} label={say('quantity')} rules={[{ required: true }]}><InputNumber min={1} precision={0} /></Form.Item>
            </div>
          ))}
          <Button type="dashed" onClick={() => add({ quantity: 1 })}>＋ {say('addLine')}</Button>
        </>
      )}</Form.List>
    </RecordDrawer>
  )
}
