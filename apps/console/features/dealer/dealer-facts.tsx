// What a plan asks of a dealer, what is missing, how good it is, and what was decided about its grade.
import { Alert, Descriptions, Space, Table, Tag } from 'antd'
import { confirmPolicy, decideGrade, giveAward, proposeGrade } from '#contract/dealer/endpoints.ts'
import type { DealerView } from '#contract/dealer/dealer.ts'
import { inMinor } from '#domain/format/money.ts'
import { grades } from '#domain/settlement/grade.ts'
import type { Grade } from '#domain/settlement/grade.ts'
import { dealerWord } from '#locales/dealer.ts'
import { libraryIn } from '#locales/library.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMe, useMoments } from '#ui/record/session.ts'
import { Nothing } from '#ui/record/states.tsx'
import { FormAction, numberOf, text } from '#ui/record/form-action.tsx'
import { money, useDealerWords } from './words.ts'

type Of = { dealer: DealerView }

export function DealerFlags({ dealer: { flags } }: Of) {
  const say = useDealerWords()
  if (flags.length === 0) return null
  const items = flags.map(({ code, clause, what }) => <li key={`${code} ${what}`}>{say(`flag.${code}`)}: {code === 'agreement' ? say(`standing.${what as 'none'}`) : what} {clause && <span className="quiet">{say('claim.clause', { clause })}</span>}</li>)
  return <Alert type="warning" showIcon title={say('dealer.flags')} description={<ul style={{ margin: 0, paddingInlineStart: 18 }}>{items}</ul>} style={{ marginBottom: 12 }} />
}

export function DealerSummary({ dealer }: Of) {
  const say = useDealerWords()
  const { day } = useMoments()
  return (
    <Descriptions size="small" column={{ xs: 1, md: 2, xl: 4 }} items={[
      { key: 'standing', label: say('dealer.standing'), children: <Tag color={dealer.standing === 'active' ? 'success' : 'error'}>{say(`standing.${dealer.standing}`)}</Tag> },
      { key: 'agreement', label: say('dealer.agreement'), children: dealer.agreement ? `${dealer.agreement.number} – ${day(dealer.agreement.endsOn)}` : '–' },
      { key: 'territory', label: say('dealer.territory'), children: dealer.territory.join(', ') || '–' },
      { key: 'grade', label: say('dealer.grade'), children: <b>{dealer.grade}</b> },
      { key: 'salesperson', label: say('dealer.salesperson'), children: dealer.salesperson?.name ?? '–' },
      { key: 'balance', label: say('dealer.balance'), children: <b className="figure">{money(dealer.balance, dealer.currency)}</b> },
      { key: 'outlets', label: say('dealer.outlets'), children: dealer.outlets.map(({ name, phone, hours }) => `${name} ${phone} (${hours} h)`).join('; ') || '–' },
      { key: 'team', label: say('dealer.repairers'), children: dealer.repairers.map(({ name, skill }) => `${name} ${skill}`).join('; ') || '–' },
    ]} />
  )
}

export function DutyTable({ dealer }: Of) {
  const say = useDealerWords()
  const language = useLanguage()
  const words = libraryIn(language)
  return (
    <>
      <PolicyPanel dealer={dealer} />
      <Table size="small" rowKey={({ clause, kind, title }) => `${clause} ${kind} ${title.en}`} pagination={false} dataSource={dealer.duties} scroll={{ x: 'max-content' }} locale={{ emptyText: <Nothing title={say('dealer.duties')} /> }} columns={[
        { title: say('claim.clause', { clause: '' }), width: 90, dataIndex: 'clause' }, { title: say('statement.kind'), width: 110, render: (_, row) => words(`dealer.${row.kind as 'duty'}`) }, { title: say('dealer.duties'), render: (_, row) => row.title[language] },
      ]} />
    </>
  )
}

function PolicyPanel({ dealer }: Of) {
  const say = useDealerWords()
  const language = useLanguage()
  const isDealer = useMe().person.kind === 'dealer'
  const confirm = useAct(confirmPolicy, () => say('dealer.saved'))
  const { policy } = dealer
  if (!policy) return null
  const texts = <ul style={{ margin: '4px 0', paddingInlineStart: 18 }}>{policy.texts.map(({ clause, text: words }) => <li key={clause}>{words[language]} <span className="quiet">{clause}</span></li>)}</ul>
  return (
    <Alert style={{ marginBottom: 12 }} type={policy.confirmedAt ? 'success' : 'info'} title={`${say('dealer.policy')} ${policy.plan} v${policy.version}`} description={(
      <>
        {texts}
        {policy.confirmedAt ? say('dealer.policyRead', { name: policy.confirmedBy }) : isDealer && <ConfirmButton size="middle" ask={say('dealer.confirmPolicy')} onYes={() => confirm.mutate({ dealerId: dealer.id, planVersionId: policy.planVersionId })}>{say('dealer.confirmPolicy')}</ConfirmButton>}
      </>
    )} />
  )
}

