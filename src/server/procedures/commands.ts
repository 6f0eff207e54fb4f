// What people do with cases: open one, act on it, take an act back; each whole or not at all.
import { act, startCase, undoAct } from '#domain/engine/procedure/act.ts'
import {
  type About,
  type CaseEvent,
  type Inputs,
  lastAt,
  openingOf,
  type Person,
  type ProcedureCase,
} from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { loadCalendar } from '../working-calendar.ts'
import { findCase, nextCaseId, type StoredCase, saveCase } from './case-store.ts'
import { findInForce } from './definitions.ts'
import type { CaseHooks } from './hooks.ts'

/** How a case stands after a command: its state, and the number of its events, to be given with the next act. */
export type Standing = { id: number; state: string; seen: number }

const standing = ({ id, current }: StoredCase): Standing => ({ id, state: current.state, seen: current.events.length })

export type Opening = {
  planId: string
  procedure: string
  title: string
  about: About
  inputs: Inputs
  by: Person
  at: EpochMs
  hooks?: CaseHooks
}

/** 发起 — opens a case under the version in force. */
export const openCase = (db: Database, asked: Opening): Promise<Standing | Refusal> =>
  inTransaction(db, (tx) => openCaseIn(tx, asked))

/** The same inside a transaction that also does something else. */
export async function openCaseIn(tx: Transaction, asked: Opening): Promise<Standing | Refusal> {
  const { planId, title, about, inputs, by, at } = asked
  const procedure = await findInForce(tx, { planId, id: asked.procedure })
  if (isRefusal(procedure)) return procedure
  const { version } = procedure
  const fields = inputs.fields ?? {}
  const named = { planId, procedure: procedure.id, version, act: null, about, fields }
  const id = await nextCaseId(tx)
  const opened = startCase(procedure, { id: String(id), title, about, by, at, inputs })
  if (isRefusal(opened)) return opened
  const refused = await asked.hooks?.refuse?.(tx, named)
  if (refused !== undefined) return refused
  const stored = { id, planId, procedure, current: opened.case }
  await saveCase(tx, stored, { events: [opened.event], at })
  await asked.hooks?.react?.(tx, stored, [opened.event])
  return standing(stored)
}

type OnCase = {
  id: number
  /** Number of events that the person had before it; absent: whatever the case has. */
  seen?: number | undefined
  by: Person
  at: EpochMs
  hooks?: CaseHooks
}
export type ActingOnCase = OnCase & { act: string; unit?: string | undefined; inputs: Inputs }
export type UndoingInCase = OnCase & { undoes: number; reason: string }

/** One act on a case. Of two people who act on what both saw, the second is refused `procedures.changed-meanwhile`. */
export const actOnCase = (db: Database, asked: ActingOnCase): Promise<Standing | Refusal> =>
  changeCase(db, asked, async (tx, stored, at) => {
    const { planId, procedure, current } = stored
    const fields = openingOf(current).inputs.fields ?? {}
    const named = { planId, procedure: procedure.id, version: procedure.version, about: current.about, fields }
    const refused = await asked.hooks?.refuse?.(tx, { ...named, act: asked.act })
    if (refused !== undefined) return refused
    const facts = await asked.hooks?.facts?.(tx, stored)
    const inputs = (await asked.hooks?.inputs?.(tx, stored, asked)) ?? asked.inputs
    return act(stored.procedure, stored.current, {
      act: asked.act,
      by: asked.by,
      at,
      inputs,
      unit: asked.unit,
      calendar: await loadCalendar(tx),
      ...(facts === undefined ? {} : { facts }),
    })
  })

/** 撤回 — takes an act back. */
export const undoInCase = (db: Database, asked: UndoingInCase): Promise<Standing | Refusal> =>
  changeCase(db, asked, async (tx, stored, at) =>
    undoAct(stored.procedure, stored.current, {
      by: asked.by,
      at,
      reason: asked.reason,
      undoes: asked.undoes,
      calendar: await loadCalendar(tx),
    }),
  )

type Deciding = (
  tx: Transaction,
  stored: StoredCase,
  at: EpochMs,
) => Promise<{ case: ProcedureCase; event: CaseEvent } | Refusal>

const changeCase = (db: Database, { id, seen, at, hooks }: OnCase, decide: Deciding): Promise<Standing | Refusal> =>
  inTransaction(db, async (tx) => {
    const stored = await findCase(tx, id, true)
    if (isRefusal(stored)) return stored
    const { current } = stored
    if (seen !== undefined && seen !== current.events.length) return changedMeanwhile()
    // Two machines' clocks may differ by a little; the log never goes back.
    const moment = Math.max(at, lastAt(current))
    const decided = await decide(tx, stored, moment)
    if (isRefusal(decided)) return decided
    const next = { ...stored, current: decided.case }
    await saveCase(tx, next, { events: [decided.event], at: moment })
    await hooks?.react?.(tx, next, [decided.event])
    return standing(next)
  })

const changedMeanwhile = (): Refusal =>
  refuse('procedures.changed-meanwhile', {
    zh: '办件已被他人办理，请查看最新情况后再办',
    en: 'Somebody acted on the case meanwhile: look at it as it stands, then act',
  })
