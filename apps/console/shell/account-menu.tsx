import { Button, Dropdown } from 'antd'
import { DownOutlined, GlobalOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { getMe, signOut, updatePreferences } from '#contract/people/session.ts'
import type { Language } from '#domain/plan/words.ts'
import { languages } from '#domain/plan/words.ts'
import { shellIn } from '#locales/shell.ts'
import { keyOf } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMe } from '#ui/record/session.ts'

export const languageNames: Record<Language, string> = { 'zh-TW': '繁體中文', 'zh-CN': '简体中文', en: 'English' }

export function AccountMenu({ onKeys }: { onKeys: () => void }) {
  const me = useMe()
  const language = useLanguage()
  const say = shellIn(language)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const change = useAct(updatePreferences, (next) => { queries.setQueryData(keyOf(getMe, {}), next) })
  const leave = useAct(signOut, () => { queries.clear(); location.assign('/') })
  const speak = (next: Language) => {
    localStorage.setItem('language', next)
    change.mutate({ language: next })
  }
  return (
    <>
      <Dropdown trigger={['click']} menu={{ selectedKeys: [language], items: languages.map((one) => ({ key: one, label: languageNames[one] })), onClick: ({ key }) => speak(key as Language) }}>
        <Button type="text" icon={<GlobalOutlined />} aria-label={`${say('language')} ${languageNames[language]}`}><span className="wide-only">{languageNames[language]}</span></Button>
      </Dropdown>
      <Dropdown trigger={['click']} menu={{
        items: [
          { key: 'who', type: 'group', label: `${me.role.title[language]} · ${me.org.name}` }, { key: 'account', label: say('profile') }, { key: 'keys', label: say('keys') }, { type: 'divider' }, { key: 'out', label: say('signOut') },
        ],
        onClick: ({ key }) => { if (key === 'account') void navigate({ to: '/account' }); if (key === 'keys') onKeys(); if (key === 'out') leave.mutate({}) },
      }}>
        <Button type="text" className="who">{me.person.name} <DownOutlined aria-hidden /></Button>
      </Dropdown>
    </>
  )
}
