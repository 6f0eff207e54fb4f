// Quality control: rules, flags, corrections, reviews, and how one value stands under them.
import { z } from 'zod'
import { CORRECTION_METHODS } from '#domain/quality/correct.ts'
import { FLAG_STATES, QUALITY_STATES } from '#domain/quality/flag-vocabulary.ts'
import { REVIEW_LEVELS } from '#domain/quality/review-level.ts'
import { CHECKED_KINDS, REACH_HOURS } from '#domain/quality/rule.ts'
import { route } from './route.ts'
import { ReadingKind, SiteKind } from './sites.ts'
import { AsKnownAt, Bilingual, Instant, PageQuery, pageOf } from './wire.ts'

export const FlagState = z.enum(FLAG_STATES)
export const QualityState = z.enum(QUALITY_STATES)
export const ReviewLevel = z.enum(REVIEW_LEVELS)
export const FlagOrigin = z.enum(['rule', 'person'])
const Reason = z.string().trim().min(2).max(500).describe('why, for those who read it later')

const hours = (what: string) => z.number().min(0).max(REACH_HOURS).describe(`${what}, h`)
const minutes = (what: string, most = 1440) => z.number().min(0).max(most).describe(`${what}, min`)
const value = (what: string) => z.number().describe(`${what}, unit of the factor`)
const share = (what: string) => z.number().min(0).describe(`${what}, 1 = 100 %`)
const Partner = z.string().min(1).max(20).describe('factor code')

/** The figures of each test; see `RuleTest` of the domain. */
export const RuleTest = z.discriminatedUnion('test', [
  z.object({ test: z.literal('range'), least: value('lowest').nullable(), most: value('highest').nullable() }),
  z.object({
    test: z.literal('rate'),
    mostPerHour: value('most change an hour').positive(),
    withinHours: hours('farthest value before'),
  }),
  z.object({
    test: z.literal('persistence'),
    hours: hours('least duration').positive(),
    tolerance: value('change that still counts as none').min(0),
    ignoreUpTo: value('values up to this may rest').nullable(),
  }),
  z.object({
    test: z.literal('gap'),
    everyMinutes: minutes('expected interval').positive(),
    graceMinutes: minutes('patience after the period'),
  }),
  z.object({
    test: z.literal('spike'),
    mostStep: value('least height').min(0),
    ratio: z.number().min(0).describe('height over the difference of the neighbours, 1'),
    withinHours: hours('farthest neighbour'),
  }),
  z.object({
    test: z.literal('order'),
    partner: Partner,
    share: share('excess over the partner'),
    tolerance: value('excess over the partner').min(0),
  }),
  z.object({
    test: z.literal('frozen-partner'),
    partner: Partner,
    hours: hours('least duration').positive(),
    tolerance: value('change that still counts as none').min(0),
    leastMove: share('movement of the partner over its mean'),
  }),
  z.object({
    test: z.literal('zero-flow'),
    partner: Partner,
    zero: value('flow up to this is none'),
    leastPartner: z.number().describe('partner above this is a load, unit of the partner'),
  }),
  z.object({ test: z.literal('mean-extremes'), share: share('tolerance over the span of extremes') }),
  z.object({
    test: z.literal('amount'),
    partner: Partner,
    scale: z.number().positive().describe('amount of the factor per mean × amount of the flow, 1'),
    share: share('tolerance'),
  }),
  z.object({
    test: z.literal('neighbour'),
    radiusKm: z.number().positive().max(100).describe('km'),
    leastNeighbours: z.number().int().min(2).max(10).describe('sites'),
    mostStep: value('distance from the median').min(0),
    ratio: z.number().min(0).describe('distance over the median, 1'),
  }),
  z.object({
    test: z.literal('window'),
    recoveryHours: hours('recovery after service'),
    mostHours: hours('longest service').positive(),
  }),
  z.object({
    test: z.literal('clock'),
    aheadMinutes: minutes('arrival before the end of the period'),
    behindMinutes: minutes('steady lateness of a day').positive(),
  }),
])

