import type { ProgressView } from '#contract/channel/portal.ts'
import { momentWords } from '../../moments.ts'
import { sayKnown, useWords } from '../../words.ts'

export type FileAddress = ((attachmentId: string) => string) | null

export function EventList({ events, now, fileAddress }: { events: ProgressView['events']; now: number; fileAddress: FileAddress }) {
  const { t, language } = useWords()
  if (events.length === 0) return <p className="hint">{t('progress.noEvents')}</p>
  return (
    <ol className="events">
      {[...events].sort((one, other) => Date.parse(other.at) - Date.parse(one.at)).map((event, index) => (
        <li key={`${event.at} ${event.kind} ${index}`} className={event.mine ? 'mine' : ''}>
          <p className="what">{event.mine && <span className="who">{t('progress.mine')}</span>}{sayKnown(language,
            `event.${event.kind}`) ?? t('event.other')}<time dateTime={event.at}>{momentWords(language, event.at, now)}</time></p>
          {event.text && <p className="said">{event.text}</p>}
          {event.attachments.length > 0 && <div className="thumbs">{event.attachments.map((file) => <Attachment key={file.id} {...file} address={fileAddress?.(file.id) ?? null} />)}</div>}
        </li>
      ))}
    </ol>
  )
}

const isPicture = (name: string) => /\.(jpe?g|png|gif|webp|avif)$/i.test(name)

function Attachment({ name, address }: { name: string; address: string | null }) {
  if (!address) return <span className="file">{name}</span>
  if (!isPicture(name)) return <a className="file" href={address}>{name}</a>
  return <a className="thumb" href={address} target="_blank" rel="noreferrer"><img src={address} alt={name} loading="lazy" /></a>
}
