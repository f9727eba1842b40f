// The causes that were decided, counted; each count opens the tickets whose sum it is.
import { Button, Drawer, Input, Space, Switch, Tag } from 'antd'
import { useState } from 'react'
import { countCauses, listCoverDecisions } from '#contract/entitlement/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { useAsk, usePages } from '#ui/record/ask.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { useCoverWords } from '../../features/entitlement/cover-words.ts'

type Count = ReplyOf<typeof countCauses>['rows'][number]
type Period = { from?: string; until?: string; excluded?: 'yes' }

export function CausesScreen() {
  const say = useCoverWords()
  const language = useLanguage()
  const [period, setPeriod] = useState<Period>({})
  const [opened, setOpened] = useState<Count | null>(null)
  const counts = useAsk(countCauses, period)
  const rows = (counts.data?.rows ?? []).map((row) => ({ ...row, key: `${row.plan} ${row.cause}` }))
  const change = (field: 'from' | 'until', value: string) => setPeriod(({ [field]: _old, ...rest }) => (value ? { ...rest, [field]: value } : rest))
  return (
    <Screen title={say('causes')} needs="report.read" actions={(
      <>
        <label>{say('from')} <Input type="date" style={{ width: 150 }} value={period.from ?? ''} onChange={(event) => change('from', event.target.value)} /></label>
        <label>{say('until')} <Input type="date" style={{ width: 150 }} value={period.until ?? ''} onChange={(event) => change('until', event.target.value)} /></label>
        <Space><Switch aria-label={say('excludedOnly')} checked={period.excluded === 'yes'} onChange={(on) => setPeriod(({ excluded: _old, ...rest }) => (on ? { ...rest, excluded: 'yes' } : rest))} /> {say('excludedOnly')}</Space>
      </>
    )}>
      <p className="quiet">{say('causesHint')} <b className="figure">{say('total')} {counts.data?.total ?? 0}</b></p>
      <Rows of={{ rows, isPending: counts.isPending, error: counts.error, refetch: counts.refetch }} rowKey="key" empty={{ title: say('noCauses') }} onOpen={setOpened} columns={[
        { title: say('plan'), dataIndex: 'plan', width: 80 },
        { title: say('cause'), render: (_, row) => <>{row.title?.[language] ?? row.cause} {row.clause && <Tag>{row.clause}</Tag>}</> },
        { title: say('party'), width: 140, responsive: ['md'], render: (_, row) => row.party && say(`party.${row.party}`) },
        { title: say('effect'), width: 200, responsive: ['md'], render: (_, row) => (row.excluded ? say(`causeEffect.${row.excluded}`) : say('effect.none')) },
        { title: say('count'), width: 90, align: 'right', render: (_, row) => <Button type="link" size="small" className="figure" onClick={() => setOpened(row)}>{row.count}</Button> },
      ]} />
      <Drawer open={opened !== null} onClose={() => setOpened(null)} size={760} title={opened && `${opened.plan} ${opened.title?.[language] ?? opened.cause}`} destroyOnHidden>
        {opened && <Tickets of={opened} period={period} />}
      </Drawer>
    </Screen>
  )
}

function Tickets({ of, period }: { of: Count; period: Period }) {
  const say = useCoverWords()
  const { moment } = useMoments()
  const decisions = usePages(listCoverDecisions, { ...period, kind: 'cause', plan: of.plan, cause: of.cause })
  return (
    <Rows of={decisions} rowKey="id" empty={{ title: say('noCauses') }} columns={[
      { title: say('ticket'), render: (_, row) => row.ticket && <a href={`/tickets/${row.ticket.id}`}><span className="figure">{row.ticket.number}</span> {row.ticket.title}</a> },
      { title: say('customer'), render: (_, row) => row.customer.name },
      { title: say('proof'), dataIndex: 'reason' },
      { title: say('at'), width: 160, render: (_, row) => <span className="figure">{moment(row.at)} {row.by}</span> },
    ]} />
  )
}