/** 质控规则 — as it is written down: in a pack, in the editor, in the store. */
export const RuleBody = z.object({
  titleZh: z.string().trim().min(1).max(100),
  titleEn: z.string().trim().min(1).max(150),
  factor: z.string().min(1).max(20).describe('factor code; * is each factor by itself'),
  sites: z.array(z.string().max(200)).max(500).default([]).describe('site codes; none: every site of the kinds'),
  siteKinds: z.array(SiteKind).default([]).describe('none: every kind'),
  kinds: z.array(z.enum(CHECKED_KINDS)).min(1),
  state: z.enum(['suspect', 'bad', 'missing']),
  basis: z.object({ zh: z.string().max(500), en: z.string().max(500), sureness: z.enum(['standard', 'ours']) }),
  check: RuleTest,
})
export type RuleBody = z.output<typeof RuleBody>

/** A file of rules in a pack. */
export const RuleFile = z.object({
  rules: z.array(
    RuleBody.extend({ id: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,60}$/), isActive: z.boolean().default(true) }),
  ),
})

export const RuleRow = z.object({
  id: z.string(),
  version: z.number().int().describe('version number, from 1'),
  isActive: z.boolean(),
  appliesFrom: Instant.nullable().describe('data from this instant on, ms since 1970-01-01T00:00Z; null: all data'),
  author: z.string(),
  reason: z.string(),
  knownFrom: Instant,
  knownUntil: Instant.nullable().describe('end of this version, ms since 1970-01-01T00:00Z; null: it stands'),
  body: RuleBody,
  standing: z.number().int().describe('flags of this rule that stand now'),
})
export type RuleRow = z.output<typeof RuleRow>

export const listRules = route({
  method: 'GET',
  path: '/api/quality/rules',
  may: 'site.read',
  summary: 'Quality rules as they stand, with the number of flags each has set',
  query: PageQuery.extend({
    q: z.string().max(100).optional().describe('part of title, code or factor'),
    test: z.string().optional(),
    factor: z.string().optional(),
    siteKind: z.string().optional(),
    active: z.enum(['true', 'false']).optional(),
  }),
  reply: pageOf(RuleRow),
})

export const readRule = route({
  method: 'GET',
  path: '/api/quality/rules/:id',
  may: 'site.read',
  summary: 'One rule with all its versions, newest first',
  params: z.object({ id: z.string() }),
  reply: z.object({ id: z.string(), versions: z.array(RuleRow) }),
  refuses: ['quality.rule-not-found'],
})

export const saveRule = route({
  method: 'POST',
  path: '/api/quality/rules',
  may: 'review.write',
  summary: 'Writes a new version of a rule, or a new rule; data from `appliesFrom` on is checked again',
  body: z.object({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,60}$/)
      .describe('short name: small letters, digits, dots, hyphens'),
    /** The version it was edited from; 0 for a new rule. */
    editedVersion: z.number().int().min(0).describe('version number, 0 for a new rule'),
    isActive: z.boolean(),
    appliesFrom: Instant.nullable().describe('data from this instant on, ms since 1970-01-01T00:00Z; null: all data'),
    body: RuleBody,
    reason: Reason,
  }),
  reply: z.object({
    id: z.string(),
    version: z.number().int().describe('version number'),
    days: z.number().int().describe('site-days to be checked again'),
  }),
  refuses: ['quality.rule-exists', 'quality.rule-changed', 'quality.unknown-factor', 'quality.unknown-site'],
})

