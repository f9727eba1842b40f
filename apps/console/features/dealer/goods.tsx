// Goods and parts of a dealer: stock with its seasons, what was sent back, orders against cash, stock plans.
import { Space, Table, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { decideGoodsReturn, deliverStock, listOrders, listGoodsReturns, listStock, listStockPlans, orderParts, payOrder, requestGoodsReturn, returnList, shipOrder, submitStockPlan } from '#contract/dealer/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import type { Currency } from '#domain/format/money.ts'
import { inMinor } from '#domain/format/money.ts'
import { dealerWord } from '#locales/dealer.ts'
import { call, useAsk, usePages } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMe, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing, Rows } from '#ui/record/states.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { FormAction, numberOf, text, textOrNull } from '#ui/record/form-action.tsx'
import { money, useDealerWords } from './words.ts'

type Of = { dealerId: string; currency: Currency | null }
type Stock = ReplyOf<typeof listStock>['rows'][number]
type Order = ReplyOf<typeof listOrders>['rows'][number]
type Return = ReplyOf<typeof listGoodsReturns>['rows'][number]
const reasons = ['product-quality', 'dismantled-by-dealer', 'unsaleable'] as const

export function StockPanel({ dealerId, currency }: Of) {
  const say = useDealerWords()
  const language = useLanguage()
  const { day } = useMoments()
  const [mayWrite, mayFile, mayManage] = [useMay('dealer.write'), useMay('claim.file'), useMay('claim.manage')]
  const stock = usePages(listStock, { dealerId })
  const returns = usePages(listGoodsReturns, { dealerId })
  const reasonOptions = reasons.map((value) => ({ value, label: dealerWord(language, 'reason', value) }))
  const columns: TableColumnsType<Stock> = [
    { title: say('card.serial'), render: (_, row) => <b className="figure">{row.serial}</b> }, { title: say('stock.title'), render: (_, row) => <>{row.title} <span className="quiet">{row.line}</span></> },
    { title: say('claim.price'), align: 'right', render: (_, row) => <span className="figure">{money(row.price, currency)}</span> }, { title: say('stock.deliveredOn'), render: (_, row) => day(row.deliveredOn) },
    { title: say('stock.seasons'), dataIndex: 'seasons', align: 'right' }, { title: say('stock.deemedSoldOn'), render: (_, row) => <>{day(row.deemedSoldOn)} {row.deemedSoldOn && row.clause && <span className="quiet">{row.clause}</span>}</> },
    { title: say('claim.state'), render: (_, row) => <Tag>{say(`stock.state.${row.state}`)}</Tag> },
    { title: '', render: (_, row) => mayFile && row.state === 'in-stock' && <FormAction title={say('return.request')} endpoint={requestGoodsReturn} fields={[{ name: 'reason', label: say('return.reason'), kind: 'select', options: reasonOptions, required: true }, { name: 'note', label: say('dealer.note'), kind: 'area' }]}
      toInput={({ reason, note }) => ({ stockId: row.id, reason: text(reason), note: textOrNull(note) })} /> },
  ]
  const back: TableColumnsType<Return> = [
    { title: say('order.number'), dataIndex: 'number' }, { title: say('stock.title'), render: (_, row) => `${row.stock.serial} ${row.stock.title}` }, { title: say('return.reason'), render: (_, row) => dealerWord(language, 'reason', row.reason) },
    { title: say('return.payer'), render: (_, row) => row.payer && <>{say(`return.payer.${row.payer}`)} <span className="quiet">{row.clause}</span></> }, { title: say('return.freight'), align: 'right', render: (_, row) => money(row.freight, currency) },
    { title: say('booking.labour'), align: 'right', render: (_, row) => (row.labour ? money(row.labour, currency) : '') }, { title: say('return.inspection'), dataIndex: 'inspection' },
    { title: '', render: (_, row) => mayManage && row.decidedOn === null && <FormAction title={say('return.decide')} endpoint={decideGoodsReturn} initial={{ confirmed: true, reason: row.reason, freight: 0, hours: 0 }} fields={[
      { name: 'confirmed', label: say('return.confirmed'), kind: 'switch' }, { name: 'reason', label: say('return.reason'), kind: 'select', options: reasonOptions }, { name: 'inspection', label: say('return.inspection'), kind: 'area', required: true },
      { name: 'freight', label: say('return.freight'), kind: 'number', required: true }, { name: 'hours', label: say('return.hours'), kind: 'number' },
    ]} toInput={(values) => ({ returnId: row.id, confirmed: values['confirmed'] === true, reason: text(values['reason']), inspection: text(values['inspection']), freight: inMinor(numberOf(values['freight']), currency ?? 'CNY'), hours: numberOf(values['hours']) })} /> },
  ]
  return (
    <>
      {mayWrite && (
        <div className="dealer-actions">
          <FormAction title={say('stock.deliver')} endpoint={deliverStock} fields={[
            { name: 'line', label: say('stock.line'), required: true }, { name: 'serial', label: say('card.serial'), required: true }, { name: 'title', label: say('stock.title'), required: true },
            { name: 'price', label: say('claim.price'), kind: 'number', required: true }, { name: 'deliveredOn', label: say('stock.deliveredOn'), kind: 'day', required: true },
          ]} toInput={(values) => ({ dealerId, line: text(values['line']), serial: text(values['serial']), title: text(values['title']), price: inMinor(numberOf(values['price']), currency ?? 'CNY'), deliveredOn: text(values['deliveredOn']) })} />
        </div>
      )}
      <Rows of={stock} columns={columns} rowKey="id" empty={{ title: say('stock.none') }} />
      <h3>{say('return.returns')}</h3>
      <Rows of={returns} columns={back} rowKey="id" empty={{ title: say('return.none') }} />
    </>
  )
}

