// Every term of an asset as of a day: since when, until when, who pays; each row says how it came about.
import { Alert, Button, Grid, Input, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { getAssetCover } from '#contract/entitlement/endpoints.ts'
import type { AssetCoverView, CoverTermView } from '#contract/entitlement/verdict.ts'
import { coverWord, stepSentence } from '#locales/entitlement.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'
import { needWords, paysLine, termSigns, useCoverWords } from './cover-words.ts'
import { DecideDialog } from './decide-dialog.tsx'
import type { Deciding } from './decide-dialog.tsx'
import { DecisionList } from './decision-list.tsx'
import { OwedList } from './owed-list.tsx'
import { VerdictLine } from './verdict-line.tsx'

export function CoverTable({ assetId }: { assetId: string }) {
  const say = useCoverWords()
  const [on, setOn] = useState('')
  const [component, setComponent] = useState<string | undefined>()
  const [cause, setCause] = useState<string | undefined>()
  const cover = useAsk(getAssetCover, { assetId, ...(on && { on }), ...(component && { component }), ...(cause && { cause }) })
  return (
    <>
      <Space wrap style={{ marginBottom: 8 }}>
        <label>{say('asOf')} <Input type="date" style={{ width: 160 }} value={on || (cover.data?.day ?? '')} onChange={(event) => setOn(event.target.value)} /></label>
        {on && <Button onClick={() => setOn('')}>{say('today')}</Button>}
        <Choices cover={cover.data} component={component} cause={cause} onComponent={setComponent} onCause={setCause} />
      </Space>
      <Answer of={cover}>{(found) => <Found cover={found} assetId={assetId} />}</Answer>
    </>
  )
}

type ChoicesProps = { cover: AssetCoverView | undefined; component: string | undefined; cause: string | undefined; onComponent: (next: string | undefined) => void; onCause: (next: string | undefined) => void }

function Choices({ cover, component, cause, onComponent, onCause }: ChoicesProps) {
  const say = useCoverWords()
  const language = useLanguage()
  if (!cover || cover.components.length === 0) return null
  return (
    <>
      <Select allowClear style={{ minWidth: 160 }} aria-label={say('component')} placeholder={say('component')} value={component ?? null} onChange={(next: string | null) => onComponent(next ?? undefined)}
        options={cover.components.map((code) => ({ value: code, label: coverWord(say, 'component', code) }))} />
      <Select allowClear style={{ minWidth: 200 }} aria-label={say('cause')} placeholder={say('cause')} value={cause ?? null} onChange={(next: string | null) => onCause(next ?? undefined)}
        options={cover.causes.map(({ code, title }) => ({ value: code, label: title[language] }))} />
    </>
  )
}

function Found({ cover, assetId }: { cover: AssetCoverView; assetId: string }) {
  const say = useCoverWords()
  const rights = { grant: useMay('cover.grant'), override: useMay('cover.override'), extend: useMay('agreement.write') }
  const [dialog, setDialog] = useState<Deciding | null>(null)
  if (!cover.agreement) return <Alert type="info" showIcon title={say('noAgreement')} description={say('noAgreementHint')} />
  return (
    <>
      <p className="quiet" style={{ margin: '0 0 4px' }}>{say('agreement')} <a href={`/agreements/${cover.agreement.id}`}>{cover.agreement.number}</a> {cover.agreement.title}</p>
      <VerdictLine verdict={cover.verdict} causes={cover.causes} phase={cover.phaseTitle} />
      <Space wrap size={6} style={{ marginBlock: 6 }}>
        {(['grant', 'extend', 'override'] as const).filter((what) => rights[what]).map((what) => <Button key={what} size="small" onClick={() => setDialog(what)}>{say(what)}</Button>)}
      </Space>
      <TermTable cover={cover} />
      <OwedList owed={cover.owed} />
      <DecisionList decisions={cover.decisions} />
      {dialog && <DecideDialog what={dialog} assetId={assetId} terms={cover.terms} onClose={() => setDialog(null)} />}
    </>
  )
}

function TermTable({ cover }: { cover: AssetCoverView }) {
  const say = useCoverWords()
  const language = useLanguage()
  const { day } = useMoments()
  const isNarrow = !Grid.useBreakpoint().md
  const span = ({ from, until, endless }: CoverTermView) => (from ? `${day(from)} – ${until ? day(until) : endless ? say('endless') : '?'}` : '–')
  const dated = (text: string | null) => (text === null ? null : day(text))
  const state = (row: CoverTermView) => <Tag color={termSigns[row.state].color}>{termSigns[row.state].sign} {say(`state.${row.state}`)}</Tag>
  const words = (row: CoverTermView) => <><Tag>{row.clause}</Tag>{row.title[language]}{row.asksFor.length > 0 && <div className="quiet">{say('dependsOn', { list: needWords(say, row.asksFor) })}</div>}</>
  const columns = isNarrow
    ? [{ title: say('terms'), render: (_: unknown, row: CoverTermView) => <>{state(row)} {coverWord(say, 'component', row.component)}<div>{words(row)}</div><div className="figure">{span(row)}</div><div className="quiet">{paysLine(say, row.pays)}</div></> }]
    : [
        { title: say('component'), width: 120, render: (_: unknown, row: CoverTermView) => coverWord(say, 'component', row.component) },
        { title: say('terms'), render: (_: unknown, row: CoverTermView) => words(row) },
        { title: say('asOf'), width: 110, render: (_: unknown, row: CoverTermView) => state(row) },
        { title: `${say('from')} – ${say('until')}`, width: 210, render: (_: unknown, row: CoverTermView) => <span className="figure">{span(row)}</span> },
        { title: say('remedy'), width: 100, render: (_: unknown, row: CoverTermView) => coverWord(say, 'remedy', row.remedy) },
        { title: say('pays'), width: 260, render: (_: unknown, row: CoverTermView) => paysLine(say, row.pays) },
      ]
  return (
    <Table<CoverTermView> size="small" rowKey="rule" pagination={false} dataSource={[...cover.terms]} columns={columns} locale={{ emptyText: <Nothing title={say('noTerms')} /> }}
      expandable={{ rowExpandable: (row) => row.steps.length > 0 || row.conditions.length > 0, expandedRowRender: (row) => (
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {row.steps.map((step, index) => <li key={index}>{stepSentence(language, { ...step, day: dated(step.day), until: dated(step.until) }, cover.causes)}</li>)}
          {row.conditions.map((condition) => <li key={condition.en} className="quiet">{condition[language]}</li>)}
        </ul>
      ) }} />
  )
}
