// Who asks, may they, what do they ask, and what comes back: the steps between a request and a feature's handler.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Permission, Route } from '#contract/route.ts'
import type { Account } from '#contract/session.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { isSameOrigin } from './security.ts'
import { type ApiKey, type Caller, type Http, isAttachment, type ServedRoute } from './serve.ts'

export const SESSION_COOKIE = 'shanshui_session'

export type Door = {
  /** The account behind a session token, or nobody. */
  findAccount: (token: string | undefined) => Promise<Account | undefined>
  /** The key of that secret, or none. */
  findKey: (secret: string) => Promise<ApiKey | undefined>
  /** Undefined where the caller may. */
  refusePermission: (caller: Caller, permission: Permission) => Refusal | undefined
  /** Holds every reply against the contract; for development and tests. */
  checkReplies: boolean
}

const STATUS: readonly [RegExp, number][] = [
  [/^http\.bad-request$/, 400],
  [/^session\.required$/, 401],
  [/^access\./, 403],
  [/not-found$/, 404],
  [/too-large$/, 413],
  [/(exists|locked|not-undoable|-running|-meanwhile)$/, 409],
]
/** HTTP status a refusal of this code travels with. */
export const statusOfCode = (code: string): number => STATUS.find(([words]) => words.test(code))?.[1] ?? 422

export const sendRefusal = (reply: FastifyReply, refusal: Refusal): FastifyReply =>
  reply.code(statusOfCode(refusal.refused)).header('cache-control', 'no-store').send(refusal)

const BEARER = /^Bearer\s+(\S+)$/i

/** The person of the session, or the key of the Authorization header; a header that names no key is not overlooked. */
async function findCaller(request: FastifyRequest, door: Door): Promise<Caller | Refusal> {
  const { authorization } = request.headers
  if (authorization === undefined) {
    const account = await door.findAccount(request.cookies[SESSION_COOKIE])
    return account
      ? { account, key: undefined }
      : refuse('session.required', { zh: '请先登录', en: 'Sign in first, or send an API key' })
  }
  const secret = BEARER.exec(authorization)?.[1]
  const key = secret === undefined ? undefined : await door.findKey(secret)
  if (!key) return refuse('session.required', { zh: '接口密钥无效或已吊销', en: 'The API key is unknown or revoked' })
  const name = `key:${key.name}`
  const account: Account = { id: 0, name, displayName: name, role: 'reader', mustChangePassword: false }
  return { account, key }
}

/** Refuses what another site sent, who is neither signed in nor has a key, and who may not do it. */
export async function admit(
  request: FastifyRequest,
  may: Permission,
  door: Door,
): Promise<{ caller: Caller | undefined } | Refusal> {
  // A key is no cookie: no browser sends it by itself, so its origin says nothing.
  if (request.headers.authorization === undefined && !isSameOrigin(request)) {
    return refuse('access.other-origin', {
      zh: '请求来自其他网站，未执行',
      en: 'Cannot act on a request that another site sent',
    })
  }
  if (may === 'public') return { caller: undefined }
  const caller = await findCaller(request, door)
  if (isRefusal(caller)) return caller
  return door.refusePermission(caller, may) ?? { caller }
}

/** Answers one route; what it returns has been sent or is what to send. */
export async function answerRoute({ route, answer }: ServedRoute, http: Http, door: Door): Promise<FastifyReply> {
  const { request, reply } = http
  const admitted = await admit(request, route.may, door)
  if (isRefusal(admitted)) return sendRefusal(reply, admitted)
  const params = parse(route.params, request.params, 'params')
  const query = parse(route.query, request.query, 'query')
  const body = parse(route.body, request.body, 'body')
  for (const part of [params, query, body]) if (isRefusal(part)) return sendRefusal(reply, part)
  const answered = await answer({ params, query, body, http, caller: admitted.caller })
  if (isRefusal(answered)) return sendRefusal(reply, answered)
  reply.header('cache-control', 'no-store')
  if (!isAttachment(answered)) {
    if (door.checkReplies) checkReply(route, answered)
    return reply.send(answered)
  }
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answered.fileName)}`)
  return reply.type(answered.type).send(answered.content)
}

const IN_CHINESE = z.locales.zhCN().localeError

/** Parsed values, or what is wrong with the first field that does not fit. */
function parse(schema: z.ZodType | undefined, value: unknown, part: string): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const inChinese = schema.safeParse(value ?? {}, { error: IN_CHINESE }).error?.issues[0]
  const field = [part, ...(issue?.path ?? [])].join('.')
  return refuse('http.bad-request', {
    zh: `请求中的 ${field} 不符合要求：${inChinese?.message ?? ''}`,
    en: `Cannot read ${field}: ${issue?.message ?? 'not understood'}`,
  })
}

/** Throws where a reply is not what the contract says, with the path of the first difference. */
function checkReply(route: Route, answered: unknown): void {
  const parsed = route.reply.safeParse(answered)
  if (parsed.success) return
  const [issue] = parsed.error.issues
  throw new Error(
    `The reply of ${route.method} ${route.path} breaks its contract at ${issue?.path.join('.')}: ${issue?.message}`,
  )
}
