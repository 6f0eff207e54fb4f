// What must stand before anything serves: the store in its newest shape, the packs, the demo district, an account.
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { parseConfig } from '#platform/config.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { openStore, type Store } from '#platform/postgres/store.ts'
import { ensureFirstAccount, type FirstAccount } from '#server/access/first-account.ts'
import { loadPack } from '#server/plans/load-pack.ts'
import { loadPackRules } from '#server/quality/rule-store.ts'
import type { CommandIo } from '../command-io.ts'
import { sentenceOf } from '../sentence.ts'
import { isDemoWanted, seedDemo } from './demo.ts'
import { StartFault } from './fault.ts'
import type { StartOptions } from './options.ts'
import type { Running } from './running.ts'
import type { Step } from './steps.ts'

export type Start = { options: StartOptions; io: CommandIo; log: Log; running: Running; step: Step }

export type Prepared = { db: Database; store: Store; demo: boolean }

/** Throws a StartFault where a person must put something right first. */
export async function prepare(start: Start): Promise<Prepared> {
  const { options, io, step } = start
  const { store, db } = await openMigrated(start)
  // Asked before the packs are in: a store is new as long as nothing at all was put into it.
  const demo = await isDemoWanted(db, options.demo)
  for (const dir of options.packs) {
    const what = { zh: `装载规划包 ${dir}`, en: `Loading the plan pack ${dir}` }
    accepted(await step(what, () => loadPack(db, dir)), io)
    const rules = await loadPackRules(db, dir)
    if (isRefusal(rules)) throw new StartFault(sentenceOf(rules, io))
  }
  if (demo) await step({ zh: '装入演示区', en: 'Seeding the demo district' }, () => seedDemo(db))
  const first = await step({ zh: '准备账号', en: 'Preparing the accounts' }, () => ensureFirstAccount(db))
  if (first) tellPassword(first, io)
  return { db, store, demo }
}

/** At once and not when all is ready: should the start fail further on, nobody could ever sign in. */
function tellPassword({ name, password }: FirstAccount, io: CommandIo): void {
  const words = io.zh
    ? `首个账号 ${name}，密码 ${password} （仅显示这一次，登录后须修改）`
    : `First account ${name}, password ${password} (shown only this once; to be changed after signing in)`
  io.stderr.write(`\n  ${words}\n\n`)
}

async function openMigrated({ options, io, log, running, step }: Start): Promise<{ store: Store; db: Database }> {
  const { databaseUrl } = accepted(parseConfig(io.env), io)
  const opening = { zh: '启动数据库', en: 'Starting the database' }
  const opened = await step(opening, () => openStore({ dataDir: options.dataDir, log, databaseUrl }))
  const store = accepted(opened, io)
  await running.add(() => store.stop())
  const db = openDatabase(store.url, { name: 'shanshui server' })
  await running.add(() => db.close())
  const migrating = { zh: '升级数据库结构', en: 'Migrating the database' }
  accepted(await step(migrating, () => migrate(db)), io)
  return { store, db }
}

function accepted<T extends object>(result: T | Refusal, io: CommandIo): T {
  if (isRefusal(result)) throw new StartFault(sentenceOf(result, io))
  return result
}
