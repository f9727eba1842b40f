import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { getMyDealer } from '#contract/dealer/endpoints.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useMay } from '#ui/record/session.ts'
import { Answer, Nothing, Screen } from '#ui/record/states.tsx'
import { RegisterCard } from '../../features/dealer/card-list.tsx'
import { DealerFlags, DealerSummary } from '../../features/dealer/dealer-facts.tsx'
import { useDealerWords } from '../../features/dealer/words.ts'
import { DealerTabs } from './dealer.tsx'

/** A dealer's own world: file, register, confirm, see what is owed. */
export function MyDealerScreen() {
  const say = useDealerWords()
  const navigate = useNavigate()
  const mayFile = useMay('claim.file')
  const mine = useAsk(getMyDealer, {})
  const dealer = mine.data?.dealer
  return (
    <Screen title={dealer?.name ?? say('dealer.mine')} needs="dealer.read">
      <Answer of={mine}>
        {({ dealer: own }) => (own === null ? <Nothing title={say('dealer.none')} /> : (
          <>
            <div className="dealer-actions">
              {mayFile && <Button type="primary" onClick={() => void navigate({ to: '/claims/new' })}>{say('claim.file')}</Button>}
              {mayFile && <RegisterCard dealerId={own.id} primary={false} />}
            </div>
            <DealerFlags dealer={own} />
            <DealerTabs dealer={own} />
            <DealerSummary dealer={own} />
          </>
        ))}
      </Answer>
    </Screen>
  )
}
