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
import { type Database, inTransaction, type Transaction } from './database.ts'
import { filePath, listFiles, saveFile } from './files.ts'
import { advanceSequences, listMigrations, listTables, refuseUsedStore, type StoreTable } from './store-tables.ts'

/** Tables that belong to the running program and not to its content. */
const ASIDE = ['schema_migration', 'schema_note', 'record_writer', 'record_batch', 'account_session']

type Manifest = { migrations: string[]; takenAt: string }
export type BackupCounts = { tables: number; rows: number; files: number; bytes: number }
/** `filesDir` is the folder of the kept files. */
type Taking = { filesDir: string; now: number }

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
    for (const table of await listTables(db, ASIDE)) {
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
  return refuseUsedStore(tx, 'backup')
}

async function fill(tx: Transaction, reader: PartReader, filesDir: string): Promise<BackupCounts> {
  const counts: BackupCounts = { tables: 0, rows: 0, files: 0, bytes: 0 }
  let head = await reader.head()
  for (; head.part === 'table'; head = await reader.head()) {
    const table = head as unknown as StoreTable & { rows: number }
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
