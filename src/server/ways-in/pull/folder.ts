// Files of a folder on this machine: which are new or changed and no longer being written.
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'

export type FoundFile = { name: string; path: string; bytes: number; modifiedMs: number }

/** A file changed so lately is still being written. */
const SETTLED_MS = 2_000
const LARGEST_FILE = 50 * 1024 * 1024

/** `*` and `?` in a name stand for what they do in a shell. */
function patternOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'iu')
}

/** Refuses a folder that is not below one of those the operator allows, links followed. */
export async function checkFolder(folder: string, allowed: readonly string[]): Promise<string | Refusal> {
  const absent = (because: string): Refusal =>
    refuse('ways-in.folder-unreadable', {
      zh: `读不出文件夹 ${folder}：${because}`,
      en: `Cannot read ${folder}: ${because}`,
    })
  let real: string
  try {
    real = await realpath(folder)
  } catch (error) {
    return absent((error as NodeJS.ErrnoException).code ?? 'unknown')
  }
  for (const one of allowed) {
    const root = await realpath(one).catch(() => undefined)
    if (root !== undefined && (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep))) return real
  }
  return refuse('ways-in.folder-forbidden', {
    zh: `不允许读取 ${folder}：须由管理员在 SHANSHUI_PULL_FOLDERS 中允许`,
    en: `Cannot read ${folder} as the operator must allow it in SHANSHUI_PULL_FOLDERS`,
  })
}

/** Files of the pattern, oldest first; links are not followed out of the folder. */
export async function listFiles(folder: string, pattern: string, nowMs: number): Promise<FoundFile[]> {
  const fits = patternOf(pattern)
  const entries = await readdir(folder, { withFileTypes: true })
  const files: FoundFile[] = []
  for (const entry of entries) {
    if (!entry.isFile() || !fits.test(entry.name)) continue
    const path = join(folder, entry.name)
    const { size, mtimeMs } = await stat(path)
    if (nowMs - mtimeMs < SETTLED_MS) continue
    files.push({ name: entry.name, path, bytes: size, modifiedMs: Math.floor(mtimeMs) })
  }
  return files.sort((a, b) => a.modifiedMs - b.modifiedMs || a.name.localeCompare(b.name))
}

/** Those that were not taken yet as they are now. */
export async function newFiles(db: Queryable, sourceId: number, files: readonly FoundFile[]): Promise<FoundFile[]> {
  const known = await db.query<{ name: string; bytes: number; modifiedAt: number }>(
    'select p.name, p.bytes, p.modified_at as "modifiedAt" from pulled_file as p where p.source_id = $1',
    [sourceId],
  )
  const byName = new Map(known.map((file) => [file.name, file]))
  return files.filter(({ name, bytes, modifiedMs }) => {
    const before = byName.get(name)
    return before?.bytes !== bytes || before.modifiedAt !== modifiedMs
  })
}

export async function readPulledFile(file: FoundFile): Promise<Buffer | Refusal> {
  if (file.bytes <= LARGEST_FILE) return readFile(file.path)
  return refuse('ways-in.file-too-large', {
    zh: `文件 ${file.name} 超过 50 MB，请拆分或用导入页导入`,
    en: `Cannot pull ${file.name} as it exceeds 50 MB: split it or import it`,
  })
}

export const notePulled = (
  tx: Queryable,
  file: FoundFile & { sourceId: number; runId: number; digest: string },
): Promise<number> =>
  tx.execute(
    `insert into pulled_file (source_id, name, bytes, modified_at, sha256, run_id) values ($1, $2, $3, $4, $5, $6)
     on conflict (source_id, name) do update
       set bytes = excluded.bytes, modified_at = excluded.modified_at, sha256 = excluded.sha256, run_id = excluded.run_id`,
    [file.sourceId, file.name, file.bytes, timestamptz(file.modifiedMs), file.digest, file.runId],
  )
