// The figures as a table for the terminal and for docs/bench.md.
const number = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1))
const ms = (value) => (value === undefined ? '' : value.toFixed(1))

export function tableOf(figures) {
  const rows = figures.map(({ name, rate, p50, p99, floor, floorName, target }) => [
    name, number(rate), ms(p50), ms(p99), floor ? number(floor) : '', floor ? `${Math.round((rate / floor) * 100)} %` : '', target ? `${number(target)} ${rate >= target ? '✓' : '✗'}` : '', floorName ?? '',
  ])
  return [['What', 'per second', 'p50 ms', 'p99 ms', 'floor', 'of the floor', 'target', 'the floor is'], ...rows]
}

export function plain(table) {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  return table.map((row) => row.map((cell, column) => (column === 0 || column === 7 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ').trimEnd()).join('\n')
}

export const markdown = (table) => table.flatMap((row, index) => [
  `| ${row.join(' | ')} |`, ...(index === 0 ? ['|---|---:|---:|---:|---:|---:|---:|---|'] : []),
]).join('\n')

export const page = (table, { tickets, cores, cpu, memory, node, postgres, seedSeconds, size, apiMemory, day }) => `# Bench

\`npm run bench\` makes a database of its own, fills it with ${tickets.toLocaleString('en')} tickets (\`--tickets N\`, \`--quick\` for 5,000), and measures each figure beside its floor:
what the same machine does in the same minute without the product. Absolute figures move from machine to machine; the share of the floor is what counts.

Measured on ${day}: ${cores} cores (${cpu}), ${memory} GiB of memory, Node.js ${node}, PostgreSQL ${postgres} with fsync on. Client, server and database share the cores.
8 callers at a time, 3 seconds each after a warm-up. ${Math.round(seedSeconds)} s to make the database (${Math.round(tickets / seedSeconds)} tickets a second), ${(size / 2 ** 30).toFixed(2)} GiB on disk; the API process begins with ${Math.round(apiMemory / 2 ** 20)} MiB.

${markdown(table)}

What the rows mean: the list is one page of 50 with names of customer, site, asset, holder and team, through session, permission, row-level security and the check of the reply's
shape. The ticket page reads every promise again from the facts. Registering finds the agreement, reads the plan, makes the promises with their ledger and clocks, and commits with
fsync. A strike claims the timer with a lease, reads the ticket again, writes the fact, all copies and the notices.
`
