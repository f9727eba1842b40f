// A signature drawn with finger, pen or mouse; it travels as a small picture.
import { Button } from 'antd'
import { useRef } from 'react'
import type { PointerEvent } from 'react'
import { useCharge } from './words.ts'

export function SignaturePad({ onChange }: { onChange: (picture: string | null) => void }) {
  const { say } = useCharge()
  const canvas = useRef<HTMLCanvasElement>(null)
  const isDown = useRef(false)
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    return { x: ((event.clientX - left) / width) * event.currentTarget.width, y: ((event.clientY - top) / height) * event.currentTarget.height }
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d')
    const { x, y } = at(event)
    event.currentTarget.setPointerCapture(event.pointerId)
    isDown.current = true
    pen?.beginPath()
    pen?.moveTo(x, y)
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = isDown.current ? event.currentTarget.getContext('2d') : null
    if (!pen) return
    const { x, y } = at(event)
    Object.assign(pen, { lineWidth: 2.5, lineCap: 'round', strokeStyle: '#10243e' })
    pen.lineTo(x, y)
    pen.stroke()
  }
  const end = () => { isDown.current = false; onChange(canvas.current?.toDataURL('image/png') ?? null) }
  const clear = () => { canvas.current?.getContext('2d')?.clearRect(0, 0, canvas.current.width, canvas.current.height); onChange(null) }
  return (
    <div>
      <canvas ref={canvas} className="charge-pad" width={600} height={200} aria-label={say('signHere')} onPointerDown={begin} onPointerMove={draw} onPointerUp={end} />
      <Button size="small" type="text" onClick={clear}>{say('clear')}</Button> <span className="quiet">{say('signHere')}</span>
    </div>
  )
}
