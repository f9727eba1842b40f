import { Checkbox } from 'antd'
import type { Permission } from '#contract/permissions.ts'
import { adminIn } from '#locales/admin.ts'
import { useLanguage } from '#ui/record/session.ts'
import { nouns, permissionsOf, verbWords } from './permission-words.ts'

/** Permissions noun by noun; only those the giver holds may be given. */
export function PermissionPicker({ value = [], onChange, mayGive }: { value?: Permission[]; onChange?: (value: Permission[]) => void; mayGive?: readonly Permission[] }) {
  const say = adminIn(useLanguage())
  const chosen = new Set(value)
  const set = (list: readonly Permission[], isOn: boolean) => onChange?.([...value.filter((one) => !list.includes(one)), ...(isOn ? list : [])])
  return (
    <table className="permission-picker"><tbody>
      {nouns.map((noun) => {
        const list = permissionsOf(noun)
        const count = list.filter((one) => chosen.has(one)).length
        return (
          <tr key={noun}>
            <th scope="row"><Checkbox checked={count === list.length} indeterminate={count > 0 && count < list.length} onChange={(event) => set(list, event.target.checked)}>{say(`noun.${noun}`)}</Checkbox></th>
            <td>
              {list.map((one) => (
                <Checkbox key={one} checked={chosen.has(one)} disabled={mayGive !== undefined && !mayGive.includes(one)} onChange={(event) => set([one], event.target.checked)}>
                  {verbWords(say, one)}
                </Checkbox>
              ))}
            </td>
          </tr>
        )
      })}
    </tbody></table>
  )
}
