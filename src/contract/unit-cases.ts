// What a unit has on its desk: its open cases with those that wait on it, and what the clock of the cases has told it.
import { z } from 'zod'
import { CaseBrief } from './procedures.ts'
import { route } from './route.ts'
import { Bilingual, Flag, Instant, PageQuery, pageOf } from './wire.ts'

export const UnitCase = CaseBrief.extend({
  relations: z.array(Bilingual).describe('how the unit stands to the case'),
  awaits: z.array(Bilingual).describe('acts for which the case waits on the unit; none: it waits on others'),
})
export type UnitCase = z.output<typeof UnitCase>

const Unit = z.string().min(1).max(100).describe('a name of the unit; cases under its other names are found too')

export const listUnitCases = route({
  method: 'GET',
  path: '/api/unit-cases',
  may: 'plan.read',
  summary: 'Open cases in which a unit takes part, overdue ones first, then those that wait on it',
  query: PageQuery.extend({ unit: Unit, waiting: Flag.optional().describe('only those that wait on the unit') }),
  reply: pageOf(UnitCase).extend({
    open: z.number().int().describe('open cases'),
    waiting: z.number().int().describe('open cases that wait on the unit'),
    overdue: z.number().int().describe('open cases past a deadline'),
  }),
})

export const UnitMessage = z.object({
  caseId: z.number().int().describe('case number'),
  title: z.string(),
  procedureName: Bilingual,
  kind: z.enum(['reminded', 'escalated']),
  deadline: Bilingual,
  step: Bilingual.nullable().describe('name of the step of escalation'),
  day: z.string().describe('last day of the deadline, YYYY-MM-DD'),
  at: Instant,
})
export type UnitMessage = z.output<typeof UnitMessage>

export const listUnitMessages = route({
  method: 'GET',
  path: '/api/unit-messages',
  may: 'plan.read',
  summary:
    'Reminders and steps of escalation in the cases of a unit that were addressed to it, newest first; of the last 1,000',
  query: PageQuery.extend({ unit: Unit }),
  reply: pageOf(UnitMessage),
})
