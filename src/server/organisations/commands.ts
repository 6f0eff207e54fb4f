// What administrators do with the register: add a unit, rename or correct it, end it; what stood is closed and kept.
import type * as wire from '#contract/organisations.ts'
import type { BodyOf } from '#contract/route.ts'
import type { OrganisationEntry } from '#domain/organisations/organisation-table.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#platform/database.ts'

type By = { by: string }
export type Adding = BodyOf<typeof wire.addOrganisation>
export type Changing = BodyOf<typeof wire.changeOrganisation> & { id: number }
export type Closing = BodyOf<typeof wire.closeOrganisation> & { id: number }

/** One writer at a time: names are looked at before they are written. */
const hold = (tx: Transaction): Promise<unknown> =>
  tx.query(`select pg_advisory_xact_lock(hashtextextended('organisation', 0))`)

const note = (tx: Transaction, id: number, type: string, { by, payload }: By & { payload: object }): Promise<unknown> =>
  tx.query('select append_event($1, $2, $3, $4, $5)', ['organisation', String(id), type, by, JSON.stringify(payload)])

/** 登记单位 — adds a unit under a name that nobody has or had. */
export const addOrganisation = (db: Database, asked: Adding & By): Promise<{ id: number } | Refusal> =>
  inTransaction(db, async (tx) => {
    await hold(tx)
    const refusal =
      (await refuseTaken(tx, [asked.name, ...asked.formerNames])) ?? (await refuseParent(tx, asked.parentId))
    return refusal ?? { id: await insert(tx, asked) }
  })

async function insert(tx: Transaction, asked: Adding & By): Promise<number> {
  const { name, shortName, kind, parentId, formerNames, since, source, by } = asked
  const [row] = await tx.query<{ id: number }>(
    `insert into organisation (name, short_name, kind, parent_id, former_names, since, source, author)
     values ($1, nullif($2, ''), $3, $4, $5, $6::date, $7, $8) returning id`,
    [name, shortName, kind, parentId, formerNames, since, source, by],
  )
  if (row === undefined) throw new Error('Cannot add a unit as the store gave it no number')
  await note(tx, row.id, 'OrganisationAdded', { by, payload: { name, kind, parentId, since, source } })
  return row.id
}

type Standing = {
  id: number
  name: string
  shortName: string | null
  kind: wire.OrganisationKind
  parentId: number | null
  formerNames: string[]
  since: string | null
}

async function findStanding(tx: Queryable, id: number): Promise<Standing | undefined> {
  const [row] = await tx.query<Standing>(
    `select o.id, o.name, o.short_name as "shortName", o.kind, o.parent_id as "parentId",
            o.former_names as "formerNames", o.since
       from organisation as o where o.id = $1 and o.known_until = 'infinity'`,
    [id],
  )
  return row
}

export const notFound = (): Refusal =>
  refuse('organisations.not-found', { zh: '单位名录没有这个单位', en: 'There is no such unit' })

/** 更名 — the name before becomes a former one. Who holds a post under it holds the same under the new name as well. */
export const changeOrganisation = (db: Database, asked: Changing & By): Promise<{ id: number } | Refusal> =>
  inTransaction(db, async (tx) => {
    await hold(tx)
    const before = await findStanding(tx, asked.id)
    if (before === undefined) return notFound()
    const isRenamed = before.name !== asked.name
    const refusal =
      (isRenamed ? await refuseTaken(tx, [asked.name], asked.id) : undefined) ??
      (await refuseParent(tx, asked.parentId, asked.id))
    if (refusal !== undefined) return refusal
    const names = [...before.formerNames, ...(isRenamed ? [before.name] : [])].filter((name) => name !== asked.name)
    await replace(tx, asked, {
      name: asked.name,
      short_name: asked.shortName || null,
      kind: asked.kind,
      parent_id: asked.parentId,
      former_names: [...new Set(names)],
    })
    if (isRenamed)
      await tx.execute(
        `insert into account_post (account_id, unit, role)
         select p.account_id, $2, p.role from account_post as p where p.unit = $1 on conflict do nothing`,
        [before.name, asked.name],
      )
    await note(tx, asked.id, isRenamed ? 'OrganisationRenamed' : 'OrganisationCorrected', {
      by: asked.by,
      payload: { before: before.name, name: asked.name, kind: asked.kind, reason: asked.reason },
    })
    return { id: asked.id }
  })

