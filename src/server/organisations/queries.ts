// The register as its pages and files ask for it.
import type * as wire from '#contract/organisations.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database, Queryable } from '#platform/database.ts'
import { findPlan, listPlanIds } from '../plan-store.ts'
import { notFound } from './commands.ts'

const UNIT = `select o.id, o.name, o.short_name as "shortName", o.kind, o.former_names as "formerNames", o.since, o.until,
       o.source, o.refs, o.note,
       (select jsonb_build_object('id', p.id, 'name', p.name) from organisation as p
         where p.id = o.parent_id and p.known_until = 'infinity') as parent,
       (select count(*)::int from account_post as a where a.unit = o.name) as posts
  from organisation as o`

export type OrganisationQuery = Omit<QueryOf<typeof wire.listOrganisations>, 'page' | 'pageSize'>

const CONDITIONS = `o.known_until = 'infinity' and ($1::text is null or o.kind = $1) and ($2 or o.until is null)
   and ($3 = '' or exists (select 1 from unnest(array[o.name, o.short_name] || o.former_names) as n (name)
                            where position(lower($3) in lower(n.name)) > 0))`
const ORDER = `array_position(array['district', 'street', 'city', 'neighbour', 'enterprise', 'other'], o.kind), o.id`

const paramsOf = ({ kind, q, ended }: OrganisationQuery): unknown[] => [kind ?? null, ended ?? false, q?.trim() ?? '']

/** All units that fit, in the order of their kinds. */
export const organisationRows = (db: Queryable, filter: OrganisationQuery): Promise<wire.OrganisationRow[]> =>
  db.query<wire.OrganisationRow>(`${UNIT} where ${CONDITIONS} order by ${ORDER}`, paramsOf(filter))

/** One page of them, with what the plan says of their number. */
export async function listOrganisations(
  db: Database,
  { page, pageSize, ...filter }: QueryOf<typeof wire.listOrganisations>,
): Promise<ReplyOf<typeof wire.listOrganisations>> {
  const params = paramsOf(filter)
  const [rows, [counts], planCount] = await Promise.all([
    db.query<wire.OrganisationRow>(`${UNIT} where ${CONDITIONS} order by ${ORDER} limit $4 offset $5`, [
      ...params,
      pageSize,
      (page - 1) * pageSize,
    ]),
    db.query<{ total: number; standing: number; own: number; named: number }>(
      `select count(*) filter (where ${CONDITIONS})::int as total,
              count(*) filter (where o.until is null)::int as standing,
              count(*) filter (where o.until is null and o.kind in ('district', 'street'))::int as own,
              count(*) filter (where o.until is null and o.source like 'plan:%')::int as named
         from organisation as o where o.known_until = 'infinity'`,
      params,
    ),
    planCountOf(db),
  ])
  return { rows, page, pageSize, ...(counts ?? { total: 0, standing: 0, own: 0, named: 0 }), planCount }
}

/** The count of the first loaded plan that gives one. */
async function planCountOf(db: Database): Promise<ReplyOf<typeof wire.listOrganisations>['planCount']> {
  for (const id of await listPlanIds(db)) {
    const model = await findPlan(db, id)
    const count = isRefusal(model) ? undefined : model.pack.organisations?.planCount
    if (count) return { units: count.units, ref: count.ref, note: { zh: count.noteZh, en: count.noteEn } }
  }
  return null
}

/** One unit with who acts, and acted, for it under any of its names. */
export async function readOrganisation(
  db: Database,
  id: number,
): Promise<ReplyOf<typeof wire.readOrganisation> | Refusal> {
  const [organisation] = await db.query<wire.OrganisationRow>(
    `${UNIT} where o.id = $1 and o.known_until = 'infinity'`,
    [id],
  )
  if (organisation === undefined) return notFound()
  const names = [organisation.name, ...organisation.formerNames]
  const [posts, formerPosts, history] = await Promise.all([
    db.query<ReplyOf<typeof wire.readOrganisation>['posts'][number]>(
      `select a.name as account, a.display_name as "displayName", p.unit, p.role, p.since
         from account_post as p join account as a on a.id = p.account_id
        where a.disabled_at is null and p.unit = any ($1) order by a.name, p.role, p.unit`,
      [names],
    ),
    db.query<ReplyOf<typeof wire.readOrganisation>['formerPosts'][number]>(
      `select a.name as account, a.display_name as "displayName", p.unit, p.role, p.since, p.until
         from former_post as p join account as a on a.id = p.account_id
        where p.unit = any ($1) order by p.until desc, a.name, p.role`,
      [names],
    ),
    db.query<ReplyOf<typeof wire.readOrganisation>['history'][number]>(
      `select o.name, o.kind, o.until, o.author, o.reason, o.known_from as "knownFrom"
         from organisation as o where o.id = $1 order by o.known_from desc, o.row_id desc`,
      [id],
    ),
  ])
  return { organisation, posts, formerPosts, history }
}
