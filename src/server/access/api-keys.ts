// Keys with which other systems call: only a digest is stored, each is granted what it may, and may be held to some sites.
import { createHash, randomBytes } from 'node:crypto'
import type { ApiKeyRow } from '#contract/api-keys.ts'
import type { Grant } from '#contract/route.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction } from '#platform/database.ts'
import type { ApiKey } from '../http/serve.ts'

const PREFIX = 'shs_'
const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** The key of a secret that stands; being used is noted once a minute. */
export async function findApiKey(db: Database, secret: string): Promise<ApiKey | undefined> {
  if (!secret.startsWith(PREFIX)) return undefined
  const [row] = await db.query<ApiKey & { isStale: boolean }>(
    `select k.id, k.name, k.may, k.site_ids as "siteIds",
            coalesce(k.last_used_at < now() - interval '1 minute', true) as "isStale"
       from api_key as k
      where k.secret_hash = $1 and k.revoked_at is null`,
    [digest(secret)],
  )
  if (!row) return undefined
  const { isStale, ...key } = row
  if (isStale) await db.execute('update api_key as k set last_used_at = now() where k.id = $1', [key.id])
  return key
}

export const listKeys = (db: Database): Promise<ApiKeyRow[]> =>
  db.query<ApiKeyRow>(
    `select k.id, k.name, k.may, k.created_by as "createdBy", k.created_at as "createdAt",
            k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt", k.revoked_by as "revokedBy",
            case when k.site_ids is not null then
              (select coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'name', s.name) order by s.code), '[]')
                 from site as s where s.id = any (k.site_ids))
            end as sites
       from api_key as k
      order by k.id desc`,
  )

type NewKey = { name: string; may: readonly Grant[]; sites: readonly string[] | null; by: string }

/** A key that could make keys would outlive its own revocation. */
const NOT_FOR_KEYS: ReadonlySet<Grant> = new Set(['account.manage'])

/** Makes a key and gives its secret, which nobody can read again. */
export async function createKey(db: Database, asked: NewKey): Promise<{ id: number; secret: string } | Refusal> {
  const forbidden = asked.may.find((grant) => NOT_FOR_KEYS.has(grant))
  if (forbidden) {
    return refuse('access.grant-not-for-keys', {
      zh: `接口密钥不能有“${forbidden}”权限`,
      en: `Cannot grant “${forbidden}” to a key as only people may manage accounts`,
    })
  }
  const siteIds = asked.sites === null ? null : await siteNumbers(db, asked.sites)
  if (siteIds !== null && 'refused' in siteIds) return siteIds
  const secret = PREFIX + randomBytes(24).toString('base64url')
  return inTransaction(db, async (tx) => {
    const [row] = await tx.query<{ id: number }>(
      `insert into api_key (name, secret_hash, may, site_ids, created_by) values ($1, $2, $3, $4, $5)
       on conflict (name) do nothing returning id`,
      [asked.name, digest(secret), asked.may, siteIds, asked.by],
    )
    if (!row) {
      return refuse('access.key-exists', {
        zh: `已有名为“${asked.name}”的密钥（包括已吊销的）`,
        en: `Cannot make the key as “${asked.name}” exists, perhaps revoked: choose another name`,
      })
    }
    const payload = JSON.stringify({ name: asked.name, may: asked.may, sites: asked.sites })
    await tx.query(`select append_event('api-key', $1, 'ApiKeyCreated', $2, $3)`, [String(row.id), asked.by, payload])
    return { id: row.id, secret }
  })
}

async function siteNumbers(db: Database, codes: readonly string[]): Promise<number[] | Refusal> {
  const rows = await db.query<{ id: number; code: string }>(
    'select s.id, s.code from site as s where s.code = any ($1)',
    [codes],
  )
  const absent = codes.find((code) => !rows.some((row) => row.code === code))
  if (absent === undefined) return rows.map(({ id }) => id)
  return refuse('access.site-not-found', {
    zh: `没有编码为“${absent}”的站点`,
    en: `Cannot hold the key to “${absent}” as there is no such site`,
  })
}

/** Revoking twice changes nothing. */
export async function revokeKey(db: Database, { id, by }: { id: number; by: string }): Promise<Refusal | undefined> {
  return inTransaction(db, async (tx) => {
    const rows = await tx.query<{ wasRevoked: boolean }>(
      'select k.revoked_at is not null as "wasRevoked" from api_key as k where k.id = $1 for update',
      [id],
    )
    const [row] = rows
    if (!row) return refuse('access.key-not-found', { zh: '没有这个密钥', en: 'There is no such key' })
    if (row.wasRevoked) return undefined
    await tx.execute('update api_key as k set revoked_at = now(), revoked_by = $2 where k.id = $1', [id, by])
    await tx.query(`select append_event('api-key', $1, 'ApiKeyRevoked', $2, '{}')`, [String(id), by])
    return undefined
  })
}
