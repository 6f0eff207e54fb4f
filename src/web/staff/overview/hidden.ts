// What the legend hides, as it stands in the address: `air,fails` hides air stations and all that fail.
import type { SiteRow } from '#contract/sites.ts'
import { standingOf } from '../shell/standing.ts'

const NOTHING: ReadonlySet<string> = new Set()
const read = new Map<string, ReadonlySet<string>>()

/** The same text gives the same set, so that it can be compared by identity. */
export function readHidden(text: unknown): ReadonlySet<string> {
  if (typeof text !== 'string' || text === '') return NOTHING
  const known = read.get(text)
  if (known) return known
  const hidden = new Set(text.split(','))
  read.set(text, hidden)
  return hidden
}

/** Undefined takes the filter out of the address. */
export const formatHidden = (hidden: ReadonlySet<string>): string | undefined =>
  hidden.size === 0 ? undefined : [...hidden].sort().join(',')

export const isShown = (site: SiteRow, hidden: ReadonlySet<string>): boolean =>
  !hidden.has(site.kind) && !hidden.has(standingOf(site))
