// DATA/postgres/connection.json: where the running server is and which processes use it, for those who come later.
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeOwn } from './place.ts'
import { isAlive, processMark } from './process.ts'

/** A process that is known again even when its number was given to another. */
export type KnownProcess = { pid: number; mark: string }

export type ConnectionFile = {
  url: string
  server: KnownProcess
  /** `alone`: the product itself, of which there may be only one. */
  users: (KnownProcess & { alone: boolean })[]
}

const NAME = 'connection.json'

export const knownProcess = (pid: number): KnownProcess => ({ pid, mark: processMark(pid) })

const isSame = ({ pid, mark }: KnownProcess): boolean => isAlive(pid) && processMark(pid) === mark

/** What the file says, without users that are gone; the server it names may be gone as well. */
export async function readLastConnection(home: string): Promise<ConnectionFile | undefined> {
  const text = await readFile(join(home, NAME), 'utf8').catch(() => undefined)
  const told = text === undefined ? undefined : parse(text)
  return told && { ...told, users: told.users.filter(isSame) }
}

/** What the file says, without processes that are gone; undefined where the server itself is gone. */
export async function readConnection(home: string): Promise<ConnectionFile | undefined> {
  const told = await readLastConnection(home)
  return told && isSame(told.server) ? told : undefined
}

function parse(text: string): ConnectionFile | undefined {
  try {
    const told = JSON.parse(text) as Partial<ConnectionFile>
    const { url, server, users } = told
    return url !== undefined && server !== undefined && Array.isArray(users) ? { url, server, users } : undefined
  } catch {
    return undefined
  }
}

export const saveConnection = (home: string, file: ConnectionFile): Promise<void> =>
  writeOwn(home, NAME, `${JSON.stringify(file, null, 2)}\n`)

export const removeConnection = (home: string): Promise<void> => rm(join(home, NAME), { force: true })
