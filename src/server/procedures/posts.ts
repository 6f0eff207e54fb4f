// The posts in which accounts act: who holds which role in which unit.
import type { Person, Post } from '#domain/engine/procedure/case.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Queryable } from '#platform/database.ts'
import { findUnknownUnit } from '../organisation-register.ts'

/** The person behind an account with all its posts; an API key holds none. */
export async function loadPerson(db: Queryable, account: { id: number; name: string }): Promise<Person> {
  const posts = await db.query<Post>(
    'select p.unit, p.role from account_post as p where p.account_id = $1 order by p.unit, p.role',
    [account.id],
  )
  return { name: account.name, posts }
}

export type AccountPosts = { account: string; displayName: string; posts: Post[] }

/** Accounts that are not disabled, each with its posts, by name. */
export const listPosts = (db: Queryable): Promise<AccountPosts[]> =>
  db.query<AccountPosts>(
    `select a.name as account, a.display_name as "displayName",
            coalesce(jsonb_agg(jsonb_build_object('unit', p.unit, 'role', p.role) order by p.unit, p.role)
                     filter (where p.account_id is not null), '[]') as posts
       from account as a left join account_post as p on p.account_id = a.id
      where a.disabled_at is null group by a.id order by a.name`,
  )

/** Gives an account exactly these posts; one it keeps keeps its beginning, a new one must be in a unit of the register. One that ends stays known with its days. */
export const setPosts = (
  db: Database,
  { account, posts, by, at }: { account: string; posts: readonly Post[]; by: string; at: EpochMs },
): Promise<Refusal | undefined> =>
  inTransaction(db, async (tx) => {
    const [found] = await tx.query<{ id: number }>('select a.id from account as a where a.name = $1 for update', [
      account,
    ])
    if (found === undefined)
      return refuse('procedures.account-not-found', {
        zh: `没有账号“${account}”`,
        en: `There is no account “${account}”`,
      })
    const { posts: held } = await loadPerson(tx, { id: found.id, name: account })
    const fresh = posts.map(({ unit }) => unit).filter((unit) => !held.some((post) => post.unit === unit))
    const unknown = await findUnknownUnit(tx, fresh, at)
    if (unknown !== undefined) return unknown.refusal
    const rows = JSON.stringify(posts)
    await tx.execute(
      `with ended as (
         delete from account_post as p where p.account_id = $1 and not exists (
           select 1 from jsonb_to_recordset($2) as r (unit text, role text) where r.unit = p.unit and r.role = p.role)
         returning p.account_id, p.unit, p.role, p.since)
       insert into former_post (account_id, unit, role, since)
       select e.account_id, e.unit, e.role, e.since from ended as e on conflict do nothing`,
      [found.id, rows],
    )
    await tx.execute(
      `insert into account_post (account_id, unit, role)
       select $1, r.unit, r.role from jsonb_to_recordset($2) as r (unit text, role text) on conflict do nothing`,
      [found.id, rows],
    )
    await tx.query(`select append_event('account', $1, 'PostsChanged', $2, $3)`, [
      account,
      by,
      JSON.stringify({ posts }),
    ])
    return undefined
  })
