// Signing in and out, who am I, the own password, and keys for other systems.
import { createApiKey, listApiKeys, revokeApiKey } from '#contract/api-keys.ts'
import { changePassword, signIn, signOut, whoAmI } from '#contract/session.ts'
import { isRefusal } from '#kit/refusal.ts'
import { SESSION_COOKIE } from '../http/answer.ts'
import { isSecure } from '../http/security.ts'
import { type Deps, type Http, type ServedRoute, serve, servePublic } from '../http/serve.ts'
import { createKey, listKeys, revokeKey } from './api-keys.ts'
import { startAttempts } from './attempts.ts'
import { changeOwnPassword, closeSession, LONGEST_S, openSession } from './sessions.ts'

const cookieOf = ({ request }: Http) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request) }) as const
const tokenOf = ({ request }: Http): string => request.cookies[SESSION_COOKIE] ?? ''

export function accessRoutes({ db, now }: Deps): ServedRoute[] {
  const attempts = startAttempts(db, now)
  return [
    servePublic(signIn, async ({ body, http }) => {
      const userAgent = http.request.headers['user-agent']
      const opened = await openSession(db, attempts, { ...body, userAgent })
      if (isRefusal(opened)) return opened
      http.reply.setCookie(SESSION_COOKIE, opened.token, { ...cookieOf(http), maxAge: LONGEST_S })
      return opened.account
    }),
    serve(signOut, async ({ account, http }) => {
      await closeSession(db, account, tokenOf(http))
      http.reply.clearCookie(SESSION_COOKIE, cookieOf(http))
      return {}
    }),
    serve(whoAmI, ({ account }) => account),
    serve(changePassword, async ({ body, account, http }) => {
      return (await changeOwnPassword(db, attempts, { account, ...body, token: tokenOf(http) })) ?? {}
    }),
    serve(listApiKeys, async () => ({ keys: await listKeys(db) })),
    serve(createApiKey, ({ body, account }) => createKey(db, { ...body, by: account.name })),
    serve(
      revokeApiKey,
      async ({ params, account }) => (await revokeKey(db, { id: params.id, by: account.name })) ?? {},
    ),
  ]
}