/** 撤销单位 — from that day on it takes nothing new. */
export const closeOrganisation = (db: Database, asked: Closing & By): Promise<{ id: number } | Refusal> =>
  inTransaction(db, async (tx) => {
    await hold(tx)
    const before = await findStanding(tx, asked.id)
    if (before === undefined) return notFound()
    if (before.since !== null && asked.until < before.since)
      return refuse('organisations.closed-before-begun', {
        zh: `撤销日期早于设立日期 ${before.since}`,
        en: `It would end before it began on ${before.since}`,
      })
    await replace(tx, asked, { until: asked.until })
    await note(tx, asked.id, 'OrganisationClosed', {
      by: asked.by,
      payload: { name: before.name, until: asked.until, reason: asked.reason },
    })
    return { id: asked.id }
  })

/** Closes the row that stands and adds it again with these columns changed. */
async function replace(
  tx: Transaction,
  { id, by, reason }: By & { id: number; reason: string },
  changed: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tx.execute(
    `with closed as (
       update organisation as o set known_until = clock_timestamp()
        where o.id = $1 and o.known_until = 'infinity' returning o.*)
     insert into organisation (id, name, short_name, kind, parent_id, former_names, since, until, source, refs, note,
                               known_from, author, reason)
     select r.id, r.name, r.short_name, r.kind, r.parent_id, r.former_names, r.since, r.until, r.source, r.refs, r.note,
            c.known_until, $3, $4
       from closed as c, jsonb_populate_record(c.*::organisation, $2) as r`,
    [id, JSON.stringify(changed), by, reason],
  )
}

async function refuseTaken(tx: Queryable, names: readonly string[], except = 0): Promise<Refusal | undefined> {
  const [found] = await tx.query<{ taken: string; name: string }>(
    `select t.taken, o.name from organisation as o, unnest(array_prepend(o.name, o.former_names)) as t (taken)
      where o.known_until = 'infinity' and o.id <> $2 and t.taken = any ($1) limit 1`,
    [names, except],
  )
  if (found === undefined) return undefined
  const { taken, name } = found
  return refuse('organisations.name-exists', {
    zh: taken === name ? `“${name}”已在名录中` : `“${taken}”是“${name}”的曾用名`,
    en: taken === name ? `"${name}" stands in the register already` : `"${taken}" is a former name of "${name}"`,
  })
}

/** A parent must stand, and no unit is above itself. */
async function refuseParent(tx: Queryable, parentId: number | null, id = 0): Promise<Refusal | undefined> {
  if (parentId === null) return undefined
  const above = await tx.query<{ id: number }>(
    `with recursive above (id, parent_id) as (
       select o.id, o.parent_id from organisation as o where o.id = $1 and o.known_until = 'infinity'
       union select o.id, o.parent_id from organisation as o join above as a on o.id = a.parent_id
              where o.known_until = 'infinity')
     select a.id from above as a`,
    [parentId],
  )
  if (above.length > 0 && above.every((one) => one.id !== id)) return undefined
  return refuse('organisations.parent-unfit', {
    zh: above.length === 0 ? '上级单位不在名录中' : '上级单位不能是本单位或其下级',
    en: above.length === 0 ? 'The parent is not in the register' : 'A unit cannot stand above itself',
  })
}

/** Adds all units of a table that was read without a fault, parents wherever they stand in it. */
export const addOrganisations = (
  db: Database,
  entries: readonly OrganisationEntry[],
  by: string,
): Promise<{ added: number } | Refusal> =>
  inTransaction(db, async (tx) => {
    await hold(tx)
    const taken = await refuseTaken(
      tx,
      entries.flatMap(({ name, formerNames }) => [name, ...formerNames]),
    )
    // Somebody added one of them since the table was read: reading it again tells the row.
    if (taken !== undefined) return taken
    const ids = new Map<string, number>()
    for (const entry of entries) ids.set(entry.name, await insert(tx, { ...entry, parentId: null, by }))
    await tx.execute(
      `update organisation as o set parent_id = p.id
         from jsonb_to_recordset($1) as r (id bigint, parent text)
         join organisation as p on p.name = r.parent and p.known_until = 'infinity'
        where o.id = r.id and o.known_until = 'infinity'`,
      [JSON.stringify(entries.flatMap(({ name, parent }) => (parent === null ? [] : [{ id: ids.get(name), parent }])))],
    )
    return { added: entries.length }
  })
