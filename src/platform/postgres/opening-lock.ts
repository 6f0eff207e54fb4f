// Openers of one data folder take turns: a lock file that names its holder, void when the holder is gone.
import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeOwn } from './place.ts'
import { isAlive, processMark, sleep } from './process.ts'

const LOOK_EVERY_MS = 30

/** Runs `work` alone among all processes that open the store whose DATA/postgres is `home`. Waits for others. */
export async function underLock<T>(home: string, work: () => Promise<T>): Promise<T> {
  const path = join(home, 'opening')
  const note = `opening.${randomUUID()}`
  await writeOwn(home, note, `${process.pid}\n${processMark(process.pid)}\n${note}`)
  try {
    while (!(await take(join(home, note), path))) {
      await clearAway(home, path)
      await sleep(LOOK_EVERY_MS)
    }
  } finally {
    await rm(join(home, note), { force: true })
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

/** A link is made by one of two or by the other, never by both. */
const take = (note: string, path: string): Promise<boolean> =>
  link(note, path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )

const isHeld = (text: string): boolean => {
  const [pid = '', mark = ''] = text.split('\n')
  return isAlive(Number(pid)) && processMark(Number(pid)) === mark
}

async function clearAway(home: string, path: string): Promise<void> {
  const told = await readFile(path, 'utf8').catch(() => undefined)
  if (told === undefined || isHeld(told)) return
  const aside = join(home, `opening.${randomUUID()}.gone`)
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  // Between the look and the move another may have cleared it away and taken the lock: that one gets it back.
  if ((await readFile(aside, 'utf8')) !== told) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}
