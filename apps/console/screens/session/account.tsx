// What belongs to the signed-in person alone: likings, password, authenticator, sessions; administrators may look as another role.
import { useState } from 'react'
import { Button, Card, Form, Input, List, Segmented, Select, Space, Switch, Tag } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { listRoles } from '#contract/people/endpoints.ts'
import { changePassword, confirmTotp, getMe, listSessions, removeTotp, revokeOtherSessions, revokeSession, startTotp, updatePreferences, viewAsRole } from '#contract/people/session.ts'
import { shellIn } from '#locales/shell.ts'
import { keyOf, useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMe, useMoments } from '#ui/record/session.ts'
import { Answer } from '#ui/record/states.tsx'

export function AccountScreen() {
  const say = shellIn(useLanguage())
  const me = useMe()
  return (
    <div className="account">
      <h1>{say('profile')}</h1>
      <p>{me.person.name} · {me.person.email}</p>
      <Likings />
      <Password />
      <Totp />
      <Sessions />
      {me.permissions.includes('role.write') && <ViewAs />}
    </div>
  )
}

function Likings() {
  const say = shellIn(useLanguage())
  const me = useMe()
  const queries = useQueryClient()
  const change = useAct(updatePreferences, (next) => { queries.setQueryData(keyOf(getMe, {}), next) })
  return (
    <Card size="small">
      <Space wrap size="large">
        <label>{say('density')} <Segmented<'compact' | 'comfortable'> value={me.preferences.density ?? 'compact'} onChange={(density) => change.mutate({ preferences: { density } })}
          options={[{ value: 'compact', label: say('compact') }, { value: 'comfortable', label: say('comfortable') }]} /></label>
        <label>{say('minguo')} <Switch checked={me.preferences.minguo ?? me.org.minguo} onChange={(minguo) => change.mutate({ preferences: { minguo } })} /></label>
      </Space>
    </Card>
  )
}

function Password() {
  const say = shellIn(useLanguage())
  const [form] = Form.useForm<{ current: string; password: string }>()
  const change = useAct(changePassword, () => { form.resetFields(); return say('saved') })
  return (
    <Card size="small" title={say('changePassword')}>
      <Form form={form} layout="inline" onFinish={(input) => change.mutate(input)}>
        <Form.Item name="current" label={say('currentPassword')} rules={[{ required: true }]}><Input.Password autoComplete="current-password" /></Form.Item>
        <Form.Item name="password" label={say('newPassword')} rules={[{ required: true, min: 10 }]}><Input.Password autoComplete="new-password" /></Form.Item>
        <Button htmlType="submit" loading={change.isPending}>{say('changePassword')}</Button>
      </Form>
    </Card>
  )
}

function Totp() {
  const say = shellIn(useLanguage())
  const me = useMe()
  const queries = useQueryClient()
  const [password, setPassword] = useState('')
  const again = () => { setPassword(''); void queries.invalidateQueries({ queryKey: [getMe.path] }) }
  const start = useAct(startTotp)
  const confirm = useAct(confirmTotp, () => { start.reset(); again(); return say('saved') })
  const remove = useAct(removeTotp, () => { again(); return say('saved') })
  return (
    <Card size="small" title={<>{say('totp')} <Tag color={me.person.hasTotp ? 'green' : 'default'}>{say(me.person.hasTotp ? 'totpOn' : 'totpOff')}</Tag></>}>
      <Space wrap>
        <Input.Password aria-label={say('currentPassword')} placeholder={say('currentPassword')} value={password} onChange={(event) => setPassword(event.target.value)} autoComplete="current-password" />
        {me.person.hasTotp ? <Button disabled={password === ''} onClick={() => remove.mutate({ password })}>{say('totpRemove')}</Button> : <Button disabled={password === ''} onClick={() => start.mutate({ password })}>{say('totpStart')}</Button>}
      </Space>
      {start.data && (
        <div className="totp">
          <p>{say('totpScan')}</p>
          <img src={start.data.qr} alt={start.data.secret} width={160} height={160} />
          <Input.OTP length={6} aria-label={say('code')} onChange={(code) => confirm.mutate({ code })} />
        </div>
      )}
    </Card>
  )
}

function Sessions() {
  const say = shellIn(useLanguage())
  const { moment } = useMoments()
  const sessions = useAsk(listSessions, {})
  const end = useAct(revokeSession)
  const endOthers = useAct(revokeOtherSessions)
  return (
    <Card size="small" title={say('sessions')} extra={<Button size="small" onClick={() => endOthers.mutate({})}>{say('endOthers')}</Button>}>
      <Answer of={sessions}>{({ rows }) => (
        <List size="small" dataSource={[...rows]} renderItem={(row) => (
          <List.Item actions={row.isCurrent ? [<Tag key="this">{say('thisSession')}</Tag>] : [<Button key="end" size="small" onClick={() => end.mutate({ sessionId: row.id })}>{say('endSession')}</Button>]}>
            {moment(row.lastSeenAt)} · {row.userAgent.slice(0, 80)}
          </List.Item>
        )} />
      )}</Answer>
    </Card>
  )
}

function ViewAs() {
  const language = useLanguage()
  const say = shellIn(language)
  const roles = useAsk(listRoles, {})
  const look = useAct(viewAsRole, () => { location.assign('/') })
  return (
    <Card size="small" title={say('viewAs')}>
      <Select aria-label={say('viewAs')} style={{ minWidth: 240 }} onChange={(roleId: string) => look.mutate({ roleId })} options={(roles.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title[language] }))} />
    </Card>
  )
}
