// What a person does about frames that could not be placed: register their device, have them read again.

import type { registerDevice as registerDeviceRoute } from '#contract/intake.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Account } from '#contract/session.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'

/** Asks the gateway to read frames again; it answers in the request's outcome. */
export async function askReingest(db: Database, account: Account, ids: readonly number[]): Promise<number> {
  return inTransaction(db, async (tx) => {
    const [request] = await tx.query<{ id: number }>(
      `insert into gateway_request (kind, payload, asked_by) values ('reingest', $1, $2) returning id`,
      [JSON.stringify({ ids }), account.name],
    )
    if (!request) throw new Error('Cannot write a request to the gateway')
    await tx.query(`select append_event('gateway-request', $1, 'ReingestAsked', $2, $3)`, [
      String(request.id),
      account.name,
      JSON.stringify({ records: ids.length }),
    ])
    await tx.query(`select pg_notify('gateway_request', '')`)
    return request.id
  })
}

type Registration = BodyOf<typeof registerDeviceRoute>
type DeviceSite = { id: number; code: string; isDemo: boolean }

/** Registers a device at a site, existing or new; refuses an MN that is known and a site that is not. */
export async function registerDevice(
  db: Database,
  account: Account,
  asked: Registration,
): Promise<{ mn: string; siteCode: string } | Refusal> {
  const mn = asked.mn.trim()
  if (!/^[\x21-\x3a\x3c-\x7e]+$/.test(mn)) {
    return refuse('records.mn-unfit', {
      zh: 'MN 只能由可见的 ASCII 字符组成，不含空格和分号',
      en: 'An MN must be visible ASCII characters without blanks and semicolons',
    })
  }
  return inTransaction(db, async (tx) => {
    await tx.query('lock table device in share row exclusive mode')
    const [known] = await tx.query<{ name: string }>(
      'select s.name from device as d join site as s on s.id = d.site_id where d.mn = $1',
      [mn],
    )
    if (known) {
      return refuse('records.device-exists', {
        zh: `MN ${mn} 已登记在站点“${known.name}”`,
        en: `The MN ${mn} is already registered at the site “${known.name}”`,
      })
    }
    const site = await siteOf(tx, mn, asked)
    if (isRefusal(site)) return site
    await tx.execute(
      'insert into device (mn, site_id, system_code, edition, units, is_demo) values ($1, $2, $3, $4, $5, $6)',
      [mn, site.id, asked.systemCode, asked.edition, JSON.stringify(asked.units), site.isDemo],
    )
    const { systemCode, edition, units } = asked
    await tx.query(`select append_event('device', $1, 'DeviceRegistered', $2, $3)`, [
      mn,
      account.name,
      JSON.stringify({ siteCode: site.code, systemCode, edition, units }),
    ])
    await tx.query(`select pg_notify('devices', '')`)
    return { mn, siteCode: site.code }
  })
}

async function siteOf(tx: Transaction, mn: string, { siteCode, newSite }: Registration): Promise<DeviceSite | Refusal> {
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
  { name, kind }: NonNullable<Registration['newSite']>,
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
