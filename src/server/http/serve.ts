// A route of the contract with what answers it: the shape in which every feature's routes.ts hands its routes to the door.
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Grant, Route } from '#contract/route.ts'
import type { Account } from '#contract/session.ts'
import type { Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'

/** What a feature works with; each `xxxRoutes(deps)` takes it and gives its `ServedRoute[]`. */
export type Deps = {
  db: Database
  log: Log
  /** The clock, epoch ms. */
  now: () => number
  /** Folder in which uploaded files wait. */
  uploadDir: string
}

/** 接口密钥 — a key another system calls with; `siteIds` are the sites it may hand in data for, null: every site. */
export type ApiKey = { id: number; name: string; may: readonly Grant[]; siteIds: readonly number[] | null }

/** Who calls: a person signed in, or a key, which appears under the name `key:<name>` wherever a name is written down. */
export type Caller = { account: Account; key: ApiKey | undefined }

/** A file for the browser to keep instead of a JSON reply. */
export type Attachment = { fileName: string; type: string; content: Readable }

export type Http = { request: FastifyRequest; reply: FastifyReply }
type Question<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  http: Http
}
type Answer<T> = T | Refusal | Attachment
type Handler<Asked, T> = (asked: Asked) => Answer<T> | Promise<Answer<T>>

type Parsed = { params: unknown; query: unknown; body: unknown; http: Http; caller: Caller | undefined }
export type ServedRoute = { route: Route; answer: (parsed: Parsed) => Promise<unknown> }

/** Joins a route that needs a caller with its handler; a Refusal it returns becomes a 4xx, what it throws a 500. */
export function serve<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
  handler: Handler<Question<P, Q, B> & Caller, z.output<R>>,
): ServedRoute {
  if (route.may === 'public') throw new Error(`${route.method} ${route.path} is public and must use servePublic`)
  return {
    route: route as unknown as Route,
    answer: async ({ caller, ...asked }) => {
      if (!caller) throw new Error(`${route.method} ${route.path} was reached without a caller`)
      // The door has parsed the three with the schemas of this very route.
      return handler({ ...(asked as Question<P, Q, B>), ...caller })
    },
  }
}

/** The same for a route that anybody may call. */
export function servePublic<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
  handler: Handler<Question<P, Q, B>, z.output<R>>,
): ServedRoute {
  return { route: route as unknown as Route, answer: async (asked) => handler(asked as Question<P, Q, B>) }
}

/** An address that keeps sending for as long as the session lasts, and so writes to the socket itself. */
export type ServedStream = { path: string; open: (http: Http) => void }

export const isAttachment = (value: unknown): value is Attachment =>
  typeof value === 'object' && value !== null && 'fileName' in value && 'content' in value && 'type' in value
