// What reports are made of: each part with the figures that words around it may cite.

/** 文书内容项 — a part fills in tables, charts and figures from the store as known at one instant. */
export const PARTS = {
  'indicator-year': [
    'indicators.all',
    'indicators.assessable',
    'indicators.met',
    'indicators.missed',
    'indicators.open',
    'indicators.pending',
    'indicators.binding-missed',
  ],
  'indicator-pages': ['indicators.shown'],
  inconsistencies: ['inconsistencies.all'],
  'obligation-status': [
    'obligations.all',
    'obligations.assigned',
    'obligations.done',
    'obligations.done-without-evidence',
    'obligations.on-track',
    'obligations.at-risk',
    'obligations.late',
    'obligations.no-report',
    'obligations.not-assigned',
  ],
  'progress-charts': ['lights.red', 'lights.yellow', 'lights.green', 'lights.none'],
  'obligation-list': ['obligations.listed'],
  'unit-ranking': ['units.ranked', 'units.too-few'],
  'late-list': ['late.all'],
  cases: ['cases.opened', 'cases.open', 'cases.overdue', 'cases.closed'],
  projects: ['projects.all', 'projects.budget', 'projects.paid', 'projects.exceptions'],
  appraisal: ['appraisal.sheets', 'appraisal.units'],
  evidence: ['evidence.all', 'evidence.accepted', 'evidence.awaiting'],
} as const satisfies Record<string, readonly string[]>

export type PartKind = keyof typeof PARTS

export const isPartKind = (kind: string): kind is PartKind => Object.hasOwn(PARTS, kind)

/** Figures of the period itself, which every template may cite. */
export const PERIOD_FIGURES = ['period', 'year', 'plan', 'district', 'known-at'] as const
