import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import type { PointerEvent } from 'react'
import { useWords } from './words.ts'

export type Signed = { name: string; image: string | null }
type Props = { label: string; value: Signed; onChange: (value: Signed) => void }

/** A name and a drawn signature, by finger, pen or mouse. */
export function SignaturePad({ label, value, onChange }: Props) {
  const say = useWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawing, setDrawing] = useState(false)
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: ((event.clientX - box.left) / box.width) * event.currentTarget.width, y: ((event.clientY - box.top) / box.height) * event.currentTarget.height }
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    const pen = event.currentTarget.getContext('2d')
    const { x, y } = at(event)
    pen?.beginPath()
    pen?.moveTo(x, y)
    setDrawing(true)
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d')
    if (!drawing || !pen) return
    const { x, y } = at(event)
    pen.lineWidth = 2.5
    pen.lineCap = 'round'
    pen.strokeStyle = '#111'
    pen.lineTo(x, y)
    pen.stroke()
  }
  const end = () => {
    if (!drawing) return
    setDrawing(false)
    onChange({ ...value, image: canvas.current?.toDataURL('image/png') ?? null })
  }
  const clear = () => {
    const pen = canvas.current?.getContext('2d')
    pen?.clearRect(0, 0, 600, 200)
    onChange({ ...value, image: null })
  }
  return (
    <fieldset className="signature">
      <legend>{label} {value.image && <span aria-live="polite">✓ {say('delivery.signed')}</span>}</legend>
      <Input value={value.name} maxLength={100} placeholder={say('delivery.signerName')} aria-label={`${label} ${say('delivery.signerName')}`} onChange={(event) => onChange({ ...value, name: event.target.value })} />
      <canvas ref={canvas} width={600} height={200} role="img" aria-label={`${label} ${say('delivery.sign')}`} onPointerDown={begin} onPointerMove={draw} onPointerUp={end} onPointerCancel={end} />
      <div className="signature-foot"><span className="quiet">{say('delivery.sign')}</span><Button size="small" onClick={clear}>{say('delivery.clearSign')}</Button></div>
    </fieldset>
  )
}
