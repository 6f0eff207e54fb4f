// Facts that people entered: own reports, judgements, counts for bonuses and deductions, vetoes.
import type { Fact, KnownFact } from '#domain/appraisal/fact.ts'
import { leavesOf, type Scheme } from '#domain/appraisal/scheme.ts'
import { judgeTarget } from '#domain/indicators/target.ts'
import { compareDecimals, getDecimal, trimZeros } from '#kit/rational.ts'
import type { Queryable } from '#platform/database.ts'

export const ENTRY_KINDS = ['own-report', 'judged', 'decided'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

export type StandingEntry = {
  unitId: string
  itemId: string
  kind: EntryKind
  value: string
  words: string
  author: string
  at: number
}

/** What stands now, in order of entry. */
export const entriesOf = (db: Queryable, appraisalId: number): Promise<StandingEntry[]> =>
  db.query<StandingEntry>(
    `select e.unit_id as "unitId", e.item_id as "itemId", e.kind, e.value::text as value, e.words, e.author, e.known_from as at
       from appraisal_entry as e where e.appraisal_id = $1 and e.known_until = 'infinity' order by e.id`,
    [appraisalId],
  )

type Of = { unitId: string; itemId: string }
const findEntry = (entries: readonly StandingEntry[], { unitId, itemId }: Of, kinds: readonly EntryKind[]) =>
  entries.find((one) => one.unitId === unitId && one.itemId === itemId && kinds.includes(one.kind))

const NOBODY = { zh: '没有记录', en: 'none on record' }

/** What was entered for an item, an adjustment or a veto; a count of 0 is as good as none for the last. */
export function enteredFact(scheme: Scheme, entries: readonly StandingEntry[], of: Of): Fact {
  const source = leavesOf(scheme.items).find(({ id }) => id === of.itemId)?.rule.source
  const found = findEntry(entries, of, ['own-report', 'judged'])
  if (found === undefined) {
    const because =
      source?.from === 'self-report'
        ? { zh: '单位尚未自评', en: 'the unit has not reported yet' }
        : source?.from === 'reviewer'
          ? { zh: '考核组尚未评定', en: 'a reviewer has not judged it yet' }
          : NOBODY
    return { state: 'missing', because, to: null }
  }
  const isVeto = (scheme.vetoes ?? []).some(({ id }) => id === of.itemId)
  if (isVeto && compareDecimals(getDecimal(found.value), getDecimal(0)) <= 0)
    return { state: 'missing', because: NOBODY, to: null }
  const unit = source?.from === 'self-report' || source?.from === 'reviewer' ? source.unit : { zh: '次', en: 'times' }
  const value = trimZeros(found.value)
  const how = found.kind === 'judged' ? { zh: '评定', en: 'judged' } : { zh: '自评', en: 'own report' }
  return {
    state: 'known',
    value,
    words: {
      zh: `${how.zh} ${value} ${unit.zh}（${found.author}）：${found.words}`,
      en: `${how.en} ${value} ${unit.en} (${found.author}): ${found.words}`,
    },
    to: null,
  }
}

/** The fact with what was decided on appeal in place of its figure. */
export function decidedFact(fact: Fact, entries: readonly StandingEntry[], of: Of): Fact {
  const found = findEntry(entries, of, ['decided'])
  if (found === undefined) return fact
  const value = trimZeros(found.value)
  const before = fact.state === 'known' ? fact.value : '—'
  return {
    state: 'known',
    value,
    words: {
      zh: `申诉裁定：由 ${before} 改为 ${value}（${found.author}）：${found.words}`,
      en: `decided on appeal: ${value} in place of ${before} (${found.author}): ${found.words}`,
    },
    to: fact.to,
    ...(fact.state === 'known' ? heldAgainst(fact, value) : {}),
  }
}

/** An indicator's target stays what it was; the value decided is held against it again. */
function heldAgainst({ target, comparator }: KnownFact, value: string): Partial<KnownFact> {
  if (target === undefined || comparator === undefined) return {}
  const status = judgeTarget(Number(value), { comparator, value: Number(target), setBy: 'plan' })
  return { target, comparator, isMet: status === 'met' }
}
