// How long one's own machine is covered; words and terms are fetched only when somebody asks.
import { lazy, Suspense, useState } from 'react'
import { Skeleton } from '../../kit/states.tsx'
import { useWords } from '../../words.ts'

const CoverTerms = lazy(async () => ({ default: (await import('./cover-terms.tsx')).CoverTerms }))

export function AssetCover({ assetId }: { assetId: string }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <details style={{ flex: '1 1 100%' }} onToggle={(event) => { setOpen(event.currentTarget.open) }}>
      <summary>{t('assets.cover')}</summary>
      {isOpen && <Suspense fallback={<Skeleton lines={3} />}><CoverTerms assetId={assetId} /></Suspense>}
    </details>
  )
}
