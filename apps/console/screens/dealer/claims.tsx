import { useNavigate } from '@tanstack/react-router'
import { Button, Tabs } from 'antd'
import { drawChecks } from '#contract/dealer/claims.ts'
import { useMay } from '#ui/record/session.ts'
import { Screen } from '#ui/record/states.tsx'
import { ClaimTable } from '../../features/dealer/claim-table.tsx'
import { FormAction, numberOf, text } from '#ui/record/form-action.tsx'
import { OldParts } from '../../features/dealer/old-parts.tsx'
import { Rates } from '../../features/dealer/rates.tsx'
import { useDealerWords } from '../../features/dealer/words.ts'
import { App } from 'antd'

export function ClaimsScreen() {
  const say = useDealerWords()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [mayFile, mayManage] = [useMay('claim.file'), useMay('claim.manage')]
  const add = mayFile && <Button type="primary" onClick={() => void navigate({ to: '/claims/new' })}>{say('claim.file')}</Button>
  return (
    <Screen title={say('claim.claims')} needs="dealer.read" actions={(
      <>
        {mayManage && <FormAction title={say('do.draw')} endpoint={drawChecks} initial={{ share: 10 }} fields={[{ name: 'draw', label: say('do.draw.name'), required: true }, { name: 'share', label: say('do.share'), kind: 'number', required: true }]}
          toInput={({ draw, share }) => ({ draw: text(draw), share: numberOf(share) })} onDone={({ drawn }) => { void message.success(say('do.drawn', { count: drawn.length })) }} />}
        {add}
      </>
    )}>
      <Tabs items={[
        { key: 'claims', label: say('claim.claims'), children: <ClaimTable add={add} /> }, { key: 'parts', label: say('part.parts'), children: <OldParts /> }, { key: 'rates', label: say('rate.rates'), children: <Rates /> },
      ]} />
    </Screen>
  )
}
