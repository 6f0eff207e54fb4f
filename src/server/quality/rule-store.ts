// Quality rules in the store: those of a pack, those a person wrote, each change a new version.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RuleBody, RuleFile } from '#contract/quality.ts'
import type { QualityRule } from '#domain/quality/rule.ts'
import { canonicalText } from '#kit/canonical.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Queryable, type Transaction, timestamptz } from '#platform/database.ts'

export type ActiveRule = QualityRule & { appliesFrom: number }

/** Rules that are on, each with the instant from which its data is checked. */
export async function activeRules(db: Queryable): Promise<ActiveRule[]> {
  const rows = await db.query<{ id: string; version: number; appliesFrom: number; body: RuleBody }>(
    `select r.id, r.version, r.applies_from as "appliesFrom", r.body from quality_rule as r
      where r.known_until = 'infinity' and r.is_active order by r.id`,
  )
  return rows.map(({ body, ...row }) => ({ ...body, ...row }))
}

export const RULES_FILE = join('rules', 'quality.json')
const PACK_AUTHOR = 'pack'
const LOCK = 7_264_301

/** Bodies are compared as the store gives them back. */
const isSame = (a: unknown, b: unknown): boolean => canonicalText(a) === canonicalText(b)

/**
 * Takes over the rules of a pack: new ones, and changed ones where no person has edited them since. Gives the number
 * written; a pack without rules gives 0. Data already there is not checked again by it.
 */
export async function loadPackRules(db: Database, dir: string): Promise<number | Refusal> {
  const text = await readFile(join(dir, RULES_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return 0
  const parsed = parseRules(text)
  if ('refused' in parsed) return parsed
  return inTransaction(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK])
    const standing = await standingRules(tx)
    let written = 0
    for (const { id, isActive, ...body } of parsed.rules) {
      const known = standing.get(id)
      if (known && (known.author !== PACK_AUTHOR || (isSame(known.body, body) && known.isActive === isActive))) continue
      await writeVersion(tx, { id, version: (known?.version ?? 0) + 1, body, isActive, appliesFrom: null, ...BY_PACK })
      written += 1
    }
    return written
  })
}

const BY_PACK = { author: PACK_AUTHOR, reason: '规则包 rules of the pack' }

function parseRules(text: string): { rules: readonly (RuleBody & { id: string; isActive: boolean })[] } | Refusal {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return refuse('quality.rules-not-json', `${RULES_FILE}: must be JSON: ${(error as Error).message}`)
  }
  const parsed = RuleFile.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return refuse('quality.rules-broken', `${RULES_FILE} $.${issue?.path.join('.')}: ${issue?.message}`)
}

export type StoredRule = { id: string; version: number; body: RuleBody; isActive: boolean; author: string }

export async function standingRules(tx: Queryable): Promise<Map<string, StoredRule>> {
  const rows = await tx.query<StoredRule>(
    `select r.id, r.version, r.body, r.is_active as "isActive", r.author from quality_rule as r
      where r.known_until = 'infinity'`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export type NewVersion = {
  id: string
  version: number
  body: RuleBody
  isActive: boolean
  appliesFrom: number | null
  author: string
  reason: string
}

/** Ends the version that stands and writes the next one. */
export async function writeVersion(tx: Transaction, rule: NewVersion): Promise<void> {
  await tx.execute(
    `update quality_rule as r set known_until = clock_timestamp() where r.id = $1 and r.known_until = 'infinity'`,
    [rule.id],
  )
  await tx.execute(
    `insert into quality_rule (id, version, body, is_active, applies_from, author, reason, known_from)
     values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
    [
      rule.id,
      rule.version,
      JSON.stringify(rule.body),
      rule.isActive,
      timestamptz(rule.appliesFrom ?? Number.NEGATIVE_INFINITY),
      rule.author,
      rule.reason,
    ],
  )
}

/** One writer of rules at a time, so that versions follow one another. */
export const lockRules = (tx: Transaction): Promise<unknown> => tx.query('select pg_advisory_xact_lock($1)', [LOCK])
