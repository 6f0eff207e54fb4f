// The door of the server for tests: routes behind it as they are served, with somebody signed in.
import type { Account } from '#contract/session.ts'
import type { Log } from '#platform/log.ts'
import { refusePermission } from '#server/access/door.ts'
import { buildApp } from '#server/http/app.ts'
import type { ServedRoute } from '#server/http/serve.ts'

type Door = {
  routes: ServedRoute[]
  log: Log
  /** Who is signed in, asked at every call; undefined: nobody. */
  account: () => Account | undefined
}

/** Every reply is held against the contract, and what an account may not do is refused. */
export const openDoor = ({ routes, log, account }: Door): ReturnType<typeof buildApp> =>
  buildApp({
    routes,
    streams: [],
    findAccount: async () => account(),
    findKey: async () => undefined,
    refusePermission,
    checkReplies: true,
    whyNotReady: async () => undefined,
    webDir: '/nowhere',
    log,
  })

/** An account that has chosen its password. */
export const accountOf = (name: string, { id = 1, role = 'officer' as Account['role'] } = {}): Account => ({
  id,
  name,
  displayName: name,
  role,
  mustChangePassword: false,
})
