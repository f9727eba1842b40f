// Keys that work everywhere. While somebody types or an input method composes, a letter is a letter.
import { useEffect } from 'react'

type Doing = { palette: () => void; help: () => void; go: (to: string) => void }
const places: Readonly<Record<string, string>> = { t: '/tickets', p: '/promises', h: '/', l: '/plans', c: '/customers' }

export function useKeys(doing: Doing): void {
  useEffect(() => {
    let waitsForPlace = false
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229) return
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        return doing.palette()
      }
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      const place = waitsForPlace ? places[event.key] : undefined
      waitsForPlace = event.key === 'g'
      if (place) return doing.go(place)
      if (event.key === '?') return doing.help()
      if (event.key === 'c') doing.go('/tickets/new')
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
}

const isTyping = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('[role="dialog"]') !== null)
