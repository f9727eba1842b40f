import { Alert, AutoComplete, Button, Form, Input, Segmented, Select, Space, Switch, Tabs } from 'antd'
import type { z } from 'zod'
import { getOrg, updateOrg } from '#contract/org/endpoints.ts'
import { numberPrefixes, regions } from '#contract/org/org.ts'
import type { orgPatch, OrgView } from '#contract/org/org.ts'
import { languages } from '#domain/plan/words.ts'
import { adminIn } from '#locales/admin.ts'
import { useAsk } from '#ui/record/ask.ts'
import { refusalWords, useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { Answer, Screen } from '#ui/record/states.tsx'
import { CoverLimits } from '../../features/entitlement/cover-limits.tsx'

const zones = ['Asia/Taipei', 'Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Urumqi']
const languageNames = { 'zh-TW': '繁體中文', 'zh-CN': '简体中文', en: 'English' } as const

export function SettingsScreen() {
  const say = adminIn(useLanguage())
  const org = useAsk(getOrg, {})
  return <Screen title={say('setting.list')} needs="setting.read"><Answer of={org}>{(data) => <SettingsForm org={data} />}</Answer><CoverLimits /></Screen>
}

function SettingsForm({ org }: { org: OrgView }) {
  const language = useLanguage()
  const say = adminIn(language)
  const mayWrite = useMay('setting.write')
  const [form] = Form.useForm<OrgView>()
  const save = useAct(updateOrg, () => say('setting.saved'))
  const send = (values: OrgView) => {
    const { name, zone, region, minguo, hotline, rosters, prefixes } = values
    const patch: z.input<typeof orgPatch> = { name, language: values.language, zone, region, minguo, hotline, prefixes,
      rosters: (rosters ?? []).map((roster) => ({ ...roster, qualifications: roster.qualifications ?? [] })) }
    save.mutate(patch)
  }
  return (
    <Form form={form} layout="vertical" initialValues={org} disabled={!mayWrite} onFinish={send} style={{ maxWidth: 900 }}>
      {save.error && <Alert type="error" showIcon role="alert" title={refusalWords(language, save.error)} />}
      <Tabs items={[
        { key: 'general', label: say('setting.general'), forceRender: true, children: <General /> },
        { key: 'prefixes', label: say('setting.prefixes'), forceRender: true, children: <Prefixes /> },
        { key: 'rosters', label: say('setting.rosters'), forceRender: true, children: <Rosters /> },
      ]} />
      {mayWrite && <Button type="primary" htmlType="submit" loading={save.isPending}>{say('screen.save')}</Button>}
    </Form>
  )
}

function General() {
  const say = adminIn(useLanguage())
  return (
    <>
      <Form.Item name="name" label={say('setting.name')} rules={[{ required: true }]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="hotline" label={say('setting.hotline')}><Input maxLength={40} inputMode="tel" /></Form.Item>
      <Form.Item name="language" label={say('setting.language')}><Select options={languages.map((value) => ({ value, label: languageNames[value] }))} /></Form.Item>
      <Form.Item name="region" label={say('setting.region')}><Segmented options={regions.map((value) => ({ value, label: say(`setting.region.${value}`) }))} /></Form.Item>
      <Form.Item name="zone" label={say('setting.zone')} rules={[{ required: true }]}><AutoComplete options={zones.map((value) => ({ value }))} /></Form.Item>
      <Form.Item name="minguo" label={say('setting.minguo')} valuePropName="checked"><Switch /></Form.Item>
    </>
  )
}

function Prefixes() {
  const say = adminIn(useLanguage())
  return (
    <>
      <p className="quiet">{say('setting.prefixHint')}　{say('setting.example', { number: 'WX20261123-0001' })}</p>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))', gap: '0 12px' }}>
        {Object.keys(numberPrefixes).map((series) => (
          <Form.Item key={series} name={['prefixes', series]} label={seriesWords(say, series)}
            rules={[{ pattern: /^[A-Z]{1,6}$/, message: say('setting.prefixHint') }]} normalize={(value: string) => value.toUpperCase()}>
            <Input maxLength={6} className="figure" />
          </Form.Item>
        ))}
      </div>
    </>
  )
}

const seriesNames = [
  'fault', 'installation', 'maintenance', 'inspection', 'consultation', 'complaint', 'claim', 'return', 'change', 'training', 'guidance', 'delivery', 'supply', 'workorder', 'rma', 'loaner', 'issue', 'restock',
  'transfer', 'count', 'visit', 'settlement', 'quote', 'agreement', 'customer', 'form',
] as const
const seriesWords = (say: ReturnType<typeof adminIn>, series: string): string => {
  const known = seriesNames.find((one) => one === series)
  return known ? say(`series.${known}`) : series
}

function Rosters() {
  const say = adminIn(useLanguage())
  return (
    <Form.List name="rosters">
      {(fields, { add, remove }) => (
        <>
          {fields.map((field) => (
            <Space key={field.key} align="start" wrap>
              <Form.Item name={[field.name, 'code']} label={say('role.code')} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{0,39}$/ }]}><Input style={{ width: 130 }} /></Form.Item>
              {languages.map((one) => <Form.Item key={one} name={[field.name, 'title', one]} label={languageNames[one]} rules={[{ required: true }]}><Input style={{ width: 150 }} /></Form.Item>)}
              <Form.Item name={[field.name, 'qualifications']} label={say('people.qualifications')}><Select mode="tags" open={false} style={{ width: 200 }} /></Form.Item>
              <Form.Item label=" "><Button onClick={() => remove(field.name)}>{say('screen.remove')}</Button></Form.Item>
            </Space>
          ))}
          <div><Button onClick={() => add({ qualifications: [] })} style={{ marginBottom: 16 }}>{say('setting.addRoster')}</Button></div>
        </>
      )}
    </Form.List>
  )
}
