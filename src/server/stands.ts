// Which versions of a row are asked for: those that stand now, or stood at a past instant.
import { timestamptz } from '#platform/database.ts'

/** A condition on the row `alias`; the instant is written into the text, as it is a number. */
export const standsAt = (asKnownAt: number | undefined, alias = 'v'): string =>
  asKnownAt === undefined
    ? `${alias}.known_until = 'infinity'`
    : `${alias}.known_from <= '${timestamptz(asKnownAt)}' and ${alias}.known_until > '${timestamptz(asKnownAt)}'`
