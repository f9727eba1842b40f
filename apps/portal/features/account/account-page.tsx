// The frame of the signed-in screens: asks who is there, and shows the sign-in or a refusal instead where it must.
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { CallFailure } from '../../call.ts'
import { Page } from '../../kit/page.tsx'
import { Failed, Message, Skeleton } from '../../kit/states.tsx'
import { Link, useAddress } from '../../router.tsx'
import { useWords } from '../../words.ts'
import type { WordKey } from '../../words.ts'
import { ask, leave, leaveIfEnded, useAccount } from './account.ts'
import { SignIn } from './sign-in.tsx'

const places = [
  ['/portal/', 'nav.tickets', '▤'], ['/portal/report', 'nav.report', '＋'], ['/portal/assets', 'nav.assets', '▣'], ['/portal/plans', 'nav.plans', '✓'],
] as const satisfies readonly (readonly [string, WordKey, string])[]

export function AccountPage({ title, children }: { title: string; children: () => ReactNode }) {
  const { t } = useWords()
  const account = useAccount()
  if (account.state === 'asking') return <Page title={title}><Skeleton lines={6} /></Page>
  if (account.state === 'failed') return <Page title={title}><Failed failure={account.failure} retry={ask} /></Page>
  if (account.state === 'out') return <Page title={t('signIn.title')}><SignIn /></Page>
  const { org, permissions } = account.me
  const mayRead = permissions.includes('own.read')
  return (
    <Page title={title} brand={org.name} hotline={org.hotline || null} foot={mayRead && <Places />}>
      {mayRead ? children() : (
        <Message sign="⊘" title={t('error.forbidden')} actions={<><a className="button main" href="/">{t('error.console')}</a><SignOut /></>}><p>{t('error.forbiddenHint')}</p></Message>
      )}
      {mayRead && <p className="account">{account.me.person.name} · <SignOut /></p>}
    </Page>
  )
}

const SignOut = () => {
  const { t } = useWords()
  return <button type="button" className="quiet" onClick={() => void leave()}>{t('nav.signOut')}</button>
}

function Places() {
  const { t } = useWords()
  const { path } = useAddress()
  const isHere = (place: string) => (place === '/portal/' ? path === '/portal/' || path === '/portal' || path.startsWith('/portal/tickets') : path === place)
  return (
    <nav className="places" aria-label={t('nav.main')}>
      {places.map(([place, word, sign]) => (
        <Link key={place} to={place} aria-current={isHere(place) ? 'page' : undefined}><span aria-hidden="true">{sign}</span>{t(word)}</Link>
      ))}
    </nav>
  )
}

/** Leads to the sign-in when the session has ended while a screen was open. */
export function useSessionWatch(failure: CallFailure | null): void {
  useEffect(() => { leaveIfEnded(failure) }, [failure])
}
