// Files under their hash: kept once, whole or not at all, and found out when somebody changed them.
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { filePath, listFiles, openFile, saveFile, verifyFile } from './files.ts'

const folder = await mkdtemp(join(tmpdir(), 'shanshui-files-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const save = (content: string, most = 1024) => saveFile(folder, Readable.from([Buffer.from(content)]), most)
async function saved(content: string): Promise<string> {
  const stored = await save(content)
  if (isRefusal(stored)) throw new Error(stored.because)
  return stored.sha256
}
// SHA-256 of the three letters, as FIPS 180-4 prints it.
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

test('saveFile() keeps a file under its hash, the same content once', async () => {
  expect(await save('abc')).toEqual({ sha256: ABC, bytes: 3 })
  expect(await save('abc')).toEqual({ sha256: ABC, bytes: 3 })
  expect(await listFiles(folder)).toEqual([ABC])
  const content = await openFile(folder, ABC)
  if (isRefusal(content)) throw new Error(content.because)
  expect(await text(content)).toBe('abc')
})

test('saveFile() refuses what is too large or empty and leaves nothing', async () => {
  expect(await save('x'.repeat(1025))).toMatchObject({ refused: 'files.too-large' })
  expect(await save('')).toMatchObject({ refused: 'files.empty' })
  expect(await listFiles(folder)).toEqual([ABC])
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
})

test('openFile() hands out nothing that was changed or taken away', async () => {
  const changed = await saved('an invoice')
  await appendFile(filePath(folder, changed), '0')
  expect(await verifyFile(folder, changed)).toBe('changed')
  expect(await openFile(folder, changed)).toMatchObject({ refused: 'files.changed' })
  const gone = await saved('a photo')
  await rm(filePath(folder, gone))
  expect(await openFile(folder, gone)).toMatchObject({ refused: 'files.not-found' })
})

test('filePath() takes no name that could leave the folder', async () => {
  await writeFile(join(folder, 'secret'), 'x')
  expect(() => filePath(folder, '../secret')).toThrow(/must be a SHA-256/)
})