export const tryRule = route({
  method: 'POST',
  path: '/api/quality/rules/dry-run',
  may: 'site.read',
  summary: 'What a rule would flag in a stretch of history; changes nothing',
  body: z.object({
    body: RuleBody,
    from: Instant,
    until: Instant.describe('end, exclusive, ms since 1970-01-01T00:00Z; at most 92 days'),
  }),
  reply: z.object({
    sites: z.number().int().describe('sites looked at'),
    values: z.number().int().describe('values looked at'),
    flagged: z.number().int().describe('values that would be flagged'),
    missing: z.number().int().describe('periods that would be missing'),
    days: z.array(
      z.object({
        day: Instant,
        values: z.number().int().describe('values looked at'),
        flagged: z.number().int().describe('values or periods flagged'),
      }),
    ),
    top: z
      .array(
        z.object({
          site: z.string(),
          name: z.string(),
          factor: z.string(),
          flagged: z.number().int().describe('values or periods flagged'),
        }),
      )
      .describe('where most would be flagged'),
    examples: z
      .array(
        z.object({
          site: z.string(),
          name: z.string(),
          factor: z.string(),
          kind: ReadingKind,
          from: Instant,
          until: Instant,
          detail: z.record(z.string(), z.number().describe('figure of the test, unit of the factor')),
        }),
      )
      .describe('at most 200'),
    chart: z
      .object({
        site: z.string(),
        name: z.string(),
        factor: z.string(),
        unit: z.string(),
        points: z.array(z.tuple([Instant, z.number().nullable().describe('in unit'), z.boolean()])),
      })
      .nullable()
      .describe('course of the site flagged most; true: would be flagged'),
  }),
  refuses: ['quality.too-long', 'quality.unknown-factor', 'quality.unknown-site'],
})

/** 质控标记 — a state of a span of one factor, or of all. */
export const FlagRow = z.object({
  id: z.string(),
  site: z.string(),
  siteName: z.string(),
  factor: z.string().nullable().describe('factor code; null: all factors'),
  kind: ReadingKind,
  from: Instant,
  until: Instant.describe('end, exclusive, ms since 1970-01-01T00:00Z'),
  state: FlagState,
  origin: FlagOrigin,
  code: z.string(),
  rule: z.string().nullable(),
  ruleVersion: z.number().int().nullable().describe('version number'),
  author: z.string(),
  reason: z.string(),
  detail: z.record(z.string(), z.number().describe('figure of the test, unit of the factor')).nullable(),
  knownFrom: Instant,
  knownUntil: Instant.nullable().describe('when it was taken back, ms since 1970-01-01T00:00Z; null: it stands'),
  closedBy: z.string().nullable(),
  closedReason: z.string().nullable(),
})
export type FlagRow = z.output<typeof FlagRow>

/** 数据更正 — new values of a span, beside the raw ones. */
export const CorrectionRow = z.object({
  id: z.string(),
  site: z.string(),
  siteName: z.string(),
  factor: z.string(),
  kind: ReadingKind,
  from: Instant,
  until: Instant.describe('end, exclusive, ms since 1970-01-01T00:00Z'),
  method: z.enum(CORRECTION_METHODS),
  params: z.record(z.string(), z.number().describe('figure of the method, unit of the factor')),
  values: z.array(
    z.tuple([
      Instant,
      z.number().nullable().describe('before, in unit'),
      z.number().nullable().describe('after, in unit'),
    ]),
  ),
  author: z.string(),
  reason: z.string(),
  knownFrom: Instant,
  knownUntil: Instant.nullable().describe('when it was undone, ms since 1970-01-01T00:00Z; null: it stands'),
  closedBy: z.string().nullable(),
  closedReason: z.string().nullable(),
})
export type CorrectionRow = z.output<typeof CorrectionRow>

/** 审核级别 — of a span, as of when. */
export const ReviewRow = z.object({
  id: z.string(),
  factor: z.string(),
  from: Instant,
  until: Instant,
  level: ReviewLevel,
  author: z.string(),
  reason: z.string(),
  knownFrom: Instant,
})

