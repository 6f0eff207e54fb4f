// The list of rules, one rule with its versions, and a new version.
import type { listRules as listRulesRoute, RuleRow, saveRule as saveRuleRoute } from '#contract/quality.ts'
import type { BodyOf, QueryOf, ReplyOf } from '#contract/route.ts'
import { partnerOf } from '#domain/quality/rule.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Queryable, type Transaction, timestamptz } from '#platform/database.ts'
import { tellSites } from '#platform/intake/store-batch.ts'
import { appendEvent } from './act.ts'
import { factorTable, unknownFactor } from './factors.ts'
import { lockRules, standingRules, writeVersion } from './rule-store.ts'

const COLUMNS = `r.id, r.version, r.is_active as "isActive", nullif(r.applies_from, '-infinity') as "appliesFrom", r.author,
  r.reason, r.known_from as "knownFrom", nullif(r.known_until, 'infinity') as "knownUntil", r.body,
  (select count(*)::int from quality_flag as f
    where f.rule_id = r.id and f.rule_version = r.version and f.known_until = 'infinity') as standing`

export async function listRules(
  db: Database,
  asked: QueryOf<typeof listRulesRoute>,
): Promise<ReplyOf<typeof listRulesRoute>> {
  const params = [
    `%${(asked.q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`,
    asked.test ?? null,
    asked.factor ?? null,
    asked.siteKind ?? null,
    asked.active === undefined ? null : asked.active === 'true',
  ]
  const where = `r.known_until = 'infinity'
    and concat_ws(E'\\n', r.id, r.body ->> 'titleZh', r.body ->> 'titleEn', r.body ->> 'factor') ilike $1
    and ($2::text is null or r.body -> 'check' ->> 'test' = $2) and ($3::text is null or r.body ->> 'factor' = $3)
    and ($4::text is null or r.body -> 'siteKinds' ? $4) and ($5::boolean is null or r.is_active = $5)`
  const [rows, [count]] = await Promise.all([
    db.query<RuleRow>(`select ${COLUMNS} from quality_rule as r where ${where} order by r.id limit $6 offset $7`, [
      ...params,
      asked.pageSize,
      (asked.page - 1) * asked.pageSize,
    ]),
    db.query<{ n: number }>(`select count(*)::int as n from quality_rule as r where ${where}`, params),
  ])
  return { rows, total: count?.n ?? 0, page: asked.page, pageSize: asked.pageSize }
}

export async function readRule(db: Database, id: string): Promise<{ id: string; versions: RuleRow[] } | Refusal> {
  const versions = await db.query<RuleRow>(
    `select ${COLUMNS} from quality_rule as r where r.id = $1 order by r.version desc`,
    [id],
  )
  if (versions.length > 0) return { id, versions }
  return refuse('quality.rule-not-found', { zh: `没有规则“${id}”`, en: `There is no rule “${id}”` })
}

type Asked = BodyOf<typeof saveRuleRoute>

/** Refuses a factor or site that the store does not know; a rule for it would never find anything. */
export async function refuseUnknown(
  db: Queryable,
  { factor, sites, check }: Asked['body'],
): Promise<Refusal | undefined> {
  const { byCode } = await factorTable(db)
  const partner = partnerOf(check)
  const strange = [...(factor === '*' ? [] : [factor]), ...(partner === undefined ? [] : [partner])].find(
    (code) => !byCode.has(code),
  )
  if (strange !== undefined) return unknownFactor(strange)
  const [missing] = await db.query<{ code: string }>(
    'select k.code from unnest($1::text[]) as k (code) where not exists (select 1 from site as s where s.code = k.code) limit 1',
    [sites],
  )
  if (!missing) return undefined
  return refuse('quality.unknown-site', {
    zh: `没有编码为“${missing.code}”的站点`,
    en: `There is no site “${missing.code}”`,
  })
}

/** Days to be checked again are those of sites in use with data of the rule's kinds, from the instant it applies from. */
export async function saveRule(
  db: Database,
  asked: Asked,
  actor: string,
): Promise<{ id: string; version: number; days: number } | Refusal> {
  const strange = await refuseUnknown(db, asked.body)
  if (strange) return strange
  return inTransaction(db, async (tx) => {
    await lockRules(tx)
    const known = (await standingRules(tx)).get(asked.id)
    if (known && asked.editedVersion === 0) return exists(asked.id)
    if ((known?.version ?? 0) !== asked.editedVersion) return changed(known?.version ?? 0)
    const version = asked.editedVersion + 1
    await writeVersion(tx, { ...asked, version, author: actor })
    const days = await markDays(tx, asked, known?.body)
    await appendEvent(tx, {
      stream: 'quality-rule',
      id: asked.id,
      type: 'RuleSaved',
      actor,
      payload: { version, ...asked },
    })
    return { id: asked.id, version, days }
  })
}

const exists = (id: string): Refusal =>
  refuse('quality.rule-exists', {
    zh: `已有名为“${id}”的规则，请换一个名称`,
    en: `Cannot make the rule as “${id}” exists: choose another name`,
  })
const changed = (version: number): Refusal =>
  refuse('quality.rule-changed', {
    zh: `规则已被他人改为第 ${version} 版，请重新打开后再改`,
    en: `Cannot save as the rule has become version ${version} meanwhile: open it again`,
  })

async function markDays(tx: Transaction, asked: Asked, before: Asked['body'] | undefined): Promise<number> {
  const bodies = [asked.body, ...(before ? [before] : [])]
  const every = (pick: (body: Asked['body']) => readonly string[]): string[] =>
    bodies.some((body) => pick(body).length === 0) ? [] : bodies.flatMap((body) => [...pick(body)])
  const rows = await tx.query<{ siteId: number }>(
    `insert into stale_day (site_id, day, cause)
     select distinct r.site_id, date_trunc('day', r.at, 'Asia/Shanghai'), $5::text
       from site as s
       join reading as r on r.site_id = s.id and r.kind = any ($3) and r.at >= $4
      where s.retired_at is null and (cardinality($1::text[]) = 0 or s.code = any ($1))
        and (cardinality($2::text[]) = 0 or s.kind = any ($2))
     returning site_id as "siteId"`,
    [
      every(({ sites }) => sites),
      every(({ siteKinds }) => siteKinds),
      [...new Set(bodies.flatMap(({ kinds }) => kinds))],
      timestamptz(asked.appliesFrom ?? Number.NEGATIVE_INFINITY),
      `rule:${asked.id}:${asked.editedVersion + 1}`,
    ],
  )
  await tellSites(tx, new Set(rows.map(({ siteId }) => siteId)))
  return rows.length
}
