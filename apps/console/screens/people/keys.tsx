import { Button, Form, Input, Tag } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { createKey, listKeys, revokeKey } from '#contract/people/keys.ts'
import type { keyView } from '#contract/people/keys.ts'
import type { Permission } from '#contract/permissions.ts'
import { adminIn } from '#locales/admin.ts'
import { useAsk } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMe, useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { PermissionPicker } from '../../features/people/permission-picker.tsx'
import { useShowOnce } from '../../features/people/person-drawer.tsx'
import '../../features/people/people.css'

type Key = z.output<typeof keyView>

export function KeysScreen() {
  const say = adminIn(useLanguage())
  const { permissions: mine } = useMe()
  const { moment } = useMoments()
  const showOnce = useShowOnce()
  const [adding, setAdding] = useState(false)
  const keys = useAsk(listKeys, {})
  const revoke = useAct(revokeKey, () => say('key.revoked'))
  const add = <Button type="primary" onClick={() => setAdding(true)}>{say('key.new')}</Button>
  const labels = { name: say('key.name'), permissions: say('key.permissions'), expiresAt: say('key.expiresAt') }
  return (
    <Screen title={say('key.list')} needs="key.write" actions={add}>
      <Rows of={{ ...keys, rows: keys.data?.rows ?? [] }} rowKey="id" empty={{ title: say('key.none'), action: add }} columns={[
        { title: say('key.name'), render: (_, row) => <b>{row.name}</b> }, { title: say('key.hint'), render: (_, row) => <code>…{row.hint}</code> },
        { title: say('key.permissions'), render: (_, row) => row.permissions.length }, { title: say('key.createdBy'), render: (_, row) => row.createdBy.name },
        { title: say('key.expiresAt'), render: (_, row) => moment(row.expiresAt) || say('key.never') }, { title: say('key.lastUsedAt'), render: (_, row) => moment(row.lastUsedAt) || '–' },
        { title: say('screen.state'), render: (_, row) => <KeyState row={row} /> },
        { title: '', width: 100, render: (_, row) => !row.revokedAt && <ConfirmButton danger ask={say('key.revokeAsk', { name: row.name })} onYes={() => revoke.mutate({ keyId: row.id })}>{say('key.revoke')}</ConfirmButton> },
      ]} />
      <RecordDrawer title={say('key.new')} open={adding} onClose={() => setAdding(false)} endpoint={createKey} initial={{ permissions: [] }} labels={labels} width={640}
        toInput={(values) => ({ name: String(values.name ?? ''), permissions: values.permissions as Permission[], expiresAt: values.expiresAt ? new Date(String(values.expiresAt)).toISOString() : null })}
        onDone={(reply) => showOnce(reply.name, say('key.once'), reply.key)}>
        <Form.Item name="name" label={labels.name} rules={[{ required: true }]}><Input autoFocus maxLength={100} /></Form.Item>
        <Form.Item name="expiresAt" label={labels.expiresAt} extra={say('key.never')}><Input type="date" /></Form.Item>
        <Form.Item name="permissions" label={labels.permissions}><PermissionPicker mayGive={mine} /></Form.Item>
      </RecordDrawer>
    </Screen>
  )
}

function KeyState({ row }: { row: Key }) {
  const say = adminIn(useLanguage())
  if (row.revokedAt) return <Tag>✕ {say('key.revoked')}</Tag>
  const isOver = row.expiresAt !== null && Date.parse(row.expiresAt) < Date.now()
  return isOver ? <Tag color="warning">! {say('key.expired')}</Tag> : <Tag color="success">● {say('key.valid')}</Tag>
}
