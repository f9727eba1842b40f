// While an input method composes, Enter picks a character; it must not send the form.
import type { KeyboardEvent } from 'react'

export function holdEnterWhileComposing(event: KeyboardEvent): void {
  // Safari ends the composition before it sends the key, and marks that key with 229.
  if (event.key === 'Enter' && (event.nativeEvent.isComposing || event.keyCode === 229)) event.preventDefault()
}
