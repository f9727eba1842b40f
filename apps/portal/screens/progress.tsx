import { useRef } from 'react'
import { call, nowAtServer } from '../call.ts'
import { answerProgress, fileAddress, followProgress } from '../endpoints.ts'
import { ProgressBoard } from '../features/progress/progress-board.tsx'
import { PhotoPicker } from '../features/report/photo-picker.tsx'
import { Page } from '../kit/page.tsx'
import { Message, Read } from '../kit/states.tsx'
import { useReading } from '../read.ts'
import { useWords } from '../words.ts'

export function ProgressScreen({ token }: { token: string }) {
  const { t } = useWords()
  const reading = useReading(() => call(followProgress, { token }), `progress ${token}`, 20)
  const fresh = useRef(nowAtServer())
  if (!reading.failure) fresh.current = nowAtServer()
  const org = reading.value?.org
  if (reading.failure?.code === 'link.unusable' || reading.failure?.status === 404 || reading.failure?.status === 400) {
    return <Page title={t('progress.expired')}><Message sign="⌛" title={t('progress.expired')}><p>{t('progress.expiredHint')}</p></Message></Page>
  }
  return (
    <Page title={reading.value ? `${reading.value.number} ${t('progress.title')}` : t('progress.title')} brand={org?.name ?? null} hotline={org?.hotline ?? null}>
      <Read reading={reading} lines={7}>
        {(view) => (
          <ProgressBoard view={view} onView={reading.set} fileAddress={(id) => fileAddress(token, id)} staleSince={reading.failure ? fresh.current : null}
            photoChoice={(photos, onChange) => <PhotoPicker photos={photos} onChange={onChange} />}
            send={({ photos, ...answer }, key) => call(answerProgress, { token, ...answer }, { key, files: photos.map((data, index) => ({ name: `photo-${index + 1}.jpg`, data })) })} />
        )}
      </Read>
    </Page>
  )
}
