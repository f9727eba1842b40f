// What a job costs, derived by hand from the clause: amounts are fen, tax included. The list sells the part for 100.00 (cost 60.00),
// the hour for 90.00 (cost 50.00), the trip for 200.00 (cost 120.00); the job takes one part, ninety minutes, one trip.
import { describe, expect, test } from 'vitest'
import { openService } from '#tests/support/running-plan.ts'
import type { Data } from '#tests/support/running-plan.ts'
import { amounts, jobOf, labour, panel, part, publishList, travel } from '#tests/support/standard/charges.ts'

const no = 'charge.not-in-rule'
type Case = [clauses: string, says: string, job: Data, expected: (number | string)[], rule: string]

// part, labour, travel. 90 min × 50.00 = 75.00 at cost, 90 min × 90.00 = 135.00 by list, at most 10.00 an hour = 15.00.
const cases: Record<string, Case[]> = {
  P02: [
    ['P02-10', 'after the warranty only the cost of parts', { phase: 'after-warranty' }, [6000, 0, 0], 'P02-10'],
    ['P02-20', 'all services are free, whatever the case', { type: 'guidance' }, [no, 0, 0], 'P02-20'],
  ],
  P10: [
    ['P10-10', 'after the warranty only the cost of parts', { phase: 'after-warranty' }, [6000, 0, 0], 'P10-10'],
    ['P10-20', 'all services are free, whatever the case', { type: 'guidance' }, [no, 0, 0], 'P10-20'],
  ],
  P03: [
    ['P03-06', 'warranty, quality cause: parts free', { phase: 'warranty', cause: 'quality' }, [0, 0, 0], 'P03-06'],
    ['P03-07', 'warranty, another cause: parts at cost', { phase: 'warranty', cause: 'improper-use' }, [6000, 0, 0], 'P03-07'],
    ['P03-25', 'not a current fault: the price list, even in the warranty', { phase: 'warranty', cause: 'not-current' }, [10_000, 13_500, 20_000], 'P03-25'],
  ],
  P04: [
    ['P04-10', 'free period, component quality: free', { phase: 'free-maintenance', cause: 'component-quality' }, [0, 0, 0], 'P04-10-free'],
    ['P04-11', 'free period, operating rules violated: cost of parts, labour nothing', { phase: 'free-maintenance', cause: 'operating-rules-violated' }, [6000, 0, 0], 'P04-11'],
  ],
  P09: [
    ['P09-24', 'in the warranty wholly free', { phase: 'warranty', cause: 'installation' }, [0, 0, 0], 'P09-24'],
    ['P09-19', 'after the warranty parts cost and labour, no other line', { phase: 'after-warranty' }, [6000, 13_500, no], 'P09-19'],
    ['P09-25', 'the same fault by the user taking it apart', { phase: 'warranty', cause: 'user-dismantled' }, [10_000, 13_500, no], 'P09-25-charge'],
  ],
  P11: [
    ['P11-13', 'in the warranty fittings are exchanged free', { phase: 'warranty', cause: 'product-quality' }, [0, 0, 0], 'P11-13-charge'],
    ['P11-06', 'damage by people is chargeable', { phase: 'warranty', cause: 'human-damage' }, [10_000, 1500, no], 'P11-06-charge'],
    ['P11-14', 'after the warranty labour at most 10 yuan an hour', { phase: 'after-warranty' }, [10_000, 1500, no], 'P11-14'],
    ['P11-09', 'parts beyond the warranty at the unified price', { phase: 'after-warranty', type: 'supply' }, [10_000, no, no], 'P11-09'],
  ],
  P15: [
    ['P15-07', 'in the warranty free', { phase: 'warranty', cause: 'normal-use' }, [0, 0, 0], 'P15-07-a'],
    ['P15-07', 'after it material and labour at cost', { phase: 'after-warranty' }, [6000, 7500, no], 'P15-07-b'],
    ['P15-11', 'the owner\'s own use: chargeable although in the warranty', { phase: 'warranty', cause: 'user-fault' }, [6000, 13_500, no], 'P15-11'],
    ['P15-42', 'necessary parts after the warranty at cost', { phase: 'after-warranty', type: 'supply' }, [6000, no, no], 'P15-42'],
  ],
  P16: [
    ['P16-18', 'beyond the scope travel and wages only', { phase: 'warranty', cause: 'other' }, [no, 13_500, 20_000], 'P16-18'],
    ['P16-18', 'past the period as well', { phase: 'after-warranty', cause: 'quality' }, [no, 13_500, 20_000], 'P16-18-term'],
    ['P16-17', 'within it free', { phase: 'warranty', cause: 'manufacture' }, [0, 0, 0], 'P16-17-free'],
  ],
  P17: [
    ['P17-14', 'in the extended warranty free, travel included', { phase: 'extended', cause: 'product-quality' }, [0, 0, 0], 'P17-14'],
    ['P17-57', 'in the warranty, not a quality fault: cost only', { phase: 'warranty', cause: 'human-damage' }, [6000, 7500, 12_000], 'P17-57'],
    ['P17-39', 'not caused by people: free without approval', { phase: 'warranty', cause: 'natural' }, [0, 0, 0], 'P17-14'],
    ['P17-58', 'after every warranty at cost, without end', { phase: 'after-warranty' }, [6000, 7500, 12_000], 'P17-58-charge'],
  ],
  P19: [
    ['P19-05', 'force majeure: cost only', { phase: 'warranty', cause: 'force-majeure' }, [6000, 7500, 12_000], 'P19-05'],
    ['P19-06', 'beyond the warranty cost only', { phase: 'after-warranty' }, [6000, 7500, 12_000], 'P19-22'],
    ['P19-06', 'consultation free for life', { phase: 'after-warranty', type: 'consultation' }, [0, 0, 0], 'P19-06-consult'],
    ['P19-22', 'products after the warranty at cost', { phase: 'after-warranty', type: 'supply' }, [6000, 7500, 12_000], 'P19-22'],
  ],
  P21: [['P21-24', 'after the warranty the damaged part at cost, labour nothing', { phase: 'after-warranty' }, [6000, 0, 0], 'P21-24']],
}

describe.each(Object.entries(cases))('%s', (code, own) => {
  test(own.map(([clause, says]) => `${clause} ${says}`).join('; '), async () => {
    const service = await openService(code)
    try {
      await publishList(service)
      for (const [clause, says, job, expected, rule] of own) {
        const ticket = await jobOf(service, job)
        expect([clause, says, ...(await amounts(service, ticket, [part, labour, travel]))]).toEqual([clause, says, ...expected])
        const steps = (await panel(service, ticket)).body.steps as { ruleId: string; outcome: string }[]
        expect(steps.find(({ outcome }) => outcome === 'answers')?.ruleId).toBe(rule)
      }
    } finally {
      await service.close()
    }
  })
})
