// Search over everything and the commands, by keyboard. It asks only when nothing is being composed.
import { useEffect, useRef, useState } from 'react'
import { Input, Modal, Spin } from 'antd'
import type { InputRef } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { lookup } from '#contract/party/endpoints.ts'
import { adminIn } from '#locales/admin.ts'
import { shellIn } from '#locales/shell.ts'
import type { ShellKey } from '#locales/en/shell.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useLanguage, useMe } from '#ui/record/session.ts'
import { adminEntries } from '../screens/admin-routes.tsx'

type Target = { key: string; to: string; title: string; hint: string }
const placeOf: Readonly<Record<string, (id: string) => string>> = {
  customer: (id) => `/customers/${id}`, contact: (id) => `/customers/${id}`, asset: (id) => `/assets/${id}`, ticket: (id) => `/tickets/${id}`,
}

export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = shellIn(useLanguage())
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const isComposing = useRef(false)
  const input = useRef<InputRef>(null)
  const navigate = useNavigate()
  const { targets, isPending } = useTargets(asked)
  useEffect(() => {
    if (isComposing.current) return undefined
    const wait = setTimeout(() => { setAsked(text.trim()); setAt(0) }, 120)
    return () => clearTimeout(wait)
  }, [text])
  const go = (target: Target | undefined) => {
    if (!target) return
    onClose()
    void navigate({ to: target.to })
  }
  const onKey = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'ArrowDown') { event.preventDefault(); setAt(Math.min(at + 1, targets.length - 1)) }
    if (event.key === 'ArrowUp') { event.preventDefault(); setAt(Math.max(at - 1, 0)) }
    if (event.key === 'Enter') go(targets[at])
  }
  return (
    <Modal open={open} onCancel={onClose} footer={null} closable={false} destroyOnHidden afterOpenChange={(shown) => { if (shown) input.current?.focus(); else setText('') }} width={600} style={{ top: 80 }} aria-label={say('search')}>
      <Input ref={input} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={onKey} placeholder={say('search')} size="large" role="combobox" aria-expanded aria-controls="hits" aria-label={say('search')}
        aria-activedescendant={targets[at] ? `hit-${targets[at].key}` : undefined}
        onCompositionStart={() => { isComposing.current = true }} onCompositionEnd={(event) => { isComposing.current = false; setText(`${(event.target as HTMLInputElement).value}`); setAsked((event.target as HTMLInputElement).value.trim()) }} />
      <ul id="hits" role="listbox" className="hits" aria-label={say('search')}>
        {targets.map((target, index) => (
          <li key={target.key} id={`hit-${target.key}`} role="option" aria-selected={index === at} onMouseEnter={() => setAt(index)} onClick={() => go(target)}>
            <span>{target.title}</span><small>{target.hint}</small>
          </li>
        ))}
      </ul>
      {isPending && <Spin size="small" />}
      {!isPending && asked !== '' && targets.length === 0 && <p className="none">{say('noHits')}</p>}
    </Modal>
  )
}

function useTargets(asked: string): { targets: Target[]; isPending: boolean } {
  const me = useMe()
  const language = useLanguage()
  const say = shellIn(language)
  const admin = adminIn(language)
  const found = useAsk(lookup, { q: asked || '-' }, { enabled: asked !== '' })
  const commands: Target[] = [
    { key: 'new', to: '/tickets/new', title: say('register'), hint: say('commands') }, { key: 'tickets', to: '/tickets', title: say('tickets'), hint: say('commands') },
    { key: 'promises', to: '/promises', title: say('promises'), hint: say('commands') }, { key: 'account', to: '/account', title: say('profile'), hint: say('commands') },
    ...adminEntries.filter(({ needs }) => me.permissions.includes(needs)).map((entry) => ({ key: entry.path, to: entry.path, title: admin(entry.title), hint: say('commands') })),
  ]
  const words = asked.toLowerCase()
  const hits = asked === '' ? [] : (found.data?.hits ?? []).map((hit): Target => ({
    key: `${hit.kind}-${hit.id}`, to: (placeOf[hit.kind] ?? placeOf['customer']!)(hit.kind === 'contact' ? hit.customerId ?? hit.id : hit.id),
    title: hit.title, hint: [say(`hit.${hit.kind}` as ShellKey), hit.subtitle].filter(Boolean).join(' · '),
  }))
  return { targets: [...hits, ...commands.filter(({ title }) => title.toLowerCase().includes(words)).slice(0, asked === '' ? 20 : 5)], isPending: asked !== '' && found.isPending }
}