export const listFlags = route({
  method: 'GET',
  path: '/api/quality/flags',
  may: 'site.read',
  summary: 'Flags, newest spans first; those taken back too where asked for',
  query: PageQuery.extend({
    site: z.string().optional(),
    factor: z.string().optional(),
    kind: ReadingKind.optional(),
    state: FlagState.optional(),
    origin: FlagOrigin.optional(),
    rule: z.string().optional(),
    from: z.coerce.number().int().optional().describe('first instant, ms since 1970-01-01T00:00Z'),
    until: z.coerce.number().int().optional().describe('end, exclusive, ms since 1970-01-01T00:00Z'),
    closed: z.enum(['true', 'false']).default('false'),
  }),
  reply: pageOf(FlagRow),
})

export const DeskPoint = z.object({
  at: Instant,
  raw: z.number().nullable().describe('as the device sent it, in unit'),
  flag: z.string(),
  value: z.number().nullable().describe('as it stands, in unit'),
  state: QualityState,
  counts: z.boolean(),
  by: z.enum(['device', 'rule', 'person', 'correction']),
  level: ReviewLevel,
})

export const readDesk = route({
  method: 'GET',
  path: '/api/quality/desk',
  may: 'site.read',
  summary: 'One factor of one site for review: raw and standing values, flags, corrections, reviews, neighbours',
  query: z.object({
    site: z.string(),
    factor: z.string(),
    kind: ReadingKind,
    from: z.coerce.number().int().describe('first instant, ms since 1970-01-01T00:00Z'),
    until: z.coerce.number().int().describe('end, exclusive, ms since 1970-01-01T00:00Z'),
    asKnownAt: AsKnownAt,
  }),
  reply: z.object({
    site: z.string(),
    siteName: z.string(),
    factor: z.string(),
    factorName: Bilingual,
    unit: z.string(),
    decimals: z.number().int().nullable().describe('decimal places shown'),
    points: z.array(DeskPoint),
    truncated: z.boolean().describe('the span holds more than is shown'),
    flags: z.array(FlagRow),
    corrections: z.array(CorrectionRow),
    reviews: z.array(ReviewRow),
    neighbours: z.array(
      z.object({
        site: z.string(),
        name: z.string(),
        distanceKm: z.number().describe('km'),
        points: z.array(z.tuple([Instant, z.number().nullable().describe('in unit')])),
      }),
    ),
  }),
  refuses: ['sites.not-found', 'quality.unknown-factor', 'quality.too-long'],
})

const SpanBody = z.object({
  site: z.string(),
  kind: ReadingKind,
  from: Instant,
  until: Instant.describe('end, exclusive, ms since 1970-01-01T00:00Z'),
})

export const addFlag = route({
  method: 'POST',
  path: '/api/quality/flags',
  may: 'review.write',
  summary: 'Flags a span; averages and verdicts that rest on it are computed again',
  body: SpanBody.extend({
    factor: z.string().nullable().describe('factor code; null: all factors, for maintenance and the like'),
    state: FlagState,
    reason: Reason,
  }),
  reply: z.object({ id: z.string() }),
  refuses: ['sites.not-found', 'quality.unknown-factor', 'quality.empty-span', 'quality.is-final'],
})

const UndoBody = z.object({ site: z.string(), reason: Reason })

export const undoFlag = route({
  method: 'POST',
  path: '/api/quality/flags/:id/undo',
  may: 'review.write',
  summary: 'Takes a flag of a person back; flags of rules go when their values or the rule change',
  params: z.object({ id: z.string() }),
  body: UndoBody,
  reply: z.object({}),
  refuses: ['sites.not-found', 'quality.flag-not-found', 'quality.by-rule', 'quality.is-final'],
})

