// The work on the plans as a folder of JSON Lines and files: written the same from the same content, and read into an empty store.
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from './database.ts'
import { filePath, saveFile, verifyFile } from './files.ts'
import { advanceSequences, listMigrations, listTables, refuseUsedStore, type StoreTable } from './store-tables.ts'
import { LEFT_COLUMNS, WORKSPACE_TABLES } from './workspace-tables.ts'

const FORMAT = 'shanshui-workspace-1'
const MANIFEST = 'manifest.json'
/** Rows fetched at once: a report may be a megabyte. */
const FETCH = 200
/** Rows and characters put in at once. */
const BATCH = 2000
const BATCH_CHARACTERS = 8_000_000

/** `rows` by table; the manifest holds nothing of the moment, so that the same content gives the same bytes. */
type Manifest = { format: string; migrations: string[]; rows: Record<string, number>; files: string[] }
export type WorkspaceCounts = { tables: number; rows: number; files: number }

const tablesOf = async (db: Database | Transaction): Promise<StoreTable[]> =>
  (await listTables(db, [])).filter(({ name }) => WORKSPACE_TABLES.includes(name))

const linesPath = (folder: string, table: string): string => join(folder, 'tables', `${table}.jsonl`)

/**
 * Writes the workspace as of one instant into `folder`, which must not be there and appears only when it is whole.
 * Refuses `workspace.folder-taken`, and `workspace.file-broken` where a piece of evidence is not what it was.
 */
export async function exportWorkspace(
  db: Database,
  folder: string,
  filesDir: string,
): Promise<WorkspaceCounts | Refusal> {
  if ((await readdir(folder).catch(() => [])).length > 0) {
    return refuse('workspace.folder-taken', {
      zh: `${folder} 已有内容：请另选目录`,
      en: `${folder} has content already: choose another folder`,
    })
  }
  const fresh = join(dirname(folder), `.${basename(folder)}.${process.pid}`)
  await mkdir(join(fresh, 'tables'), { recursive: true })
  try {
    const manifest = await writeTables(db, fresh)
    const broken = await copyFiles(manifest.files, { from: filesDir, to: join(fresh, 'files') })
    if (broken) return broken
    await writeFile(join(fresh, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`)
    await rm(folder, { recursive: true, force: true })
    await rename(fresh, folder)
    return countsOf(manifest)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

const countsOf = ({ rows, files }: Manifest): WorkspaceCounts => ({
  tables: Object.keys(rows).length,
  rows: Object.values(rows).reduce((sum, count) => sum + count, 0),
  files: files.length,
})

async function writeTables(db: Database, folder: string): Promise<Manifest> {
  const client = new pg.Client({ connectionString: db.url })
  await client.connect()
  try {
    await client.query(`set time zone 'UTC'`)
    await client.query('begin isolation level repeatable read read only')
    const rows: Record<string, number> = {}
    for (const table of await tablesOf(db)) {
      const counted = { rows: 0 }
      await pipeline(Readable.from(linesOf(client, table, counted)), createWriteStream(linesPath(folder, table.name)))
      rows[table.name] = counted.rows
    }
    const named = await client.query<{ sha256: string }>(
      'select distinct v.file_sha256 as sha256 from evidence as v where v.file_sha256 is not null order by 1',
    )
    return {
      format: FORMAT,
      migrations: await listMigrations(db),
      rows: Object.fromEntries(Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1))),
      files: named.rows.map(({ sha256 }) => sha256),
    }
  } finally {
    await client.end()
  }
}

/** Rows as the store itself writes JSON, in the order of the primary key: the same rows are the same bytes. */
async function* linesOf(
  client: pg.Client,
  { name, columns, key }: StoreTable,
  counted: { rows: number },
): AsyncGenerator<string> {
  const left = Object.keys(LEFT_COLUMNS[name] ?? {})
  await client.query(
    `declare lines cursor for select (to_jsonb(t) - $1::text[])::text as line from ${name} as t order by ${(key ?? columns).map((column) => `t.${column}`).join(', ')}`,
    [left],
  )
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${FETCH} from lines`)
    if (rows.length === 0) break
    counted.rows += rows.length
    yield `${rows.map(({ line }) => line).join('\n')}\n`
  }
  await client.query('close lines')
}

async function copyFiles(
  hashes: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<Refusal | undefined> {
  await mkdir(to, { recursive: true })
  for (const sha256 of hashes) {
    const state = await verifyFile(from, sha256)
    if (state !== 'whole') {
      return refuse('workspace.file-broken', {
        zh: `佐证文件 ${sha256} ${state === 'missing' ? '不在数据目录中' : '内容已变'}`,
        en: `File ${sha256} of a piece of evidence is ${state === 'missing' ? 'not in the data folder' : 'changed'}`,
      })
    }
    await copyFile(filePath(from, sha256), join(to, sha256))
  }
  return undefined
}

const broken = (reason: { zh: string; en: string }): Refusal => refuse('workspace.broken', reason)

async function readManifest(folder: string): Promise<Manifest | Refusal> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => '')
  try {
    const manifest = JSON.parse(text) as Manifest
    if (manifest.format === FORMAT) return manifest
  } catch {
    // Told below, with what is not there.
  }
  return broken({
    zh: `${folder} 不是工作区：缺少 ${MANIFEST}`,
    en: `${folder} is no workspace: it has no ${MANIFEST}`,
  })
}

