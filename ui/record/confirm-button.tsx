import { Button, Popconfirm } from 'antd'
import type { ButtonProps } from 'antd'
import { adminIn } from '#locales/admin.ts'
import { useLanguage } from './session.ts'

/** A press that cannot be undone asks first. */
export function ConfirmButton({ ask, onYes, children, ...button }: Omit<ButtonProps, 'onClick'> & { ask: string; onYes: () => void }) {
  const say = adminIn(useLanguage())
  return (
    <Popconfirm title={ask} onConfirm={onYes} okText={children} cancelText={say('screen.cancel')}>
      <Button size="small" {...button}>{children}</Button>
    </Popconfirm>
  )
}
