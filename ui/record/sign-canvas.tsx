import { Button } from 'antd'
import { useRef } from 'react'
import type { PointerEvent } from 'react'

type Props = { label: string; hint?: string; clearLabel: string; onChange: (image: string | null) => void }

/** A signature drawn by finger, pen or mouse, as a PNG data URL. */
export function SignCanvas({ label, hint, clearLabel, onChange }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawing = useRef(false)
  const at = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>) => {
    const box = currentTarget.getBoundingClientRect()
    return [((clientX - box.left) / box.width) * currentTarget.width, ((clientY - box.top) / box.height) * currentTarget.height] as const
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    const pen = event.currentTarget.getContext('2d')
    pen?.beginPath()
    pen?.moveTo(...at(event))
    drawing.current = true
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d')
    if (!drawing.current || !pen) return
    pen.lineWidth = 2.5
    pen.lineCap = 'round'
    pen.strokeStyle = '#111'
    pen.lineTo(...at(event))
    pen.stroke()
  }
  const end = () => {
    if (!drawing.current) return
    drawing.current = false
    onChange(canvas.current?.toDataURL('image/png') ?? null)
  }
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, 600, 200)
    onChange(null)
  }
  return (
    <div className="sign-canvas">
      <canvas ref={canvas} width={600} height={200} role="img" aria-label={label} onPointerDown={begin} onPointerMove={draw} onPointerUp={end} onPointerCancel={end} />
      <div className="sign-canvas-foot"><span className="quiet">{hint}</span><Button size="small" onClick={clear}>{clearLabel}</Button></div>
    </div>
  )
}
