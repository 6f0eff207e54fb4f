// The feature an observation is of where none is named: the place of its thing.
import { refuse } from '#kit/refusal.ts'
import { type Draft, note, undo } from './draft.ts'
import { type Entity, isOwnId, ownId } from './entity.ts'

/**
 * Number of the feature made from the thing's place, made at the first observation; a site is its own feature.
 * @source OGC 18-088 clause 10.2
 */
export async function autoFeature(draft: Draft, datastream: Entity): Promise<number> {
  const { model } = draft.service
  const thingId = datastream.links.Thing?.[0] ?? (datastream.siteId ?? 0) * 2
  if (!isOwnId(thingId)) return thingId
  const thing = draft.created.get(`Thing ${thingId}`) ?? model.get('Thing', thingId)
  const locationId = thing?.links.Locations?.[0]
  const location =
    locationId === undefined
      ? undefined
      : (draft.created.get(`Location ${locationId}`) ?? model.get('Location', locationId))
  if (!location) {
    return undo(
      refuse('sensorthings.bad-entity', {
        zh: '观测应指明 FeatureOfInterest，因为其 Thing 没有 Location',
        en: 'Cannot create the observation as it must name its FeatureOfInterest: its Thing has no Location',
      }),
    )
  }
  if (!isOwnId(location.id)) return location.id
  const known = [...draft.created.values(), ...model.all('FeatureOfInterest')].find(
    ({ type, links }) => type === 'FeatureOfInterest' && links.Location?.includes(location.id),
  )
  return (known ?? (await makeFeature(draft, location))).id
}

async function makeFeature(draft: Draft, location: Entity): Promise<Entity> {
  // Two first observations at once must find one feature.
  await draft.tx.query('select pg_advisory_xact_lock(7264005, $1::int)', [location.id])
  const [there] = await draft.tx.query<{ id: number }>(
    `select e.id from sta_entity as e
      where e.type = 'FeatureOfInterest' and e.withdrawn_at is null and e.links @> $1::jsonb`,
    [JSON.stringify({ Location: [location.id] })],
  )
  const { name, description, encodingType, location: feature } = location.body
  const body = { name, description, encodingType, feature }
  const links = { Location: [location.id] }
  const [row] = there
    ? [there]
    : await draft.tx.query<{ id: number }>(
        `insert into sta_entity (type, body, links, created_by) values ('FeatureOfInterest', $1, $2, $3) returning id`,
        [JSON.stringify(body), JSON.stringify(links), draft.caller.account.name],
      )
  return note(draft, { type: 'FeatureOfInterest', id: ownId(row?.id ?? 0), origin: 'own', body, links })
}
