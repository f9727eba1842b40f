// The frame around every screen: menu by permission, search, notices, account, keys.
import { Suspense, useEffect, useState } from 'react'
import { Alert, Button, Drawer, Grid, Layout, Menu, Result, Spin } from 'antd'
import { BellOutlined, CheckSquareOutlined, CustomerServiceOutlined, DashboardOutlined, MenuFoldOutlined, MenuUnfoldOutlined, PlusOutlined } from '@ant-design/icons'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { viewAsRole } from '#contract/people/session.ts'
import { adminIn } from '#locales/admin.ts'
import { shellIn } from '#locales/shell.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMe } from '#ui/record/session.ts'
import { adminEntries } from '../screens/admin-routes.tsx'
import { AccountMenu } from './account-menu.tsx'
import { entryIcon } from './icons.tsx'
import { KeyHelp } from './key-help.tsx'
import { Notices } from './notices.tsx'
import { Palette } from './palette.tsx'
import { useKeys } from './use-keys.ts'

export function Frame() {
  const me = useMe()
  const say = shellIn(useLanguage())
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const [isNarrow, setNarrow] = useState(() => localStorage.getItem('menu') === 'narrow' || innerWidth < 1100)
  const isPhone = Grid.useBreakpoint().md === false
  const navigate = useNavigate()
  useKeys({ palette: () => setPaletteOpen(true), help: () => setHelpOpen(true), go: (to) => void navigate({ to }) })
  useEffect(() => { localStorage.setItem('menu', isNarrow ? 'narrow' : 'wide') }, [isNarrow])
  if (me.person.kind === 'customer') return <Result status="info" title={say('customerOnly')} extra={<Button type="primary" href="/portal/">{say('toPortal')}</Button>} />
  return (
    <Layout className="frame">
      <a className="skip" href="#content">{say('skip')}</a>
      {isPhone
        ? (
          <Drawer open={!isNarrow} onClose={() => setNarrow(true)} placement="left" size={240} title="Aftercare" styles={{ body: { padding: 0 } }}>
            <nav aria-label={say('menu')} onClick={() => setNarrow(true)}><MainMenu /></nav>
          </Drawer>
        )
        : (
          <Layout.Sider collapsed={isNarrow} width={200} collapsedWidth={52} theme="light" className="side">
            <div className="brand"><img src="/mark.svg" alt="" width={22} height={22} />{!isNarrow && <span>Aftercare</span>}</div>
            <nav aria-label={say('menu')}><MainMenu /></nav>
          </Layout.Sider>
        )}
      <Layout>
        <Layout.Header className="top">
          <Button type="text" aria-label={say('menu')} aria-expanded={!isNarrow} icon={isNarrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />} onClick={() => setNarrow(!isNarrow)} />
          <button type="button" className="find" onClick={() => setPaletteOpen(true)}><span>{say('search')}</span><kbd>Ctrl K</kbd></button>
          <span className="grow" />
          {me.permissions.includes('ticket.register') && <Link to="/tickets/new"><Button type="primary" icon={<PlusOutlined />} tabIndex={-1} aria-label={say('register')}>{!isPhone && say('register')}</Button></Link>}
          <Notices icon={<BellOutlined />} />
          <AccountMenu onKeys={() => setHelpOpen(true)} />
        </Layout.Header>
        <ViewingAs />
        <Layout.Content id="content" className="content" tabIndex={-1}><Suspense fallback={<div className="lone"><Spin /></div>}><Outlet /></Suspense></Layout.Content>
      </Layout>
      <Palette open={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
      <KeyHelp open={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </Layout>
  )
}

function ViewingAs() {
  const me = useMe()
  const language = useLanguage()
  const say = shellIn(language)
  const end = useAct(viewAsRole, () => { location.reload() })
  if (!me.viewingAs) return null
  const button = <Button size="small" onClick={() => end.mutate({ roleId: null })}>{say('endView')}</Button>
  return <Alert banner type="warning" title={say('viewingAs', { role: me.viewingAs.title[language] })} action={button} />
}

function MainMenu() {
  const me = useMe()
  const language = useLanguage()
  const say = shellIn(language)
  const admin = adminIn(language)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const work = [
    { path: '/', label: say('home'), icon: <DashboardOutlined />, needs: 'ticket.read' as const },
    { path: '/tickets', label: say('tickets'), icon: <CustomerServiceOutlined />, needs: 'ticket.read' as const },
    { path: '/promises', label: say('promises'), icon: <CheckSquareOutlined />, needs: 'promise.read' as const },
  ].filter(({ needs }) => me.permissions.includes(needs))
  const entries = adminEntries.filter(({ needs }) => me.permissions.includes(needs))
  const groups = [...new Set(entries.map(({ group }) => group))]
  const item = (to: string, label: string, icon: React.ReactNode) => ({ key: to, icon, label: <Link to={to}>{label}</Link>, title: label })
  const selected = [...work, ...entries].map((entry) => entry.path).filter((one) => (one === '/' ? path === '/' : path === one || path.startsWith(`${one}/`))).sort((a, b) => b.length - a.length)[0]
  return (
    <Menu mode="inline" selectedKeys={selected ? [selected] : []} items={[
      { key: 'work', type: 'group', label: say('nav.work'), children: work.map((one) => item(one.path, one.label, one.icon)) },
      ...groups.map((group) => ({ key: group, type: 'group' as const, label: admin(group), children: entries.filter((one) => one.group === group).map((one) => item(one.path, admin(one.title), entryIcon(one.icon))) })),
    ]} />
  )
}
