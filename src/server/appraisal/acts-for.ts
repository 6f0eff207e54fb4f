// Whether a person acts for a unit in an appraisal.
import type { Person } from '#domain/engine/procedure/case.ts'
import type { NamedUnit } from './units.ts'

const UNIT_ROLES = ['unit-officer', 'unit-head']

/** By any name that the unit has had. */
export const actsFor = ({ posts }: Person, { names }: Pick<NamedUnit, 'names'>): boolean =>
  posts.some(({ unit, role }) => UNIT_ROLES.includes(role) && names.includes(unit))
