// Other processes of this machine: whether one still lives, and whether it is still the same one.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Fields of /proc/PID/stat behind the name, which may hold blanks and brackets: state first, start tick at 19. */
const statFields = (pid: number): string[] | undefined =>
  textOf(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')

function ps(pid: number, column: string): string {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

/** Whether the process runs. One that has ended but was not yet collected by its parent does not. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return statFields(pid)?.[0] !== 'Z'
}

/** Text that is the same only for the same process: numbers are given again, also after a restart of the machine. */
export function processMark(pid: number): string {
  const fields = statFields(pid)
  if (!fields) return `${pid} ${ps(pid, 'lstart')}`
  return `${pid} ${fields[19]} ${textOf('/proc/sys/kernel/random/boot_id')?.trim()}`
}

/** The command line a process was started with, its words parted by blanks; empty where there is none. */
export const commandOf = (pid: number): string =>
  textOf(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? ps(pid, 'args')

/** Whether a process that we may look at has this folder as its working directory; undefined where nobody can tell. */
export function hasProcessesIn(folder: string): boolean | undefined {
  try {
    const real = realpathSync(folder)
    return readdirSync('/proc').some((name) => /^\d+$/.test(name) && workingFolder(name) === real)
  } catch {
    return undefined
  }
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))
