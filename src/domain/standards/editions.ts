// The register of editions: which one was in force at an instant, and the one of a given id.
import { beijingInstant, type EpochMs } from '#kit/time.ts'
import { GB3095_2012 } from './catalog/gb3095-2012.ts'
import { GB3095_2026 } from './catalog/gb3095-2026.ts'
import { GB3838_2002 } from './catalog/gb3838-2002.ts'
import { GBT8170_2008 } from './catalog/gbt8170-2008.ts'
import { HJ633_2012 } from './catalog/hj633-2012.ts'
import { HJ633_2026 } from './catalog/hj633-2026.ts'
import { HJ663_2013 } from './catalog/hj663-2013.ts'
import { HJ663_2026 } from './catalog/hj663-2026.ts'
import { LIMIT_EDITIONS } from './catalog/limit-editions.ts'
import { SWQ_2011 } from './catalog/swq-eval-2011.ts'
import type { Family } from './edition.ts'
import { INDEX_EDITIONS } from './editions-indices.ts'

/** Every edition of the catalogue, in order of family and of entry into force. */
export const EDITIONS = [
  HJ633_2012,
  HJ633_2026,
  GB3095_2012,
  GB3095_2026,
  HJ663_2013,
  HJ663_2026,
  GB3838_2002,
  SWQ_2011,
  ...LIMIT_EDITIONS,
  GBT8170_2008,
  ...INDEX_EDITIONS,
] as const

type AnyEdition = (typeof EDITIONS)[number]
/** The edition type that a family's tables have. */
export type EditionOf<F extends Family> = Extract<AnyEdition, { family: F }>

/** Instant at which a Beijing calendar date `YYYY-MM-DD` begins. */
export function startOfDate(date: string): EpochMs {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return beijingInstant(year, month, day)
}

const byId: ReadonlyMap<string, AnyEdition> = new Map(EDITIONS.map((entry) => [entry.id, entry]))
type Span = { entry: AnyEdition; from: EpochMs; until: EpochMs }
const spans: ReadonlyMap<Family, readonly Span[]> = Map.groupBy(
  EDITIONS.map((entry) => ({
    entry,
    from: startOfDate(entry.from),
    until: entry.until === null ? Number.POSITIVE_INFINITY : startOfDate(entry.until),
  })),
  ({ entry }) => entry.family,
)

/** The edition of that id, such as `HJ633-2026`; undefined where the catalogue has none. */
export const edition = (id: string): AnyEdition | undefined => byId.get(id)

const isOf =
  <F extends Family>(family: F) =>
  (entry: AnyEdition): entry is EditionOf<F> =>
    entry.family === family

/** The family's edition of that id; undefined where the id is unknown or of another family. */
export function editionOf<F extends Family>(family: F, id: string): EditionOf<F> | undefined {
  const found = byId.get(id)
  return found && isOf(family)(found) ? found : undefined
}

/**
 * The edition of a family in force at the instant of the value (never today): its first Beijing day counts, its last bound does not.
 * Undefined before the first edition entered into force.
 */
export function editionFor<F extends Family>(family: F, at: EpochMs): EditionOf<F> | undefined {
  const isOfFamily = isOf(family)
  for (const { entry, from, until } of spans.get(family) ?? [])
    if (from <= at && at < until && isOfFamily(entry)) return entry
  return undefined
}

/** All editions of a family, oldest first. */
export const editionsOf = <F extends Family>(family: F): EditionOf<F>[] => EDITIONS.filter(isOf(family))
