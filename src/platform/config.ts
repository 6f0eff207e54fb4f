// What the environment says to this machine, parsed once.
import { type Refusal, refuse } from '#kit/refusal.ts'
import { inWords } from './language.ts'

export type Config = {
  /** PostgreSQL server to use instead of the embedded one. */
  databaseUrl: string | undefined
}

/** Reads the environment; refuses a `DATABASE_URL` that is not a PostgreSQL address. Empty means not given. */
export function parseConfig(env: NodeJS.ProcessEnv): Config | Refusal {
  const databaseUrl = env.DATABASE_URL?.trim() || undefined
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl)) {
    const form = 'postgres://USER:PASSWORD@HOST:PORT/DATABASE'
    return refuse(
      'config.database-url',
      inWords(
        `DATABASE_URL 不是 PostgreSQL 地址，应形如 ${form}`,
        `DATABASE_URL is not an address of PostgreSQL: write it as ${form}`,
      ),
    )
  }
  return { databaseUrl }
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'postgres:' || url.protocol === 'postgresql:')
}
