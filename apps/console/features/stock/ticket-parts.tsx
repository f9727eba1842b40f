// Parts of one ticket: found near, reserved, issued, fitted, and the old part owed. Made of cards, so that it works on a phone.
import { Button, Checkbox, Input, InputNumber, Modal, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { findStock, getTicketParts, issuePart, releasePart, replacePart, requestSpare, reservePart, returnPart } from '#contract/stock/ticket-parts.ts'
import type { TicketParts } from '#contract/stock/ticket-parts.ts'
import { useAsk } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'
import { Due, OldPartActs } from './old-part-table.tsx'
import { RequisitionActs, RequisitionTag } from './requisition-table.tsx'
import { findParts, usePlaceChoices, useStock } from './words.ts'
import './stock.css'

export function TicketPartPanel({ ticketId }: { ticketId: string }) {
  const mayMove = useMay('stock.move')
  const parts = useAsk(getTicketParts, { ticketId })
  return (
    <>
      {mayMove && <PartFinder ticketId={ticketId} />}
      <Answer of={parts}>{(data) => <PartLists ticketId={ticketId} parts={data} mayMove={mayMove} />}</Answer>
    </>
  )
}

function PartFinder({ ticketId }: { ticketId: string }) {
  const { say } = useStock()
  const [partId, setPartId] = useState<string | null>(null)
  const [quantity, setQuantity] = useState(1)
  const request = useAct(requestSpare, () => say('done'))
  return (
    <>
      <div className="stock-find">
        <b aria-hidden="true">{say('find')}</b>
        <div className="stock-what"><Pick label={say('find')} findKey="parts" find={findParts} value={partId} onChange={setPartId} /></div>
        <InputNumber min={1} precision={0} value={quantity} aria-label={say('quantity')} onChange={(value) => setQuantity(value ?? 1)} style={{ width: 80 }} />
        <Button disabled={partId === null} loading={request.isPending} onClick={() => { if (partId) request.mutate({ ticketId, partId, quantity }) }}>{say('request')}</Button>
      </div>
      {partId && <FoundStock ticketId={ticketId} partId={partId} quantity={quantity} />}
    </>
  )
}

function FoundStock({ ticketId, partId, quantity }: { ticketId: string; partId: string; quantity: number }) {
  const { say, words } = useStock()
  const found = useAsk(findStock, { ticketId, partId })
  const reserve = useAct(reservePart, () => say('done'))
  const [taking, setTaking] = useState<{ partId: string; placeId: string; name: string } | null>(null)
  return (
    <Answer of={found}>
      {({ rows }) => (rows.length === 0 ? <Nothing title={say('nothingFound')} /> : (
        <div className="stock-block">
          {rows.map((row) => (
            <div className="stock-card" key={`${row.part.id} ${row.place.id}`}>
              <div className="stock-what">
                <b>{row.place.name}</b> <span className="quiet">{words.placeKinds[row.place.kind]}</span> {row.isInReach && <Tag color="green">✓ {say('inReach')}</Tag>} {row.isSubstitute && <Tag>{say('isSubstitute')} {row.part.number}</Tag>}
                {row.refused !== null && <Tag color="error">✕ {say('refusedBy', { clause: row.refused })}</Tag>}
              </div>
              <span>{say('available')} <b className="figure">{row.available}</b></span>
              <Space>
                <Button size="small" disabled={row.refused !== null} onClick={() => reserve.mutate({ ticketId, partId: row.part.id, placeId: row.place.id, quantity })}>{say('reserve')}</Button>
                <Button size="small" type="primary" disabled={row.refused !== null} onClick={() => setTaking({ partId: row.part.id, placeId: row.place.id, name: row.part.number })}>{say('take')}</Button>
              </Space>
            </div>
          ))}
          {taking && <TakeDialog ticketId={ticketId} taking={taking} quantity={quantity} onClose={() => setTaking(null)} />}
        </div>
      ))}
    </Answer>
  )
}

function TakeDialog({ ticketId, taking, quantity, onClose }: { ticketId: string; taking: { partId: string; placeId: string; name: string }; quantity: number; onClose: () => void }) {
  const { say, words, showsSerials } = useStock()
  const [serial, setSerial] = useState('')
  const [arrived, setArrived] = useState(false)
  const take = useAct(issuePart, () => { onClose(); return say('done') })
  return (
    <Modal open title={`${say('take')} ${taking.name} × ${quantity}`} onCancel={onClose} okText={say('take')} cancelText={say('cancel')} confirmLoading={take.isPending}
      onOk={() => take.mutate({ ticketId, partId: taking.partId, placeId: taking.placeId, quantity, arrived, ...(serial.trim() ? { serial: serial.trim() } : {}) })}>
      <Space orientation="vertical" style={{ width: '100%' }}>
        {showsSerials && <Input value={serial} aria-label={words.columns.serial} placeholder={words.columns.serial} maxLength={100} onChange={(event) => setSerial(event.target.value)} />}
        <Checkbox checked={arrived} onChange={(event) => setArrived(event.target.checked)}>{say('arrived')}</Checkbox>
      </Space>
    </Modal>
  )
}

type ListProps = { ticketId: string; parts: TicketParts; mayMove: boolean }

function PartLists({ ticketId, parts, mayMove }: ListProps) {
  const { say, words } = useStock()
  const { moment } = useMoments()
  const { reservations, held, requisitions, oldParts, moves } = parts
  const release = useAct(releasePart, () => say('done'))
  const issue = useAct(issuePart, () => say('done'))
  if (reservations.length + held.length + requisitions.length + oldParts.length + moves.length === 0) return <Nothing title={say('nothingOnTicket')} />
  return (
    <>
      <Block title={say('reservations')} rows={reservations.map((row) => (
        <div className="stock-card" key={row.id}>
          <div className="stock-what"><PartName part={row.part} serial={row.serial} /> × {row.left} <span className="quiet">{row.place.name} · {row.byName}</span></div>
          {mayMove && <Space>
            <Button size="small" type="primary" onClick={() => issue.mutate({ ticketId, partId: row.part.id, placeId: row.place.id, quantity: row.left, reservationId: row.id })}>{say('take')}</Button>
            <Button size="small" onClick={() => release.mutate({ ticketId, reservationId: row.id })}>{say('release')}</Button>
          </Space>}
        </div>
      ))} />
      <Block title={say('held')} rows={held.map((row) => <HeldCard key={`${row.part.id} ${row.serial}`} ticketId={ticketId} row={row} mayMove={mayMove} />)} />
      <Block title={say('requisitions')} rows={requisitions.map((row) => (
        <div className="stock-card" key={row.id}>
          <div className="stock-what"><span className="figure">{row.number}</span> <RequisitionTag state={row.state} /> {row.lines.map(({ part, quantity }) => `${part.number} × ${quantity}`).join('、')}</div>
          <RequisitionActs row={row} />
        </div>
      ))} />
      <Block title={say('oldParts')} rows={oldParts.map((row) => (
        <div className="stock-card" key={row.id}>
          <div className="stock-what"><PartName part={row.part} serial={row.serial} /> <Tag>{words.oldPartStates[row.state]}</Tag> <Due row={row} /></div>
          <OldPartActs row={row} />
        </div>
      ))} />
      <Block title={say('ledger')} rows={moves.map((row) => (
        <div className="stock-card" key={row.id}>
          <div className="stock-what"><Tag>{words.moveKinds[row.kind]}</Tag> <PartName part={row.part} serial={row.serial} /> × {row.quantity} <span className="quiet">{row.from?.name ?? say('outside')} → {row.to?.name ?? say('ticket')}</span></div>
          <span className="quiet figure">{moment(row.at)} {row.byName}</span>
        </div>
      ))} />
    </>
  )
}

const PartName = ({ part, serial }: { part: { number: string; name: string }; serial: string }) => <><b className="figure">{part.number}</b> {part.name} {serial && <span className="figure quiet">#{serial}</span>}</>

const Block = ({ title, rows }: { title: string; rows: ReactNode[] }) => (rows.length === 0 ? null : <section className="stock-block"><h3>{title} ({rows.length})</h3>{rows}</section>)

function HeldCard({ ticketId, row, mayMove }: { ticketId: string; row: TicketParts['held'][number]; mayMove: boolean }) {
  const { say } = useStock()
  const [asking, setAsking] = useState<'fit' | 'back' | null>(null)
  return (
    <div className="stock-card">
      <div className="stock-what"><PartName part={row.part} serial={row.serial} /> × {row.quantity}</div>
      {mayMove && <Space>
        <Button size="small" type="primary" onClick={() => setAsking('fit')}>{say('fit')}</Button>
        <Button size="small" onClick={() => setAsking('back')}>{say('bringBack')}</Button>
      </Space>}
      {asking === 'fit' && <FitDialog ticketId={ticketId} row={row} onClose={() => setAsking(null)} />}
      {asking === 'back' && <BackDialog ticketId={ticketId} row={row} onClose={() => setAsking(null)} />}
    </div>
  )
}

type HeldProps = { ticketId: string; row: TicketParts['held'][number]; onClose: () => void }

function FitDialog({ ticketId, row, onClose }: HeldProps) {
  const { say, showsSerials } = useStock()
  const [quantity, setQuantity] = useState(row.quantity)
  const [removedSerial, setRemovedSerial] = useState('')
  const [oldPartKept, setOldPartKept] = useState(true)
  const [note, setNote] = useState('')
  const fit = useAct(replacePart, () => { onClose(); return say('done') })
  return (
    <Modal open title={`${say('fit')} ${row.part.number}`} onCancel={onClose} okText={say('fit')} cancelText={say('cancel')} confirmLoading={fit.isPending}
      onOk={() => fit.mutate({ ticketId, partId: row.part.id, quantity, serial: row.serial, removedSerial, oldPartKept, note: note.trim() || null })}>
      <Space orientation="vertical" style={{ width: '100%' }}>
        <InputNumber min={1} max={row.quantity} precision={0} value={quantity} aria-label={say('quantity')} onChange={(value) => setQuantity(value ?? 1)} />
        {showsSerials && <Input value={removedSerial} aria-label={say('removedSerial')} placeholder={say('removedSerial')} maxLength={100} onChange={(event) => setRemovedSerial(event.target.value)} />}
        <Checkbox checked={oldPartKept} onChange={(event) => setOldPartKept(event.target.checked)}>{say('keepOld')}</Checkbox>
        <Input.TextArea value={note} aria-label={say('note')} placeholder={say('note')} autoSize maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </Space>
    </Modal>
  )
}

function BackDialog({ ticketId, row, onClose }: HeldProps) {
  const { say } = useStock()
  const places = usePlaceChoices(['depot', 'van', 'person', 'dealer'])
  const [quantity, setQuantity] = useState(row.quantity)
  const [placeId, setPlaceId] = useState<string | null>(null)
  const chosen = placeId ?? places[0]?.value ?? null
  const back = useAct(returnPart, () => { onClose(); return say('done') })
  return (
    <Modal open title={`${say('bringBack')} ${row.part.number}`} onCancel={onClose} okText={say('bringBack')} cancelText={say('cancel')} confirmLoading={back.isPending} okButtonProps={{ disabled: chosen === null }}
      onOk={() => { if (chosen) back.mutate({ ticketId, partId: row.part.id, placeId: chosen, quantity, serial: row.serial }) }}>
      <Space orientation="vertical" style={{ width: '100%' }}>
        <InputNumber min={1} max={row.quantity} precision={0} value={quantity} aria-label={say('quantity')} onChange={(value) => setQuantity(value ?? 1)} />
        <Select<string> style={{ width: '100%' }} aria-label={say('to')} value={chosen} options={places} onChange={setPlaceId} />
      </Space>
    </Modal>
  )
}
