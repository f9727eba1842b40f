import { expect, test } from 'vitest'
import { decide } from './decision.ts'

test('a no carries every reason, a yes carries its terms', () => {
  expect(decide({ until: 3 }, [])).toEqual({ yes: true, until: 3 })
  expect(decide({ until: 3 }, ['asset.unknown', 'plan.expired'])).toEqual({ yes: false, because: ['asset.unknown', 'plan.expired'] })
})
