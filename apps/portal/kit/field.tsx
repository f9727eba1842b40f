// A labelled field whose hint and complaint are read out with it.
import { useId } from 'react'
import type { ReactNode } from 'react'

export type FieldFace = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }

export function Field({ label, hint, wrong, isOptional, children }: {
  label: string; hint?: string | undefined; wrong?: string | null; isOptional?: string | false; children: (face: FieldFace) => ReactNode
}) {
  const id = useId()
  const said = wrong ? `${id}-wrong` : hint ? `${id}-hint` : undefined
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}{isOptional && <small> · {isOptional}</small>}</label>
      {children({ id, 'aria-describedby': said, 'aria-invalid': Boolean(wrong) })}
      {wrong ? <p id={`${id}-wrong`} className="complaint" role="alert"><span aria-hidden="true">! </span>{wrong}</p> : hint && <p id={`${id}-hint`} className="hint">{hint}</p>}
    </div>
  )
}
