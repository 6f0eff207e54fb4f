// What the environment says to this machine, parsed once.
import { type Refusal, refuse } from '#kit/refusal.ts'

export type Config = {
  /** PostgreSQL server to use instead of the embedded one. */
  databaseUrl: string | undefined
}

/** Reads the environment; refuses a `DATABASE_URL` that is not a PostgreSQL address. Empty means not given. */
export function parseConfig(env: NodeJS.ProcessEnv): Config | Refusal {
  const databaseUrl = env.DATABASE_URL?.trim() || undefined
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl)) {
    return refuse(
      'config.database-url',
      'DATABASE_URL 须为 postgres://用户:密码@主机:端口/数据库 | DATABASE_URL must be postgres://user:password@host:port/database',
    )
  }
  return { databaseUrl }
}

function isPostgresUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'postgres:' || url.protocol === 'postgresql:')
}
