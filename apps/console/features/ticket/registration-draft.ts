// What is typed of a new ticket. It survives a reload, and keeps the key under which it is sent, so sending twice registers once.
import { useEffect, useState } from 'react'

export type Draft = {
  key: string; customerId: string | null; customerName: string; siteId: string | null; assetId: string | null; assetName: string; contactId: string | null; agreementId: string | null
  type: string; channel: string; severity: string | null; answers: Record<string, string | number | boolean>
  title: string; description: string; callerName: string; callerPhone: string; happenedAt: string; holderId: string | null
}

const place = 'draft:new-ticket'
export const emptyDraft = (): Draft => ({
  key: crypto.randomUUID(), customerId: null, customerName: '', siteId: null, assetId: null, assetName: '', contactId: null, agreementId: null,
  type: 'fault', channel: 'phone', severity: null, answers: {}, title: '', description: '', callerName: '', callerPhone: '', happenedAt: '', holderId: null,
})

function restored(): Draft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null')
    return kept !== null && typeof kept === 'object' ? { ...emptyDraft(), ...(kept as Partial<Draft>) } : null
  } catch { return null }
}

const isWorthKeeping = ({ customerId, title, description }: Draft) => customerId !== null || title !== '' || description !== ''

export function useDraft(start: Partial<Draft>) {
  const [kept] = useState(restored)
  const [draft, setDraft] = useState<Draft>(() => ({ ...(kept ?? emptyDraft()), ...start }))
  useEffect(() => {
    if (isWorthKeeping(draft)) sessionStorage.setItem(place, JSON.stringify(draft))
    else sessionStorage.removeItem(place)
  }, [draft])
  const set = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }))
  const clear = () => {
    sessionStorage.removeItem(place)
    setDraft(emptyDraft())
  }
  return { draft, set, clear, wasRestored: kept !== null }
}
