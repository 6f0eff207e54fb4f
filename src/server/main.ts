// The HTTP server, wired by hand: every feature's routes behind one door.
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { isAllowed } from './access/door.ts'
import { accessRoutes } from './access/routes.ts'
import { findAccount } from './access/sessions.ts'
import { buildApp } from './http/app.ts'
import type { Deps } from './http/serve.ts'
import { planRoutes } from './plans/routes.ts'
import { siteRoutes } from './sites/routes.ts'

export type ServerOptions = {
  db: Database
  host: string
  port: number
  webDir: string
  uploadDir: string
  log: Log
  status: { gatewayPort: () => number | null }
}

/** Listens; a port of 0 takes a free one. Rejects with one sentence where the port is taken. */
export async function startServer(options: ServerOptions): Promise<{ url: string; stop: () => Promise<void> }> {
  const { db, log } = options
  const deps: Deps = { db, log, now: Date.now, uploadDir: options.uploadDir }
  const app = await buildApp({
    routes: [...accessRoutes(deps), ...siteRoutes(deps), ...planRoutes(deps)],
    findAccount: (token) => findAccount(db, token),
    isAllowed,
    isReady: () =>
      db.query('select 1 from schema_migration limit 1').then(
        () => true,
        () => false,
      ),
    webDir: options.webDir,
    log,
  })
  const url = await app.listen({ host: options.host, port: options.port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`Cannot start as port ${options.port} on ${options.host} is taken: choose another with --http`)
  })
  return { url, stop: () => app.close() }
}
