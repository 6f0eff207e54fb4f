// An entity in memory, where it comes from, and how its numbers are told apart: even ones are the product's own.
import type { ReadingKind } from '#contract/sites.ts'
import type { Seen } from '#domain/sensorthings/evaluate.ts'
import { endOf } from '#kit/time.ts'

/** Where the values of a datastream stand. */
export type Source =
  | { is: 'series'; seriesId: number; siteId: number; kind: ReadingKind; factorId: number }
  | { is: 'own'; siteId: number }

/** `links` holds the numbers a link leads to; those to observations are not kept. */
export type Entity = Seen & {
  links: Readonly<Record<string, readonly number[]>>
  /** `product`: a site, device, factor or series of the product; `own`: created by another system. */
  origin: 'product' | 'own'
  /** Site it belongs to; the negative of its number for a Thing of another system. */
  siteId?: number
  /** Of a datastream. */
  source?: Source
  /** Of an observation: start of its phenomenon time, epoch ms. */
  at?: number
}

export const productId = (number: number): number => number * 2
export const ownId = (number: number): number => number * 2 + 1
export const isOwnId = (id: number): boolean => id % 2 === 1
export const numberOf = (id: number): number => Math.floor(id / 2)

/** The sensor of series that no device is known of. */
export const UNKNOWN_SENSOR = 1

const FIRST_SECOND = Date.UTC(1950, 0, 1) / 1000
const SECONDS = 2 ** 32

/**
 * Number of a reading's observation: its series and second. Undefined where the reading does not begin on a whole
 * second between 1950 and 2086, or more than a million series are numbered: then a row of its own numbers it.
 */
export function readingId(seriesId: number, at: number): number | undefined {
  const second = at / 1000 - FIRST_SECOND
  if (!Number.isInteger(second) || second < 0 || second >= SECONDS || seriesId >= 2 ** 20) return undefined
  return productId(seriesId * SECONDS + second)
}

/** Series and instant of such a number. */
export function readingOf(id: number): { seriesId: number; at: number } {
  const number = numberOf(id)
  return { seriesId: Math.floor(number / SECONDS), at: ((number % SECONDS) + FIRST_SECOND) * 1000 }
}

const MINUTES_MS = 600_000

/** End of a reading's period, exclusive; an instant's value ends where it is. */
export function endOfReading(kind: ReadingKind, at: number): number {
  if (kind === 'hour' || kind === 'day') return endOf(kind, at)
  return kind === 'minute' ? at + MINUTES_MS : at
}

/** How long the period of a kind is, ms; Beijing days have no summer time. */
export const periodMs = (kind: ReadingKind): number => endOfReading(kind, 57_600_000) - 57_600_000

const SETTABLE_ID = /^\d{1,16}$/

/** The number an address names an entity by; undefined for what is none. */
export function parseId(text: string): number | undefined {
  const id = SETTABLE_ID.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(id) ? id : undefined
}
