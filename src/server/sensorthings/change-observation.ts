// PATCH of an observation that another system handed in; what it said before is kept beside it.
import { refuse } from '#kit/refusal.ts'
import { timestamptz } from '#platform/database.ts'
import { type Draft, tell, undo, undoIf } from './draft.ts'
import { type Entity, isOwnId, numberOf } from './entity.ts'
import { draftObservation } from './observation-draft.ts'

const kept = (entity: Entity) =>
  refuse('sensorthings.kept', {
    zh: `Observations(${entity.id}) 是监测数据，原始数据不改动：请用数据审核更正`,
    en: `Cannot change Observations(${entity.id}) as it is a reading and raw data is never edited: correct it at the review desk`,
  })

export async function changeObservation(
  draft: Draft,
  entity: Entity,
  properties: Record<string, unknown>,
): Promise<void> {
  const datastream = draft.service.model.get('Datastream', entity.links.Datastream?.[0] ?? -1)
  if (datastream?.source?.is !== 'own' || !isOwnId(entity.id)) return undo(kept(entity))
  const [featureId = 0] = entity.links.FeatureOfInterest ?? []
  const merged = { properties: { ...entity.body, ...properties }, links: {} }
  const next = undoIf(draftObservation(merged, { datastream, featureId, now: draft.service.now }))
  const isNumber = typeof next.value === 'number'
  await draft.tx.execute(
    `update sta_observation as o
        set at = $2, until = $3, result_time = $4, valid_from = $5, valid_until = $6, value = $7, result = $8,
            quality = $9, parameters = $10, earlier = coalesce(o.earlier, '[]') || (to_jsonb(o) - 'earlier')
      where o.id = $1 and not o.is_note`,
    [
      numberOf(entity.id),
      timestamptz(next.at),
      next.until === undefined ? null : timestamptz(next.until),
      next.resultTime === null || next.resultTime === undefined ? null : timestamptz(next.resultTime),
      next.valid ? timestamptz(next.valid.from) : null,
      next.valid ? timestamptz(next.valid.until) : null,
      isNumber ? next.value : null,
      isNumber || next.value === null ? null : JSON.stringify(next.value),
      next.quality === null ? null : JSON.stringify(next.quality),
      next.parameters === null ? null : JSON.stringify(next.parameters),
    ],
  )
  await tell(draft, 'ObservationChanged', { entity, payload: { before: entity.body, change: properties } })
}
