// How a command opens the store of `--data`: the server of a running product, or one of its own for as long as it works.
import { isRefusal } from '#kit/refusal.ts'
import { parseConfig } from '#platform/config.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { openStore } from '#platform/postgres/store.ts'
import type { CommandIo } from './commands.ts'

export type StoreUse = { dataDir: string; io: CommandIo; name: string }

/** Opens, brings to the newest shape, works and closes again. Where the store cannot be opened: one sentence and exit code 2. */
export async function withStore(use: StoreUse, work: (db: Database) => Promise<number>): Promise<number> {
  const { io } = use
  const config = parseConfig(io.env)
  if (isRefusal(config)) return tell(io, config.because)
  const store = await openStore({
    dataDir: use.dataDir,
    databaseUrl: config.databaseUrl,
    log: createLog(use.name),
    share: true,
  })
  if (isRefusal(store)) return tell(io, store.because)
  const db = openDatabase(store.url, { name: `shanshui ${use.name}` })
  try {
    const migrated = await migrate(db)
    return isRefusal(migrated) ? tell(io, migrated.because) : await work(db)
  } finally {
    await db.close()
    await store.stop()
  }
}

function tell(io: CommandIo, sentence: string): number {
  io.stderr.write(`${sentence}\n`)
  return 2
}