export function OrderPanel({ dealerId, currency }: Of) {
  const say = useDealerWords()
  const { day } = useMoments()
  const [mayWrite, mayFile, maySettle] = [useMay('dealer.write'), useMay('claim.file'), useMay('claim.settle')]
  const orders = usePages(listOrders, { dealerId })
  const ship = useAct(shipOrder, () => say('do.done'))
  const columns: TableColumnsType<Order> = [
    { title: say('order.number'), render: (_, row) => <b className="figure">{row.number}</b> }, { title: say('order.lines'), render: (_, row) => row.lines.map(({ part, quantity }) => `${part} × ${quantity}`).join(', ') },
    { title: say('order.total'), align: 'right', render: (_, row) => <span className="figure">{money(row.total, currency)}</span> }, { title: say('order.orderedOn'), render: (_, row) => day(row.orderedOn) },
    { title: say('claim.state'), render: (_, row) => <><Tag>{say(`order.state.${row.state}`)}</Tag>{row.blockedBy && <span className="quiet">{say('claim.clause', { clause: row.blockedBy })}</span>}</> },
    { title: '', render: (_, row) => (
      <Space wrap>
        {maySettle && row.paidOn === null && <FormAction title={say('order.pay')} endpoint={payOrder} fields={[{ name: 'reference', label: say('order.reference'), required: true }]} toInput={({ reference }) => ({ orderId: row.id, reference: text(reference) })} />}
        {mayWrite && row.shippedOn === null && <ConfirmButton size="middle" ask={say('order.ship')} onYes={() => ship.mutate({ orderId: row.id })}>{say('order.ship')}</ConfirmButton>}
        {mayFile && row.shippedOn !== null && row.listReturnedOn === null && <ListScan orderId={row.id} />}
      </Space>
    ) },
  ]
  return (
    <>
      {mayFile && (
        <div className="dealer-actions">
          <FormAction primary title={say('order.order')} endpoint={orderParts} initial={{ quantity: 1 }} fields={[{ name: 'part', label: say('part.part'), required: true }, { name: 'quantity', label: say('claim.quantity'), kind: 'number', required: true }, { name: 'price', label: say('claim.price'), kind: 'number', required: true }]}
            toInput={(values) => ({ dealerId, lines: [{ part: text(values['part']), quantity: numberOf(values['quantity']), price: inMinor(numberOf(values['price']), currency ?? 'CNY') }] })} />
        </div>
      )}
      <Rows of={orders} columns={columns} rowKey="id" empty={{ title: say('order.none') }} />
    </>
  )
}

/** Choosing the scan of the signed and stamped list sends it. */
function ListScan({ orderId }: { orderId: string }) {
  const say = useDealerWords()
  const client = useQueryClient()
  const send = async (file: File | undefined) => {
    if (!file) return
    await call(returnList, { orderId, signed: 'true', stamped: 'true' }, [file])
    await client.invalidateQueries()
  }
  return <label>{say('order.list')} <input type="file" accept="image/*,application/pdf" aria-label={say('order.list')} onChange={(event) => { void send(event.target.files?.[0]) }} /></label>
}

export function SeasonPanel({ dealerId }: { dealerId: string }) {
  const say = useDealerWords()
  const { day } = useMoments()
  const mayFile = useMay('claim.file')
  const isDealer = useMe().person.kind === 'dealer'
  const plans = useAsk(listStockPlans, { dealerId })
  type Plan = ReplyOf<typeof listStockPlans>['rows'][number]
  const columns: TableColumnsType<Plan> = [
    { title: say('season.title'), render: (_, { season }) => <>{season.title} <span className="quiet">{season.line} {day(season.startsOn)} – {day(season.endsOn)}</span></> }, { title: say('card.dueOn'), render: (_, row) => <>{day(row.dueOn)} <span className="quiet">{row.clause}</span></> },
    { title: say('claim.state'), render: (_, row) => <Tag>{say(`season.state.${row.state}`)}</Tag> },
    { title: `${say('season.planned')} / ${say('season.bought')}`, render: (_, row) => row.lines.map(({ part, kind, quantity, bought }) => <div key={part}>{part} ({say(`kind.${kind}`)}): {quantity} / {bought}</div>) },
    { title: '', render: (_, row) => mayFile && isDealer && row.submittedOn === null && <FormAction title={say('season.submit')} endpoint={submitStockPlan} fields={[
      { name: 'guarantee', label: say('kind.three-guarantee'), required: true }, { name: 'guaranteeCount', label: say('claim.quantity'), kind: 'number', required: true }, { name: 'wear', label: say('kind.wear'), required: true }, { name: 'wearCount', label: say('claim.quantity'), kind: 'number', required: true },
    ]} toInput={(values) => ({ dealerId, seasonId: row.season.id, lines: [{ part: text(values['guarantee']), kind: 'three-guarantee' as const, quantity: numberOf(values['guaranteeCount']) }, { part: text(values['wear']), kind: 'wear' as const, quantity: numberOf(values['wearCount']) }] })} /> },
  ]
  return <Answer of={plans}>{({ rows }) => <Table<Plan> size="small" rowKey={({ season }) => season.id} pagination={false} dataSource={rows} columns={columns} scroll={{ x: 'max-content' }} locale={{ emptyText: <Nothing title={say('season.none')} /> }} />}</Answer>
}
