// What every link of the chain is made of: an empty node to fill, links, one page of inputs, and times in words.

import type { z } from 'zod'
import type { TraceKind, TraceLink as TraceLinkShape, TraceNode as TraceNodeShape } from '#contract/trace.ts'
import type { Bilingual } from '#contract/wire.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { beijingDate, beijingDateTime, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'

export type TraceNode = z.output<typeof TraceNodeShape>
export type TraceLink = z.output<typeof TraceLinkShape>
export type Only = 'all' | 'counted' | 'not-counted'

/** A question for one link of the chain; `parts` are those of the reference, already of the right shape. */
export type Ask = {
  db: Database
  ref: string
  parts: readonly string[]
  page: number
  pageSize: number
  only: Only
  nowMs: number
}

export type Read = (ask: Ask) => Promise<TraceNode | Refusal>

/** Part `at` of the reference; throws where `parseRef` has not made sure of it. */
export function partOf({ parts, ref }: Ask, at: number): string {
  const part = parts[at]
  if (part === undefined) throw new Error(`Cannot read part ${at} of ${ref}`)
  return part
}

export const notFound = (ref: string, zh: string, en: string): Refusal =>
  refuse('trace.not-found', `${zh} | ${en} (${ref})`)

/** Stands for "not ended" where an instant must be a number. */
const END_OF_TIME = Date.UTC(9999, 11, 31)
export const instantOf = (at: number): number => (Number.isFinite(at) ? at : END_OF_TIME)

/** A node of which nothing but its name is known. */
export const emptyNode = (ref: string, kind: z.output<typeof TraceKind>, title: Bilingual): TraceNode => ({
  ref,
  kind,
  title,
  value: null,
  unit: null,
  at: null,
  state: null,
  colour: null,
  sureness: null,
  facts: [],
  explanation: null,
  replay: null,
  raw: null,
  revisions: [],
  down: [],
  downTotal: 0,
  records: [],
  up: [],
})

type LinkParts = Partial<Omit<TraceLink, 'kind' | 'label'>>

export const linkTo = (kind: z.output<typeof TraceKind>, label: Bilingual, parts: LinkParts = {}): TraceLink => ({
  ref: null,
  kind,
  label,
  value: null,
  unit: null,
  at: null,
  flag: null,
  note: null,
  counted: null,
  ...parts,
})

/** One page of the inputs that the question wants to see. */
export function pageOf(
  links: readonly TraceLink[],
  { page, pageSize, only }: Ask,
): Pick<TraceNode, 'down' | 'downTotal'> {
  const wanted = links.filter(({ counted }) => only === 'all' || counted === (only === 'counted'))
  return { down: wanted.slice((page - 1) * pageSize, page * pageSize), downTotal: wanted.length }
}

export const fact = (zh: string, en: string, value: string): TraceNode['facts'][number] => ({
  label: { zh, en },
  value,
})

/** Facts whose value is there. */
export const facts = (...rows: readonly (readonly [string, string, string | number | null | undefined])[]) =>
  rows.flatMap(([zh, en, value]) =>
    value === null || value === undefined || value === '' ? [] : [fact(zh, en, String(value))],
  )

export const both = (text: string): Bilingual => ({ zh: text, en: text })
export const clock = (at: number): string => beijingDateTime(at)

/** A period in words, Beijing time; hours and days are half-open. */
export function periodText(period: string, at: number): string {
  const minute = beijingDateTime(at).slice(0, 16)
  if (period === 'year') return beijingDate(at).slice(0, 4)
  if (period === 'month') return beijingDate(at).slice(0, 7)
  if (period === 'day') return beijingDate(at)
  if (period === 'hour') return `${minute}–${beijingDateTime(at + HOUR_MS).slice(11, 16)}`
  return at % MINUTE_MS === 0 ? minute : beijingDateTime(at)
}
