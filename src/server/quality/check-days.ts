// The quality run: stale days are checked by the rules before they are averaged; flags become versions, like all results.
import { isRuleFor } from '#domain/quality/rule.ts'
import { DAY_MS } from '#kit/time.ts'
import { type Transaction, timestamptz } from '#platform/database.ts'
import { type Checked, checkWindow, type DayFinding, radiusFor, type SiteDay } from './check-window.ts'
import { countFeeds } from './feed-days.ts'
import { type ActiveRule, activeRules } from './rule-store.ts'
import { allSites, neighboursOf, type QualitySite } from './sites.ts'

/**
 * Checks these days, the days beside them and the same days of neighbours, whose flags may rest on them; gives the days
 * whose flags moved. Counts the feeds of the days themselves.
 */
export async function checkDays(tx: Transaction, days: readonly SiteDay[], now: number): Promise<SiteDay[]> {
  const rules = await activeRules(tx)
  const sites = await allSites(tx)
  const touched = touchedDays(days, { rules, sites })
  const checked = await checkWindow(tx, { rules, sites, days: touched, now })
  const moved = await replaceFlags(tx, touched, checked)
  await countFeeds(tx, days, { sites, now })
  return moved
}

function touchedDays(
  days: readonly SiteDay[],
  { rules, sites }: { rules: readonly ActiveRule[]; sites: readonly QualitySite[] },
): SiteDay[] {
  const byId = new Map(sites.map((site) => [site.id, site]))
  const touched = new Map<string, SiteDay>()
  const add = (siteId: number, day: number): unknown => touched.set(`${siteId} ${day}`, { siteId, day })
  const around = new Map<number, readonly number[]>()
  for (const { siteId, day } of days) {
    const site = byId.get(siteId)
    if (!site) continue
    const isRuled = rules.some((rule) =>
      rule.kinds.some((kind) => isRuleFor(rule, { siteCode: site.code, siteKind: site.kind, kind })),
    )
    // A day without rules may still have flags of rules that are gone.
    add(siteId, day)
    if (!isRuled) continue
    add(siteId, day - DAY_MS)
    add(siteId, day + DAY_MS)
    const radius = radiusFor(site, rules)
    if (!around.has(siteId)) {
      around.set(siteId, radius > 0 ? neighboursOf(site, sites, radius).map((near) => near.site.id) : [])
    }
    for (const neighbour of around.get(siteId) ?? []) add(neighbour, day)
  }
  return [...touched.values()]
}

type Standing = { siteId: number; id: string; key: string; day: number }

const keyOf = (finding: DayFinding, factorId: number): string =>
  [
    finding.siteId,
    factorId,
    finding.kind,
    finding.from,
    finding.until,
    finding.state,
    finding.ruleId,
    finding.ruleVersion,
  ].join(' ')

/** Flags of rules on these days are from now on what was found; gives the days where that is a change. */
async function replaceFlags(
  tx: Transaction,
  days: readonly SiteDay[],
  { findings, factors }: Checked,
): Promise<SiteDay[]> {
  const standing = new Map((await standingFlags(tx, days)).map((flag) => [flag.key, flag]))
  const moved = new Map<string, SiteDay>()
  const fresh: { finding: DayFinding; factorId: number }[] = []
  for (const finding of findings) {
    const factorId = factors.byCode.get(finding.factor)?.id
    if (factorId === undefined) continue
    const key = keyOf(finding, factorId)
    if (standing.delete(key)) continue
    fresh.push({ finding, factorId })
    const day = dayOf(finding.from)
    moved.set(`${finding.siteId} ${day}`, { siteId: finding.siteId, day })
  }
  await closeFlags(tx, [...standing.values()])
  for (const { siteId, day } of standing.values()) moved.set(`${siteId} ${day}`, { siteId, day })
  await insertFlags(tx, fresh)
  return [...moved.values()]
}

const BEIJING_MS = 8 * 3_600_000
const dayOf = (at: number): number => Math.floor((at + BEIJING_MS) / DAY_MS) * DAY_MS - BEIJING_MS

async function standingFlags(tx: Transaction, days: readonly SiteDay[]): Promise<Standing[]> {
  const rows = await tx.query<{
    siteId: number
    id: string
    factorId: number
    kind: string
    from: number
    until: number
    state: string
    ruleId: string
    ruleVersion: number
  }>(
    `select f.site_id as "siteId", f.id, f.factor_id as "factorId", f.kind, f.from_at as "from", f.until_at as until,
            f.state, f.rule_id as "ruleId", f.rule_version as "ruleVersion"
       from unnest($1::int[], $2::timestamptz[]) as k (site_id, day)
       join quality_flag as f on f.site_id = k.site_id and f.origin = 'rule' and f.known_until = 'infinity'
            and f.from_at >= k.day and f.from_at < k.day + interval '1 day'`,
    [days.map(({ siteId }) => siteId), days.map(({ day }) => timestamptz(day))],
  )
  return rows.map((row) => ({
    siteId: row.siteId,
    id: row.id,
    day: dayOf(row.from),
    key: [row.siteId, row.factorId, row.kind, row.from, row.until, row.state, row.ruleId, row.ruleVersion].join(' '),
  }))
}

async function closeFlags(tx: Transaction, flags: readonly Standing[]): Promise<void> {
  if (flags.length === 0) return
  await tx.execute(
    `update quality_flag as f set known_until = now(), closed_by = 'rule', closed_reason = '数据或规则已变 data or rule changed'
       from unnest($1::int[], $2::text[]) as k (site_id, id)
      where f.site_id = k.site_id and f.id = k.id`,
    [flags.map(({ siteId }) => siteId), flags.map(({ id }) => id)],
  )
}

async function insertFlags(
  tx: Transaction,
  fresh: readonly { finding: DayFinding; factorId: number }[],
): Promise<void> {
  if (fresh.length === 0) return
  const column = <T>(pick: (finding: DayFinding) => T): T[] => fresh.map(({ finding }) => pick(finding))
  await tx.execute(
    `insert into quality_flag (site_id, id, factor_id, kind, from_at, until_at, state, origin, code, rule_id, rule_version,
                               author, reason, detail)
     select k.site_id, gen_random_uuid()::text, k.factor_id, k.kind, k.from_at, k.until_at, k.state, 'rule', k.code,
            k.rule_id, k.rule_version, 'rule', '', k.detail
       from unnest($1::int[], $2::smallint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[],
                   $8::text[], $9::int[], $10::jsonb[])
            as k (site_id, factor_id, kind, from_at, until_at, state, code, rule_id, rule_version, detail)`,
    [
      column(({ siteId }) => siteId),
      fresh.map(({ factorId }) => factorId),
      column(({ kind }) => kind),
      column(({ from }) => timestamptz(from)),
      column(({ until }) => timestamptz(until)),
      column(({ state }) => state),
      column(({ test }) => test),
      column(({ ruleId }) => ruleId),
      column(({ ruleVersion }) => ruleVersion),
      column(({ detail }) => JSON.stringify(detail)),
    ],
  )
}
