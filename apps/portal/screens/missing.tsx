import { Page } from '../kit/page.tsx'
import { Message } from '../kit/states.tsx'
import { Link } from '../router.tsx'
import { useWords } from '../words.ts'

export function MissingScreen() {
  const { t } = useWords()
  return (
    <Page title={t('error.notFound')}>
      <Message sign="?" title={t('error.notFound')} actions={<Link to="/portal/" className="button main">{t('error.home')}</Link>}><p>{t('error.notFoundHint')}</p></Message>
    </Page>
  )
}
