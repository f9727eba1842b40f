// The life of a promise in entries nobody can edit, each with the fact that proves it and both times.
import { Table, Tag } from 'antd'
import type { ReplyOf } from '#contract/endpoint.ts'
import type { getPromise } from '#contract/promise/endpoints.ts'
import { useMoments } from '#ui/record/session.ts'
import { useSay } from '#ui/ticket/say.ts'

type Entry = ReplyOf<typeof getPromise>['ledger'][number]
const signs: Partial<Record<Entry['kind'], string>> = { made: '＋', repeated: '＋', kept: '✓', broken: '✕', 'met-late': '✕', paused: '‖', resumed: '▶', warned: '!', escalated: '↑', excused: '○', withdrawn: '－' }

export function Ledger({ entries }: { entries: readonly Entry[] }) {
  const say = useSay()
  const { moment } = useMoments()
  return (
    <Table<Entry> size="small" rowKey={(entry) => `${entry.key}-${entry.n}`} pagination={false} dataSource={[...entries]} locale={{ emptyText: say.promise('ledger.none') }} columns={[
      { title: '#', dataIndex: 'n', width: 44 },
      { title: say.promise('ledger.what'), width: 120, render: (_, { kind }) => <Tag>{signs[kind]} {say.promise(`ledger.${kind}`)}</Tag> },
      { title: say.promise('ledger.at'), width: 140, render: (_, { at }) => <span className="figure">{moment(at)}</span> },
      { title: say.promise('ledger.recorded'), width: 140, render: (_, { recordedAt }) => <span className="figure quiet">{moment(recordedAt)}</span> },
      { title: say.promise('ledger.due'), width: 140, render: (_, { dueAt }) => <span className="figure">{moment(dueAt)}</span> },
      { title: say.promise('ledger.fact'), render: (_, { factKind, data }) => <>{say.fact(factKind)} {typeof data['reason'] === 'string' && <span className="quiet">{say.pause(data['reason'])}</span>}</> },
      { title: say.promise('ledger.by'), width: 90, dataIndex: 'by' },
    ]} />
  )
}
