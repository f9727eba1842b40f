// The lines of a sheet: what, how much, who pays, by which clause. A line that costs nothing is shown with its reason.
import { Tag } from 'antd'
import type { ChargeLineView, ChargeView } from '#contract/charge/charge.ts'
import { unitIn } from '#locales/charge.ts'
import { useCharge } from './words.ts'
import './charge.css'

type Sheet = Pick<ChargeView, 'lines' | 'currency' | 'net' | 'tax' | 'gross' | 'internalCost'>

export function LineTable({ sheet, showCost = false }: { sheet: Sheet; showCost?: boolean }) {
  const { say, money } = useCharge()
  const { currency } = sheet
  return (
    <table className="charge-lines">
      <thead><tr><th>{say('item')}</th><th className="number">{say('quantity')}</th><th className="number">{say('price')}</th><th className="number">{say('amount')}</th><th>{say('payer')}</th><th>{say('reason')}</th></tr></thead>
      <tbody>
        {sheet.lines.map((line) => <Line key={line.n} line={line} currency={currency} showCost={showCost} />)}
        <tr className="sum"><td>{say('gross')}</td><td className="number aside" colSpan={3}>{money(sheet.gross, currency)}</td><td className="aside" colSpan={2}><span className="quiet">{say('net')} {money(sheet.net, currency)} · {say('tax')} {money(sheet.tax, currency)}{showCost && ` · ${say('ownCost')} ${money(sheet.internalCost, currency)}`}</span></td></tr>
      </tbody>
    </table>
  )
}

function Line({ line, currency, showCost }: { line: ChargeLineView; currency: ChargeView['currency']; showCost: boolean }) {
  const { say, words, language, money } = useCharge()
  return (
    <tr>
      <td>{line.title} <span className="quiet">{words.kinds[line.kind]} · {line.code}</span>{line.isUnmatched && <div><Tag color="orange">! {say('unmatched')}</Tag></div>}</td>
      <td className="number aside">{line.quantity} {unitIn(language, line.unit)}</td>
      <td className="number aside">{money(line.unitPrice, currency)}{line.kind === 'labour' && say('perHour')}</td>
      <td className="number"><strong>{money(line.gross, currency)}</strong>{line.tax > 0 && <div className="quiet">{line.taxRate / 100} %</div>}</td>
      <td className="aside">{words.payers[line.payer]}{showCost && line.internalCost !== null && <div className="quiet">{say('ownCost')} {money(line.internalCost, currency)}</div>}</td>
      <td className="aside"><Tag>{line.clause}</Tag>{line.why[language]} <span className="quiet">{words.pricings[line.pricing]}{line.basis && ` · ${line.basis}`}{line.reference && ` · ${line.reference}`}</span></td>
    </tr>
  )
}
