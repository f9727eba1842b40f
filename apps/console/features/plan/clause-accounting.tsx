// The proof that no clause was lost: each one with what carries it.
import { Input, Select, Space, Table, Tag } from 'antd'
import { useMemo, useState } from 'react'
import type { Plan } from '#domain/plan/plan.ts'
import { clauseHandlings } from '#domain/plan/words.ts'
import type { ClauseHandling, Language } from '#domain/plan/words.ts'
import { libraryIn, libraryWord } from '#locales/library.ts'
import { accountsOf } from './carriers.ts'
import type { ClauseAccount } from './carriers.ts'

export function ClauseAccounting({ plan, language, onShow }: { plan: Plan; language: Language; onShow: (clause: string) => void }) {
  const say = libraryIn(language)
  const [sought, setSought] = useState('')
  const [kind, setKind] = useState<ClauseHandling | null>(null)
  const accounts = useMemo(() => accountsOf(plan, language), [plan, language])
  const counts = Object.fromEntries(clauseHandlings.map((as) => [as, accounts.filter((account) => account.as === as).length]))
  const rows = accounts.filter((account) => (!kind || account.as === kind) && account.clause.toLowerCase().includes(sought.trim().toLowerCase()))
  return (
    <>
      <p>{say('clauses.summary', { all: accounts.length, ...counts })}</p>
      <Space style={{ marginBottom: 8 }}>
        <Input.Search allowClear placeholder={say('clauses.find')} aria-label={say('clauses.find')} onChange={(event) => setSought(event.target.value)} />
        <Select<ClauseHandling> allowClear style={{ minWidth: 140 }} placeholder={say('clauses.as')} aria-label={say('clauses.as')} onChange={(value) => setKind(value ?? null)}
          options={clauseHandlings.map((value) => ({ value, label: `${say(`clauses.as.${value}`)} (${counts[value]})` }))} />
      </Space>
      <Table<ClauseAccount> size="small" rowKey="clause" dataSource={rows} pagination={false} columns={[
        { title: say('rule.clause'), width: 100, render: (_, row) => <a href={`#clause-${row.clause}`} onClick={() => onShow(row.clause)}>{row.clause}</a> },
        { title: say('clauses.as'), width: 120, render: (_, row) => <Tag>{say(`clauses.as.${row.as}`)}</Tag> },
        { title: say('clauses.by'), render: (_, row) => row.carriers.map((carrier, index) => <div key={index}><span className="quiet">{libraryWord(say, 'section', carrier.section)}</span> {carrier.title}</div>) },
        { title: say('rule.note'), width: '24%', render: (_, row) => row.note },
      ]} />
    </>
  )
}
