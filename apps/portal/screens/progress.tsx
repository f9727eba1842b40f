import { call } from '../call.ts'
import type { CallFailure } from '../call.ts'
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
  if (reading.failure && isGone(reading.failure)) {
    return <Page title={t('progress.expired')}><Message sign="⌛" title={t('progress.expired')}><p>{t('progress.expiredHint')}</p></Message></Page>
  }
  return (
    <Page title={[reading.value?.number, t('progress.title')].filter(Boolean).join(' ')} brand={reading.value?.org.name ?? null} hotline={reading.value?.org.hotline ?? null}>
      <Read reading={reading} lines={7}>
        {(view) => (
          <ProgressBoard view={view} onView={reading.set} fileAddress={(id) => fileAddress(token, id)} staleSince={reading.staleSince}
            photoChoice={(photos, onChange) => <PhotoPicker photos={photos} onChange={onChange} />}
            send={({ photos, ...answer }, key) => call(answerProgress, { token, ...answer }, { key, files: photos.map((data, index) => ({ name: `photo-${index + 1}.jpg`, data })) })} />
        )}
      </Read>
    </Page>
  )
}

// A link too long or unknown is, for its reader, the same as one that has ended.
const isGone = ({ code, status }: CallFailure) => code === 'link.unusable' || status === 404 || status === 400
