import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Tag } from 'antd'
import { useState } from 'react'
import { findPriceGaps, listPriceLists } from '#contract/charge/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { ListDialog } from '../../features/charge/list-dialog.tsx'
import { useCharge } from '../../features/charge/words.ts'

type Row = ReplyOf<typeof listPriceLists>['rows'][number]

export function PriceListsScreen() {
  const { say, language } = useCharge()
  const { day } = useMoments()
  const navigate = useNavigate()
  const mayWrite = useMay('price.write')
  const [isAdding, setAdding] = useState(false)
  const lists = useAsk(listPriceLists, {})
  const gaps = useAsk(findPriceGaps, {})
  const open = (id: string) => void navigate({ to: `/price-lists/${id}` })
  return (
    <Screen title={say('prices')} needs="price.read" actions={mayWrite ? <Button type="primary" onClick={() => setAdding(true)}>{say('newList')}</Button> : <span className="quiet">{say('readOnly')}</span>}>
      {(gaps.data?.rows.length ?? 0) > 0 && <Alert type="warning" showIcon title={say('gaps')} description={gaps.data?.rows.map(({ plan, title, rules }) => <div key={plan}>{plan} {title[language]} <span className="quiet">{[...new Set(rules.map(({ clause }) => clause))].join(', ')}</span></div>)} />}
      <Rows<Row> of={{ rows: lists.data?.rows ?? [], isPending: lists.isPending, error: lists.error, refetch: lists.refetch }} rowKey="id" onOpen={({ id }) => open(id)} empty={{ title: say('noPrices'), hint: say('noPricesHint') }} columns={[
        { title: say('code'), width: 150, render: (_, row) => <Button type="link" size="small" onClick={() => open(row.id)}>{row.code} v{row.version}</Button> },
        { title: say('listTitle'), render: (_, row) => row.title },
        { title: say('plan'), width: 110, render: (_, row) => row.planCode ?? say('everyPlan') },
        { title: say('state'), width: 170, render: (_, row) => <><Tag color={row.state === 'published' ? 'green' : 'default'}>{row.state === 'published' ? '✓' : '✎'} {say(row.state)}</Tag>{row.isValid && <Tag color="blue">● {say('inForce')}</Tag>}</> },
        { title: say('validFrom'), width: 210, render: (_, row) => `${day(row.validFrom)} – ${row.validTo ? day(row.validTo) : say('endless')}` },
        { title: say('currency'), width: 80, render: (_, row) => row.currency },
        { title: say('items'), width: 80, align: 'right', render: (_, row) => row.items },
      ]} />
      {isAdding && <ListDialog from={null} onClose={() => setAdding(false)} onSaved={open} />}
    </Screen>
  )
}
