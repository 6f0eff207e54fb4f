// What the appraisal does in its cases: the sheet is frozen, with its hash in the log, when it is published and when it is signed.
import { isAskedOf, leavesOf, type SchemeItem } from '#domain/appraisal/scheme.ts'
import type { ActedEvent, CaseEvent } from '#domain/engine/procedure/case.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Queryable, type Transaction, timestamptz } from '#platform/database.ts'
import type { StoredCase } from '../procedures/case-store.ts'
import type { AboutToHappen, CaseHooks } from '../procedures/hooks.ts'
import { entriesOf } from './facts-entered.ts'
import { PROCEDURE } from './procedure.ts'
import { shownSheet } from './sheet.ts'
import type { AppraisalSources } from './sources.ts'
import { type Appraisal, type FrozenBody, findByCase, hashSheet, type Stage } from './store.ts'
import { headsOn, unitsOf } from './units.ts'

const FREEZES: Readonly<Record<string, Stage>> = { publish: 'published', sign: 'signed' }
/** Acts that carry figures item by item, which only the sheet asks for. */
const ON_THE_SHEET: readonly (string | null)[] = [null, 'appeal', 'decide']

type Freezing = { appraisal: Appraisal; stage: Stage; at: number; sources: AppraisalSources }

async function bodyToFreeze(db: Queryable, { appraisal, at, sources }: Freezing): Promise<FrozenBody> {
  const { sheet, units } = await shownSheet(db, { appraisal, nowMs: at, sources })
  return { units: sheet.units, heads: await headsOn(db, units, at) }
}

/** Hooks of all cases hand these in; cases of other procedures pass by. */
export const appraisalHooks = (sources: AppraisalSources) =>
  ({
    async refuse(_: Queryable, { procedure, act }: AboutToHappen): Promise<Refusal | undefined> {
      if (procedure !== PROCEDURE || !ON_THE_SHEET.includes(act)) return undefined
      return refuse('appraisal.on-the-sheet', {
        zh: '考核的发起、申诉和裁定请在考核页面办理，须逐项填写',
        en: 'Appraisals are opened, appealed against and decided on their own page, item by item',
      })
    },
    async facts(db: Queryable, { id, procedure }: StoredCase): Promise<Record<string, boolean>> {
      if (procedure.id !== PROCEDURE) return {}
      const appraisal = await findByCase(db, id)
      return { 'nothing-left-to-judge': appraisal !== undefined && (await isAllJudged(db, appraisal)) }
    },
    async react(tx: Transaction, { id, procedure }: StoredCase, events: readonly CaseEvent[]): Promise<void> {
      if (procedure.id !== PROCEDURE) return
      for (const event of events) {
        const stage = event.type === 'acted' ? FREEZES[event.act] : undefined
        const appraisal = stage === undefined ? undefined : await findByCase(tx, id)
        if (event.type === 'acted' && stage !== undefined && appraisal !== undefined)
          await freeze(tx, event, { appraisal, stage, at: event.at, sources })
      }
    },
  }) satisfies CaseHooks

async function freeze(tx: Transaction, { by, at }: ActedEvent, freezing: Freezing): Promise<void> {
  const { appraisal, stage } = freezing
  const body = await bodyToFreeze(tx, freezing)
  const digest = hashSheet(body)
  await tx.execute(
    'insert into appraisal_sheet (appraisal_id, stage, at, author, body, hash) values ($1, $2, $3, $4, $5, $6)',
    [appraisal.id, stage, timestamptz(at), by ?? '', JSON.stringify(body), digest],
  )
  await tx.query('select append_event($1, $2, $3, $4, $5)', [
    'appraisal',
    String(appraisal.id),
    'SheetFrozen',
    by ?? '',
    JSON.stringify({ stage, hash: digest, units: body.units.length }),
  ])
}

/** What a reviewer must judge, is: an item that then does not apply may stay blank. */
async function isAllJudged(db: Queryable, { id, scheme }: Appraisal): Promise<boolean> {
  const asked = leavesOf(scheme.items).filter(
    ({ rule }) => rule.source.from === 'reviewer' && rule.whenMissing === 'zero',
  )
  if (asked.length === 0) return true
  const [units, entries] = await Promise.all([unitsOf(db, id), entriesOf(db, id)])
  const judged = new Set(entries.map(({ unitId, itemId }) => `${unitId} ${itemId}`))
  return units.every((unit) =>
    asked.every((item) => !isAskedWithin(scheme.items, item.id, unit.group) || judged.has(`${unit.id} ${item.id}`)),
  )
}

/** Whether the item, and every item above it, is asked of the group. */
const isAskedWithin = (items: readonly SchemeItem[], id: string, group: string): boolean =>
  items.some((item) => isAskedOf(item, group) && (item.id === id || isAskedWithin(item.items ?? [], id, group)))
