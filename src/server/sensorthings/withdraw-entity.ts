// DELETE: what another system created is withdrawn with all that hangs on it; evidence stays, and so does what is ours.
import { refuse } from '#kit/refusal.ts'
import { type Draft, refuseSite, tell, undo, undoIf } from './draft.ts'
import { type Entity, isOwnId, numberOf } from './entity.ts'

/** Nothing is removed from the store: withdrawn rows are no longer listed, raw records stay as they came. */
export async function withdrawEntity(draft: Draft, entity: Entity): Promise<void> {
  if (entity.origin === 'product' || !isOwnId(entity.id)) return undo(kept(entity))
  undoIf(refuseSite(draft.caller, undefined) ?? true)
  const gone = dependants(draft, entity)
  const held = gone.find(({ origin }) => origin === 'product')
  if (held) return undo(kept(held))
  const { name } = draft.caller.account
  await withdrawObservations(draft, { entity, gone, name })
  await draft.tx.execute(
    `update sta_entity as e set withdrawn_at = now(), withdrawn_by = $2 where e.id = any ($1) and e.withdrawn_at is null`,
    [gone.filter(({ type }) => type !== 'Observation').map(({ id }) => numberOf(id)), name],
  )
  for (const one of gone) await tell(draft, 'EntityWithdrawn', { entity: one, payload: { body: one.body } })
}

const kept = ({ type, id }: Entity) =>
  refuse('sensorthings.kept', {
    zh: `${type}(${id}) 属于本系统，数据与主数据不由此删除`,
    en: `Cannot delete ${type}(${id}) as it belongs to the product: its data is evidence and is kept`,
  })

/**
 * The entity with what cannot stand without it.
 * @source OGC 18-088 clause 10.4
 */
function dependants({ service: { model } }: Draft, entity: Entity): Entity[] {
  switch (entity.type) {
    case 'Thing':
      return [entity, ...model.follow(entity, 'Datastreams'), ...model.follow(entity, 'HistoricalLocations')]
    case 'Sensor':
    case 'ObservedProperty':
      return [entity, ...model.follow(entity, 'Datastreams')]
    case 'Location':
      return [entity, ...model.follow(entity, 'HistoricalLocations')]
    default:
      return [entity]
  }
}

type Ask = { entity: Entity; gone: readonly Entity[]; name: string }

async function withdrawObservations({ tx }: Draft, { entity, gone, name }: Ask): Promise<void> {
  const set = 'update sta_observation as o set withdrawn_at = now(), withdrawn_by = $2'
  const open = 'not o.is_note and o.withdrawn_at is null'
  if (entity.type === 'Observation') {
    await tx.execute(`${set} where o.id = $1 and ${open}`, [numberOf(entity.id), name])
    return
  }
  if (entity.type === 'FeatureOfInterest') {
    await tx.execute(`${set} where o.feature_id = $1 and ${open}`, [entity.id, name])
    return
  }
  const datastreams = gone.filter(({ type }) => type === 'Datastream').map(({ id }) => id)
  if (datastreams.length > 0)
    await tx.execute(`${set} where o.datastream_id = any ($1) and ${open}`, [datastreams, name])
}
