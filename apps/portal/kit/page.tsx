// The sheet every screen stands on: brand, language, content.
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { Language } from '#domain/plan/words.ts'
import { chooseLanguage, languageNames } from '../language.ts'
import { useWords } from '../words.ts'

export function Page({ title, brand, hotline, children, foot }: { title: string; brand?: string | null; hotline?: string | null; children: ReactNode; foot?: ReactNode }) {
  const { t } = useWords()
  useEffect(() => { document.title = brand ? `${title} · ${brand}` : title }, [title, brand])
  return (
    <div className={foot ? 'page has-foot' : 'page'}>
      <a className="skip" href="#content">{t('app.skip')}</a>
      <header className="top">
        <span className="brand"><Mark />{brand ?? t('app.name')}</span>
        {hotline && <a className="hotline" href={`tel:${hotline.replaceAll(/[^\d+]/g, '')}`} aria-label={`${t('app.hotline')} ${hotline}`}><span aria-hidden="true">☎</span> {hotline}</a>}
        <LanguageChoice />
      </header>
      <main id="content" tabIndex={-1}>{children}</main>
      {foot}
    </div>
  )
}

function LanguageChoice() {
  const { t, language } = useWords()
  return (
    <select className="language" aria-label={t('app.language')} value={language} onChange={(event) => { chooseLanguage(event.target.value as Language) }}>
      {Object.entries(languageNames).map(([code, name]) => <option key={code} value={code} lang={code}>{name}</option>)}
    </select>
  )
}

const Mark = () => (
  <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
    <rect width="32" height="32" rx="9" fill="var(--deep)" />
    <path d="M9 16.5l4.6 4.6L23.5 11" fill="none" stroke="#fff" strokeWidth="3.4" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)
