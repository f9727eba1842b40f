import { Button, Result } from 'antd'
import { shellIn } from '#locales/shell.ts'
import { useLanguage } from '#ui/record/session.ts'

export function Lost({ kind }: { kind: 'notFound' | 'broken' }) {
  const say = shellIn(useLanguage())
  const action = kind === 'broken' ? <Button type="primary" onClick={() => location.reload()}>{say('reload')}</Button> : <Button type="primary" href="/">{say('toHome')}</Button>
  return <Result status={kind === 'broken' ? 'error' : '404'} title={say(kind)} extra={action} />
}
