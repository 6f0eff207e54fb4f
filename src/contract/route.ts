// A route is data: the server serves it, the browser calls it and the public document is printed from it.
import type { z } from 'zod'

/** What may be granted; `public` and `session` are asked of nobody by name. */
export const GRANTS = [
  'site.read',
  'plan.read',
  'plan.write',
  'intake.read',
  'intake.write',
  'data.write',
  'device.command',
  'review.write',
  'metrics.read',
  'account.manage',
] as const
export type Grant = (typeof GRANTS)[number]
export type Permission = 'public' | 'session' | Grant

export type Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> = {
  method: 'GET' | 'POST' | 'DELETE'
  /** Fastify form, `/api/sites/:code`. */
  path: string
  may: Permission
  /** One sentence for the public document. */
  summary: string
  params?: Params
  query?: Query
  body?: Body
  reply: Reply
  /** Takes a multipart form whose field `file` is the file. */
  upload?: true
  /** Takes a body of these media types as it is; the handler reads it, so that nobody unknown fills the memory. */
  raw?: readonly string[]
  /** Media types of a reply that is a file to keep. */
  files?: readonly string[]
  /** Refusal codes a caller must expect. */
  refuses?: readonly string[]
}

/** Keeps the literal types of a route; adds nothing at run time. */
export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  definition: Route<P, Q, B, R>,
): Route<P, Q, B, R> => definition

export type QueryOf<T> = T extends Route<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never
export type BodyOf<T> = T extends Route<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never
export type ReplyOf<T> = T extends Route<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never
