// The fields of each file of a plan pack, as data for the shape walk.
import type { Shape } from './pack-shape.ts'

/** Comparators the indicator engine can judge by. */
const COMPARATORS = [
  '>=',
  '<=',
  '>',
  '<',
  '=',
  'reach',
  'between',
  'not_decrease',
  'unchanged',
  'not_worsen',
  'relative_le',
  'better_than',
  'full_coverage',
  'all',
  'qualitative',
] as const

const CHAPTER_ID = /^c\d{2}$/
const SECTION_ID = /^c\d{2}\.s\d{2}$/
const MEASURE_ID = /^c\d{2}\.s\d{2}\.m\d{2}$/
const OBLIGATION_ID = /^c\d{2}\.s\d{2}\.m\d{2}\.t\d{2}$/
const STATEMENT_ID = /^c\d{2}\.s\d{2}\.[a-z]\d+$/
const INDICATOR_ID = /^ind\.\d{2}[a-z]?$/
const INCONSISTENCY_ID = /^inc\.\d{2,}$/
const SYSTEM_ID = /^[A-Z]+-\d{2}$/

const comparator: Shape = { oneOf: COMPARATORS }
const texts: Shape = { list: 'text' }
const bilingual: Shape = { fields: { zh: 'text', en: 'text' } }

const PLAN_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/

const PACK_JSON: Shape = {
  optional: { proceduresOf: { id: PLAN_ID } },
  fields: {
    id: { id: PLAN_ID },
    kind: { oneOf: ['plan'] },
    version: { id: /^\d+\.\d+\.\d+$/ },
    titleZh: 'text',
    titleEn: 'text',
    districtZh: 'text',
    districtEn: 'text',
    districtCode: { id: /^\d{6}$/ },
    language: 'text',
    period: { fields: { start: 'integer', end: 'integer', basis: 'text' } },
    parentPlans: texts,
    higherDocuments: texts,
    draftingAndDivisionOrg: 'text',
    publicationDate: { nullable: 'text' },
    publicationNote: 'text',
    officialText: {
      fields: {
        titleZh: 'text',
        sha256: { id: /^[0-9a-f]{64}$/ },
        lines: 'integer',
        noteZh: 'text',
        noteEn: 'text',
      },
    },
    notes: texts,
    enums: {
      fields: {
        verb: { texts: 'text' },
        role: { texts: 'text' },
        progressType: texts,
        targetKind: { texts: 'text' },
        comparator: { texts: 'text' },
        indicatorAttribute: { texts: 'text' },
      },
    },
    footnotes: {
      list: { fields: { no: 'integer', term: 'text', ref: 'text', textZh: 'text', textEn: 'text' } },
    },
    editorialChecks: 'anything',
    counts: {
      fields: {
        chapters: 'integer',
        sections: 'integer',
        measures: 'integer',
        obligations: 'integer',
        obligationsLead: 'integer',
        obligationsAssist: 'integer',
        indicatorRows: 'integer',
        measurables: 'integer',
        measurablesAwaitingCity: 'integer',
        inconsistencies: 'integer',
      },
      optional: {
        measuresExplicit: 'integer',
        measuresImplicit: 'integer',
        obligationsWithTargets: 'integer',
        targets: 'integer',
        targetsNumeric: 'integer',
        goalTargets: 'integer',
        bindingRows: 'integer',
        anticipatoryRows: 'integer',
        baselineFacts: 'integer',
        footnotes: 'integer',
        systems: 'integer',
        obligationsByVerb: { counts: 'integer' },
        targetsByKind: { counts: 'integer' },
        targetsNumericByKind: { counts: 'integer' },
        byChapter: {
          list: {
            fields: { chapter: { id: CHAPTER_ID }, sections: 'integer', measures: 'integer', obligations: 'integer' },
          },
        },
      },
    },
  },
}

