// What a page shows while it waits, when it failed, when it is empty, and when the role does not reach that far.
import { Button, Empty, Grid, Result, Skeleton, Space, Table } from 'antd'
import type { TableColumnsType } from 'antd'
import type { Key, KeyboardEvent, ReactNode } from 'react'
import type { Permission } from '#contract/permissions.ts'
import { adminIn } from '#locales/admin.ts'
import { errorMessage } from '#locales/errors.ts'
import { CallError } from './ask.ts'
import { useLanguage, useMe } from './session.ts'
import './record.css'

export function Screen({ title, actions, needs, children }: { title: ReactNode; actions?: ReactNode; needs: Permission; children: ReactNode }) {
  const me = useMe()
  const say = adminIn(me.language)
  if (!me.permissions.includes(needs)) return <Result status="403" title={say('screen.noAccess')} subTitle={say('screen.askAdmin')} />
  return (
    <div className="screen">
      <header className="screen-head"><h1>{title}</h1><Space wrap>{actions}</Space></header>
      <div className="screen-body">{children}</div>
    </div>
  )
}

type Asked = { isPending: boolean; error: Error | null; refetch: () => unknown }

export function Answer<Data>({ of, children }: { of: Asked & { data: Data | undefined }; children: (data: Data) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  return of.error ? <Failure error={of.error} retry={of.refetch} /> : <Skeleton active paragraph={{ rows: 8 }} />
}

export function Failure({ error, retry }: { error: Error; retry: () => unknown }) {
  const language = useLanguage()
  const say = adminIn(language)
  const failed = error instanceof CallError ? error : new CallError(500, {})
  const isForbidden = failed.code === 'permission.missing'
  const title = failed.status === 0 ? say('screen.offline') : errorMessage(language, failed.code, failed.params)
  return (
    <Result status={isForbidden ? '403' : 'warning'} title={title}
      subTitle={isForbidden ? say('screen.askAdmin') : failed.trace && say('screen.trace', { trace: failed.trace })}
      extra={isForbidden ? null : <Button onClick={() => retry()}>{say('screen.retry')}</Button>} />
  )
}

export type Emptiness = { title: string; hint?: string; action?: ReactNode; isFiltered?: boolean; onClear?: () => void }
type RowsProps<Row> = {
  of: Asked & { rows: readonly Row[]; hasMore?: boolean; loadMore?: () => void; isLoadingMore?: boolean }
  columns: TableColumnsType<Row>; rowKey: keyof Row & string; empty: Emptiness; onOpen?: (row: Row) => void
  selected?: { keys: readonly string[]; onChange: (keys: string[]) => void }
}

export function Rows<Row extends object>({ of, columns, rowKey, empty, onOpen, selected }: RowsProps<Row>) {
  const say = adminIn(useLanguage())
  const isPhone = Grid.useBreakpoint().md === false
  if (of.error && of.rows.length === 0) return <Failure error={of.error} retry={of.refetch} />
  if (of.isPending) return <Skeleton active paragraph={{ rows: 10 }} />
  const open = onOpen && ((row: Row) => ({
    tabIndex: 0, onDoubleClick: () => onOpen(row),
    onKeyDown: (event: KeyboardEvent) => { if (event.key === 'Enter' && event.target === event.currentTarget && !event.nativeEvent.isComposing) onOpen(row) },
  }))
  return (
    <>
      <Table<Row> size="small" rowKey={rowKey} dataSource={[...of.rows]} columns={columns} pagination={false} locale={{ emptyText: <Nothing {...empty} /> }}
        {...(open ? { onRow: open } : {})} {...(isPhone ? { scroll: { x: 'max-content' as const } } : {})}
        {...(selected ? { rowSelection: { selectedRowKeys: [...selected.keys], onChange: (keys: Key[]) => selected.onChange(keys.map(String)) } } : {})} />
      {of.hasMore && <Button block type="text" loading={of.isLoadingMore ?? false} onClick={of.loadMore}>{say('screen.more')}</Button>}
    </>
  )
}

export function Nothing({ title, hint, action, isFiltered = false, onClear }: Emptiness) {
  const say = adminIn(useLanguage())
  if (isFiltered) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('screen.noMatch')}>{onClear && <Button onClick={onClear}>{say('screen.clear')}</Button>}</Empty>
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<>{title}{hint && <div className="quiet">{hint}</div>}</>}>{action}</Empty>
}
