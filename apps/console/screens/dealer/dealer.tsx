import { useParams } from '@tanstack/react-router'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { getDealer } from '#contract/dealer/endpoints.ts'
import type { DealerView } from '#contract/dealer/dealer.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useMay } from '#ui/record/session.ts'
import { Answer, Screen } from '#ui/record/states.tsx'
import { CardList } from '../../features/dealer/card-list.tsx'
import { ClaimTable } from '../../features/dealer/claim-table.tsx'
import { DealerDrawer } from '../../features/dealer/dealer-drawer.tsx'
import { DealerFlags, DealerSummary, DutyTable, GradePanel } from '../../features/dealer/dealer-facts.tsx'
import { OrderPanel, SeasonPanel, StockPanel } from '../../features/dealer/goods.tsx'
import { OldParts } from '../../features/dealer/old-parts.tsx'
import { StatementPanel } from '../../features/dealer/statement.tsx'
import { TaskList } from '../../features/dealer/task-list.tsx'
import { useDealerWords } from '../../features/dealer/words.ts'

export function DealerScreen() {
  const { dealerId = '' } = useParams({ strict: false }) as { dealerId?: string }
  const say = useDealerWords()
  const dealer = useAsk(getDealer, { dealerId })
  if (!dealer.data) return <Screen title={say('dealer.dealer')} needs="dealer.read"><Answer of={dealer}>{() => null}</Answer></Screen>
  return <DealerPage dealer={dealer.data} />
}

function DealerPage({ dealer }: { dealer: DealerView }) {
  const say = useDealerWords()
  const mayWrite = useMay('dealer.write')
  const [editing, setEditing] = useState(false)
  return (
    <Screen needs="dealer.read" title={<><span className="figure quiet">{dealer.number}</span> {dealer.name}</>} actions={mayWrite && <Button type="primary" onClick={() => setEditing(true)}>{say('dealer.edit')}</Button>}>
      <DealerFlags dealer={dealer} />
      <DealerSummary dealer={dealer} />
      <DealerTabs dealer={dealer} />
      <DealerDrawer open={editing} dealer={dealer} onClose={() => setEditing(false)} />
    </Screen>
  )
}

export function DealerTabs({ dealer, first }: { dealer: DealerView; first?: string }) {
  const say = useDealerWords()
  const of = { dealerId: dealer.id, currency: dealer.currency }
  return (
    <Tabs {...(first ? { defaultActiveKey: first } : {})} items={[
      { key: 'claims', label: say('claim.claims'), children: <ClaimTable dealerId={dealer.id} /> },
      { key: 'tasks', label: say('task.tasks'), children: <TaskList dealerId={dealer.id} /> },
      { key: 'cards', label: say('card.cards'), children: <CardList dealerId={dealer.id} /> },
      { key: 'statement', label: say('statement.statement'), children: <StatementPanel dealerId={dealer.id} /> },
      { key: 'parts', label: say('part.parts'), children: <OldParts dealerId={dealer.id} /> },
      { key: 'stock', label: say('stock.stock'), children: <StockPanel {...of} /> },
      { key: 'orders', label: say('order.orders'), children: <OrderPanel {...of} /> },
      { key: 'seasons', label: say('season.plans'), children: <SeasonPanel dealerId={dealer.id} /> },
      { key: 'duties', label: say('dealer.duties'), children: <DutyTable dealer={dealer} /> },
      { key: 'grades', label: say('dealer.grades'), children: <GradePanel dealer={dealer} /> },
    ]} />
  )
}
