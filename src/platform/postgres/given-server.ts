// The PostgreSQL server of `DATABASE_URL`: whether it can be reached and is new enough.
import pg from 'pg'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { inWords } from '../language.ts'

const OLDEST_VERSION_NUM = 150_000
const CONNECT_WITHIN_MS = 10_000

/** Undefined where the server will do; else why not, without the password. */
export async function refuseUnfitServer(url: string): Promise<Refusal | undefined> {
  const shown = url.replace(/\/\/[^/]*@/, '//…@')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS })
  // A connection lost after the answer is nobody's concern any more; unheard, the event would throw.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ n: string }>(`select current_setting('server_version_num') as n`)
    const version = Number(rows[0]?.n)
    return version >= OLDEST_VERSION_NUM ? undefined : tooOld(shown, Math.floor(version / 10_000))
  } catch (error) {
    return unreachable(shown, sentenceOf(error))
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Where a host has several addresses the reasons of all of them come in one error without a message. */
function sentenceOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(sentenceOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

const tooOld = (shown: string, major: number): Refusal =>
  refuse(
    'store.too-old',
    inWords(
      `${shown} 是 PostgreSQL ${major}，需要 15 以上版本`,
      `${shown} is PostgreSQL ${major}: version 15 or newer is needed`,
    ),
  )

const unreachable = (shown: string, why: string): Refusal =>
  refuse(
    'store.unreachable',
    inWords(
      `连不上 DATABASE_URL 所指的数据库 ${shown}：${why}`,
      `Cannot reach the database of DATABASE_URL ${shown}: ${why}`,
    ),
  )
