// The register of units: their kinds, the names a unit has gone by, and whether a name may be used on a day.
import type { Day } from '#domain/calendar/day.ts'
import { findNearest } from '#kit/nearest.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'

/** District department, street office, department of the city, authority next door, enterprise or utility, other. */
export const ORGANISATION_KINDS = ['district', 'street', 'city', 'neighbour', 'enterprise', 'other'] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/** 单位 — as names are held against it; `until` is the first day on which it is no more, null while it stands. */
export type RegisteredName = {
  name: string
  shortName: string | null
  formerNames: readonly string[]
  until: Day | null
}

/**
 * Refuses a name that no unit of the register goes by on that day, with the name that was most likely meant.
 * A short or a former name is refused too: cases and posts keep a unit apart by its one full name.
 */
export function refuseUnitName(name: string, register: readonly RegisteredName[], day: Day): Refusal | undefined {
  const found = register.find((one) => one.name === name)
  if (found !== undefined) return found.until !== null && found.until <= day ? closed(name, found.until) : undefined
  const meant = findMeant(name, register)
  const renamed = register.find(({ formerNames }) => formerNames.includes(name))
  if (renamed !== undefined)
    return refuse('organisations.former-name', {
      zh: `“${name}”已更名为“${renamed.name}”，请用现名`,
      en: `"${name}" is now "${renamed.name}": use that name`,
    })
  return refuse('organisations.unknown-name', {
    zh: `单位名录没有“${name}”${meant === undefined ? '' : `，是否为“${meant}”？`}；确有此单位请管理员先登记`,
    en: `The register has no unit "${name}"${meant === undefined ? '' : `: is it "${meant}"?`} An administrator adds a new one first`,
  })
}

const closed = (name: string, until: Day): Refusal =>
  refuse('organisations.closed', {
    zh: `“${name}”已于 ${until} 撤销，不能再用于新的岗位和分工`,
    en: `"${name}" ended on ${until} and takes no new post or assignment`,
  })

/** The full name that a person most likely meant: by short name, by a part of it, else the nearest by letters. */
export function findMeant(name: string, register: readonly RegisteredName[]): string | undefined {
  const standing = register.filter(({ until }) => until === null)
  const byShort = standing.find(({ shortName }) => shortName === name)
  const byPart = standing.find((one) => name.length > 1 && (one.name.includes(name) || name.includes(one.name)))
  const byLetters = findNearest(
    name,
    standing.map((one) => one.name),
  )
  return byShort?.name ?? byPart?.name ?? byLetters
}
