import { Button, Form, Input, Select, Space, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { createRole, deleteRole, listRoles, updateRole } from '#contract/people/endpoints.ts'
import type { roleView } from '#contract/people/people.ts'
import { roleScopes, roleTemplates } from '#contract/people/templates.ts'
import type { RoleCode, RoleScope } from '#contract/people/templates.ts'
import { permissions } from '#contract/permissions.ts'
import type { Permission } from '#contract/permissions.ts'
import { languages } from '#domain/plan/words.ts'
import type { Text } from '#domain/plan/words.ts'
import { adminIn } from '#locales/admin.ts'
import { useAsk } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMe } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { PermissionPicker } from '../../features/people/permission-picker.tsx'
import { permissionWords } from '../../features/people/permission-words.ts'
import '../../features/people/people.css'

type Role = z.output<typeof roleView>

export function RolesScreen() {
  const language = useLanguage()
  const say = adminIn(language)
  const mayWrite = useMay('role.write')
  const [edited, setEdited] = useState<Role | 'new' | null>(null)
  const roles = useAsk(listRoles, {})
  const rows = roles.data?.rows ?? []
  const remove = useAct(deleteRole, () => say('screen.done'))
  return (
    <Screen title={say('role.list')} needs="people.read" actions={mayWrite && <Button type="primary" onClick={() => setEdited('new')}>{say('role.new')}</Button>}>
      <Tabs items={[
        { key: 'list', label: say('role.list'), children: (
          <Rows of={{ ...roles, rows }} rowKey="id" {...(mayWrite ? { onOpen: setEdited } : {})} empty={{ title: say('screen.none') }} columns={[
            { title: say('role.title'), render: (_, row) => <b>{row.title[language]}</b> }, { title: say('role.code'), render: (_, row) => <code>{row.code}</code> },
            { title: say('role.scope'), render: (_, row) => say(`role.scope.${row.scope}`) },
            { title: say('role.permissions'), render: (_, row) => <span className="figure">{row.permissions.length} / {permissions.length}</span> },
            { title: say('role.people'), dataIndex: 'people', align: 'right' },
            ...(mayWrite ? [{ title: '', width: 150, render: (_: unknown, row: Role) => (
              <Space>
                <Button size="small" type="link" onClick={() => setEdited(row)}>{say('screen.edit')}</Button>
                <ConfirmButton type="link" danger disabled={row.people > 0} ask={say('role.deleteAsk', { name: row.title[language] })} onYes={() => remove.mutate({ roleId: row.id })}>{say('screen.delete')}</ConfirmButton>
              </Space>
            ) }] : []),
          ]} />
        ) },
        { key: 'matrix', label: say('role.matrix'), children: <Matrix rows={rows} /> },
      ]} />
      <RoleDrawer key={edited === 'new' ? 'new' : edited?.id ?? 'none'} edited={edited} onClose={() => setEdited(null)} />
    </Screen>
  )
}

function Matrix({ rows }: { rows: readonly Role[] }) {
  const language = useLanguage()
  const say = adminIn(language)
  return (
    <Table size="small" pagination={false} rowKey="permission" scroll={{ x: 'max-content' }} dataSource={permissions.map((permission) => ({ permission }))} columns={[
      { title: say('role.permissions'), fixed: 'start', width: 180, render: (_, row) => permissionWords(say, row.permission) },
      ...rows.map((role) => ({ title: role.title[language], align: 'center' as const, width: 96, render: (_: unknown, row: { permission: Permission }) => (role.permissions.includes(row.permission)
        ? <Tag color="success" title={say('role.granted')}>✓</Tag> : <span className="quiet" title={say('role.denied')}>·</span>) })),
    ]} />
  )
}

function RoleDrawer({ edited, onClose }: { edited: Role | 'new' | null; onClose: () => void }) {
  const say = adminIn(useLanguage())
  const role = edited === 'new' ? null : edited
  const labels = { code: say('role.code'), title: say('role.title'), scope: say('role.scope'), permissions: say('role.permissions') }
  const fields = (values: Values) => ({ title: values.title as Text, permissions: values.permissions as Permission[], scope: values.scope as RoleScope })
  const shared = { open: edited !== null, onClose, labels, width: 720, children: <RoleFields isNew={role === null} /> }
  return role
    ? <RecordDrawer {...shared} title={say('role.edit')} endpoint={updateRole} initial={{ ...role }} toInput={(values) => ({ roleId: role.id, ...fields(values) })} />
    : <RecordDrawer {...shared} title={say('role.new')} endpoint={createRole} initial={{ scope: 'all', permissions: [], title: { 'zh-TW': '', 'zh-CN': '', en: '' } }} toInput={(values) => ({ code: String(values.code ?? ''), ...fields(values) })} />
}

function RoleFields({ isNew }: { isNew: boolean }) {
  const language = useLanguage()
  const say = adminIn(language)
  const { permissions: mine } = useMe()
  const form = Form.useFormInstance()
  const begin = (code: RoleCode) => {
    const template = roleTemplates[code]
    form.setFieldsValue({ title: template.title, scope: template.scope, permissions: template.permissions.filter((one) => mine.includes(one)), ...(isNew ? { code: `${code}-2` } : {}) })
  }
  return (
    <>
      <Form.Item label={say('role.template')}>
        <Select<RoleCode> placeholder={say('role.template')} onChange={begin} options={(Object.keys(roleTemplates) as RoleCode[]).map((value) => ({ value, label: roleTemplates[value].title[language] }))} />
      </Form.Item>
      {isNew && <Form.Item name="code" label={say('role.code')} rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{1,39}$/ }]}><Input maxLength={40} /></Form.Item>}
      <Space>{languages.map((one) => <Form.Item key={one} name={['title', one]} label={`${say('role.title')} ${one}`} rules={[{ required: true }]}><Input /></Form.Item>)}</Space>
      <Form.Item name="scope" label={say('role.scope')}><Select options={roleScopes.map((value) => ({ value, label: say(`role.scope.${value}`) }))} /></Form.Item>
      <Form.Item name="permissions" label={say('role.permissions')}><PermissionPicker mayGive={mine} /></Form.Item>
    </>
  )
}
