// How a command opens the store of `--data`: the server of a running product, or one of its own for as long as it works.
import { resolve } from 'node:path'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { parseConfig } from '#platform/config.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { openStore, type Store } from '#platform/postgres/store.ts'
import type { CommandIo } from './command-io.ts'
import { sentenceOf } from './sentence.ts'

/** `dataDir` as typed: relative to where npm was called, else to the working folder. */
export type StoreUse = { dataDir: string; io: CommandIo; name: string }

/**
 * Opens, brings to the newest shape, works and closes again; gives the exit code of `work`. Where the store cannot be
 * opened: one sentence and exit code 2. Ctrl-C closes the store too, what is not committed is undone.
 */
export async function withStore(use: StoreUse, work: (db: Database) => Promise<number>): Promise<number> {
  const { io, name } = use
  const store = await open(use)
  if (isRefusal(store)) return tell(io, store)
  const release = closeOnSignal(store)
  const db = openDatabase(store.url, { name: `shanshui ${name}` })
  try {
    const migrated = await migrate(db)
    return isRefusal(migrated) ? tell(io, migrated) : await work(db)
  } finally {
    await db.close()
    await store.stop()
    release()
  }
}

async function open({ dataDir, io, name }: StoreUse): Promise<Store | Refusal> {
  const config = parseConfig(io.env)
  if (isRefusal(config)) return config
  return openStore({
    dataDir: resolve(io.env.INIT_CWD ?? '.', dataDir),
    databaseUrl: config.databaseUrl,
    log: createLog(name),
    share: true,
  })
}

/** Without this the server would run on after the command is gone. */
function closeOnSignal(store: Store): () => void {
  const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
  const listeners = Object.entries(signals).map(([signal, code]) => {
    const end = (): void => void store.stop().finally(() => process.exit(code))
    process.once(signal, end)
    return () => process.off(signal, end)
  })
  return () => {
    for (const off of listeners) off()
  }
}

function tell(io: CommandIo, refusal: Refusal): number {
  io.stderr.write(`${sentenceOf(refusal, io)}\n`)
  return 2
}