/** Says what an import found wrong, so that nothing of it stays. */
class BrokenWorkspace extends Error {}

/**
 * Fills an empty store from a workspace, whole or not at all. Nobody's password comes along.
 * Refuses `workspace.other-shape`, `workspace.store-not-empty` and `workspace.broken`.
 */
export async function importWorkspace(
  db: Database,
  folder: string,
  filesDir: string,
): Promise<WorkspaceCounts | Refusal> {
  const manifest = await readManifest(folder)
  if (isRefusal(manifest)) return manifest
  const here = await listMigrations(db)
  if (here.join() !== manifest.migrations.join()) {
    return refuse('workspace.other-shape', {
      zh: `工作区的数据库结构（${manifest.migrations.at(-1)}）与此处（${here.at(-1)}）不同：请用相同版本的山水导入`,
      en: `The workspace has another shape (${manifest.migrations.at(-1)}) than this store (${here.at(-1)}): import it with the same version`,
    })
  }
  try {
    return await inTransaction(db, async (tx) => {
      const used = await refuseUsedStore(tx, 'workspace')
      if (used) return used
      for (const table of await tablesOf(tx)) await readTable(tx, table, { folder, manifest })
      await readFiles(folder, { manifest, filesDir })
      return countsOf(manifest)
    })
  } catch (error) {
    if (!(error instanceof BrokenWorkspace)) throw error
    return broken({ zh: `工作区不完整：${error.message}`, en: `The workspace is not whole: ${error.message}` })
  }
}

type Source = { folder: string; manifest: Manifest }

async function readTable(tx: Transaction, table: StoreTable, { folder, manifest }: Source): Promise<void> {
  let count = 0
  let batch: string[] = []
  let characters = 0
  const put = async (): Promise<void> => {
    if (batch.length > 0) await putRows(tx, table, batch)
    count += batch.length
    batch = []
    characters = 0
  }
  try {
    for await (const line of createInterface({
      input: createReadStream(linesPath(folder, table.name)),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      batch.push(line)
      characters += line.length
      if (batch.length === BATCH || characters > BATCH_CHARACTERS) await put()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new BrokenWorkspace(`tables/${table.name}.jsonl`)
  }
  await put()
  const expected = manifest.rows[table.name]
  if (count !== expected) throw new BrokenWorkspace(`tables/${table.name}.jsonl: ${count} / ${expected}`)
  await advanceSequences(tx, table.name)
}

async function putRows(tx: Transaction, { name, columns }: StoreTable, lines: readonly string[]): Promise<void> {
  const listed = columns.join(', ')
  try {
    await tx.execute(
      `insert into ${name} (${listed}) overriding system value
       select ${listed} from jsonb_populate_recordset(null::${name},
         (select jsonb_agg(r || $2::jsonb) from jsonb_array_elements($1::jsonb) as r))`,
      [`[${lines.join(',')}]`, JSON.stringify(LEFT_COLUMNS[name] ?? {})],
    )
  } catch (error) {
    throw new BrokenWorkspace(`tables/${name}.jsonl: ${(error as Error).message}`)
  }
}

async function readFiles(
  folder: string,
  { manifest, filesDir }: { manifest: Manifest; filesDir: string },
): Promise<void> {
  for (const sha256 of manifest.files) {
    // Opened before it is read: a stream that fails before anybody listens would end the process.
    const handle = await open(join(folder, 'files', sha256)).catch(() => undefined)
    const stored = handle && (await saveFile(filesDir, handle.createReadStream(), Number.POSITIVE_INFINITY))
    if (stored === undefined || isRefusal(stored) || stored.sha256 !== sha256)
      throw new BrokenWorkspace(`files/${sha256}`)
  }
}
