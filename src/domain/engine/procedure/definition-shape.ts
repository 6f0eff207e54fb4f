// The fields of a procedure file, as data for the shape walk of packs.
import type { Shape } from '#domain/plans/pack-shape.ts'
import { DAY_KINDS, EVIDENCE_KINDS, FIELD_TYPES } from './definition.ts'

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const id: Shape = { id: NAME }
const ids: Shape = { list: id }
const bilingual: Shape = { fields: { zh: 'text', en: 'text' } }
const named = { id, name: bilingual }
const isTrue: Shape = 'flag'

const span: Shape = { fields: { count: 'integer', of: { oneOf: DAY_KINDS } } }
const state: Shape = { fields: { ...named, kind: { oneOf: ['initial', 'between', 'final'] } } }
const told: Shape = { fields: { roles: ids }, optional: { relations: ids, ofStrand: isTrue } }
const who: Shape = { fields: { roles: ids }, optional: { relations: ids, ofStrand: isTrue, notBy: ids } }
const field: Shape = {
  fields: { ...named, type: { oneOf: FIELD_TYPES } },
  optional: {
    unit: 'text',
    choices: { list: { fields: named } },
    optional: isTrue,
    least: 'text',
    most: 'text',
  },
}
const demands: Record<string, Shape> = {
  fields: { list: field },
  evidence: {
    list: { fields: { name: bilingual, kinds: { list: { oneOf: EVIDENCE_KINDS } }, least: 'integer' } },
  },
  reason: isTrue,
}
/** What a guard's data must be is looked at where the guards are. */
const act: Shape = {
  fields: { ...named, from: ids, to: id, who: { list: who } },
  optional: { ...demands, branch: id, guards: { list: 'anything' }, sets: ids, undo: span },
}
const deadline: Shape = {
  fields: { ...named, from: ids, within: 'anything', in: ids },
  optional: {
    branch: id,
    extension: { fields: { act: id, field: id } },
    reminders: { list: { fields: { id, before: span, tell: { list: told } } } },
    escalations: { list: { fields: { ...named, after: span, tell: { list: told } }, optional: { act: id } } },
  },
}

export const SPAN_SHAPE = span
export const FIELD_NAME_SHAPE: Shape = { fields: { field: id } }

export const PROCEDURE_SHAPE: Shape = {
  fields: {
    ...named,
    version: 'integer',
    purpose: bilingual,
    basis: { list: 'text' },
    roles: { list: { fields: named } },
    relations: { list: { fields: { ...named, least: 'integer', most: { nullable: 'integer' } } } },
    opening: { fields: { who: { list: who } }, optional: demands },
    states: { list: state },
    acts: { list: act },
  },
  optional: {
    facts: { list: { fields: named } },
    branches: { list: { fields: { ...named, during: id, of: ids, states: { list: state }, to: id } } },
    deadlines: { list: deadline },
  },
}
