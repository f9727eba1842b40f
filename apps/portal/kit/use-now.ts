import { useEffect, useState } from 'react'
import { nowAtServer } from '../call.ts'

/** The server's time, once a second while the page is looked at. */
export function useNow(everySeconds = 1): number {
  const [now, setNow] = useState(nowAtServer)
  useEffect(() => {
    const timer = setInterval(() => { if (document.visibilityState === 'visible') setNow(nowAtServer()) }, everySeconds * 1000)
    return () => { clearInterval(timer) }
  }, [everySeconds])
  return now
}
