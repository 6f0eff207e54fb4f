// Signing in and out, who am I, and the own password.
import type { FastifyReply } from 'fastify'
import { changePassword, signIn, signOut, whoAmI } from '#contract/session.ts'
import { isRefusal } from '#kit/refusal.ts'
import { SESSION_COOKIE } from '../http/app.ts'
import { type Deps, type ServedRoute, serve, servePublic } from '../http/serve.ts'
import { changeOwnPassword, closeSession, LONGEST_S, openSession } from './sessions.ts'

const setCookie = (reply: FastifyReply, token: string, maxAge: number) =>
  reply.setCookie(SESSION_COOKIE, token, { path: '/', httpOnly: true, sameSite: 'lax', maxAge })

export const accessRoutes = ({ db }: Deps): ServedRoute[] => [
  servePublic(signIn, async ({ body, http }) => {
    const opened = await openSession(db, { ...body, userAgent: http.request.headers['user-agent'] })
    if (isRefusal(opened)) return opened
    setCookie(http.reply, opened.token, LONGEST_S)
    return opened.account
  }),
  serve(signOut, async ({ http }) => {
    await closeSession(db, http.request.cookies[SESSION_COOKIE] ?? '')
    http.reply.clearCookie(SESSION_COOKIE, { path: '/' })
    return {}
  }),
  serve(whoAmI, ({ account }) => account),
  serve(changePassword, async ({ body, account, http }) => {
    const token = http.request.cookies[SESSION_COOKIE] ?? ''
    return (await changeOwnPassword(db, account, { ...body, token })) ?? {}
  }),
]
