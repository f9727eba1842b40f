import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '#contract/plan/plan.ts'
import { checkCodes } from './check-codes.ts'
import { checkReferences } from './check-references.ts'
import type { Plan } from './plan.ts'

const read = (name: string): Plan => parsePlan(parse(readFileSync(new URL(`../../plans/${name}`, import.meta.url), 'utf8'), { maxAliasCount: 1000 }))
const p01 = read('P01.yaml')
const p17 = read('P17.yaml')
const [first, ...others] = p01.promises
const withFirst = (change: object): Plan => ({ ...p01, promises: [{ ...first, ...change } as Plan['promises'][number], ...others] })
const codes = (plan: Plan) => [...checkReferences(plan), ...checkCodes(plan)].filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path.join('.')}`)

describe('a name that leads nowhere is a mistake', () => {
  test.each([
    ['a calendar', withFirst({ clock: 'ofice' }), 'unknown-calendar promises.0.clock'],
    ['a ladder', withFirst({ ladder: 'anser' }), 'unknown-ladder promises.0.ladder'],
    ['a promise', withFirst({ on: { promise: 'P01-99', becomes: 'broken' } }), 'unknown-promise promises.0.on.promise'],
    ['a level', withFirst({ targets: [{ when: { level: 'D' }, within: '1h' }, { within: '2h' }] }), 'unknown-code promises.0.targets.0.when.level'],
    ['a checklist', { ...p01, cycles: [{ ...p01.cycles[0]!, checklist: 'nowhere' }] }, 'unknown-checklist cycles.0.checklist'],
    ['a form', { ...p01, cycles: [{ ...p01.cycles[0]!, form: 'nowhere' }] }, 'unknown-form cycles.0.form'],
    ['a cover term', { ...p17, cover: [{ ...p17.cover[0]!, after: 'nowhere' }] }, 'unknown-cover cover.0.after'],
    ['a phase', { ...p17, cover: [{ ...p17.cover[0]!, phase: 'nowhere' }] }, 'unknown-code cover.0.phase'],
  ])('%s', (_, plan, expected) => expect(codes(plan)).toContain(expected))

  test('the word that was meant is named', () => {
    expect(checkReferences(withFirst({ clock: 'ofice' })).find(({ code }) => code === 'unknown-calendar')?.params).toMatchObject({ nearest: 'office' })
  })
})