const CorrectionMethod = z.discriminatedUnion('method', [
  z.object({ method: z.literal('constant'), value: z.number().describe('new value, unit of the factor') }),
  z.object({ method: z.literal('offset'), value: z.number().describe('added, unit of the factor') }),
  z.object({
    method: z.literal('drift'),
    atStart: z.number().describe('drift at the first value, unit of the factor'),
    atEnd: z.number().describe('drift at the last value, unit of the factor'),
  }),
  z.object({ method: z.literal('remove') }),
  z.object({ method: z.literal('interpolate') }),
])
const CorrectionBody = SpanBody.extend({ factor: z.string(), params: CorrectionMethod })

export const tryCorrection = route({
  method: 'POST',
  path: '/api/quality/corrections/dry-run',
  may: 'site.read',
  summary: 'What a correction would make of the values; changes nothing',
  body: CorrectionBody,
  reply: z.object({ values: CorrectionRow.shape.values }),
  refuses: [
    'sites.not-found',
    'quality.unknown-factor',
    'quality.empty-span',
    'quality.nothing-there',
    'quality.nothing-changes',
    'quality.no-feet',
    'quality.too-long-to-fill',
    'quality.is-final',
  ],
})

export const addCorrection = route({
  method: 'POST',
  path: '/api/quality/corrections',
  may: 'review.write',
  summary: 'Corrects the values of a span; raw data stays, what rests on it is computed again',
  body: CorrectionBody.extend({ reason: Reason }),
  reply: z.object({ id: z.string(), changed: z.number().int().describe('values corrected') }),
  refuses: tryCorrection.refuses ?? [],
})

export const undoCorrection = route({
  method: 'POST',
  path: '/api/quality/corrections/:id/undo',
  may: 'review.write',
  summary: 'Takes a correction back; a later one on the same values must be taken back first',
  params: z.object({ id: z.string() }),
  body: UndoBody,
  reply: z.object({}),
  refuses: ['sites.not-found', 'quality.correction-not-found', 'quality.not-newest', 'quality.is-final'],
})

export const addReview = route({
  method: 'POST',
  path: '/api/quality/reviews',
  may: 'review.write',
  summary: 'Sets the review level of a span: raw, reviewed, final',
  body: SpanBody.extend({
    factors: z.array(z.string()).min(1).max(50).describe('factor codes'),
    level: ReviewLevel,
    reason: Reason,
  }),
  reply: z.object({ ids: z.array(z.string()) }),
  refuses: ['sites.not-found', 'quality.unknown-factor', 'quality.empty-span', 'quality.review-first'],
})

/** A span's flags and corrections as a file that another store can replay. */
export const ReplayFile = z.object({
  format: z.literal('shanshui-quality-1'),
  exportedAt: Instant,
  flags: z.array(FlagRow.omit({ siteName: true })),
  corrections: z.array(CorrectionRow.omit({ siteName: true })),
  reviews: z.array(ReviewRow.extend({ site: z.string(), kind: ReadingKind })),
})
export type ReplayFile = z.output<typeof ReplayFile>

export const exportQuality = route({
  method: 'GET',
  path: '/api/quality/export.json',
  may: 'site.read',
  summary: 'Flags of persons, corrections and reviews of a span as a file to be replayed',
  query: z.object({
    site: z.string().optional(),
    from: z.coerce.number().int().describe('first instant, ms since 1970-01-01T00:00Z'),
    until: z.coerce.number().int().describe('end, exclusive, ms since 1970-01-01T00:00Z'),
  }),
  reply: ReplayFile,
  refuses: ['sites.not-found'],
})

export const replayQuality = route({
  method: 'POST',
  path: '/api/quality/replay',
  may: 'review.write',
  summary: 'Replays an exported file: what is not there yet is written as it was, with its authors and reasons',
  body: z.object({ file: ReplayFile, reason: Reason }),
  reply: z.object({
    added: z.number().int().describe('flags, corrections and reviews written'),
    known: z.number().int().describe('entries that were there already'),
    skipped: z.array(z.object({ id: z.string(), because: Bilingual })).describe('entries that found no site or factor'),
  }),
  refuses: [],
})
