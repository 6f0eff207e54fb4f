// A change in the making: one transaction, what it has created so far, and the observations it will store at its end.
import type { EntityType } from '#domain/sensorthings/model.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { inTransaction, type Transaction } from '#platform/database.ts'
import type { Caller } from '../http/serve.ts'
import { type Entity, parseId } from './entity.ts'
import { forgetModel } from './model.ts'
import type { ObservationDraft } from './observation-draft.ts'
import type { Service } from './service.ts'

export type Draft = {
  tx: Transaction
  service: Service
  caller: Caller
  /** The request as it came: the raw record of observations. */
  body: Uint8Array
  /** Entities created in this transaction, which the model does not know yet, by type and number. */
  created: Map<string, Entity>
  observations: ObservationDraft[]
}

/** Each change holds one connection and needs another for what must be committed before: they may not take them all. */
const MOST_AT_ONCE = 3
let running = 0
const waiting: (() => void)[] = []

async function atMost<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/** Thrown to undo a transaction whose change is refused, and caught where it began. */
class Undone extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.because)
    this.refusal = refusal
  }
}

/** Ends the change; nothing of it is kept. */
export const undo = (refusal: Refusal): never => {
  throw new Undone(refusal)
}

export const undoIf = <T>(value: T | Refusal): T => {
  if (typeof value === 'object' && value !== null && 'refused' in value) return undo(value)
  return value as T
}

type Begin = { service: Service; caller: Caller; body: Uint8Array }

/** Runs a change as a whole or not at all. */
export async function change<T>(begin: Begin, work: (draft: Draft) => Promise<T>): Promise<T | Refusal> {
  try {
    return await atMost(() =>
      inTransaction(begin.service.db, (tx) => work({ ...begin, tx, created: new Map(), observations: [] })),
    )
  } catch (error) {
    if (error instanceof Undone) return error.refusal
    throw error
  } finally {
    forgetModel(begin.service.db)
  }
}

export const note = (draft: Draft, entity: Entity): Entity => {
  draft.created.set(`${entity.type} ${entity.id}`, entity)
  return entity
}

/** An entity of the model or of this change; ends the change where there is none. */
export function known({ created, service }: Draft, type: EntityType, text: string): Entity {
  const id = parseId(text)
  const found = id === undefined ? undefined : (created.get(`${type} ${id}`) ?? service.model.get(type, id))
  if (found) return found
  return undo(
    refuse('sensorthings.bad-entity', {
      zh: `没有编号为 ${text.slice(0, 40)} 的 ${type}`,
      en: `Cannot link to ${type} ${text.slice(0, 40)} as there is none`,
    }),
  )
}

/** A key that is held to some sites may write to those alone, and creates nothing of its own. */
export function refuseSite({ key }: Caller, siteId: number | undefined): Refusal | undefined {
  if (!key || key.siteIds === null || (siteId !== undefined && key.siteIds.includes(siteId))) return undefined
  return refuse('sensorthings.not-allowed', {
    zh: '此接口密钥不能写入该站点',
    en: 'Cannot write here as the key is held to other sites',
  })
}

/** The trace of a change in the event log. */
export async function tell(
  { tx, caller }: Draft,
  type: string,
  { entity, payload }: { entity: Pick<Entity, 'type' | 'id'>; payload: unknown },
) {
  await tx.query(`select append_event('sensorthings', $1, $2, $3, $4)`, [
    `${entity.type}(${entity.id})`,
    type,
    caller.account.name,
    JSON.stringify(payload),
  ])
}
