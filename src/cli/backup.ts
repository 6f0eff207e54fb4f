// `shanshui backup FILE` and `shanshui restore FILE`.
import { parseArgs } from 'node:util'
import { isRefusal } from '#kit/refusal.ts'
import { backup, restore } from '#platform/backup.ts'
import { filesDirOf } from '#platform/files.ts'
import type { CommandIo } from './command-io.ts'
import { sentenceOf } from './sentence.ts'
import { verifyLog } from './verify-log.ts'
import { withStore } from './with-store.ts'

type Usage = { file: string; dataDir: string }

function readUsage(args: string[], io: CommandIo, name: string): Usage | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string', default: './data' } },
    })
    const [file, ...more] = positionals
    if (file !== undefined && more.length === 0) return { file, dataDir: values.data }
  } catch (error) {
    io.stderr.write(`${(error as Error).message}\n`)
  }
  io.stderr.write(`shanshui ${name} FILE [--data DIR]\n`)
  return undefined
}

/** Exit code 0; 2 for wrong usage, a store that cannot be opened or a file that cannot be written. */
export async function runBackup(args: string[], io: CommandIo): Promise<number> {
  const usage = readUsage(args, io, 'backup')
  if (!usage) return 2
  return withStore({ dataDir: usage.dataDir, io, name: 'backup' }, async (db) => {
    const counts = await backup(db, usage.file, { filesDir: filesDirOf(usage.dataDir), now: io.now() })
    io.stdout.write(`${JSON.stringify(counts)}\n`)
    return 0
  })
}

/** Exit code 0 restored; 1 where the restored event log is broken; 2 where the file or the store does not fit. */
export async function runRestore(args: string[], io: CommandIo): Promise<number> {
  const usage = readUsage(args, io, 'restore')
  if (!usage) return 2
  return withStore({ dataDir: usage.dataDir, io, name: 'restore' }, async (db) => {
    const restored = await restore(db, usage.file, filesDirOf(usage.dataDir))
    if (isRefusal(restored)) {
      io.stderr.write(`${sentenceOf(restored, io)}\n`)
      return 2
    }
    const log = await verifyLog(db)
    io.stdout.write(`${JSON.stringify({ ...restored, log })}\n`)
    return log.intact ? 0 : 1
  })
}
