import { App, Form, Input, Select, Typography } from 'antd'
import type { PersonView } from '#contract/people/people.ts'
import { invitePerson, listPeople, listRoles, listTeams, updatePerson } from '#contract/people/endpoints.ts'
import { personKinds } from '#contract/people/people.ts'
import type { Language } from '#domain/plan/words.ts'
import { listCustomers } from '#contract/party/endpoints.ts'
import { adminIn } from '#locales/admin.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useLanguage } from '#ui/record/session.ts'

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)
const fieldsOf = (values: Values) => ({
  name: String(values.name ?? ''), email: String(values.email ?? ''), roleId: String(values.roleId ?? ''), phone: text(values.phone), customerId: text(values.customerId), managerId: text(values.managerId),
  language: text(values.language) as Language | null, qualifications: (values.qualifications ?? []) as string[], position: text(values.position),
    teamIds: (values.teamIds ?? []) as string[],
})

export const findPeople = async (q: string) => (await call(listPeople, { ...(q ? { q } : {}), kind: 'staff', limit: 30 })).rows.map((row) => ({ value: row.id, label: [row.name, row.position].filter(Boolean).join(' · ') }))

export function PersonDrawer({ person, open, onClose }: { person: PersonView | null; open: boolean; onClose: () => void }) {
  const say = adminIn(useLanguage())
  const showLink = useShowOnce()
  const labels = {
    name: say('people.name'), email: say('people.email'), roleId: say('people.role'), phone: say('people.phone'), position: say('people.position'), teamIds: say('people.teams'), managerId: say('people.manager'),
    language: say('people.language'), qualifications: say('people.qualifications'), customerId: say('people.customer'),
  }
  const shared = { open, onClose, labels }
  if (person) {
    return (
      <RecordDrawer {...shared} title={say('people.edit')} endpoint={updatePerson} initial={{ ...person, roleId: person.role.id, teamIds: person.teams.map((team) => team.id) }}
        toInput={(values) => ({ personId: person.id, ...fieldsOf(values) })}>
        <PersonFields labels={labels} isNew={false} />
      </RecordDrawer>
    )
  }
  return (
    <RecordDrawer {...shared} title={say('people.invite')} endpoint={invitePerson} initial={{ kind: 'staff', qualifications: [], teamIds: [] }}
      toInput={(values) => ({ ...fieldsOf(values), kind: values.kind as PersonView['kind'] })} onDone={(reply) => showLink(say('people.link'), say('people.linkHint'), reply.link)}>
      <PersonFields labels={labels} isNew />
    </RecordDrawer>
  )
}

/** A secret that is shown only now, ready to copy. */
export function useShowOnce() {
  const { modal } = App.useApp()
  return (title: string, hint: string, secret: string) => {
    void modal.info({ title, width: 640, content: <><p>{hint}</p><Typography.Paragraph copyable code>{secret}</Typography.Paragraph></> })
  }
}

function PersonFields({ labels, isNew }: { labels: Readonly<Record<string, string>>; isNew: boolean }) {
  const language = useLanguage()
  const say = adminIn(language)
  const roles = useAsk(listRoles, {})
  const teams = useAsk(listTeams, {})
  const kind = (Form.useWatch('kind', Form.useFormInstance()) as PersonView['kind'] | undefined) ?? 'staff'
  const findCustomers = async (q: string) => (await call(listCustomers, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: row.name }))
  return (
    <>
      {isNew && <Form.Item name="kind" label={say('people.kind')}><Select options={personKinds.map((value) => ({ value, label: say(`people.kind.${value}`) }))} /></Form.Item>}
      <Form.Item name="name" label={labels.name} rules={[{ required: true }]}><Input autoFocus maxLength={100} /></Form.Item>
      <Form.Item name="email" label={labels.email} rules={[{ required: true, type: 'email' }]}><Input maxLength={254} inputMode="email" /></Form.Item>
      <Form.Item name="roleId" label={labels.roleId} rules={[{ required: true }]}><Select options={(roles.data?.rows ?? []).map((role) => ({ value: role.id, label: role.title[language] }))} /></Form.Item>
      {kind !== 'staff' && <Form.Item name="customerId" label={labels.customerId}><Pick label={say('people.customer')} findKey="customers" find={findCustomers} /></Form.Item>}
      <Form.Item name="phone" label={labels.phone}><Input maxLength={40} inputMode="tel" /></Form.Item>
      <Form.Item name="position" label={labels.position}><Input maxLength={80} /></Form.Item>
      <Form.Item name="teamIds" label={labels.teamIds}><Select mode="multiple" options={(teams.data?.rows ?? []).map((team) => ({ value: team.id, label: team.name }))} /></Form.Item>
      <Form.Item name="managerId" label={labels.managerId}><Pick label={say('people.manager')} findKey="people" find={findPeople} /></Form.Item>
      <Form.Item name="qualifications" label={labels.qualifications} extra={say('people.qualificationsHint')}><Select mode="tags" open={false} /></Form.Item>
      <Form.Item name="language" label={labels.language}><Select allowClear placeholder={say('people.languageOrg')} options={[{ value: 'zh-TW', label: '繁體中文' }, { value: 'zh-CN', label: '简体中文' }, { value: 'en', label: 'English' }]} /></Form.Item>
    </>
  )
}
