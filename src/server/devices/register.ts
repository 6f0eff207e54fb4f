// A device enters the register: at a site, existing or new, with the profile by which it is understood.
import type { DeviceProfile } from '#contract/devices.ts'
import type { registerDevice as registerDeviceRoute } from '#contract/intake.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Account } from '#contract/session.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { writeProfile } from './profile-row.ts'

type Place = Pick<BodyOf<typeof registerDeviceRoute>, 'siteCode' | 'newSite'>
type DeviceSite = { id: number; code: string; isDemo: boolean }
type Placed = { mn: string; siteCode: string }

/** A profile of which nothing is known yet but how the device speaks. */
const PLAIN: Omit<DeviceProfile, 'systemCode' | 'edition' | 'units'> = {
  password: null,
  answerPolicy: 'as-flagged',
  periodStamp: 'start',
  intervals: {},
  factors: [],
  tolerates: [],
  overTimeS: 10,
  resends: 3,
  gapPolicy: 'propose',
}

/** Registers a device at a site, existing or new; refuses an MN that is known and a site that is not. */
export const registerDevice = (
  db: Database,
  account: Account,
  { mn, systemCode, edition, units, ...place }: BodyOf<typeof registerDeviceRoute>,
): Promise<Placed | Refusal> =>
  inTransaction(db, (tx) =>
    enterDevice(tx, account, { mn, ...place, profile: { ...PLAIN, systemCode, edition, units } }),
  )

export type Registration = Place & { mn: string; profile: DeviceProfile }

/** `registerDevice` with a whole profile, inside a transaction of the caller. */
export async function enterDevice(tx: Transaction, account: Account, asked: Registration): Promise<Placed | Refusal> {
  const mn = asked.mn.trim()
  const unfit = await refuseMn(tx, mn)
  if (unfit) return unfit
  const site = await siteOf(tx, mn, asked)
  if (isRefusal(site)) return site
  const { profile } = asked
  await tx.execute('insert into device (mn, site_id, system_code, is_demo) values ($1, $2, $3, $4)', [
    mn,
    site.id,
    profile.systemCode,
    site.isDemo,
  ])
  await writeProfile(tx, account, mn, profile)
  const { password, ...told } = profile
  await tx.query(`select append_event('device', $1, 'DeviceRegistered', $2, $3)`, [
    mn,
    account.name,
    JSON.stringify({ siteCode: site.code, ...told, hasPassword: password !== null }),
  ])
  await tx.query(`select pg_notify('devices', '')`)
  return { mn, siteCode: site.code }
}

async function refuseMn(tx: Transaction, mn: string): Promise<Refusal | undefined> {
  if (!/^[\x21-\x3a\x3c-\x7e]+$/.test(mn)) {
    return refuse('records.mn-unfit', {
      zh: 'MN 只能由可见的 ASCII 字符组成，不含空格和分号',
      en: 'An MN must be visible ASCII characters without blanks and semicolons',
    })
  }
  await tx.query('lock table device in share row exclusive mode')
  const [known] = await tx.query<{ name: string }>(
    'select s.name from device as d join site as s on s.id = d.site_id where d.mn = $1',
    [mn],
  )
  if (!known) return undefined
  return refuse('records.device-exists', {
    zh: `MN ${mn} 已登记在站点“${known.name}”`,
    en: `The MN ${mn} is already registered at the site “${known.name}”`,
  })
}

async function siteOf(tx: Transaction, mn: string, { siteCode, newSite }: Place): Promise<DeviceSite | Refusal> {
  if ((siteCode === undefined) === (newSite === undefined)) {
    return refuse('records.site-missing', {
      zh: '请选择一个已有站点，或填写一个新站点（二者选一）',
      en: 'Name either an existing site or a new one',
    })
  }
  if (newSite !== undefined) return createSite(tx, mn, newSite)
  const [site] = await tx.query<DeviceSite>(
    `select s.id, s.code, s.is_demo as "isDemo" from site as s
      where s.code = $1 and s.retired_at is null and s.kind <> 'district'`,
    [siteCode],
  )
  return (
    site ?? refuse('sites.not-found', { zh: `没有编码为“${siteCode}”的站点`, en: `There is no site “${siteCode}”` })
  )
}

/** The code carries the MN: readable, and no other site can have it. Who names a section or a reservoir names its water type. */
async function createSite(
  tx: Transaction,
  mn: string,
  { name, kind }: NonNullable<Place['newSite']>,
): Promise<DeviceSite> {
  const waterType = kind === 'section' ? 'river' : kind === 'reservoir' ? 'lake' : null
  const [site] = await tx.query<DeviceSite>(
    `insert into site (code, kind, name, water_type, water_type_source)
     values ($1, $2, $3, $4, $5) returning id, code, is_demo as "isDemo"`,
    [`${kind}-${mn.replaceAll('/', '_')}`, kind, name.trim(), waterType, waterType === null ? null : 'given'],
  )
  if (!site) throw new Error(`Cannot create the site ${name}`)
  return site
}
