// The trace: any number by its reference, what it rests on, and what rests on it.
import { z } from 'zod'
import { route } from './route.ts'
import { Bilingual, Instant } from './wire.ts'

/**
 * A reference names one link of the chain; parts are percent-encoded and joined by `/`:
 * `record/<id>` or `record/<id>/<factor>` (its characters are marked), `reading/<site code>/<kind>/<ms>/<factor>`, `average/<site code>/<period>/<ms>/<item>`,
 * `verdict/<site code>/<subject>/<ms>/<edition>`, `indicator/<plan>/<indicator>/<period>/<ms>/<basis>`,
 * `obligation/<plan>/<id>`, `measure/<plan>/<id>`, `paragraph/<plan>/<id>`, `edition/<id>`.
 */
export const TraceKind = z.enum([
  'record',
  'reading',
  'average',
  'verdict',
  'indicator',
  'obligation',
  'measure',
  'paragraph',
  'edition',
])
export type TraceKind = z.output<typeof TraceKind>

export const TraceLink = z.object({
  ref: z.string().nullable().describe('null: an input that has no further page'),
  kind: TraceKind,
  label: Bilingual,
  value: z.string().nullable(),
  unit: z.string().nullable(),
  at: Instant.nullable(),
  flag: z.string().nullable(),
  note: Bilingual.nullable().describe('why it did not count, or another remark'),
  counted: z.boolean().nullable().describe('whether it entered the result'),
})
export type TraceLink = z.output<typeof TraceLink>

export type ExplanationWire = {
  zh: string
  en: string
  value?: string | undefined
  formula?: string | undefined
  clause?: string | undefined
  edition?: string | undefined
  sureness?: string | undefined
  children: ExplanationWire[]
}
export const Explanation: z.ZodType<ExplanationWire> = z.lazy(() =>
  z.object({
    zh: z.string(),
    en: z.string(),
    value: z.string().optional(),
    formula: z.string().optional(),
    clause: z.string().optional(),
    edition: z.string().optional(),
    sureness: z.string().optional(),
    children: z.array(Explanation),
  }),
)

export const TraceNode = z.object({
  ref: z.string(),
  kind: TraceKind,
  title: Bilingual,
  value: z.string().nullable(),
  unit: z.string().nullable(),
  at: Instant.nullable(),
  state: z.enum(['live', 'reviewed', 'final', 'demo', 'imported']).nullable().describe('data state'),
  colour: z.string().nullable(),
  sureness: z.string().nullable(),
  facts: z.array(z.object({ label: Bilingual, value: z.string() })).describe('plain particulars, in order'),
  explanation: Explanation.nullable(),
  replay: z
    .object({ equal: z.boolean(), storedHash: z.string(), computedHash: z.string() })
    .nullable()
    .describe('whether computing it again from the stored inputs gives the same'),
  raw: z
    .object({
      text: z.string().describe('the bytes as text'),
      hex: z.string().describe('the bytes in hexadecimal'),
      highlight: z.array(
        z.object({ from: z.number().int().describe('character'), until: z.number().int().describe('character') }),
      ),
      decoded: z.unknown().nullable(),
      findings: z.array(z.object({ code: z.string(), severity: z.string(), zh: z.string(), en: z.string() })),
    })
    .nullable(),
  revisions: z.array(
    z.object({
      value: z.string().nullable(),
      flag: z.string().nullable(),
      knownFrom: Instant,
      knownUntil: Instant,
      reason: z.string(),
      author: z.string(),
    }),
  ),
  down: z.array(TraceLink).describe('what it rests on'),
  downTotal: z.number().int().describe('inputs in all; `down` holds one page'),
  records: z.array(TraceLink).describe('the newest raw record of each site at the bottom of it'),
  up: z.array(TraceLink).describe('what rests on it'),
})
export type TraceNode = z.output<typeof TraceNode>

export const readTrace = route({
  method: 'GET',
  path: '/api/trace',
  may: 'site.read',
  summary: 'One link of the chain with what it rests on and what rests on it',
  query: z.object({
    ref: z.string().max(500),
    page: z.coerce.number().int().min(1).default(1).describe('page of inputs, from 1'),
    pageSize: z.coerce.number().int().min(1).max(400).default(100).describe('inputs a page'),
    only: z.enum(['all', 'counted', 'not-counted']).default('all'),
  }),
  reply: TraceNode,
  refuses: ['trace.unknown-reference', 'trace.not-found'],
})
