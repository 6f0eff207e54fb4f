// A consistent copy of the whole store and its kept files in one file, and a store filled from it. No program of PostgreSQL is needed.
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { BrokenBackup, type PartHead, PartReader, PartWriter } from './backup-file.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from './database.ts'
import { filePath, listFiles, saveFile } from './files.ts'

/** Tables that belong to the running program and not to its content. */
const ASIDE = ['schema_migration', 'schema_note', 'record_writer', 'record_batch', 'account_session']

type Table = { name: string; columns: string[]; months: string[] }
type Manifest = { migrations: string[]; takenAt: string }
export type BackupCounts = { tables: number; rows: number; files: number; bytes: number }
/** `filesDir` is the folder of the kept files. */
type Taking = { filesDir: string; now: number }

/** Tables in an order in which each comes after those it refers to; of a partitioned one the whole, with its months. */
const TABLES = `
  with recursive t as (
    select c.oid, c.relname as name from pg_class as c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all ($1)
  ), depth as (
    select t.oid, 0 as level from t
    union
    select k.conrelid, d.level + 1
      from pg_constraint as k join depth as d on d.oid = k.confrelid
     where k.contype = 'f' and k.conrelid <> k.confrelid and d.level < 20
  )
  select t.name,
         (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute as a
           where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
         coalesce((select array_agg(right(p.relname, 6) order by p.relname) from pg_inherits as i
                     join pg_class as p on p.oid = i.inhrelid where i.inhparent = t.oid), '{}') as months
    from t join depth as d on d.oid = t.oid
   group by t.oid, t.name order by max(d.level), t.name`

const listTables = async (db: Queryable): Promise<Table[]> => db.query<Table>(TABLES, [ASIDE])

const listMigrations = async (db: Queryable): Promise<string[]> =>
  (await db.query<{ name: string }>('select m.name from schema_migration as m order by m.name')).map(({ name }) => name)

