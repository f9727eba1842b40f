// May this be moved, and from which shelves? A pick takes the oldest batch first and new before usable; nothing goes below zero
// and nothing that somebody else has reserved is taken, unless the right to do so comes with a reason.
import type { Decision } from '../decision.ts'
import { available, balancesAfter } from './balance.ts'
import type { Balance, Move } from './balance.ts'
import { conditions } from './stock.ts'
import type { Condition, MoveKind } from './stock.ts'

export type Wish = {
  kind: MoveKind; part: string; quantity: number; from: string | null; to: string | null
  /** Left out: any serial, any batch, new or usable, whatever the rule of picking says. */
  serial?: string | undefined; batch?: string | undefined; condition?: Condition | undefined; becomes?: Condition | undefined
  isSerial?: boolean
  /** A balance may fall below zero: the caller has the right and gives a reason. */
  mayOverdraw?: boolean
}
export type MoveRefusal = 'stock.quantity' | 'stock.direction' | 'stock.short' | 'stock.serial-needed' | 'stock.serial-elsewhere' | 'stock.not-reserved'

const outside = { receive: 'from', return: 'from', issue: 'to' } as const satisfies Partial<Record<MoveKind, 'from' | 'to'>>

/** The moves a wish comes to. `balances` are all shelves of the part. */
export function move(balances: readonly Balance[], wish: Wish): Decision<{ moves: Move[] }, MoveRefusal> {
  if (!Number.isSafeInteger(wish.quantity) || wish.quantity < 1) return no('stock.quantity')
  if (!isDirected(wish)) return no('stock.direction')
  const serial = serialRefusal(balances, wish)
  if (serial) return no(serial)
  return wish.from === null ? { yes: true, moves: [arriving(wish)] } : picked(balances, wish, wish.from)
}

/** Several wishes of one part, each seeing what the one before left. */
export function moveAll(balances: readonly Balance[], wishes: readonly Wish[]): Decision<{ moves: Move[] }, MoveRefusal> {
  const moves: Move[] = []
  let now = balances
  for (const wish of wishes) {
    const decision = move(now, wish)
    if (!decision.yes) return decision
    moves.push(...decision.moves)
    now = balancesAfter(now, decision.moves)
  }
  return { yes: true, moves }
}

function isDirected({ kind, from, to }: Wish): boolean {
  if (kind === 'count') return (from === null) !== (to === null)
  if (kind === 'reserve' || kind === 'release') return from !== null && to === null
  if (kind === 'appraise') return to !== null
  const open = kind in outside ? outside[kind as keyof typeof outside] : null
  if (open === 'from') return from === null && to !== null
  if (open === 'to') return from !== null && to === null
  return from !== null && to !== null && (from !== to || kind === 'scrap')
}

// One serial is one piece, and it lies in one place only.
function serialRefusal(balances: readonly Balance[], { isSerial, serial, quantity, from, kind }: Wish): MoveRefusal | null {
  if (!isSerial) return null
  if (serial && quantity !== 1) return 'stock.quantity'
  if (from !== null) return null
  if (!serial) return 'stock.serial-needed'
  const isHere = balances.some((one) => one.serial === serial && one.onHand > 0)
  return isHere && kind !== 'release' ? 'stock.serial-elsewhere' : null
}

const arriving = ({ kind, part, quantity, to, serial, batch, condition, becomes }: Wish): Move => {
  const state = becomes ?? condition ?? 'new'
  return { kind, part, quantity, from: null, to, serial: serial ?? '', batch: batch ?? '', condition: state, becomes: state }
}

function picked(balances: readonly Balance[], wish: Wish, from: string): Decision<{ moves: Move[] }, MoveRefusal> {
  const shelves = balances.filter((one) => one.place === from && one.part === wish.part && fits(one, wish)).toSorted(byPick)
  const free = (one: Balance) => Math.max(0, wish.kind === 'release' ? one.reserved : wish.kind === 'count' ? one.onHand : available(one))
  const moves: Move[] = []
  let left = wish.quantity
  for (const shelf of shelves) {
    const taken = Math.min(left, free(shelf))
    if (taken > 0) moves.push(leaving(wish, from, shelf, taken))
    left -= taken
  }
  if (left === 0) return { yes: true, moves }
  if (wish.kind === 'release') return no('stock.not-reserved')
  return wish.mayOverdraw && wish.kind !== 'reserve' && !wish.isSerial
    ? { yes: true, moves: [...moves, leaving(wish, from, { serial: wish.serial ?? '', batch: wish.batch ?? '', condition: wish.condition ?? 'new' }, left)] }
    : no('stock.short')
}

const fits = (one: Balance, { serial, batch, condition }: Wish) =>
  (serial === undefined || one.serial === serial) && (batch === undefined || one.batch === batch) && (condition === undefined ? one.condition !== 'scrap' : one.condition === condition)

const byPick = (one: Balance, other: Balance) =>
  conditions.indexOf(one.condition) - conditions.indexOf(other.condition) || compare(one.batch, other.batch) || compare(one.serial, other.serial)
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function leaving({ kind, part, to, becomes }: Wish, from: string, { serial, batch, condition }: Pick<Balance, 'serial' | 'batch' | 'condition'>, quantity: number): Move {
  return { kind, part, quantity, from, to, serial, batch, condition, becomes: becomes ?? (kind === 'scrap' ? 'scrap' : condition) }
}

const no = (code: MoveRefusal) => ({ yes: false, because: [code] }) as const
