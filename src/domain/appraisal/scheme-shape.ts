// The fields of a scheme's file.
import { ORGANISATION_KINDS } from '#domain/organisations/organisation.ts'
import type { Shape } from '#domain/plans/pack-shape.ts'
import { SOURCES } from './scheme.ts'

const id: Shape = { id: /^[a-z0-9]+(-[a-z0-9]+)*$/ }
const bilingual: Shape = { fields: { zh: 'text', en: 'text' } }
const decimal: Shape = { id: /^\d+(\.\d+)?$/ }
const signed: Shape = { id: /^-?\d+(\.\d+)?$/ }

const RULE: Shape = {
  fields: {
    source: {
      fields: { from: { oneOf: SOURCES } },
      optional: {
        indicator: 'text',
        of: { oneOf: ['everyone', 'responsible'] },
        counts: { oneOf: ['done', 'on-track'] },
        node: 'text',
        procedures: { list: 'text' },
        asks: bilingual,
        unit: bilingual,
        least: signed,
        most: signed,
      },
    },
    curve: {
      fields: { kind: { oneOf: ['linear', 'steps', 'met'] } },
      optional: {
        zeroAt: signed,
        fullAt: { id: /^(target|-?\d+(\.\d+)?)$/ },
        steps: { list: { fields: { percent: decimal }, optional: { atLeast: signed, atMost: signed } } },
        otherwise: decimal,
        missed: decimal,
      },
    },
    whenMissing: { oneOf: ['zero', 'not-applicable'] },
  },
  optional: { leastSample: 'integer' },
}

/** A tree deeper than this is no longer read as one. */
const DEEPEST = 4
const itemAt = (depth: number): Shape => ({
  fields: { id, name: bilingual, weight: decimal },
  optional: {
    refs: { list: 'text' },
    groups: { list: id },
    rule: RULE,
    ...(depth < DEEPEST ? { items: { list: itemAt(depth + 1) } } : {}),
  },
})

export const SCHEME_SHAPE: Shape = {
  fields: {
    id,
    version: 'integer',
    name: bilingual,
    purpose: bilingual,
    refs: { list: 'text' },
    weights: { fields: { setBy: { oneOf: ['document', 'house'] }, note: bilingual } },
    groups: { list: { fields: { id, name: bilingual, kinds: { list: { oneOf: ORGANISATION_KINDS } } } } },
    full: decimal,
    decimals: 'integer',
    notApplicable: { oneOf: ['siblings', 'whole'] },
    items: { list: itemAt(1) },
  },
  optional: {
    leastApplicable: decimal,
    adjustments: {
      list: {
        fields: {
          id,
          name: bilingual,
          kind: { oneOf: ['bonus', 'deduction'] },
          asks: bilingual,
          each: decimal,
          cap: decimal,
        },
      },
    },
    caps: { fields: { bonus: decimal, deduction: decimal } },
    vetoes: {
      list: {
        fields: {
          id,
          name: bilingual,
          asks: bilingual,
          effect: { fields: { kind: { oneOf: ['zero', 'at-most'] } }, optional: { points: decimal } },
        },
      },
    },
  },
}
