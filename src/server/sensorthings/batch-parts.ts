// What batches of either form share: answering one request inside, references between them, taking back what failed.
import type { Log } from '#platform/log.ts'
import type { ForeignReply, ForeignRequest } from '../http/foreign.ts'
import type { Base } from './wire.ts'

export type BatchTools = { base: Base; one: (request: ForeignRequest) => Promise<ForeignReply>; log: Log }
/** A request inside a batch. */
export type Inner = { method: string; url: string; contentType: string; body: string }

/** At most so many requests travel in one batch. */
export const MOST_IN_BATCH = 1000

/** Answers one; what fails inside is told at its place, so that the others stand. */
export async function answerInner(
  outer: ForeignRequest,
  inner: Inner,
  { one, base, log }: BatchTools,
): Promise<ForeignReply> {
  try {
    return await one({
      ...outer,
      method: inner.method.toUpperCase(),
      url: absolute(inner.url, base),
      contentType: inner.contentType,
      body: Buffer.from(inner.body, 'utf8'),
    })
  } catch (error) {
    log.error(`${inner.method} in a batch failed`, error)
    return { status: 500, body: JSON.stringify({ code: 500, type: 'error', message: 'The server could not answer' }) }
  }
}

/** `Things`, `/v1.1/Things`, `/sta/v1.1/Things` and whole addresses mean the same. */
function absolute(url: string, base: Base): string {
  const below = url.replace(/^https?:\/\/[^/]+/i, '').replace(/^.*?\/?(?=v1\.[01]\/)/, '')
  if (/^v1\.[01]\//.test(below)) return `/sta/${below}`
  return `/sta/${base.version}/${below.replace(/^\/+/, '')}`
}

/** `$id` of an entity created before in the same batch, in addresses and bodies. */
export function resolveReferences(text: string, made: ReadonlyMap<string, string>): string {
  let resolved = text
  for (const [name, id] of made) {
    const reference = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    resolved = resolved.replace(new RegExp(`"\\$${reference}"`, 'g'), id)
  }
  return resolved
}

/** An address that begins with the reference: `$1/Datastreams`. */
export function resolveAddress(
  url: string,
  made: ReadonlyMap<string, string>,
  locations: ReadonlyMap<string, string>,
): string {
  const name = /^\/?\$([^/?]+)/.exec(url)?.[1]
  const location = name === undefined ? undefined : locations.get(name)
  return location === undefined ? resolveReferences(url, made) : url.replace(/^\/?\$[^/?]+/, location)
}

export const idOfLocation = (location: string): string => /\((\d+)\)$/.exec(location)?.[1] ?? location

/**
 * Takes back what a set of requests had created before one of them failed, last first: all of a set or nothing.
 * @source OGC 18-088 clause 11.2
 */
export async function takeBack(outer: ForeignRequest, locations: Iterable<string>, tools: BatchTools): Promise<void> {
  for (const url of [...locations].toReversed()) {
    await answerInner(outer, { method: 'DELETE', url, contentType: '', body: '' }, tools)
  }
}
