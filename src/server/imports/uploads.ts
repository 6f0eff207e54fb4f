// Files that wait between preview and import: bytes in the upload folder, and beside them what is known of each.
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'

/** `encoding` is known once the file has been looked at. */
export type Upload = { id: string; name: string; bytes: number; sha256: string; encoding?: string }

/** An upload nobody imported is forgotten after a day. */
const KEPT_MS = DAY_MS
const UPLOAD_ID = /^[0-9a-f-]{36}$/

const gone = (): Refusal =>
  refuse('imports.upload-gone', {
    zh: '上传的文件已不在服务器上，请重新选择文件',
    en: 'Cannot import as the uploaded file is no longer there: choose it again',
  })

export const tooLarge = (name: string): Refusal =>
  refuse('imports.too-large', {
    zh: `文件“${name}”超过 300 MB，请拆分后再导入`,
    en: `Cannot import ${name} as a file must not exceed 300 MB: split it`,
  })

const pathOf = (dir: string, id: string): string => join(dir, id)
const notePathOf = (dir: string, id: string): string => join(dir, `${id}.json`)

/** Streams a file into the folder; a source that is cut off at its size limit is refused and leaves nothing. */
export async function receiveUpload(dir: string, name: string, source: Readable): Promise<Upload | Refusal> {
  const id = randomUUID()
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Uint8Array, _, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  await mkdir(dir, { recursive: true })
  try {
    await pipeline(source, measure, createWriteStream(pathOf(dir, id), { mode: 0o600 }))
  } catch (error) {
    await dropUpload(dir, id)
    if ((error as { statusCode?: number }).statusCode === 413) return tooLarge(name)
    throw error
  }
  const upload = { id, name, bytes, sha256: hash.digest('hex') }
  await noteUpload(dir, upload)
  return upload
}

export const noteUpload = (dir: string, upload: Upload): Promise<void> =>
  writeFile(notePathOf(dir, upload.id), JSON.stringify(upload), { mode: 0o600 })

/** What is known of an upload; refuses one that was imported, forgotten or never there. */
export async function findUpload(dir: string, id: string): Promise<Upload | Refusal> {
  if (!UPLOAD_ID.test(id)) return gone()
  try {
    await stat(pathOf(dir, id))
    return JSON.parse(await readFile(notePathOf(dir, id), 'utf8')) as Upload
  } catch {
    return gone()
  }
}

export async function readUpload(dir: string, id: string): Promise<(Upload & { content: Uint8Array }) | Refusal> {
  const upload = await findUpload(dir, id)
  if (isRefusal(upload)) return upload
  return { ...upload, content: await readFile(pathOf(dir, id)) }
}

export async function dropUpload(dir: string, id: string): Promise<void> {
  await Promise.all([pathOf(dir, id), notePathOf(dir, id)].map((path) => rm(path, { force: true })))
}

/** Removes uploads nobody came back for. */
export async function sweepUploads(dir: string, now: number): Promise<void> {
  for (const name of await readdir(dir).catch(() => [])) {
    const path = join(dir, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }))
    if (now - mtimeMs > KEPT_MS) await rm(path, { force: true })
  }
}
