// Who is there decides what is shown: the sign-in page, or the frame with its screens.
import { useEffect, useMemo, useState } from 'react'
import { App as AntApp, ConfigProvider, Spin, theme } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import zhTW from 'antd/locale/zh_TW'
import { RouterProvider } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { getMe } from '#contract/people/session.ts'
import type { Me } from '#contract/people/session.ts'
import { languages } from '#domain/plan/words.ts'
import type { Language } from '#domain/plan/words.ts'
import { CallError, keyOf, useAsk } from '#ui/record/ask.ts'
import { MeContext } from '#ui/record/session.ts'
import { Failure } from '#ui/record/states.tsx'
import { SignIn } from '../screens/session/sign-in.tsx'
import { createConsoleRouter } from './router.tsx'

const words = { 'zh-TW': zhTW, 'zh-CN': zhCN, en: enUS }
const fonts = {
  'zh-TW': '"PingFang TC", "Microsoft JhengHei", "Noto Sans TC", "Noto Sans CJK TC", system-ui, sans-serif',
  'zh-CN': '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif', en: 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans TC", sans-serif',
}

const storedLanguage = (): Language => {
  const stored = localStorage.getItem('language')
  return languages.find((one) => one === stored) ?? languages.find((one) => navigator.language.startsWith(one)) ?? 'zh-TW'
}

// Words in these colours are read on white: at least 4.5 to 1. Those of tags are in console.css.
const readable = {
  colorSuccess: '#237804', colorWarning: '#8a5200', colorError: '#b3261e', colorSuccessBg: '#f6ffed', colorWarningBg: '#fff7e6', colorErrorBg: '#fff2f0',
}

export function Console() {
  const me = useAsk(getMe, {})
  const [chosen, setChosen] = useState(storedLanguage)
  const language = me.data?.language ?? chosen
  const isCompact = (me.data?.preferences.density ?? 'compact') === 'compact'
  useEffect(() => { document.documentElement.lang = language }, [language])
  const choose = (next: Language) => {
    localStorage.setItem('language', next)
    setChosen(next)
  }
  return (
    <ConfigProvider locale={words[language]} button={{ autoInsertSpace: false }} theme={{
      cssVar: { key: 'aftercare' }, algorithm: isCompact ? [theme.defaultAlgorithm, theme.compactAlgorithm] : theme.defaultAlgorithm,
      token: {
        ...readable,
        colorPrimary: '#0b6e69', colorPrimaryBg: '#e2f1ef', controlItemBgActive: '#e2f1ef', controlItemBgActiveHover: '#d3e8e5', colorLink: '#0b6e69', colorTextSecondary: '#4d5656', colorTextTertiary: '#5c6666', colorTextPlaceholder: '#667070', borderRadius: 4, fontFamily: fonts[language], motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      },
      components: { Layout: { headerBg: '#ffffff', siderBg: '#f4f6f5', bodyBg: '#ffffff' }, Menu: { itemBg: 'transparent', itemSelectedBg: '#d9ebe9', itemSelectedColor: '#074f4b' } },
    }}>
      <AntApp><Inside me={me.data} error={me.error} retry={() => void me.refetch()} language={language} onLanguage={choose} /></AntApp>
    </ConfigProvider>
  )
}

type InsideProps = { me: Me | undefined; error: Error | null; retry: () => void; language: Language; onLanguage: (language: Language) => void }

function Inside({ me, error, retry, language, onLanguage }: InsideProps) {
  const queries = useQueryClient()
  const [last, setLast] = useState<Me | undefined>()
  const router = useMemo(() => createConsoleRouter(), [])
  useEffect(() => { if (me) setLast(me) }, [me])
  const welcome = (next: Me) => {
    queries.setQueryData(keyOf(getMe, {}), next)
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== getMe.path || queryKey[1] !== getMe.method })
  }
  const isGone = error instanceof CallError && error.status === 401
  const shown = me ?? (isGone ? last : undefined)
  if (shown) {
    return (
      <MeContext.Provider value={shown}>
        <RouterProvider router={router} />
        {isGone && <SignIn language={language} onLanguage={onLanguage} onDone={welcome} isOver />}
      </MeContext.Provider>
    )
  }
  if (isGone) return <SignIn language={language} onLanguage={onLanguage} onDone={welcome} />
  if (error) return <main className="lone"><Failure error={error} retry={retry} /></main>
  return <main className="lone"><Spin size="large" /></main>
}
