// What units report of themselves and what reviewers judge: kept beside the case, closed and added, each with an event.
import type { enterFact as route } from '#contract/appraisal.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#platform/database.ts'
import { findCase } from '../procedures/case-store.ts'
import { officeOf } from '../procedures/office.ts'
import { actsFor } from './acts-for.ts'
import { type AskedItem, findAsked, refuseValue } from './asked-item.ts'
import type { EntryKind } from './facts-entered.ts'
import { type Appraisal, findAppraisal } from './store.ts'
import { type NamedUnit, unitsOf } from './units.ts'

type Entering = BodyOf<typeof route> & { planId: string; id: number; person: Person }

/** Refuses `appraisal.unit-not-found`. */
export async function findUnit(db: Queryable, appraisalId: number, unitId: string): Promise<NamedUnit | Refusal> {
  const found = (await unitsOf(db, appraisalId)).find(({ id }) => id === unitId)
  return (
    found ??
    refuse('appraisal.unit-not-found', {
      zh: '该单位不在本次考核中',
      en: 'The unit is not part of this appraisal',
    })
  )
}

/** 填写 — keeps the value; refuses before anything is written. */
export async function enterFact(db: Database, asked: Entering): Promise<Record<string, never> | Refusal> {
  const appraisal = await findAppraisal(db, asked)
  if (isRefusal(appraisal)) return appraisal
  const unit = await findUnit(db, appraisal.id, asked.unitId)
  if (isRefusal(unit)) return unit
  const item = findAsked(appraisal.scheme, { group: unit.group, itemId: asked.itemId })
  if (isRefusal(item)) return item
  return inTransaction(db, async (tx) => {
    const refusal = (await refusePlace(tx, { appraisal, unit, item, person: asked.person })) ?? refuseWords(item, asked)
    if (refusal !== undefined) return refusal
    const kind: EntryKind = item.by ?? 'judged'
    const standing = await findStanding(tx, { ...asked, kind })
    const no = refuseChange(asked, standing)
    if (no !== undefined) return no
    const { value, words, reason, person } = asked
    await replaceEntry(tx, {
      appraisalId: asked.id,
      unitId: unit.id,
      itemId: item.id,
      kind,
      value,
      words,
      reason,
      by: person.name,
    })
    return {}
  })
}

type Placed = { appraisal: Appraisal; unit: NamedUnit; item: AskedItem; person: Person }

/** Whether the person may enter it now: the case is held so that it does not move on meanwhile. */
async function refusePlace(tx: Transaction, { appraisal, unit, item, person }: Placed): Promise<Refusal | undefined> {
  if (item.by === null) {
    return refuse('appraisal.item-not-asked', {
      zh: `“${item.name.zh}”由系统数据计分，不由人填写；更正请到数据来源处办理`,
      en: `“${item.name.en}” is scored from data and entered by nobody: correct it where it comes from`,
    })
  }
  const isUnits = item.by === 'own-report'
  if (isUnits ? !actsFor(person, unit) : officeOf(person) === undefined) return notYours(isUnits ? unit.unit : '规划办')
  const stored = await findCase(tx, appraisal.caseId, true)
  if (isRefusal(stored)) return stored
  const { state, strands } = stored.current
  const strand = strands.find((one) => unit.names.includes(one.unit))?.state
  if (isUnits ? strand === 'to-report' : state === 'reporting' || state === 'reviewing') return undefined
  return refuse('appraisal.not-open', {
    zh: isUnits ? '现在不在该单位自评期间，不能修改' : '只能在自评和复核期间评定，公布后不能修改',
    en: isUnits
      ? 'The unit does not report now: it cannot be changed'
      : 'A reviewer judges until the sheet is published',
  })
}

const notYours = (unit: string): Refusal =>
  refuse('appraisal.not-yours', {
    zh: `须由“${unit}”的人员填写：当前账号没有该岗位`,
    en: `Only people of ${unit} enter this: the account has no post there`,
  })

function refuseWords(item: AskedItem, { value, words }: Entering): Refusal | undefined {
  if (value === null) return undefined
  if (words === '') {
    return refuse('appraisal.words-needed', {
      zh: '请写明事实：依据什么得出这个数',
      en: 'Say by which facts: what the figure rests on',
    })
  }
  return refuseValue(item, value)
}

type Key = { id: number; unitId: string; itemId: string; kind: EntryKind }

async function findStanding(tx: Transaction, { id, unitId, itemId, kind }: Key): Promise<boolean> {
  const found = await tx.query(
    `select 1 from appraisal_entry as e
      where e.appraisal_id = $1 and e.unit_id = $2 and e.item_id = $3 and e.kind = $4 and e.known_until = 'infinity'`,
    [id, unitId, itemId, kind],
  )
  return found.length > 0
}

function refuseChange({ value, reason }: Entering, isStanding: boolean): Refusal | undefined {
  if (value === null && !isStanding)
    return refuse('appraisal.nothing-stands', { zh: '没有可撤回的填写', en: 'There is nothing to take back' })
  if (value === null && reason === '')
    return refuse('appraisal.reason-needed', { zh: '撤回须说明理由', en: 'Taking back needs a reason' })
  return undefined
}

export type Replacing = {
  appraisalId: number
  unitId: string
  itemId: string
  kind: EntryKind
  value: string | null
  words: string
  reason: string
  by: string
}

/** Closes what stands and adds the new value, if there is one. */
export async function replaceEntry(tx: Transaction, asked: Replacing): Promise<void> {
  const { appraisalId, unitId, itemId, kind, value, words, reason, by } = asked
  await tx.execute(
    `update appraisal_entry as e set known_until = clock_timestamp(), closed_by = $5, closed_reason = $6
      where e.appraisal_id = $1 and e.unit_id = $2 and e.item_id = $3 and e.kind = $4 and e.known_until = 'infinity'`,
    [appraisalId, unitId, itemId, kind, by, reason],
  )
  if (value !== null) {
    await tx.execute(
      `insert into appraisal_entry (appraisal_id, unit_id, item_id, kind, value, words, author, reason, known_from)
       values ($1, $2, $3, $4, $5::numeric, $6, $7, $8, clock_timestamp())`,
      [appraisalId, unitId, itemId, kind, value, words, by, reason],
    )
  }
  await tx.query('select append_event($1, $2, $3, $4, $5)', [
    'appraisal',
    String(appraisalId),
    value === null ? 'FactTakenBack' : 'FactEntered',
    by,
    JSON.stringify({ unitId, itemId, kind, value, words, reason }),
  ])
}
