// The case that a deviation opens: its text prepared, its ground frozen, and never a second one for the same matter.

import type { Calendar } from '#domain/calendar/calendar.ts'
import { addWorkingDays } from '#domain/calendar/working-days.ts'
import type { DeviationRule } from '#domain/deviations/rule.ts'
import { prepareCase } from '#domain/deviations/words.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingDate, type EpochMs } from '#kit/time.ts'
import type { Transaction } from '#platform/database.ts'
import { openCaseIn } from '../procedures/commands.ts'
import { frozenHash, type StoredDeviation } from './store.ts'

export type Prepared = { title: string; matter: string; demand: string; due: string; units: string[] }

/** What the case would say if nobody changed it; the last day is counted from the instant. */
export function prepareText(
  { rule, row, at }: { rule: DeviationRule; row: StoredDeviation; at: EpochMs },
  calendar: Calendar,
): Prepared {
  const { title, matter } = prepareCase(rule, row)
  const due = addWorkingDays(calendar, beijingDate(at), rule.dueWorkingDays).day
  return { title: title.zh, matter: matter.zh, demand: rule.demand.zh, due, units: row.units }
}

type Opening = {
  planId: string
  rule: DeviationRule
  row: StoredDeviation
  text: Prepared
  by: Person
  /** Unit of the plan office in which it is opened. */
  office: string
  at: EpochMs
}

/** An open case of that procedure about the same subject, else a new one; gives its number. */
export async function openOnce(tx: Transaction, asked: Opening): Promise<number | Refusal> {
  const { planId, rule, row, text, by, office, at } = asked
  const { subject } = row
  const [open] = await tx.query<{ id: number }>(
    `select c.id from procedure_case as c
      where c.plan_id = $1 and c.procedure_id = $2 and c.about_kind = $3 and c.about_ref = $4 and c.is_open
      order by c.id limit 1`,
    [planId, rule.opens.procedure, subject.kind, subject.ref],
  )
  if (open !== undefined) return open.id
  const opened = await openCaseIn(tx, {
    planId,
    procedure: rule.opens.procedure,
    title: text.title,
    about: subject,
    inputs: {
      fields: { matter: text.matter, demand: text.demand, 'proposed-due': text.due },
      evidence: [
        {
          kind: 'reading-extract',
          ref: `deviation/${planId}/${row.number}/${row.rowId}`,
          name: `偏差依据：${row.name.zh}`,
          hash: frozenHash(row),
        },
      ],
      parties: [
        { unit: office, relation: 'office' },
        ...text.units.map((unit) => ({ unit, relation: rule.opens.relation })),
      ],
    },
    by,
    at,
  })
  return isRefusal(opened) ? opened : opened.id
}
