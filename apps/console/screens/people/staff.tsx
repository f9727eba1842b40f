import { Button, Dropdown, Input, Select, Tag } from 'antd'
import { useDeferredValue, useState } from 'react'
import { deactivatePerson, inviteAgain, listPeople, listRoles, listTeams, reactivatePerson, removePersonTotp, signOutPerson } from '#contract/people/endpoints.ts'
import { personKinds } from '#contract/people/people.ts'
import type { PersonView } from '#contract/people/people.ts'
import { adminIn } from '#locales/admin.ts'
import { useAsk, usePages } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { PersonDrawer, useShowOnce } from '../../features/people/person-drawer.tsx'

type Filter = { q: string; kind: PersonView['kind'] | null; roleId: string | null; teamId: string | null; active: 'yes' | 'no' | 'all' }
const everyone: Filter = { q: '', kind: null, roleId: null, teamId: null, active: 'yes' }

const askedOf = ({ q, kind, roleId, teamId, active }: Filter) =>
  ({ active, ...(q.trim() ? { q: q.trim() } : {}), ...(kind ? { kind } : {}), ...(roleId ? { roleId } : {}), ...(teamId ? { teamId } : {}) })

export function StaffScreen() {
  const language = useLanguage()
  const say = adminIn(language)
  const mayWrite = useMay('people.write')
  const [filter, setFilter] = useState(everyone)
  const [edited, setEdited] = useState<PersonView | 'new' | null>(null)
  const people = usePages(listPeople, askedOf(useDeferredValue(filter)))
  const roles = useAsk(listRoles, {})
  const teams = useAsk(listTeams, {})
  const change = (patch: Partial<Filter>) => setFilter((before) => ({ ...before, ...patch }))
  const add = mayWrite && <Button type="primary" onClick={() => setEdited('new')}>{say('people.invite')}</Button>
  return (
    <Screen title={say('people.list')} needs="people.read" actions={add}>
      <div className="screen-filters" role="search">
        <Input.Search allowClear style={{ width: 280 }} value={filter.q} placeholder={say('people.search')} aria-label={say('people.search')} onChange={(event) => change({ q: event.target.value })} />
        <Select allowClear style={{ width: 120 }} value={filter.kind} placeholder={say('people.kind')} aria-label={say('people.kind')} onChange={(value) => change({ kind: value ?? null })} options={personKinds.map((value) => ({ value, label: say(`people.kind.${value}`) }))} />
        <Select allowClear style={{ width: 160 }} value={filter.roleId} placeholder={say('people.role')} aria-label={say('people.role')} onChange={(value) => change({ roleId: value ?? null })} options={(roles.data?.rows ?? []).map((role) => ({ value: role.id, label: role.title[language] }))} />
        <Select allowClear style={{ width: 160 }} value={filter.teamId} placeholder={say('people.teams')} aria-label={say('people.teams')} onChange={(value) => change({ teamId: value ?? null })} options={(teams.data?.rows ?? []).map((team) => ({ value: team.id, label: team.name }))} />
        <Select style={{ width: 120 }} value={filter.active} aria-label={say('people.anyState')} onChange={(value) => change({ active: value })} options={[{ value: 'yes', label: say('people.active') }, { value: 'no', label: say('people.inactive') }, { value: 'all', label: say('people.anyState') }]} />
      </div>
      <Rows of={people} rowKey="id" {...(mayWrite ? { onOpen: setEdited } : {})}
        empty={{ title: say('people.none'), action: add, isFiltered: JSON.stringify(filter) !== JSON.stringify(everyone), onClear: () => setFilter(everyone) }} columns={[
          { title: say('people.name'), render: (_, row) => <b>{row.name}</b> },
          { title: say('people.position'), dataIndex: 'position' },
          { title: say('people.role'), render: (_, row) => row.role.title[language] },
          { title: say('people.teams'), render: (_, row) => row.teams.map((team) => <Tag key={team.id}>{team.isLead ? '★ ' : ''}{team.name}</Tag>) },
          { title: say('people.email'), dataIndex: 'email' }, { title: say('people.phone'), dataIndex: 'phone' },
          { title: say('people.qualifications'), render: (_, row) => row.qualifications.join('、') },
          { title: say('screen.state'), width: 150, render: (_, row) => <PersonState person={row} /> },
          ...(mayWrite ? [{ title: '', width: 110, render: (_: unknown, row: PersonView) => <PersonActions person={row} onEdit={() => setEdited(row)} /> }] : []),
        ]} />
      <PersonDrawer key={edited === 'new' ? 'new' : edited?.id ?? 'none'} open={edited !== null} person={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
    </Screen>
  )
}

function PersonState({ person }: { person: PersonView }) {
  const say = adminIn(useLanguage())
  if (!person.isActive) return <Tag color="default">✕ {say('people.inactive')}</Tag>
  return <>{person.hasPassword ? <Tag color="success">● {say('people.active')}</Tag> : <Tag color="warning">◌ {say('people.invited')}</Tag>}{person.hasTotp && <Tag title={say('people.totp')}>2FA</Tag>}</>
}

function PersonActions({ person, onEdit }: { person: PersonView; onEdit: () => void }) {
  const say = adminIn(useLanguage())
  const showOnce = useShowOnce()
  const of = { personId: person.id }
  const deactivate = useAct(deactivatePerson, () => say('people.inactive'))
  const reactivate = useAct(reactivatePerson, () => say('people.active'))
  const signOut = useAct(signOutPerson, () => say('screen.done'))
  const removeTotp = useAct(removePersonTotp, () => say('screen.done'))
  const again = useAct(inviteAgain, (reply) => showOnce(say('people.link'), say('people.linkHint'), reply.link))
  const acts: Record<string, () => void> = {
    deactivate: () => { if (window.confirm(say('people.deactivateAsk', { name: person.name }))) deactivate.mutate(of) },
    reactivate: () => reactivate.mutate(of), signOut: () => signOut.mutate(of), removeTotp: () => removeTotp.mutate(of), again: () => again.mutate(of),
  }
  const items = [
    ...(person.isActive && !person.hasPassword ? [{ key: 'again', label: say('people.inviteAgain') }] : []),
    ...(person.isActive ? [{ key: 'signOut', label: say('people.signOut') }] : []),
    ...(person.hasTotp ? [{ key: 'removeTotp', label: say('people.removeTotp') }] : []),
    person.isActive ? { key: 'deactivate', label: say('people.deactivate'), danger: true } : { key: 'reactivate', label: say('people.reactivate') },
  ]
  return (
    <>
      <Button size="small" type="link" onClick={onEdit}>{say('screen.edit')}</Button>
      <Dropdown menu={{ items, onClick: ({ key }) => acts[key]?.() }}><Button size="small" type="text" aria-label={say('screen.more')}>⋯</Button></Dropdown>
    </>
  )
}
