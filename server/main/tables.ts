// The tables of the product as the catalog knows them: in an order in which each comes after those it refers to.
import type pg from 'pg'

export type TableShape = { name: string; columns: string[]; key: string[]; /** The columns that name another row of the same table. */ own: string[] }

const notData = new Set(['schema_migrations'])

export async function findTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; key: string[] | null; needs: string[] | null; own: string[] | null }>(`
    select c.relname::text as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select array_agg(a.attname::text order by k.n) from pg_index i, unnest(i.indkey) with ordinality k(attnum, n) join pg_attribute a on a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid) as key,
      (select array_agg(distinct f.confrelid::regclass::text) from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs,
      (select array_agg(distinct a.attname::text) from pg_constraint f, unnest(f.conkey) k(attnum) join pg_attribute a on a.attnum = k.attnum
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid = c.oid and a.attrelid = c.oid and a.attname <> 'org_id') as own
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' order by c.relname`)
  const waiting = rows.filter(({ name }) => !notData.has(name))
  const placed: TableShape[] = []
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ needs }) => (needs ?? []).every((one) => placed.some(({ name }) => name === one)))
    if (next < 0) throw new Error(`Tables refer to each other in a circle: ${waiting.map(({ name }) => name).join(', ')}`)
    const [{ name, columns, key, own }] = waiting.splice(next, 1) as [(typeof waiting)[number]]
    placed.push({ name, columns, key: key ?? columns, own: own ?? [] })
  }
  return placed
}

/** The rows as JSON texts, in the order of their key, some thousand at a time. Belongs into a transaction. */
export async function* readTable(client: pg.ClientBase, { name, columns, key }: TableShape, without: ReadonlySet<string> = new Set()): AsyncGenerator<string[]> {
  const names = columns.filter((column) => !without.has(column)).map((column) => `"${column}"`).join(', ')
  await client.query(`declare "read ${name}" no scroll cursor for select to_jsonb(r)::text as line from (select ${names} from "${name}" order by ${key.map((column) => `"${column}"`).join(', ')}) r`)
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch 2000 from "read ${name}"`)
    if (rows.length === 0) break
    yield rows.map(({ line }) => line)
  }
  await client.query(`close "read ${name}"`)
}

/** One moment of the whole database: nothing that is written meanwhile is seen. */
export async function atOneMoment<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query(`begin isolation level repeatable read read only; set local timezone = 'UTC'; select set_config('app.system', 'on', true)`)
  try {
    return await work()
  } finally {
    await client.query('rollback')
  }
}
