import { Select, Table } from 'antd'
import { listRates, setRate } from '#contract/dealer/claims.ts'
import { inMinor } from '#domain/format/money.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useMay, useMe, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'
import { FormAction, numberOf, text } from '#ui/record/form-action.tsx'
import { money, useDealerWords } from './words.ts'

/** Every version of the labour and travel rates; only whoever keeps the prices adds one. */
export function Rates() {
  const say = useDealerWords()
  const { day } = useMoments()
  const currency = useMe().org.region === 'TW' ? 'TWD' as const : 'CNY' as const
  const mayRate = useMay('claim.rate')
  const rates = useAsk(listRates, {})
  const kinds = (['labour', 'travel'] as const).map((value) => ({ value, label: say(`line.${value}`) }))
  return (
    <>
      {mayRate && <div className="dealer-actions"><FormAction primary title={say('rate.set')} endpoint={setRate} initial={{ kind: 'labour' }} fields={[
        { name: 'kind', label: say('statement.kind'), kind: 'custom', input: <Select options={kinds} />, required: true }, { name: 'price', label: say('claim.price'), kind: 'number', required: true }, { name: 'validFrom', label: say('rate.validFrom'), kind: 'day', required: true },
      ]} toInput={(values) => ({ kind: values['kind'] as 'labour', price: inMinor(numberOf(values['price']), currency), validFrom: text(values['validFrom']) })} /></div>}
      <Answer of={rates}>
        {({ rows }) => <Table size="small" rowKey={({ kind, version }) => `${kind} ${version}`} pagination={false} dataSource={rows} locale={{ emptyText: <Nothing title={say('rate.rates')} /> }} columns={[
          { title: say('statement.kind'), render: (_, row) => say(`line.${row.kind}`) }, { title: say('rate.version'), dataIndex: 'version' }, { title: say('claim.price'), align: 'right', render: (_, row) => money(row.price, currency) },
          { title: say('rate.validFrom'), render: (_, row) => day(row.validFrom) },
        ]} />}
      </Answer>
    </>
  )
}
