// Brings a database to the shape this version expects: plain SQL files, forward only, each in one transaction.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Connection, Database } from './database.ts'
import { inWords } from './language.ts'

type Migration = { name: string; sql: string; sha256: string }
type Applied = { name: string; sha256: string }

export const MIGRATIONS_DIR = join(import.meta.dirname, '../../db/migrations')

/** Session lock of whoever migrates; the number means nothing but must stay. */
const LOCK = 7_264_000

/**
 * Applies what is missing, in name order; resolves with the names applied. Two callers at once wait for each other.
 * Refuses a database that has migrations this version does not know, and a file that was edited after it was applied.
 * Throws, naming file and line, where a file's SQL fails; files before it stay applied.
 */
export async function migrate(db: Database, dir = MIGRATIONS_DIR): Promise<string[] | Refusal> {
  const migrations = await readMigrations(dir)
  return db.withConnection(async (connection) => {
    await connection.query('select pg_advisory_lock($1)', [LOCK])
    try {
      return await migrateLocked(connection, migrations)
    } finally {
      await connection.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
    }
  })
}

async function readMigrations(dir: string): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function migrateLocked(connection: Connection, migrations: readonly Migration[]): Promise<string[] | Refusal> {
  await connection.execute(`create table if not exists schema_migration (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`)
  const applied = await connection.query<Applied>('select m.name, m.sha256 from schema_migration as m order by m.name')
  const no = unfitting(applied, migrations)
  if (no) return no
  const done = new Set(applied.map(({ name }) => name))
  const missing = migrations.filter(({ name }) => !done.has(name))
  for (const migration of missing) await apply(connection, migration)
  return missing.map(({ name }) => name)
}

function unfitting(applied: readonly Applied[], migrations: readonly Migration[]): Refusal | undefined {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  const newer = applied.find(({ name }) => !known.has(name))
  if (newer) {
    return refuse(
      'store.newer-version',
      inWords(
        `数据库已被更新版本的山水使用过（迁移 ${newer.name}）：请启动那个版本，或另选数据目录`,
        `Cannot open the database as it was used by a newer version of Shanshui (migration ${newer.name}): start that version, or choose another data folder`,
      ),
    )
  }
  const edited = applied.find(({ name, sha256 }) => known.get(name)?.sha256 !== sha256)
  if (edited) {
    return refuse(
      'store.migration-edited',
      inWords(
        `数据库迁移文件 ${edited.name} 在应用之后被改动：请恢复该文件，改动另写成新的迁移`,
        `Cannot open the database as migration ${edited.name} was edited after it was applied: restore the file and put the change into a new one`,
      ),
    )
  }
  return undefined
}

async function apply(connection: Connection, { name, sql, sha256 }: Migration): Promise<void> {
  await connection.execute('begin')
  try {
    await connection.execute(sql)
    await connection.execute('insert into schema_migration (name, sha256) values ($1, $2)', [name, sha256])
    await connection.execute('commit')
  } catch (error) {
    await connection.execute('rollback').catch(() => undefined)
    throw new Error(`Cannot apply migration ${name}${lineOf(sql, error)}`, { cause: error })
  }
}

/** `, line N: message` where the server said at which character it stumbled. */
function lineOf(sql: string, error: unknown): string {
  const { position, message } = error as { position?: string; message?: string }
  if (position === undefined) return `: ${message}`
  return `, line ${sql.slice(0, Number(position) - 1).split('\n').length}: ${message}`
}
