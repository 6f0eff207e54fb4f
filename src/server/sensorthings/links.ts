// Links that change after an entity was created: a thing moves, an old place gets a new thing.
import { refuse } from '#kit/refusal.ts'
import { type Draft, note, undo } from './draft.ts'
import { type Entity, isOwnId, numberOf, ownId } from './entity.ts'

const kept = (entity: Entity) =>
  refuse('sensorthings.kept', {
    zh: `${entity.type}(${entity.id}) 是本系统的主数据，不能由此更改`,
    en: `Cannot change the links of ${entity.type}(${entity.id}) as it is kept by the product itself`,
  })

/** Writes the links of an entity of another system. */
export async function saveLinks(draft: Draft, entity: Entity, links: Entity['links']): Promise<Entity> {
  if (!isOwnId(entity.id) || entity.origin === 'product') return undo(kept(entity))
  const all = { ...entity.links, ...links }
  await draft.tx.execute('update sta_entity as e set links = $2, changed_at = now() where e.id = $1', [
    numberOf(entity.id),
    JSON.stringify(all),
  ])
  return note(draft, { ...entity, links: all })
}

/**
 * A thing's new places replace the old ones, and the move is written into its history.
 * @source OGC 18-088 clause 8.2.3
 */
export async function moveThing(draft: Draft, thing: Entity, locations: readonly Entity[]): Promise<void> {
  const ids = locations.map(({ id }) => id)
  await saveLinks(draft, thing, { Locations: ids })
  const body = { time: new Date(draft.service.now).toISOString() }
  const links = { Thing: [thing.id], Locations: ids }
  const [row] = await draft.tx.query<{ id: number }>(
    `insert into sta_entity (type, body, links, created_by) values ('HistoricalLocation', $1, $2, $3) returning id`,
    [JSON.stringify(body), JSON.stringify(links), draft.caller.account.name],
  )
  note(draft, { type: 'HistoricalLocation', id: ownId(row?.id ?? 0), origin: 'own', body, links })
}

type Relink = { from: Entity; back: string; entity: Entity }

/** Makes `from` lead back to the entity: a thing moves there, anything else is linked to it instead. */
export async function relink(draft: Draft, { from, back, entity }: Relink): Promise<void> {
  if (from.type === 'Thing' && back === 'Locations') return moveThing(draft, from, [entity])
  const old = from.links[back] ?? []
  const isMany = back === 'Locations'
  await saveLinks(draft, from, { [back]: isMany ? [...new Set([...old, entity.id])] : [entity.id] })
}
