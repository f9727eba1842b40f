import { Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { createTeam, deleteTeam, listTeams, updateTeam } from '#contract/people/endpoints.ts'
import type { teamView } from '#contract/people/people.ts'
import { adminIn } from '#locales/admin.ts'
import { useAsk } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { Pick, PickMany } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { findPeople } from '../../features/people/person-drawer.tsx'

type Team = z.output<typeof teamView>

export function TeamsScreen() {
  const say = adminIn(useLanguage())
  const mayWrite = useMay('people.write')
  const [edited, setEdited] = useState<Team | 'new' | null>(null)
  const teams = useAsk(listTeams, {})
  const remove = useAct(deleteTeam, () => say('screen.done'))
  const add = mayWrite && <Button type="primary" onClick={() => setEdited('new')}>{say('team.new')}</Button>
  const leadOf = (team: Team) => team.members.find((member) => member.id === team.leadId)?.name ?? ''
  return (
    <Screen title={say('team.list')} needs="people.read" actions={add}>
      <Rows of={{ ...teams, rows: teams.data?.rows ?? [] }} rowKey="id" {...(mayWrite ? { onOpen: setEdited } : {})} empty={{ title: say('team.none'), action: add }} columns={[
        { title: say('team.name'), width: 200, render: (_, row) => <b>{row.name}</b> },
        { title: say('team.lead'), width: 140, render: (_, row) => leadOf(row) },
        { title: say('team.members'), render: (_, row) => row.members.map((member) => member.name).join('、') },
        ...(mayWrite ? [{ title: '', width: 150, render: (_: unknown, row: Team) => (
          <Space>
            <Button size="small" type="link" onClick={() => setEdited(row)}>{say('screen.edit')}</Button>
            <ConfirmButton type="link" danger ask={say('team.deleteAsk', { name: row.name })} onYes={() => remove.mutate({ teamId: row.id })}>{say('screen.delete')}</ConfirmButton>
          </Space>
        ) }] : []),
      ]} />
      <TeamDrawer key={edited === 'new' ? 'new' : edited?.id ?? 'none'} edited={edited} onClose={() => setEdited(null)} />
    </Screen>
  )
}

function TeamDrawer({ edited, onClose }: { edited: Team | 'new' | null; onClose: () => void }) {
  const say = adminIn(useLanguage())
  const team = edited === 'new' ? null : edited
  const known = (team?.members ?? []).map((member) => ({ value: member.id, label: member.name }))
  const labels = { name: say('team.name'), leadId: say('team.lead'), memberIds: say('team.members') }
  const fields = (values: Values) => ({ name: String(values.name ?? ''), leadId: (values.leadId ?? null) as string | null, memberIds: (values.memberIds ?? []) as string[] })
  const children = (
    <>
      <Form.Item name="name" label={labels.name} rules={[{ required: true }]}><Input autoFocus maxLength={100} /></Form.Item>
      <Form.Item name="leadId" label={labels.leadId}><Pick label={labels.leadId} findKey="people" find={findPeople} known={known} /></Form.Item>
      <Form.Item name="memberIds" label={labels.memberIds}><PickMany label={labels.memberIds} findKey="people" find={findPeople} known={known} /></Form.Item>
    </>
  )
  const shared = { open: edited !== null, onClose, labels, children, initial: team ? { ...team, memberIds: team.members.map((member) => member.id) } : { memberIds: [] } }
  return team
    ? <RecordDrawer {...shared} title={say('team.edit')} endpoint={updateTeam} toInput={(values) => ({ teamId: team.id, ...fields(values) })} />
    : <RecordDrawer {...shared} title={say('team.new')} endpoint={createTeam} toInput={fields} />
}