const OBLIGATION: Shape = {
  fields: {
    id: { id: OBLIGATION_ID },
    titleZh: 'text',
    titleEn: 'text',
    verb: 'text',
    role: { oneOf: ['lead', 'assist'] },
    deadline: {
      fields: { text: { nullable: 'text' }, year: 'integer', basis: { oneOf: ['plan_period', 'explicit'] } },
      optional: { ambiguous: 'flag', start: 'flag' },
    },
    progressType: 'text',
    domain: 'text',
    anchor: 'text',
    responsibleOrg: { nullable: 'text' },
  },
  optional: {
    roleNote: 'text',
    cadence: 'text',
    assistTerm: 'text',
    assistedAction: 'text',
    note: 'text',
    counterparts: texts,
    named: { list: { fields: { type: 'text', name: 'text' } } },
    targets: {
      list: {
        fields: {
          metricZh: 'text',
          comparator,
          value: { nullable: 'scalar' },
          unit: { nullable: 'text' },
          year: { nullable: 'scalar' },
          kind: 'text',
          numeric: 'flag',
        },
        optional: {
          valueMax: 'number',
          achieveWhen: comparator,
          interpreted: 'flag',
          linkedIndicator: { id: INDICATOR_ID },
        },
      },
    },
  },
}

const MEASURE: Shape = {
  fields: {
    id: { id: MEASURE_ID },
    no: 'integer',
    headlineZh: { nullable: 'text' },
    headlineEn: 'text',
    implicit: 'flag',
    sourceLines: { list: 'integer' },
    systems: { list: { id: SYSTEM_ID } },
    obligations: { list: OBLIGATION },
  },
  optional: { note: 'text' },
}

const SECTION: Shape = {
  fields: {
    id: { id: SECTION_ID },
    no: 'integer',
    titleZh: 'text',
    titleEn: 'text',
    sourceLine: 'integer',
    tocTitleZh: 'text',
    tocPage: 'integer',
    measures: { list: MEASURE },
  },
  optional: {
    titleMismatch: 'flag',
    goalsRef: 'text',
    indicatorsRef: 'text',
    statements: {
      list: { fields: { id: { id: STATEMENT_ID }, kind: 'text', summaryZh: 'text', summaryEn: 'text' } },
    },
  },
}

const CHAPTER: Shape = {
  fields: {
    id: { id: CHAPTER_ID },
    no: 'integer',
    titleZh: 'text',
    titleEn: 'text',
    kind: { oneOf: ['background', 'goals', 'measures', 'safeguards'] },
    tocPage: 'integer',
    sourceLine: 'integer',
    sections: { list: SECTION },
  },
  optional: { aimZh: 'text', aimEn: 'text' },
}

const INDICATOR: Shape = {
  fields: {
    id: { id: INDICATOR_ID },
    no: 'integer',
    sub: { nullable: { id: /^[a-z]$/ } },
    categoryId: 'text',
    category: 'text',
    nameZh: 'text',
    nameEn: 'text',
    definition: bilingual,
    unit: 'text',
    attribute: { oneOf: ['binding', 'anticipatory'] },
    attributeZh: { oneOf: ['约束性', '预期性'] },
    direction: { oneOf: ['up', 'down', 'hold'] },
    target: {
      fields: {
        year: 'integer',
        comparator: { nullable: comparator },
        assumedComparator: { nullable: comparator },
        value: { nullable: 'number' },
        text: 'text',
        setBy: { oneOf: ['plan', 'city_assignment'] },
      },
      optional: { assumedBecauseZh: 'text', assumedBecauseEn: 'text' },
    },
    assignedByCity: 'flag',
    readings: {
      list: {
        fields: {
          comparator,
          value: { nullable: 'number' },
          text: 'text',
          sourceZh: 'text',
          sourceEn: 'text',
          ref: 'text',
          assumed: 'flag',
          inconsistency: { nullable: { id: INCONSISTENCY_ID } },
        },
        optional: { noteZh: 'text' },
      },
    },
    baseline: {
      nullable: {
        fields: {
          value: 'number',
          unit: 'text',
          year: 'text',
          scopeZh: 'text',
          comparable: 'flag',
          note: { nullable: 'text' },
          ref: 'text',
        },
      },
    },
    // What stands inside is checked where the indicators are known as a whole; here it has to be there or be null.
    formula: 'anything',
    formulaHint: 'text',
    breakdown: texts,
    linkedObligations: { list: { id: OBLIGATION_ID } },
    suggestedMeasures: { list: { id: MEASURE_ID } },
    suggestedMeasuresNote: { nullable: 'text' },
    inconsistencies: { list: { id: INCONSISTENCY_ID } },
    tablePage: 'integer',
    note: 'text',
  },
}

