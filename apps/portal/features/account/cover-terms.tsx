// Until when each component of one's own machine is covered, and who pays; read when it is opened.
import { coverWord, entitlementIn } from '#locales/entitlement.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import type { getMyAssetCover as declared } from '#contract/entitlement/endpoints.ts'
import { call } from '../../call.ts'
import { getMyAssetCover } from '../../endpoints.ts'
import { Read } from '../../kit/states.tsx'
import { dayWords } from '../../moments.ts'
import { useReading } from '../../read.ts'
import { useWords } from '../../words.ts'

type Component = ReplyOf<typeof declared>['components'][number]

export function CoverTerms({ assetId }: { assetId: string }) {
  const { language, own } = useWords()
  const say = entitlementIn(language)
  const reading = useReading(() => call(getMyAssetCover, { assetId }), `cover ${assetId}`)
  const written = (day: string) => dayWords(language, new Date(`${day}T12:00:00`))
  const span = ({ from, until, state }: Component) => {
    if (state === 'not-opened' || !from) return say('state.not-opened')
    const end = until ? written(until) : say('endless')
    return `${signs[state]} ${say(`state.${state}`)} · ${written(from)} – ${end}`
  }
  const paid = ({ pays }: Component) => say('paysLine', { parts: coverWord(say, 'payer', pays.parts), labour: coverWord(say, 'payer', pays.labour), travel: coverWord(say, 'payer', pays.travel) })
  return (
    <Read reading={reading} lines={3}>
      {({ components }) => (components.length === 0 ? <p className="hint">{say('portalNone')}</p> : (
        <ul className="rules">
          {components.map((component, index) => (
            <li key={index} style={{ display: 'block' }}>
              <strong style={{ whiteSpace: 'normal' }}>{coverWord(say, 'component', component.component)}</strong> <span>{own(component.title)}</span>
              <div>{span(component)}</div>
              <small>{paid(component)} · {component.clause}</small>
            </li>
          ))}
        </ul>
      ))}
    </Read>
  )
}

const signs = { 'in-force': '✓', ahead: '○', over: '✕' } as const
