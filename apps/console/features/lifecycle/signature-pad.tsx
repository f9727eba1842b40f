import { Input } from 'antd'
import { SignCanvas } from '#ui/record/sign-canvas.tsx'
import { useWords } from './words.ts'

export type Signed = { name: string; image: string | null }
type Props = { label: string; value: Signed; onChange: (value: Signed) => void }

/** Who signs, and the signature. */
export function SignaturePad({ label, value, onChange }: Props) {
  const say = useWords()
  return (
    <fieldset className="signature">
      <legend>{label} {value.image && <span aria-live="polite">✓ {say('delivery.signed')}</span>}</legend>
      <Input value={value.name} maxLength={100} placeholder={say('delivery.signerName')} aria-label={`${label} ${say('delivery.signerName')}`} onChange={(event) => onChange({ ...value, name: event.target.value })} />
      <SignCanvas label={`${label} ${say('delivery.sign')}`} hint={say('delivery.sign')} clearLabel={say('delivery.clearSign')} onChange={(image) => onChange({ ...value, image })} />
    </fieldset>
  )
}
