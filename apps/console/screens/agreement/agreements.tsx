import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { adminIn } from '#locales/admin.ts'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { Screen } from '#ui/record/states.tsx'
import { AgreementTable } from '../../features/agreement/agreement-table.tsx'

export function AgreementsScreen() {
  const say = adminIn(useLanguage())
  const navigate = useNavigate()
  const add = useMay('agreement.write') && <Button type="primary" onClick={() => void navigate({ to: '/agreements/new' })}>{say('agreement.new')}</Button>
  return <Screen title={say('agreement.list')} needs="agreement.read" actions={add}><AgreementTable fixed={{}} add={add} /></Screen>
}