export function GradePanel({ dealer }: Of) {
  const say = useDealerWords()
  const language = useLanguage()
  const { day } = useMoments()
  const [mayWrite, mayApprove] = [useMay('dealer.write'), useMay('claim.approve')]
  const decide = useAct(decideGrade, () => say('do.done'))
  const { score } = dealer
  const causes = ['fraud', 'serious-problem', 'score'].map((value) => ({ value, label: dealerWord(language, 'cause', value) }))
  return (
    <>
      <Descriptions size="small" title={`${say('dealer.score')}: ${score.score}`} column={{ xs: 1, md: 3 }} items={[
        { key: 'cards', label: say('score.cards'), children: `${score.cards} %` }, { key: 'claims', label: say('score.claims'), children: `${score.claims} %` }, { key: 'tasks', label: say('score.tasks'), children: `${score.tasks} %` },
        { key: 'unfounded', label: say('score.unfounded'), children: score.unfounded }, { key: 'delays', label: say('score.delays'), children: score.delays }, { key: 'frauds', label: say('score.frauds'), children: score.frauds },
        { key: 'proposal', label: say('score.proposal'), children: <><b>{score.proposal.grade}</b> {score.proposal.award && say('score.award')}</> },
        ...score.promises.map(({ clause, kept, broken }) => ({ key: clause, label: clause, children: `✓ ${kept} / ✕ ${broken}` })),
      ]} />
      <div className="dealer-actions">
        {mayWrite && <FormAction title={say('dealer.propose')} endpoint={proposeGrade} initial={{ grade: score.proposal.grade }} fields={[
          { name: 'grade', label: say('dealer.grade'), kind: 'select', options: grades.map((value) => ({ value, label: value })), required: true }, { name: 'cause', label: say('dealer.cause'), kind: 'select', options: causes, required: true },
          { name: 'reason', label: say('dealer.reason'), kind: 'area', required: true },
        ]} toInput={(values) => ({ dealerId: dealer.id, grade: values['grade'] as Grade, cause: text(values['cause']), reason: text(values['reason']) })} />}
        {mayApprove && <FormAction title={say('dealer.giveAward')} endpoint={giveAward} fields={[{ name: 'period', label: say('dealer.period'), required: true }, { name: 'basis', label: say('dealer.basis'), required: true }, { name: 'amount', label: say('dealer.amount'), kind: 'number', required: true }]}
          toInput={(values) => ({ dealerId: dealer.id, period: text(values['period']), basis: text(values['basis']), amount: inMinor(numberOf(values['amount']), dealer.currency ?? 'CNY') })} />}
      </div>
      <Table size="small" rowKey="id" pagination={false} dataSource={dealer.grades} scroll={{ x: 'max-content' }} locale={{ emptyText: <Nothing title={say('dealer.grades')} /> }} columns={[
        { title: say('dealer.grade'), render: (_, row) => `${row.from} → ${row.to}` }, { title: say('dealer.cause'), render: (_, row) => <>{dealerWord(language, 'cause', row.cause)} <span className="quiet">{row.clause}</span></> },
        { title: say('dealer.approver'), render: (_, row) => row.approvals.map(({ name, yes, reason }) => `${yes ? '✓' : '✕'} ${name} ${reason}`).join('; ') },
        { title: say('claim.state'), render: (_, row) => say(`grade.${row.state}`, { done: row.approvals.length - 1, steps: row.steps }) },
        { title: '', render: (_, row) => mayApprove && row.state === 'proposed' && (
          <Space>
            <ConfirmButton size="small" ask={say('dealer.approve')} onYes={() => decide.mutate({ decisionId: row.id, yes: true })}>{say('dealer.approve')}</ConfirmButton>
            <FormAction title={say('dealer.refuse')} endpoint={decideGrade} fields={[{ name: 'reason', label: say('dealer.reason'), kind: 'area', required: true }]} toInput={({ reason }) => ({ decisionId: row.id, yes: false, reason: text(reason) })} />
          </Space>
        ) },
      ]} />
      <h3>{say('dealer.awards')}</h3>
      <Table size="small" rowKey="id" pagination={false} dataSource={dealer.awards} scroll={{ x: 'max-content' }} locale={{ emptyText: <Nothing title={say('dealer.awards')} /> }} columns={[
        { title: say('dealer.period'), dataIndex: 'period' }, { title: say('dealer.basis'), render: (_, row) => `${row.basis} (${row.score})` }, { title: say('dealer.amount'), align: 'right', render: (_, row) => money(row.amount, dealer.currency) },
        { title: say('dealer.approver'), dataIndex: 'approver' }, { title: say('statement.day'), render: (_, row) => day(row.awardedOn) },
      ]} />
    </>
  )
}
