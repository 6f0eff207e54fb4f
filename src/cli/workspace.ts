// `shanshui workspace export DIR` and `shanshui workspace import DIR`.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isRefusal } from '#kit/refusal.ts'
import { filesDirOf } from '#platform/files.ts'
import { exportWorkspace, importWorkspace } from '#platform/workspace.ts'
import type { CommandIo } from './command-io.ts'
import { sentenceOf } from './sentence.ts'
import { verifyLog } from './verify-log.ts'
import { withStore } from './with-store.ts'

type Usage = { act: 'export' | 'import'; folder: string; dataDir: string }

function readUsage(args: string[], io: CommandIo): Usage | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string', default: './data' } },
    })
    const [act, folder, ...more] = positionals
    if ((act === 'export' || act === 'import') && folder !== undefined && more.length === 0)
      return { act, folder: resolve(io.env.INIT_CWD ?? '.', folder), dataDir: values.data }
  } catch (error) {
    io.stderr.write(`${(error as Error).message}\n`)
  }
  io.stderr.write('shanshui workspace export DIR [--data DIR]\nshanshui workspace import DIR [--data DIR]\n')
  return undefined
}

/** Exit code 0; 1 where the imported event log is broken; 2 for wrong usage, a folder or a store that does not fit. */
export async function runWorkspace(args: string[], io: CommandIo): Promise<number> {
  const usage = readUsage(args, io)
  if (!usage) return 2
  const { act, folder, dataDir } = usage
  return withStore({ dataDir, io, name: 'workspace' }, async (db) => {
    const move = act === 'export' ? exportWorkspace : importWorkspace
    const done = await move(db, folder, filesDirOf(dataDir))
    if (isRefusal(done)) {
      io.stderr.write(`${sentenceOf(done, io)}\n`)
      return 2
    }
    if (act === 'export') {
      io.stdout.write(`${JSON.stringify(done)}\n`)
      return 0
    }
    const log = await verifyLog(db)
    io.stdout.write(`${JSON.stringify({ ...done, log })}\n`)
    return log.intact ? 0 : 1
  })
}