/** Writes everything as of one instant into `path`, which appears only when it is whole. */
export async function backup(db: Database, path: string, { filesDir, now }: Taking): Promise<BackupCounts> {
  const fresh = `${path}.${process.pid}`
  const gzip = createGzip({ level: 6 })
  const file = createWriteStream(fresh, { mode: 0o600 })
  gzip.pipe(file)
  const client = new pg.Client({ connectionString: db.url })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const writer = new PartWriter(gzip)
    await writer.begin()
    const manifest: Manifest = { migrations: await listMigrations(db), takenAt: new Date(now).toISOString() }
    await writer.part({ part: 'manifest', ...manifest }, none())
    const counts: BackupCounts = { tables: 0, rows: 0, files: 0, bytes: 0 }
    for (const table of await listTables(db)) {
      const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${table.name}`)
      const count = Number(rows[0]?.n)
      const sql = `copy (select ${table.columns.join(', ')} from ${table.name}) to stdout (format binary)`
      const written = await writer.part({ part: 'table', ...table, rows: count }, client.query(copyTo(sql)))
      counts.tables += 1
      counts.rows += count
      counts.bytes += written.bytes
    }
    // After the tables: a file is kept before the row that names it, so that none of the rows above lacks its own.
    for (const sha256 of await listFiles(filesDir)) {
      const { bytes } = await writer.part({ part: 'file', sha256 }, createReadStream(filePath(filesDir, sha256)))
      counts.files += 1
      counts.bytes += bytes
    }
    await writer.part({ part: 'end' }, none())
    gzip.end()
    await finished(file)
    await rename(fresh, path)
    return counts
  } catch (error) {
    gzip.destroy()
    await rm(fresh, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function* none(): AsyncGenerator<Uint8Array> {}

/** Fills an empty store of the same shape from a backup, whole or not at all. */
export async function restore(db: Database, path: string, filesDir: string): Promise<BackupCounts | Refusal> {
  const source = createReadStream(path)
  const gunzip = createGunzip()
  const reader = new PartReader(gunzip)
  source.on('error', (error) => gunzip.destroy(error))
  // The reader tells it; unheard, the event itself would end the process.
  gunzip.on('error', () => undefined)
  source.pipe(gunzip)
  try {
    return await inTransaction(db, async (tx) => {
      await reader.begin()
      const no = (await unfitting(tx, await reader.head())) ?? undefined
      if (no) return no
      await drain(reader)
      return fill(tx, reader, filesDir)
    })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const isBroken = error instanceof BrokenBackup || code?.startsWith('Z_')
    if (!isBroken) throw error
    return refuse('backup.broken', {
      zh: `${path} 不是完整的备份：${message}`,
      en: `${path} is no whole backup: ${message}`,
    })
  }
}

async function drain(reader: PartReader): Promise<void> {
  for await (const _ of reader.content()) {
    // The digest is looked at when the end is reached.
  }
}

async function unfitting(tx: Transaction, head: PartHead): Promise<Refusal | undefined> {
  const here = await listMigrations(tx)
  const there = (head as unknown as Manifest).migrations ?? []
  if (here.join() !== there.join()) {
    return refuse('backup.other-shape', {
      zh: `备份的数据库结构（${there.at(-1)}）与此处（${here.at(-1)}）不同：请用相同版本的山水恢复`,
      en: `The backup has another shape (${there.at(-1)}) than this store (${here.at(-1)}): restore it with the same version`,
    })
  }
  const [used] = await tx.query<{ used: boolean }>(
    'select exists (select 1 from site) or exists (select 1 from plan) or exists (select 1 from account) as used',
  )
  if (!used?.used) return undefined
  return refuse('backup.store-not-empty', {
    zh: '此处已有数据，恢复只写入空库：请用 --data 另选目录',
    en: 'This store has content, and a backup is restored into an empty one only: choose another folder with --data',
  })
}

async function fill(tx: Transaction, reader: PartReader, filesDir: string): Promise<BackupCounts> {
  const counts: BackupCounts = { tables: 0, rows: 0, files: 0, bytes: 0 }
  let head = await reader.head()
  for (; head.part === 'table'; head = await reader.head()) {
    const table = head as unknown as Table & { rows: number }
    for (const month of table.months) {
      const first = `${month.slice(0, 4)}-${month.slice(4)}-01T00:00:00Z`
      await tx.query('select ensure_month_partition($1, $2)', [table.name, first])
    }
    const counted = { bytes: 0 }
    const sql = `copy ${table.name} (${table.columns.join(', ')}) from stdin (format binary)`
    const rows = await tx.copyIn(sql, counting(reader.content(), counted))
    if (rows !== table.rows) throw new BrokenBackup(`${table.name} has ${rows} rows and must have ${table.rows}`)
    await advanceSequences(tx, table.name)
    counts.tables += 1
    counts.rows += rows
    counts.bytes += counted.bytes
  }
  for (; head.part === 'file'; head = await reader.head()) {
    counts.bytes += await restoreFile(reader, { folder: filesDir, sha256: String(head.sha256) })
    counts.files += 1
  }
  return counts
}

/** Gives its bytes; a file whose content is not what its name says breaks the whole. */
async function restoreFile(
  reader: PartReader,
  { folder, sha256 }: { folder: string; sha256: string },
): Promise<number> {
  const stored = await saveFile(folder, Readable.from(reader.content()), Number.POSITIVE_INFINITY)
  if (isRefusal(stored) || stored.sha256 !== sha256) throw new BrokenBackup(`file ${sha256} is not what its name says`)
  return stored.bytes
}

async function* counting(chunks: AsyncIterable<Buffer>, counted: { bytes: number }): AsyncGenerator<Buffer> {
  for await (const chunk of Readable.from(chunks, { objectMode: true })) {
    counted.bytes += (chunk as Buffer).length
    yield chunk as Buffer
  }
}

/** Numbers given from here on must not meet restored ones. */
async function advanceSequences(tx: Transaction, table: string): Promise<void> {
  const columns = await tx.query<{ name: string; sequence: string }>(
    `select a.attname as name, pg_get_serial_sequence($1, a.attname) as sequence
       from pg_attribute as a where a.attrelid = $1::regclass and a.attidentity <> ''`,
    [table],
  )
  for (const { name, sequence } of columns) {
    await tx.query(
      `select setval($1, greatest(1, (select coalesce(max(${name}), 0) from ${table})), exists (select 1 from ${table}))`,
      [sequence],
    )
  }
}
