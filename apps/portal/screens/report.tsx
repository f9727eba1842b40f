import { useState } from 'react'
import { call, newKey } from '../call.ts'
import type { CallFailure } from '../call.ts'
import { listMyAssets, reportMine } from '../endpoints.ts'
import { AccountPage, useSessionWatch } from '../features/account/account-page.tsx'
import { groupBySite } from '../features/account/asset-groups.ts'
import type { Holdings } from '../features/account/asset-groups.ts'
import { forget, keep, kept } from '../keeping.ts'
import { holdEnterWhileComposing } from '../kit/composing.ts'
import { Field } from '../kit/field.tsx'
import { Notice, Read } from '../kit/states.tsx'
import { failureOf, useReading } from '../read.ts'
import { go, useAddress } from '../router.tsx'
import { useWords } from '../words.ts'

const types = ['fault', 'consultation', 'complaint', 'return'] as const
type Draft = { type: (typeof types)[number]; title: string; description: string; key: string }
const draftName = 'draft:mine'
const isDraft = (value: unknown): value is Draft => typeof value === 'object' && value !== null && 'key' in value && 'title' in value && 'description' in value && 'type' in value

export function ReportScreen() {
  const { t } = useWords()
  return <AccountPage title={t('mine.title')}>{() => <Report />}</AccountPage>
}

function Report() {
  const { query } = useAddress()
  const reading = useReading(() => call(listMyAssets, {}), 'assets')
  useSessionWatch(reading.failure)
  return <Read reading={reading}>{(holdings) => <Form holdings={holdings} chosen={query.get('asset') ?? ''} />}</Read>
}

function Form({ holdings, chosen }: { holdings: Holdings; chosen: string }) {
  const { t } = useWords()
  const [assetId, setAsset] = useState(holdings.assets.some(({ id }) => id === chosen) ? chosen : '')
  const [draft, setDraft] = useState<Draft>(() => kept(draftName, isDraft) ?? { type: 'fault', title: '', description: '', key: newKey() })
  const [wrong, setWrong] = useState<string | null>(null)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [isSending, setSending] = useState(false)

  // Other words are another report: the key goes with the words.
  const write = (part: Partial<Draft>) => {
    const next = { ...draft, ...part, key: newKey() }
    setDraft(next)
    keep(draftName, next)
  }

  async function send(): Promise<void> {
    if (draft.title.trim() === '') return setWrong(t('mine.subjectMissing'))
    setWrong(null)
    setFailure(null)
    setSending(true)
    const { key, title, ...others } = draft
    const siteId = holdings.assets.find(({ id }) => id === assetId)?.siteId
    try {
      const { id } = await call(reportMine, { ...others, title: title.trim(), ...(assetId && { assetId }), ...(siteId && { siteId }) }, { key })
      forget(draftName)
      go(`/portal/tickets/${id}`)
    } catch (error) {
      setFailure(failureOf(error))
      setSending(false)
    }
  }

  return (
    <form className="sheet" noValidate onKeyDown={holdEnterWhileComposing} onSubmit={(event) => {
      event.preventDefault()
      if (!isSending) void send()
    }}>
      <h1>{t('mine.title')}</h1>
      <div className="chips" role="group" aria-label={t('mine.type')}>
        {types.map((type) => <button key={type} type="button" className="chip" aria-pressed={draft.type === type} onClick={() => { write({ type }) }}>{draft.type === type && <span aria-hidden="true">✓</span>}{t(`mine.type.${type}`)}</button>)}
      </div>
      <Field label={t('mine.asset')}>
        {(face) => (
          <select {...face} value={assetId} onChange={(event) => {
            setAsset(event.target.value)
            write({})
          }}>
            <option value="">{t('mine.noAsset')}</option>
            {groupBySite(holdings).filter(({ assets }) => assets.length > 0).map(({ id, name, assets }) => (
              <optgroup key={id ?? 'none'} label={name ?? t('assets.noSite')}>{assets.map((asset) => <option key={asset.id} value={asset.id}>{asset.name} · {asset.number}</option>)}</optgroup>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('mine.subject')} wrong={wrong}>
        {(face) => <input {...face} maxLength={300} value={draft.title} onChange={(event) => { write({ title: event.target.value }) }} />}
      </Field>
      <Field label={t('mine.details')} isOptional={t('report.optional')}>
        {(face) => <textarea {...face} rows={5} maxLength={4000} value={draft.description} onChange={(event) => { write({ description: event.target.value }) }} />}
      </Field>
      {failure && (
        <Notice tone="bad" title={t('report.kept')}><p>{t('report.keptHint', { reason: failure.message })}</p>{failure.trace && <p className="trace">{t('app.trace',
          { trace: failure.trace })}</p>}</Notice>
      )}
      <button type="submit" className="main wide" disabled={isSending}>{isSending ? t('report.sending') : failure ? t('report.sendAgain') : t('mine.send')}</button>
    </form>
  )
}
