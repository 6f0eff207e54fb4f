// What an act must bring along: every field, piece of evidence, reason and party that is missing or does not fit, told at once.
import { isDay } from '#domain/calendar/day.ts'
import { compareDecimals, getDecimal, parseDecimal } from '#kit/rational.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Evidence, Inputs, Party } from './case.ts'
import type { Bilingual, Demands, EvidenceDemand, Field, Procedure, Relation } from './definition.ts'

/** One thing that is missing or does not fit; `id` is the field's or relation's, where it is one. */
export type Missing = { of: 'field' | 'evidence' | 'reason' | 'party'; id: string | null; because: Bilingual }

/** What a refusal says is missing, thing by thing; nothing where it is for another reason. */
export const missingOf = (refusal: Refusal): readonly Missing[] =>
  'missing' in refusal && Array.isArray(refusal.missing) ? (refusal.missing as Missing[]) : []

/** A refusal with `missing`, or undefined where everything is there. `sets` are the relations whose units the act names. */
export function findMissing(
  procedure: Procedure,
  demands: Demands,
  { inputs, sets }: { inputs: Inputs; sets: readonly string[] },
): (Refusal & { missing: Missing[] }) | undefined {
  const missing = [
    ...checkFields(demands.fields ?? [], inputs.fields ?? {}),
    ...checkEvidence(demands.evidence ?? [], inputs.evidence ?? []),
    ...checkReason(demands.reason === true, inputs.reason),
    ...checkParties(procedure.relations, { sets, named: inputs.parties ?? [] }),
  ]
  if (missing.length === 0) return undefined
  const refusal = refuse('procedures.incomplete', {
    zh: missing.map(({ because }) => because.zh).join('；'),
    en: missing.map(({ because }) => because.en).join('; '),
  })
  return { ...refusal, missing }
}

const lacks = (of: Missing['of'], id: string | null, zh: string, en: string): Missing => ({
  of,
  id,
  because: { zh, en },
})

type Value = string | boolean | undefined

function checkFields(fields: readonly Field[], given: Readonly<Record<string, string | boolean>>): Missing[] {
  const strange = Object.keys(given).filter((id) => !fields.some((field) => field.id === id))
  return [
    ...fields.flatMap((field) => checkField(field, Object.hasOwn(given, field.id) ? given[field.id] : undefined)),
    ...strange.map((id) => lacks('field', id, `此动作没有“${id}”一项`, `This act has no field “${id}”`)),
  ]
}

function checkField(field: Field, value: Value): Missing[] {
  const { zh, en } = field.name
  if (value === undefined || (typeof value === 'string' && value.trim() === ''))
    return field.optional === true ? [] : [lacks('field', field.id, `请填写“${zh}”`, `“${en}” is missing`)]
  const wrong = VALUE_RULES[field.type](field, value)
  return wrong === undefined ? [] : [lacks('field', field.id, `“${zh}”${wrong.zh}`, `“${en}” ${wrong.en}`)]
}

type ValueRule = (field: Field, value: string | boolean) => Bilingual | undefined

const mustBeText: ValueRule = (_, value) =>
  typeof value === 'string' ? undefined : { zh: '应为文字', en: 'must be a text' }

const VALUE_RULES: Readonly<Record<Field['type'], ValueRule>> = {
  text: mustBeText,
  'long-text': mustBeText,
  flag: (_, value) => (typeof value === 'boolean' ? undefined : { zh: '应为是或否', en: 'must be yes or no' }),
  choice: ({ choices = [] }, value) =>
    choices.some(({ id }) => id === value)
      ? undefined
      : {
          zh: `应为 ${choices.map(({ name }) => name.zh).join('、')} 之一`,
          en: `must be one of ${choices.map(({ name }) => name.en).join(', ')}`,
        },
  date: ({ least, most }, value) => {
    if (!isDay(value)) return { zh: '应为日期，如 2025-01-31', en: 'must be a day like 2025-01-31' }
    return outside(value < (least ?? value), value > (most ?? value), { least, most, unit: undefined })
  },
  number: ({ least, most, unit }, value) => {
    const decimal = typeof value === 'string' ? parseDecimal(value) : undefined
    if (decimal === undefined) return { zh: '应为数', en: 'must be a number' }
    const isBelow = least !== undefined && compareDecimals(decimal, getDecimal(least)) < 0
    const isAbove = most !== undefined && compareDecimals(decimal, getDecimal(most)) > 0
    return outside(isBelow, isAbove, { least, most, unit })
  },
}

type Bounds = { least: string | undefined; most: string | undefined; unit: string | undefined }

function outside(isBelow: boolean, isAbove: boolean, { least, most, unit = '' }: Bounds): Bilingual | undefined {
  if (isBelow) return { zh: `不得小于 ${least} ${unit}`.trimEnd(), en: `must be at least ${least} ${unit}`.trimEnd() }
  if (isAbove) return { zh: `不得大于 ${most} ${unit}`.trimEnd(), en: `must be at most ${most} ${unit}`.trimEnd() }
  return undefined
}

/** Each demand counts the pieces of its kinds; a piece may serve two demands. */
const checkEvidence = (demands: readonly EvidenceDemand[], given: readonly Evidence[]): Missing[] =>
  demands.flatMap(({ name, kinds, least }) => {
    const refs = new Set(
      given.filter(({ kind, ref }) => kinds.includes(kind) && ref.trim() !== '').map(({ ref }) => ref),
    )
    if (refs.size >= least) return []
    return [
      lacks(
        'evidence',
        null,
        `请附上“${name.zh}”至少 ${least} 件，现有 ${refs.size} 件`,
        `“${name.en}” needs at least ${least}, there are ${refs.size}`,
      ),
    ]
  })

const checkReason = (isNeeded: boolean, reason: string | undefined): Missing[] =>
  !isNeeded || (reason ?? '').trim() !== '' ? [] : [lacks('reason', null, '请写明理由', 'A reason is missing')]

type Naming = { sets: readonly string[]; named: readonly Party[] }

function checkParties(relations: readonly Relation[], { sets, named }: Naming): Missing[] {
  const strange = named.filter(({ relation }) => !sets.includes(relation))
  return [
    ...relations.filter(({ id }) => sets.includes(id)).flatMap((relation) => countUnits(relation, named)),
    ...strange.map(({ relation, unit }) =>
      lacks('party', relation, `此动作不能指定“${unit}”`, `This act cannot name “${unit}” as ${relation}`),
    ),
  ]
}

function countUnits({ id, name, least, most }: Relation, named: readonly Party[]): Missing[] {
  const units = named.filter(({ relation }) => relation === id).map(({ unit }) => unit)
  if (units.some((unit) => unit.trim() === ''))
    return [lacks('party', id, `“${name.zh}”有空的单位`, `“${name.en}” names an empty unit`)]
  const repeated = units.find((unit, at) => units.indexOf(unit) !== at)
  if (repeated !== undefined)
    return [lacks('party', id, `“${name.zh}”重复列出“${repeated}”`, `“${name.en}” names “${repeated}” twice`)]
  if (units.length < least)
    return [
      lacks(
        'party',
        id,
        `“${name.zh}”至少 ${least} 个，现有 ${units.length} 个`,
        `“${name.en}” needs at least ${least} units, there are ${units.length}`,
      ),
    ]
  if (most !== null && units.length > most)
    return [
      lacks(
        'party',
        id,
        `“${name.zh}”至多 ${most} 个，现有 ${units.length} 个`,
        `“${name.en}” takes at most ${most} units, there are ${units.length}`,
      ),
    ]
  return []
}
