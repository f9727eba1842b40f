// The pure rules on one core, and the clocks striking in the database.
import { coverOn } from '../../domain/entitlement/cover.ts'
import { historyOf } from '../../domain/entitlement/events.ts'
import { fillOpenValues } from '../../domain/plan/fill-open-values.ts'
import { addDays } from '../../domain/time/day.ts'
import { ledgerOf } from '../../domain/promise/ledger.ts'
import { readPromises } from '../../domain/promise/read.ts'
import { dueOf } from '../../domain/time/target.ts'
import { afterWorking } from '../../domain/time/working.ts'
import { readSubjects } from '../../server/main/cli/subjects.ts'
import { readPlanFiles } from '../../server/main/plan-files.ts'
import { claimDueTimers, strikeAgreement } from '../../server/modules/promise/index.ts'
import { strikeTicket } from '../../server/modules/ticket/index.ts'
import { spin } from './load.mjs'

export async function measureRules({ db }, add) {
  const subjects = (await someSubjects(db, 400)).map((subject) => ({ ...subject, now: subject.facts.at(-1).recordedAt }))
  const { working } = firstClock(subjects)
  const starts = Array.from({ length: 1000 }, (_, n) => Date.parse('2026-01-01T00:00:00Z') + n * 7_919_000)
  const target = { unit: 'hours', amount: 4 }
  add({
    name: 'Due times (4 working hours)', floor: spin((n) => afterWorking(working, starts[n % 1000], 14_400_000)).rate, floorName: 'the table alone', target: 1_000_000,
    ...spin((n) => dueOf(working, starts[n % 1000], target)),
  })
  add({ name: 'Tickets read: all promises from all facts', ...spin((n) => one(subjects, n, readPromises)) })
  const facts = subjects.reduce((sum, subject) => sum + subject.facts.length, 0) / subjects.length
  const grounds = coverGrounds()
  add({ name: 'Cover verdicts, the 21 plans in turn', ...spin((n) => coverOn(grounds[n % grounds.length], { day: addDays('2026-01-01', n % 4000) })) })
  add({ name: 'Ledger: facts folded', target: 50_000, ...spin((n) => one(subjects, n, ledgerOf), facts) })
}

/** Three days from now much is due: claim, lock, read, write the strike with all copies and notices, commit. */
export async function measureStrikes({ db }, add) {
  const later = Date.now() + 3 * 86_400_000
  const until = performance.now() + 5000
  let struck = 0
  const from = performance.now()
  const worker = async (node) => {
    while (performance.now() < until) {
      const claimed = await claimDueTimers(db, `bench ${node}`, later, 20)
      if (claimed.length === 0) break
      for (const subject of claimed) {
        await (subject.kind === 'ticket' ? strikeTicket(db, subject, later) : strikeAgreement(db, subject, later))
        struck += subject.timers.length
      }
    }
  }
  await Promise.all(['a', 'b', 'c', 'd'].map(worker))
  add({ name: 'Timers struck (4 claimers, one process)', rate: struck / ((performance.now() - from) / 1000), target: 50_000 / 1800 })
}

// Begun at the start of the agreement; every day of the next eleven years is asked.
const coverGrounds = () => readPlanFiles().map(({ plan }) => ({
  plan: fillOpenValues(plan), agreement: { startsOn: '2026-01-01', endsOn: '2039-12-31' },
  history: historyOf([{ facts: [], dates: { 'agreement.started': '2026-01-01', 'acceptance.signed': '2026-01-10', 'goods.delivered': '2026-01-05', 'equipment.installed': '2026-01-08' } }], plan.zone),
}))

async function someSubjects(db, count) {
  const found = []
  for await (const page of readSubjects(db)) {
    found.push(...page.filter(({ kind, terms, facts }) => kind === 'ticket' && terms && facts.length > 4))
    if (found.length >= count) break
  }
  return found.slice(0, count)
}

const firstClock = (subjects) => {
  const { terms } = subjects.find((subject) => subject.terms.plan.promises.length > 0 && Object.keys(subject.terms.plan.calendars).length > 0)
  return terms.calendar(Object.keys(terms.plan.calendars)[0])
}

const one = (subjects, n, read) => {
  const { kind, id, startedAt, facts, terms, now } = subjects[n % subjects.length]
  return read({ kind, id, startedAt }, facts, terms, now)
}
