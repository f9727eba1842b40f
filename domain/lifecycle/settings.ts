// Two versions of the settings of a machine: which entries came, went or changed, and which lines of its configuration file.
export type Settings = Readonly<Record<string, string>>
export type SettingChange = { key: string; before: string | null; after: string | null }
export type LineChange = { sign: '+' | '-'; line: number; text: string }

export function changedSettings(before: Settings, after: Settings): SettingChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
    .filter((key) => before[key] !== after[key])
    .map((key) => ({ key, before: before[key] ?? null, after: after[key] ?? null }))
}

// Longest common run of lines, between the equal head and the equal tail. Beyond this product of lengths the middle counts as replaced.
const heaviest = 4_000_000

export function changedLines(before: string, after: string): LineChange[] {
  const [old, fresh] = [linesOf(before), linesOf(after)]
  let head = 0
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1
  let tail = 0
  while (tail < old.length - head && tail < fresh.length - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail += 1
  const [left, right] = [old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)]
  return left.length * right.length > heaviest ? [...left.map(gone(head)), ...right.map(come(head))] : middle(left, right, head)
}

function middle(left: readonly string[], right: readonly string[], head: number): LineChange[] {
  const common = lengths(left, right)
  const changes: LineChange[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      i += 1
      j += 1
    } else if (i < left.length && (j >= right.length || common[i + 1]![j]! >= common[i]![j + 1]!)) {
      changes.push(gone(head)(left[i]!, i))
      i += 1
    } else {
      changes.push(come(head)(right[j]!, j))
      j += 1
    }
  }
  return changes
}

function lengths(left: readonly string[], right: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1))
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) table[i]![j] = left[i] === right[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!)
  }
  return table
}

const linesOf = (text: string) => (text === '' ? [] : text.replaceAll('\r\n', '\n').split('\n'))
const gone = (head: number) => (text: string, index: number): LineChange => ({ sign: '-', line: head + index + 1, text })
const come = (head: number) => (text: string, index: number): LineChange => ({ sign: '+', line: head + index + 1, text })
