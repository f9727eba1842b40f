import { useEffect, useMemo, useState } from 'react'
import { useWords } from '../../words.ts'
import { photoLimits, shrinkPhoto } from './shrink-photo.ts'

export function PhotoPicker({ photos, onChange }: { photos: readonly Blob[]; onChange: (photos: readonly Blob[]) => void }) {
  const { t } = useWords()
  const [preparing, setPreparing] = useState(0)
  const [complaint, setComplaint] = useState<string | null>(null)
  const room = photoLimits.count - photos.length

  async function take(files: readonly File[]): Promise<void> {
    const fitting = files.slice(0, room)
    setComplaint(files.length > room ? t('report.photosFull', { count: photoLimits.count }) : null)
    setPreparing(fitting.length)
    const ready: Blob[] = []
    for (const file of fitting) {
      try {
        ready.push(await shrinkPhoto(file))
      } catch {
        setComplaint(t('report.photoUnreadable', { name: file.name }))
      }
      setPreparing((left) => left - 1)
    }
    onChange([...photos, ...ready])
    setPreparing(0)
  }

  return (
    <fieldset className="photos">
      <legend>{t('report.photos')} <small>· {t('report.optional')}</small></legend>
      <div className="thumbs">
        {photos.map((photo, index) => (
          <Thumb key={index} photo={photo} name={t('report.photo', { n: index + 1 })} removeName={t('report.removePhoto', { n: index + 1 })}
            onRemove={() => { onChange(photos.filter((_, each) => each !== index)) }} />
        ))}
        {room > 0 && preparing === 0 && (
          <>
            <Pick label={t('report.camera')} sign={<Camera />} isCamera onPick={take} />
            <Pick label={t('report.album')} sign={<Album />} onPick={take} />
          </>
        )}
      </div>
      <p className="hint" aria-live="polite">{preparing > 0 ? t('report.preparing') : t('report.photosHint', { count: photoLimits.count })}</p>
      {complaint && <p className="complaint" role="alert">{complaint}</p>}
    </fieldset>
  )
}

function Pick({ label, sign, isCamera = false, onPick }: { label: string; sign: React.ReactNode; isCamera?: boolean; onPick: (files: File[]) => Promise<void> }) {
  return (
    <label className="pick">
      {sign}{label}
      <input type="file" accept="image/*" {...(isCamera ? { capture: 'environment' as const } : { multiple: true })} onChange={(event) => {
        void onPick([...(event.target.files ?? [])])
        event.target.value = ''
      }} />
    </label>
  )
}

function Thumb({ photo, name, removeName, onRemove }: { photo: Blob; name: string; removeName: string; onRemove: () => void }) {
  const address = useMemo(() => URL.createObjectURL(photo), [photo])
  useEffect(() => () => { URL.revokeObjectURL(address) }, [address])
  return (
    <div className="thumb">
      <img src={address} alt={name} />
      <button type="button" aria-label={removeName} onClick={onRemove}>✕</button>
    </div>
  )
}

const Camera = () => <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 8h3l2-3h6l2 3h3v11H4z" /><circle cx="12" cy="13" r="3.4" /></svg>
const Album = () => <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v14H4z" /><path d="M4 16l5-5 4 4 3-3 4 4" /></svg>
