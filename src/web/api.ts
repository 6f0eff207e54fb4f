// Calls a route of the contract from the browser: typed question in, reply or refusal out.
import type { z } from 'zod'
import type { ReplyOf, Route } from '#contract/route.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'

type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>
/** What may be left out of a question may also be given as `undefined`. */
type Loose<T> = { [K in keyof T]?: T[K] | undefined }
type ParamsIn<R> = R extends Route<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.input<P> : never
type QueryIn<R> = R extends Route<z.ZodType, infer Q, z.ZodType, z.ZodType> ? Loose<z.input<Q>> : never
type BodyIn<R> = R extends Route<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.input<B> : never

/** Fires `ended` when the server says that nobody is signed in any more; the shell then asks to sign in, on the same page. */
export const sessionWatch = new EventTarget()

export type Question<R> = { params?: ParamsIn<R>; query?: QueryIn<R>; body?: BodyIn<R> }

/** The reply, or the refusal as a value; throws where the server cannot be reached or is broken. */
export async function call<R extends AnyRoute>(route: R, question: Question<R> = {}): Promise<ReplyOf<R> | Refusal> {
  const { body } = question
  const content =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return ask<R>(addressOf(route, question), { method: route.method, ...content })
}

/** Sends a file as the multipart field `file`. */
export async function callWithFile<R extends AnyRoute>(
  route: R,
  file: File,
  question: Pick<Question<R>, 'params' | 'query'> = {},
): Promise<ReplyOf<R> | Refusal> {
  const form = new FormData()
  form.set('file', file)
  return ask<R>(addressOf(route, question), { method: route.method, body: form })
}

/** The address a question goes to, for links that the browser follows by itself, such as downloads. */
export function addressOf<R extends AnyRoute>(route: R, question: Pick<Question<R>, 'params' | 'query'>): string {
  const params = (question.params ?? {}) as Record<string, unknown>
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(question.query ?? {})) {
    if (value !== undefined) search.set(name, String(value))
  }
  return search.size === 0 ? path : `${path}?${search}`
}

async function ask<R>(address: string, init: RequestInit): Promise<ReplyOf<R> | Refusal> {
  const response = await fetch(address, init)
  const reply: unknown = await response.json().catch(() => undefined)
  // The session's own address answers 401 to everybody who is not signed in: that is its answer and no ending.
  if (response.status === 401 && !address.startsWith('/api/session')) sessionWatch.dispatchEvent(new Event('ended'))
  if (isRefusal(reply)) return reply
  if (response.status === 401) return refuse('session.required', 'Sign in first')
  if (!response.ok) throw new Error(`Cannot ${init.method} ${address} as the server answered ${response.status}`)
  return reply as ReplyOf<R>
}
