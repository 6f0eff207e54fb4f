// Files that must stay as they were handed in: kept under their SHA-256 in the data folder, looked at again whenever they are read.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Refusal, refuse } from '#kit/refusal.ts'

/** `sha256` in hexadecimal; it is the file's only name. */
export type StoredFile = { sha256: string; bytes: number }

const NAME = /^[0-9a-f]{64}$/
const INCOMING = 'incoming'

/** Folder of the kept files in a data folder. */
export const filesDirOf = (dataDir: string): string => join(dataDir, 'files')

/** Where a file of that hash is kept below `folder`. */
export function filePath(folder: string, sha256: string): string {
  if (!NAME.test(sha256)) throw new RangeError(`Cannot look for file "${sha256}" as its name must be a SHA-256`)
  return join(folder, sha256.slice(0, 2), sha256)
}

/**
 * Streams the content into the folder; the same content is kept once. It is on disk when this resolves.
 * Refuses `files.too-large` above `mostBytes` and `files.empty` for no byte; then nothing is left.
 */
export async function saveFile(folder: string, content: Readable, mostBytes: number): Promise<StoredFile | Refusal> {
  const incoming = join(folder, INCOMING)
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const fresh = join(incoming, randomUUID())
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Uint8Array, _, done) {
      bytes += chunk.length
      if (bytes > mostBytes) return done(new TooLarge())
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    await pipeline(content, measure, createWriteStream(fresh, { mode: 0o600, flush: true }))
    if (bytes === 0) {
      return refuse('files.empty', { zh: '文件是空的', en: 'Cannot keep the file as it is empty' })
    }
    const stored = { sha256: hash.digest('hex'), bytes }
    await place(fresh, filePath(folder, stored.sha256))
    return stored
  } catch (error) {
    const isTooLarge = error instanceof TooLarge || (error as { statusCode?: number }).statusCode === 413
    if (!isTooLarge) throw error
    const most = Math.floor(mostBytes / (1024 * 1024))
    return refuse('files.too-large', {
      zh: `文件超过 ${most} MB，请压缩或拆分`,
      en: `Cannot keep a file of more than ${most} MB: make it smaller or split it`,
    })
  } finally {
    await rm(fresh, { force: true })
  }
}

class TooLarge extends Error {}

/** MUST be followed by flushing the folder: a name that is only in memory is gone after a power cut. */
async function place(fresh: string, path: string): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await rename(fresh, path)
  for (const one of [folder, dirname(folder)]) {
    const handle = await open(one, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
}

export type FileState = 'whole' | 'changed' | 'missing'

/** Reads the file through and holds it against its name. */
export async function verifyFile(folder: string, sha256: string): Promise<FileState> {
  const path = filePath(folder, sha256)
  if (!(await stat(path).catch(() => undefined))?.isFile()) return 'missing'
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex') === sha256 ? 'whole' : 'changed'
}

/** The content, looked at before the first byte is handed out; refuses `files.not-found` and `files.changed`. */
export async function openFile(folder: string, sha256: string): Promise<Readable | Refusal> {
  const state = await verifyFile(folder, sha256)
  if (state === 'whole') return createReadStream(filePath(folder, sha256))
  if (state === 'missing') {
    return refuse('files.not-found', { zh: '文件已不在数据目录中', en: 'The file is no longer in the data folder' })
  }
  return refuse('files.changed', {
    zh: '文件内容与收到时的 SHA-256 不同，不予提供',
    en: 'Cannot hand the file out as its content differs from the SHA-256 it was received with',
  })
}

/** Hashes of all files that are kept, in order. */
export async function listFiles(folder: string): Promise<string[]> {
  const names: string[] = []
  for (const part of (await readdir(folder).catch(() => [])).sort()) {
    if (/^[0-9a-f]{2}$/.test(part)) names.push(...(await readdir(join(folder, part))).filter((name) => NAME.test(name)))
  }
  return names.sort()
}
