// Leads and assisting units proposed for many obligations at once: a case of assignment each, all or none.
import type { proposeDivision as route } from '#contract/division.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { findUnknownUnit } from '../organisation-register.ts'
import { findPlan } from '../plan-store.ts'
import { openCaseIn } from '../procedures/commands.ts'
import { noOfficePost, officeOf } from '../procedures/office.ts'
import { ABOUT, type Assignment, assignmentsOf, PROCEDURE } from './assignments.ts'

type Entry = BodyOf<typeof route>['entries'][number]
type Proposing = { planId: string; entries: readonly Entry[]; by: Person; at: EpochMs }

/** A refusal inside the transaction must undo what was opened before it. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.because)
    this.refusal = refusal
  }
}

export async function proposeDivision(db: Database, asked: Proposing): Promise<ReplyOf<typeof route> | Refusal> {
  const { planId, entries, by } = asked
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const office = officeOf(by, 'officer')
  if (office === undefined) return noOfficePost('division', 'officer')
  const unknown = entries.find(({ obligationId }) => !model.obligations.has(obligationId))
  if (unknown)
    return atRow('division.unknown-obligation', unknown, { zh: '规划没有任务', en: 'the plan has no obligation' })
  const stranger = await refuseStranger(db, asked)
  if (stranger !== undefined) return stranger
  const titleOf = (id: string): string => model.obligations.get(id)?.obligation.titleZh ?? id
  try {
    return await inTransaction(db, (tx) => proposeIn(tx, { ...asked, office, titleOf }))
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

/** The first unit that the register does not know; one whose assignment stands so already keeps the name it has there. */
async function refuseStranger(db: Database, { planId, entries, at }: Proposing): Promise<Refusal | undefined> {
  const standing = await assignmentsOf(db, planId)
  const fresh = entries.filter((entry) => {
    const found = standing.get(entry.obligationId)
    return found === undefined || !isSame(found, entry)
  })
  const unitsOf = ({ lead, assists }: Entry): string[] => [lead, ...assists]
  const unknown = await findUnknownUnit(db, fresh.flatMap(unitsOf), at)
  const entry = unknown && fresh.find((one) => unitsOf(one).includes(unknown.name))
  if (unknown === undefined || entry === undefined) return undefined
  const { refused, because, zh = because } = unknown.refusal
  return atRow(refused, entry, { zh: `${zh} `, en: because })
}

type Placed = Proposing & { office: string; titleOf: (id: string) => string }

async function proposeIn(tx: Transaction, asked: Placed): Promise<ReplyOf<typeof route>> {
  const { planId, entries } = asked
  // Two who propose at once: the second meets what the first has opened.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`division ${planId}`])
  const standing = await assignmentsOf(tx, planId)
  let opened = 0
  for (const entry of entries) {
    const found = standing.get(entry.obligationId)
    if (found && isSame(found, entry)) continue
    if (found?.state === 'open') {
      throw new Refused(
        atRow('division.under-way', entry, {
          zh: `分工正在办理（办件 ${found.caseId}），请先办结或取消：`,
          en: `its assignment is under way (case ${found.caseId}), finish or cancel it first:`,
        }),
      )
    }
    await openFor(tx, entry, asked)
    opened += 1
  }
  return { opened, unchanged: entries.length - opened }
}

const isSame = (found: Assignment, entry: Entry): boolean =>
  found.lead === entry.lead &&
  found.begins === entry.begins &&
  found.ends === entry.ends &&
  found.weight === entry.weight &&
  found.evidence === entry.evidence &&
  [...found.assists].sort().join('\n') === [...entry.assists].sort().join('\n')

async function openFor(tx: Transaction, entry: Entry, { planId, office, titleOf, by, at }: Placed): Promise<void> {
  const { obligationId, lead, assists, begins, ends, weight, evidence } = entry
  const done = await openCaseIn(tx, {
    planId,
    procedure: PROCEDURE,
    title: titleOf(obligationId),
    about: { kind: ABOUT, ref: obligationId },
    inputs: {
      fields: { begins, ends, 'expected-evidence': evidence, ...(weight === null ? {} : { weight }) },
      parties: [
        { unit: office, relation: 'office' },
        { unit: lead, relation: 'lead' },
        ...assists.map((unit) => ({ unit, relation: 'assist' })),
      ],
    },
    by,
    at,
  })
  if (isRefusal(done))
    throw new Refused(atRow(done.refused, entry, { zh: `${done.zh ?? done.because}：`, en: `${done.because}:` }))
}

const atRow = (code: string, { row, obligationId }: Entry, { zh, en }: { zh: string; en: string }): Refusal =>
  refuse(code, { zh: `第 ${row} 行：${zh}${obligationId}`, en: `Row ${row}: ${en} ${obligationId}` })
