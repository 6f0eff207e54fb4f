// `shanshui import KIND FILE…`: files into the store, averages and verdicts after them; `shanshui import undo` takes one back.
import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { basename } from 'node:path'
import { isRefusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { evaluateAll, isEvaluationRunning } from '#server/evaluation/evaluate-all.ts'
import { importFile } from '#server/imports/commands.ts'
import { dryRunFile } from '#server/imports/dry-run.ts'
import { undoImport } from '#server/imports/undo-import.ts'
import { checkDays } from '#server/quality/check-days.ts'
import { type CommandIo, UsageFault } from './command-io.ts'
import { IMPORT_HELP, type ImportUsage, readImportUsage } from './import-usage.ts'
import { progressTeller } from './progress.ts'
import { sentenceOf } from './sentence.ts'
import { withStore } from './with-store.ts'

const MOST_FINDINGS = 1000

/** Exit code 0: every row taken, 1: rows rejected or a "no", 2: wrong usage, unreadable input, no store. */
export async function runImport(args: string[], io: CommandIo): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout.write(IMPORT_HELP[io.zh ? 'zh' : 'en'])
    return 0
  }
  const usage = readImportUsage(args, io)
  if (usage instanceof UsageFault) {
    io.stderr.write(`${usage.message}\n`)
    return 2
  }
  const files = usage.undo === undefined ? await readFiles(usage.files, io) : []
  if (files === undefined) return 2
  return withStore({ dataDir: usage.dataDir, io, name: 'import' }, async (db) => {
    const code = usage.undo === undefined ? await takeFiles(db, files, usage, io) : await takeBack(db, usage.undo, io)
    if (usage.dryRun) return code
    await followUp(db, io)
    return code
  })
}

type File = { name: string; bytes: Uint8Array }

/** All files, before the first is imported; undefined, with a sentence, where one cannot be read. */
async function readFiles(paths: readonly string[], io: CommandIo): Promise<File[] | undefined> {
  const files: File[] = []
  for (const path of paths) {
    try {
      files.push({ name: basename(path), bytes: await readFile(path) })
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException
      io.stderr.write(io.zh ? `不能读取 ${path}（${code}）\n` : `Cannot read ${path} (${code})\n`)
      return undefined
    }
  }
  return files
}

async function takeFiles(db: Database, files: readonly File[], usage: ImportUsage, io: CommandIo): Promise<number> {
  let code = 0
  for (const file of files) code = Math.max(code, await takeFile(db, file, usage, io))
  return code
}

async function takeFile(db: Database, file: File, usage: ImportUsage, io: CommandIo): Promise<number> {
  const tell = progressTeller(io, { zh: `  导入 ${file.name}`, en: `  importing ${file.name}` })
  const { choices } = usage
  const result = usage.dryRun
    ? await dryRunFile(db, file, { now: io.now(), choices, mostFindings: MOST_FINDINGS })
    : await importFile(db, file, { author: author(), now: io.now, choices, onProgress: tell })
  if (isRefusal(result)) {
    io.stderr.write(`${file.name}: ${sentenceOf(result, io)}\n`)
    return 2
  }
  const { accepted, rejected, unchanged, importId, findings } = result
  io.stdout.write(`${JSON.stringify({ accepted, rejected, unchanged, importId, findings, file: file.name })}\n`)
  if (!usage.json) {
    const words = io.zh
      ? `采用 ${accepted} 行，拒绝 ${rejected} 行，未变 ${unchanged} 行`
      : `${accepted} rows accepted, ${rejected} rejected, ${unchanged} unchanged`
    const id =
      importId === null
        ? io.zh
          ? '（试运行）'
          : ' (dry run)'
        : io.zh
          ? `（导入 ${importId}）`
          : ` (import ${importId})`
    io.stderr.write(`${file.name}: ${words}${id}\n`)
  }
  return rejected > 0 ? 1 : 0
}

async function takeBack(db: Database, importId: number, io: CommandIo): Promise<number> {
  const result = await undoImport(db, importId, author())
  if (isRefusal(result)) {
    io.stderr.write(`${sentenceOf(result, io)}\n`)
    return 1
  }
  io.stdout.write(`${JSON.stringify({ importId, ...result })}\n`)
  return 0
}

/** Averages, verdicts and indicators follow: by the running product, else here and now. */
async function followUp(db: Database, io: CommandIo): Promise<void> {
  if (await isEvaluationRunning(db)) {
    io.stderr.write(io.zh ? '评价由正在运行的服务继续完成\n' : 'The running product evaluates what came in\n')
    return
  }
  const tell = progressTeller(io, { zh: '  评价（站日）', en: '  evaluating (days of stations)' })
  await evaluateAll(db, { now: io.now, onProgress: tell, checkDays })
}

/** Who did it, for the history: the account of the machine. */
function author(): string {
  try {
    return `cli:${userInfo().username}`
  } catch {
    // A container may run under a number that has no name.
    return 'cli'
  }
}
