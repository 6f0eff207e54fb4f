// The units that a plan names, as a pack brings them: each with its kind and the parts of the plan that name it.
import { ORGANISATION_KINDS, type OrganisationKind } from '#domain/organisations/organisation.ts'
import type { Refusal } from '#kit/refusal.ts'
import { fault, type Place, type Shape } from './pack-shape.ts'

export const ORGANISATIONS_FILE = 'organisations.json'

/** 单位名录 — the part of it that comes with a plan; absent where a pack brings none. */
export type PackOrganisations = {
  /** How many units the plan says there are, without naming them. */
  planCount: { units: number; ref: string; noteZh: string; noteEn: string } | null
  organisations: PackOrganisation[]
}

/** `source`: `plan` where the plan names the unit, `district` where it stands in the district's own divisions. */
export type PackOrganisation = {
  id: string
  name: string
  kind: OrganisationKind
  source: 'plan' | 'district'
  refs: string[]
  shortName?: string
  formerNames?: string[]
  noteZh?: string
  noteEn?: string
}

export const ORGANISATIONS_JSON: Shape = {
  fields: {
    planCount: { nullable: { fields: { units: 'integer', ref: 'text', noteZh: 'text', noteEn: 'text' } } },
    organisations: {
      list: {
        fields: {
          id: { id: /^org\.\d{2,}$/ },
          name: 'text',
          kind: { oneOf: ORGANISATION_KINDS },
          source: { oneOf: ['plan', 'district'] },
          refs: { list: 'text' },
        },
        optional: { shortName: 'text', formerNames: { list: 'text' }, noteZh: 'text', noteEn: 'text' },
      },
    },
  },
}

/** Names that two units share, and units said to be named by the plan without the place where. */
export function checkOrganisations(brought: PackOrganisations | undefined): Refusal[] {
  const first = new Map<string, string>()
  return (brought?.organisations ?? []).flatMap(({ name, formerNames = [], source, refs }, n) => {
    const path = `$.organisations[${n}]`
    const at = (field: string): Place => ({ file: ORGANISATIONS_FILE, path: `${path}.${field}` })
    const faults: Refusal[] = []
    for (const one of [name, ...formerNames]) {
      const before = first.get(one)
      if (before === undefined) first.set(one, path)
      else
        faults.push(
          fault('name-repeated', at('name'), {
            zh: `“${one}”已用于 ${before}`,
            en: `"${one}" is already used at ${before}`,
          }),
        )
    }
    if (source === 'plan' && refs.length === 0)
      faults.push(
        fault('reference-missing', at('refs'), {
          zh: '规划点名的单位须写明出处',
          en: 'a unit that the plan names must say where',
        }),
      )
    return faults
  })
}
