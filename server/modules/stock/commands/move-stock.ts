// The one way stock changes: the parts are locked in a fixed order, the decision is made from what lies there, and the moves and
// the balances are written together. What fails half way leaves nothing.
import { balancesAfter, effectsOf, shelfKey } from '#domain/stock/balance.ts'
import type { Balance, Move } from '#domain/stock/balance.ts'
import { move } from '#domain/stock/move.ts'
import type { MoveRefusal, Wish } from '#domain/stock/move.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { findPlaceName } from '../queries/find-place.ts'
import { lockParts, readBalances, recordMoves, saveBalances } from '../store.ts'
import type { PartRecord } from '../queries/find-part.ts'
import type { MoveLabels, StoredMove } from '../store.ts'
import { askForWhatIsShort } from './replenish.ts'

export type StockWish = Omit<Wish, 'isSerial'> & { reservationId?: string | undefined }
export type Moved = { documentId: string; moves: StoredMove[]; parts: ReadonlyMap<string, PartRecord> }

export async function moveStock(context: Context, wishes: readonly StockWish[], labels: MoveLabels = {}): Promise<Moved> {
  const { tx, actor } = context
  const parts = new Map((await lockParts(tx, actor.orgId, [...new Set(wishes.map(({ part }) => part))])).map((part) => [part.id, part]))
  const places = [...new Set(wishes.flatMap(({ from, to }) => [from, to]).filter((place) => place !== null))]
  const before = await readBalances(tx, actor.orgId, [...parts.keys()], places, [...new Set(wishes.flatMap(({ serial }) => (serial ? [serial] : [])))])
  const moves: StoredMove[] = []
  let balances: readonly Balance[] = before
  for (const wish of wishes) {
    const made = await decide(context, parts, balances, wish)
    moves.push(...made.map((one) => ({ ...one, id: newId(), reservationId: wish.reservationId ?? null })))
    balances = balancesAfter(balances, made)
  }
  const documentId = labels.documentId ?? newId()
  await recordMoves(context, moves, { ...labels, documentId })
  await saveBalances(context, touched(moves, balances))
  const out = moves.filter(({ kind, from }) => from !== null && kind !== 'release').map(({ part }) => part)
  await askForWhatIsShort(context, [...parts.values()].filter(({ id }) => out.includes(id)))
  return { documentId, moves, parts }
}

async function decide(context: Context, parts: ReadonlyMap<string, PartRecord>, balances: readonly Balance[], wish: StockWish): Promise<Move[]> {
  const part = parts.get(wish.part)
  if (!part || (part.isDeleted && wish.from === null)) throw new Refusal('part.unknown')
  const decision = move(balances.filter((one) => one.part === wish.part), { ...wish, isSerial: part.isSerial })
  if (decision.yes) return decision.moves
  throw await refusal(context, decision.because[0], part, wish, balances)
}

async function refusal({ tx, actor }: Context, code: MoveRefusal, part: PartRecord, wish: StockWish, balances: readonly Balance[]): Promise<Refusal> {
  if (code === 'stock.serial-elsewhere') return new Refusal(code, { field: 'serial', serial: wish.serial ?? '' })
  if (code !== 'stock.short') return new Refusal(code, { field: code === 'stock.quantity' ? 'quantity' : code === 'stock.serial-needed' ? 'serial' : 'fromId' })
  const free = balances.filter((one) => one.part === part.id && one.place === wish.from && one.condition !== 'scrap' && (wish.serial === undefined || one.serial === wish.serial))
    .reduce((sum, { onHand, reserved }) => sum + Math.max(0, onHand - reserved), 0)
  return new Refusal(code, { field: 'quantity', part: part.number, place: await findPlaceName(tx, actor.orgId, wish.from), available: free })
}

/** Every shelf that a move touched, also one that is empty now. */
function touched(moves: readonly Move[], after: readonly Balance[]): Balance[] {
  const standing = new Map(after.map((one) => [shelfKey(one), one]))
  const keys = new Map(moves.flatMap(effectsOf).map((effect) => [shelfKey(effect), { ...effect, onHand: 0, reserved: 0 }]))
  return [...keys].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, empty]) => standing.get(key) ?? empty)
}
