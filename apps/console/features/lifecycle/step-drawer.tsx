import { Button, Checkbox, Drawer, Input, InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import { listDefinitions } from '#contract/document/endpoints.ts'
import { recordDeliveryStep } from '#contract/lifecycle/delivery-endpoints.ts'
import type { DeliveryView } from '#contract/lifecycle/delivery.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { FormFields } from './form-fields.tsx'
import type { FormValues } from './form-fields.tsx'
import { SignaturePad } from './signature-pad.tsx'
import type { Signed } from './signature-pad.tsx'
import { useWords } from './words.ts'
import './lifecycle.css'

type Step = DeliveryView['steps'][number]
type Count = { counted: number; appearance: 'good' | 'damaged'; modelFound: string; remark: string }
type Item = { title: string; required: string; found: string; passed: boolean }
type Side = 'customer' | 'vendor'
const sides: readonly Side[] = ['customer', 'vendor']
const tested = ['commissioned', 'started', 'tested', 'trial', 'final']

/** One step of a delivery: who was there, what was counted or measured, who signs. */
export function StepDrawer({ note, step, onClose }: { note: DeliveryView; step: Step; onClose: () => void }) {
  const say = useWords()
  const left = note.lines.filter(({ done }) => !done.includes(step.step))
  const [present, setPresent] = useState<Record<Side, string>>({ customer: '', vendor: '' })
  const [signed, setSigned] = useState<Record<Side, Signed>>({ customer: { name: '', image: null }, vendor: { name: '', image: null } })
  const [counts, setCounts] = useState<Record<string, Count>>(() => Object.fromEntries(left.map(({ id, quantity }) => [id, { counted: quantity, appearance: 'good' as const, modelFound: '', remark: '' }])))
  const [chosen, setChosen] = useState(left.map(({ id }) => id))
  const [items, setItems] = useState<Item[]>(() => (step.step === 'tested' ? left.map(({ title }) => ({ title, required: '', found: '', passed: true })) : []))
  const [happened, setHappened] = useState('')
  const [remark, setRemark] = useState('')
  const [papers, setPapers] = useState<Record<string, FormValues>>({})
  const definitions = useAsk(listDefinitions, { agreementId: note.agreement?.id ?? '' }, { enabled: step.forms.length > 0 && note.agreement !== null })
  // A form that names a line is filled in once for each line.
  const wanted = (definitions.data?.rows ?? []).filter(({ code }) => step.forms.includes(code)).flatMap((definition): { key: string; definition: typeof definition; line: string | null }[] =>
    (definition.fields.some(({ key }) => key === 'line') ? note.lines.map(({ title }) => ({ key: `${definition.code} ${title}`, definition, line: title })) : [{ key: definition.code, definition, line: null }]))
  const signs = step.needsSignatures || wanted.some(({ definition }) => definition.signatures.length > 0)
  const nameOf = (side: Side) => signed[side].name.trim() || present[side].trim()
  const record = useAct(recordDeliveryStep, () => { onClose(); return say('delivery.recorded') })
  const isUnpacking = step.step === 'unpacked'
  const mayChoose = !step.needsSignatures && step.step !== 'trial' && left.length > 1
  const send = () => record.mutate({
    deliveryId: note.id, step: step.step, ...(mayChoose ? { lineIds: chosen } : {}), ...(happened ? { happenedAt: new Date(happened).toISOString() } : {}), ...(remark.trim() ? { note: remark.trim() } : {}),
    attendees: Object.fromEntries(sides.flatMap((side) => (present[side].trim() ? [[side, present[side].trim()]] : []))),
    counts: isUnpacking ? chosen.map((lineId) => ({ lineId, counted: counts[lineId]!.counted, appearance: counts[lineId]!.appearance, ...(counts[lineId]!.modelFound.trim() ? { modelFound: counts[lineId]!.modelFound.trim() } : {}),
      ...(counts[lineId]!.remark.trim() ? { remark: counts[lineId]!.remark.trim() } : {}) })) : [],
    items: items.filter(({ title }) => title.trim() !== ''),
    signatures: signs ? sides.flatMap((side) => (nameOf(side) && (signed[side].image || signed[side].name.trim()) ? [{ side, name: nameOf(side), ...(signed[side].image ? { image: signed[side].image } : {}) }] : [])) : [],
    forms: wanted.map(({ key, definition, line }) => ({ code: definition.code, fields: { ...papers[key], ...(line === null ? {} : { line }) } })),
  })
  const change = (id: string, some: Partial<Count>) => setCounts((before) => ({ ...before, [id]: { ...before[id]!, ...some } }))
  return (
    <Drawer open onClose={onClose} size={560} title={`${note.number} · ${say(`delivery.step.${step.step}`)}`} footer={<Space><Button type="primary" loading={record.isPending} onClick={send}>{say('delivery.do')}</Button></Space>}>
      {mayChoose && <Checkbox.Group style={{ marginBottom: 12, display: 'grid' }} value={chosen} onChange={(next) => setChosen(next)} options={left.map(({ id, title, quantity }) => ({ value: id, label: `${title} × ${quantity}` }))} />}
      {sides.map((side) => <label key={side} style={{ display: 'block', marginBottom: 8 }}>{say('delivery.attendees')} · {say(`delivery.side.${side}`)}
        <Input value={present[side]} maxLength={100} aria-label={`${say('delivery.attendees')} ${say(`delivery.side.${side}`)}`} onChange={(event) => setPresent({ ...present, [side]: event.target.value })} /></label>)}
      {isUnpacking && left.filter(({ id }) => chosen.includes(id)).map((line) => (
        <fieldset key={line.id} className="signature">
          <legend>{line.title} {line.model ?? ''} × {line.quantity}</legend>
          <Space wrap>
            <label>{say('delivery.counted')} <InputNumber min={0} value={counts[line.id]!.counted} aria-label={`${say('delivery.counted')} ${line.title}`} onChange={(value) => change(line.id, { counted: value ?? 0 })} /></label>
            <label>{say('delivery.appearance')} <Select value={counts[line.id]!.appearance} aria-label={`${say('delivery.appearance')} ${line.title}`} style={{ width: 110 }} onChange={(appearance) => change(line.id, { appearance })}
              options={(['good', 'damaged'] as const).map((value) => ({ value, label: say(`delivery.appearance.${value}`) }))} /></label>
            <Input style={{ width: 150 }} placeholder={say('delivery.modelFound')} aria-label={`${say('delivery.modelFound')} ${line.title}`} value={counts[line.id]!.modelFound} onChange={(event) => change(line.id, { modelFound: event.target.value })} />
            <Input style={{ width: 220 }} placeholder={say('delivery.remark')} aria-label={`${say('delivery.remark')} ${line.title}`} value={counts[line.id]!.remark} onChange={(event) => change(line.id, { remark: event.target.value })} />
          </Space>
        </fieldset>
      ))}
      {tested.includes(step.step) && <Items items={items} onChange={setItems} />}
      {wanted.map(({ key, definition, line }) => <FormFields key={key} definition={definition} values={{ ...papers[key], ...(line === null ? {} : { line }) }} onChange={(values) => setPapers((before) => ({ ...before, [key]: values }))} />)}
      {signs && sides.map((side) => <SignaturePad key={side} label={say(`delivery.side.${side}`)} value={signed[side]} onChange={(value) => setSigned((before) => ({ ...before, [side]: value }))} />)}
      <label style={{ display: 'block', marginBottom: 8 }}>{say('asset.happenedAt')} <Input type="datetime-local" value={happened} aria-label={say('asset.happenedAt')} onChange={(event) => setHappened(event.target.value)} /></label>
      <Input.TextArea autoSize placeholder={say('delivery.note')} aria-label={say('delivery.note')} value={remark} onChange={(event) => setRemark(event.target.value)} />
    </Drawer>
  )
}

function Items({ items, onChange }: { items: readonly Item[]; onChange: (items: Item[]) => void }) {
  const say = useWords()
  const change = (at: number, some: Partial<Item>) => onChange(items.map((one, index) => (index === at ? { ...one, ...some } : one)))
  return (
    <fieldset className="signature">
      <legend>{say('delivery.items')}</legend>
      {items.map((one, index) => (
        <Space key={index} wrap style={{ marginBottom: 6 }}>
          {(['title', 'required', 'found'] as const).map((field) => <Input key={field} style={{ width: field === 'title' ? 180 : 110 }} value={one[field]} maxLength={200}
            placeholder={say(field === 'title' ? 'delivery.item' : field === 'required' ? 'delivery.required' : 'delivery.result')} onChange={(event) => change(index, { [field]: event.target.value })} />)}
          <Checkbox checked={one.passed} onChange={(event) => change(index, { passed: event.target.checked })}>{say('delivery.passed')}</Checkbox>
        </Space>
      ))}
      <Button size="small" onClick={() => onChange([...items, { title: '', required: '', found: '', passed: true }])}>+ {say('delivery.addItem')}</Button>
    </fieldset>
  )
}