const BASELINE_FACT: Shape = {
  fields: {
    id: { id: /^bf\.\d{2,}$/ },
    category: 'text',
    textZh: 'text',
    metric: 'text',
    value: 'scalar',
    unit: { nullable: 'text' },
    year: 'scalar',
    ref: 'text',
    kind: { oneOf: ['value', 'status', 'benchmark'] },
  },
  optional: {
    of: 'number',
    ofUnit: 'text',
    linkedIndicator: { id: INDICATOR_ID },
    note: 'text',
    check: 'text',
    approx: 'flag',
    derived: 'flag',
  },
}

const GOAL: Shape = {
  fields: {
    id: { id: /^goal\.\d+$/ },
    nameZh: 'text',
    nameEn: 'text',
    summaryZh: 'text',
    targets: {
      list: {
        fields: {
          metric: 'text',
          comparator,
          value: 'number',
          unit: 'text',
          text: 'text',
          linkedIndicator: { id: INDICATOR_ID },
        },
        optional: { note: 'text' },
      },
    },
  },
  optional: { horizon: 'integer', note: 'text' },
}

const INCONSISTENCY: Shape = {
  fields: {
    id: { id: INCONSISTENCY_ID },
    type: 'text',
    refs: texts,
    what: 'text',
    values: texts,
    suggestedHandling: 'text',
    severity: { oneOf: ['high', 'medium', 'low'] },
  },
}

const NAMES: Shape = {
  list: {
    fields: { type: 'text', name: 'text' },
    optional: { obligationIds: { list: { id: OBLIGATION_ID } }, refs: texts, note: 'anything' },
  },
}

/** Each file a plan pack must contain, with its shape. */
export const PACK_FILES: Readonly<Record<string, Shape>> = {
  'pack.json': PACK_JSON,
  'plan.json': { fields: { chapters: { list: CHAPTER } } },
  'indicators.json': {
    fields: {
      categories: {
        list: {
          fields: { id: { id: /^cat\.\d+$/ }, nameZh: 'text', nameEn: 'text', rows: { list: 'integer' } },
          optional: { note: 'text' },
        },
      },
      indicators: { list: INDICATOR },
    },
  },
  'baseline.json': { fields: { facts: { list: BASELINE_FACT }, technologies: texts } },
  'goals.json': { fields: { goals: { list: GOAL } } },
  'inconsistencies.json': { fields: { inconsistencies: { list: INCONSISTENCY } } },
  'registry.json': {
    fields: {},
    optional: {
      placesProjects: NAMES,
      systemsNamed: NAMES,
      programs: NAMES,
      documents: NAMES,
      organisationsNamed: NAMES,
      species: NAMES,
      products: NAMES,
      creationTypes: NAMES,
      sectors: NAMES,
    },
  },
  'systems.json': {
    fields: {
      groups: { list: { fields: { id: { id: /^[A-Z]+$/ }, titleEn: 'text', titleZh: 'text' } } },
      systems: {
        list: {
          fields: {
            id: { id: SYSTEM_ID },
            group: 'text',
            priority: { oneOf: ['core', 'important', 'supporting'] },
            users: texts,
            refs: texts,
            terms: texts,
          },
        },
      },
    },
  },
}
