// The standards browser: editions on their time line, the figures of one edition, a value tried, two editions compared.
import { z } from 'zod'
import { route } from './route.ts'
import { Explanation } from './trace.ts'
import { Bilingual, Instant } from './wire.ts'

export const SurenessWire = z.enum(['verified', 'single-source', 'memory'])

export const EditionBrief = z.object({
  id: z.string(),
  code: z.string(),
  title: Bilingual,
  family: z.string(),
  issuer: z.string(),
  issued: z.string().nullable().describe('Beijing date'),
  from: z.string().describe('Beijing date, first day in force'),
  until: z.string().nullable().describe('Beijing date, first day no longer in force'),
  state: z.enum(['in-force', 'superseded', 'coming']),
  sureness: SurenessWire,
  figures: z.number().int().describe('limits and other figures'),
  rules: z.number().int().describe('rules'),
  unverified: z.number().int().describe('figures and rules from memory only'),
})
export type EditionBrief = z.output<typeof EditionBrief>

export const EditionFamily = z.object({ id: z.string(), title: Bilingual, editions: z.array(EditionBrief) })
export type EditionFamily = z.output<typeof EditionFamily>

export const listStandards = route({
  method: 'GET',
  path: '/api/standards',
  may: 'plan.read',
  summary: 'Every edition of the catalogue by family, oldest first; `q` searches code, title, item and rule',
  query: z.object({ q: z.string().max(100).default('') }),
  reply: z.object({
    families: z.array(EditionFamily),
    hits: z
      .array(z.object({ edition: z.string(), where: z.string(), text: z.string() }))
      .describe('items and rules that match, at most 200'),
  }),
})

export const StandardsTable = z.object({
  id: z.string(),
  title: Bilingual,
  columns: z.array(z.object({ key: z.string(), words: Bilingual })),
  rows: z.array(
    z.object({
      item: z.string(),
      name: Bilingual.nullable(),
      unit: z.string(),
      cells: z.array(z.string().nullable()),
      source: z.string(),
      sureness: SurenessWire,
    }),
  ),
})

export const readStandard = route({
  method: 'GET',
  path: '/api/standards/:id',
  may: 'plan.read',
  summary: 'One edition: dates, rules with formula and clause, figures as tables, its neighbours in time',
  params: z.object({ id: z.string() }),
  reply: EditionBrief.extend({
    familyTitle: Bilingual,
    ruleList: z.array(
      z.object({
        id: z.string(),
        text: Bilingual,
        formula: z.string().nullable(),
        source: z.string(),
        sureness: SurenessWire,
      }),
    ),
    tables: z.array(StandardsTable),
    neighbours: z.array(EditionBrief).describe('editions of the same family, oldest first'),
    subjects: z.array(z.string()).describe('what can be tried under it'),
  }),
  refuses: ['standards.not-found'],
})

export const TrialSubject = z.object({
  id: z.string(),
  title: Bilingual,
  family: z.string(),
  editions: z.array(z.string()),
  fields: z.array(
    z.object({
      key: z.string(),
      words: Bilingual,
      unit: z.string(),
      options: z.array(z.object({ value: z.string(), words: Bilingual })).describe('empty: any text'),
      example: z.string(),
      isCore: z.boolean().describe('asked first; the others on demand'),
    }),
  ),
  isOpen: z.boolean().describe('facts of any other name are taken too'),
})
export type TrialSubject = z.output<typeof TrialSubject>

export const listTrialSubjects = route({
  method: 'GET',
  path: '/api/standards-trial',
  may: 'plan.read',
  summary: 'What can be tried, with the facts each asks for',
  reply: z.object({ subjects: z.array(TrialSubject) }),
})

const Facts = z.record(z.string(), z.string().max(100))

export const TrialVerdict = z.object({
  edition: z.string(),
  judged: z.boolean(),
  why: Bilingual.nullable(),
  headline: Bilingual,
  colour: z.string().nullable(),
  sureness: SurenessWire,
  findings: z.array(Bilingual),
  explanation: Explanation,
})
export type TrialVerdict = z.output<typeof TrialVerdict>

export const tryStandard = route({
  method: 'POST',
  path: '/api/standards-trial',
  may: 'plan.read',
  summary: 'Judge facts typed in, by the edition of a date or by a named one; nothing is stored',
  body: z.object({
    subject: z.string(),
    facts: Facts,
    at: Instant.optional(),
    edition: z.string().optional(),
  }),
  reply: TrialVerdict,
  refuses: ['standards.unknown-subject', 'standards.unknown-edition', 'standards.no-edition-in-force'],
})

export const compareStandards = route({
  method: 'POST',
  path: '/api/standards-comparison',
  may: 'plan.read',
  summary: 'The same facts under two editions, and what differs',
  body: z.object({ subject: z.string(), facts: Facts, a: z.string(), b: z.string() }),
  reply: z.object({
    a: TrialVerdict,
    b: TrialVerdict,
    differences: z.array(z.object({ what: Bilingual, a: z.string().nullable(), b: z.string().nullable() })),
  }),
  refuses: ['standards.unknown-subject', 'standards.unknown-edition'],
})
