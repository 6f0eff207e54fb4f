// Where a cluster stands and whose account runs it: PostgreSQL refuses to run as root, so root lends it to another.
import { randomUUID } from 'node:crypto'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { inWords } from '../language.ts'

export type OsAccount = { uid: number; gid: number }

export type Place = {
  dataDir: string
  /** DATA/postgres: credentials, connection file, log, and the cluster unless it had to stand elsewhere. */
  home: string
  cluster: string
  /** Who runs PostgreSQL; undefined: the caller. */
  account: OsAccount | undefined
}

/** Where root puts what its unprivileged account cannot reach in the caller's own folders. */
export const OUTSIDE = '/var/lib/shanshui'

const ownUid = (): number => process.getuid?.() ?? -1

/**
 * Prepares DATA/postgres and says where the cluster is or shall be.
 *
 * As root below a closed folder (a clone in /root, say) the account that runs PostgreSQL cannot reach DATA. That folder
 * is not ours to open, and a capability that ignores file modes would give the database the whole disk; so the cluster
 * then stands in OUTSIDE under a name of its own, and DATA/postgres/location says which. Refuses an unwritable folder
 * and a cluster of another account.
 */
export async function choosePlace(dataDir: string): Promise<Place | Refusal> {
  const root = resolve(dataDir)
  const home = join(root, 'postgres')
  try {
    await makeFolders(home)
    // A name of its own: two that open at once must not take each other's away.
    const probe = `.writable.${randomUUID()}`
    await writeOwn(home, probe, '')
    await rm(join(home, probe))
  } catch (error) {
    return refuse(
      'store.unwritable-folder',
      inWords(
        `数据目录 ${root} 不可写（${(error as NodeJS.ErrnoException).code}）：请更改权限，或用 --data 另选目录`,
        `The data folder ${root} is not writable (${(error as NodeJS.ErrnoException).code}): change its permissions or choose another with --data`,
      ),
    )
  }
  const told = (await readFile(join(home, 'location'), 'utf8').catch(() => '')).trim()
  const cluster = told === '' ? join(home, 'cluster') : told
  const owner = await stat(cluster).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => undefined,
  )
  if (told !== '' && owner === undefined) return lostCluster(home, told)
  const place = { dataDir: root, home, cluster }
  if (ownUid() === 0) return placeForRoot(place, owner)
  return owner && owner.uid !== ownUid() ? otherAccount(root, owner.uid) : { ...place, account: undefined }
}

async function placeForRoot(place: Omit<Place, 'account'>, owner: OsAccount | undefined): Promise<Place | Refusal> {
  // A cluster can be opened only by the account that owns its files.
  if (owner && owner.uid !== 0) return { ...place, account: owner }
  const account = await unprivilegedAccount()
  if (!account) {
    return refuse(
      'store.no-account',
      inWords(
        'PostgreSQL 不能以 root 运行，而系统没有 postgres 或 nobody 账户：请以普通用户启动',
        'PostgreSQL cannot run as root and there is neither an account postgres nor nobody: start as an ordinary user',
      ),
    )
  }
  if (await canPass(place.home, account)) return { ...place, account }
  const cluster = join(OUTSIDE, `cluster-${Date.now().toString(36)}-${process.pid}`)
  await mkdir(OUTSIDE, { recursive: true, mode: 0o755 })
  await chmod(OUTSIDE, 0o755)
  return { ...place, cluster, account }
}

/** Writes down where the cluster is when it does not stand in DATA. */
export async function recordLocation(place: Place): Promise<void> {
  if (dirname(place.cluster) !== place.home) await writeOwn(place.home, 'location', `${place.cluster}\n`)
}

/** Whether the account may enter the folder: every folder from the root of the disk lets it pass. */
export async function canPass(folder: string, account: OsAccount): Promise<boolean> {
  const parts = resolve(folder).split(sep)
  for (let n = 1; n <= parts.length; n += 1) {
    const entry = await stat(parts.slice(0, n).join(sep) || sep)
    const bit = entry.uid === account.uid ? 0o100 : entry.gid === account.gid ? 0o010 : 0o001
    if ((entry.mode & bit) === 0) return false
  }
  return true
}

/** Replaces a file of DATA/postgres in one step, readable only for the folder's owner. */
export async function writeOwn(home: string, name: string, text: string): Promise<void> {
  const path = join(home, name)
  const fresh = `${path}.${process.pid}`
  await writeFile(fresh, text, { mode: 0o600 })
  await giveToOwnerOf(home, fresh)
  await rename(fresh, path)
}

/** Where root works in somebody's folder, the files stay that person's. */
export async function giveToOwnerOf(folder: string, path: string): Promise<void> {
  if (ownUid() !== 0) return
  const { uid, gid } = await stat(folder)
  await chown(path, uid, gid)
}

/** Gives a folder and all in it to an account. */
export async function handOver(path: string, account: OsAccount): Promise<void> {
  await chown(path, account.uid, account.gid)
  for (const name of await readdir(path)) await handOver(join(path, name), account)
}

async function makeFolders(home: string): Promise<void> {
  const first = await mkdir(home, { recursive: true })
  if (first === undefined || ownUid() !== 0) return
  // Folders made here must let the account pass whatever umask is set; older ones stay as they are.
  for (let at = home; at.length >= first.length; at = dirname(at)) await chmod(at, 0o755)
}

async function unprivilegedAccount(): Promise<OsAccount | undefined> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((fields) => fields[0] === name) ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}

const lostCluster = (home: string, told: string): Refusal =>
  refuse(
    'store.cluster-lost',
    inWords(
      `${join(home, 'location')} 所指的数据库目录 ${told} 不存在：请恢复它，或另选数据目录`,
      `The database folder ${told} named by ${join(home, 'location')} is gone: restore it, or choose another data folder`,
    ),
  )

const otherAccount = (dataDir: string, uid: number): Refusal =>
  refuse(
    'store.other-account',
    inWords(
      `数据目录 ${dataDir} 中的数据库属于另一账户（uid ${uid}）：请以原来的用户启动，或另选数据目录`,
      `The database in ${dataDir} belongs to another account (uid ${uid}): start as the user who made it, or choose another data folder`,
    ),
  )
