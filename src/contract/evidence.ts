// Evidence: files, photos, extracts of data and closed cases that show what was done, with their review.
import { z } from 'zod'
import { EVIDENCE_KINDS } from '#domain/engine/procedure/definition.ts'
import { route } from './route.ts'
import { Bilingual, Instant, PageQuery, pageOf } from './wire.ts'

/** draft: handed in and not reviewed. */
export const EvidenceReview = z.enum(['draft', 'accepted', 'rejected'])
export type EvidenceReview = z.output<typeof EvidenceReview>
export const PlaceSource = z.enum(['exif', 'entered'])

/** What an evidence stands for: an obligation, a project, whatever has a kind and an id. */
const about = {
  aboutKind: z.string().trim().min(1).max(60).describe('kind of the thing, as `obligation`'),
  aboutRef: z.string().trim().min(1).max(200).describe('id of the thing'),
}
const Name = z.string().trim().min(1).max(300)

/** 数据摘录 — a number as it was known at the instant it was taken. */
export const ReadingExtract = z.object({
  ref: z.string().describe('reference of the trace'),
  value: z.string().nullable().describe('in `unit`; null: there was no value'),
  unit: z.string().nullable(),
  at: Instant.describe('time of the data, epoch ms'),
  inputsHash: z.string(),
  knownAt: Instant.describe('instant at which it was read, epoch ms'),
})
export type ReadingExtract = z.output<typeof ReadingExtract>
/** 办结事项 — a case as it was closed. */
export const ClosedCase = z.object({
  caseId: z.number().int().describe('case number'),
  title: z.string(),
  state: z.string(),
  stateName: Bilingual,
  seen: z.number().int().describe('number of its events'),
  hash: z.string().describe('hash of its last event in the log'),
})
export type ClosedCase = z.output<typeof ClosedCase>

export const EvidenceRow = z.object({
  id: z.number().int().describe('number of the evidence'),
  ...about,
  kind: z.enum(EVIDENCE_KINDS),
  name: z.string(),
  file: z.object({ sha256: z.string(), bytes: z.number().int().describe('bytes'), mediaType: z.string() }).nullable(),
  takenAt: Instant.nullable().describe('when the photo was taken, epoch ms'),
  place: z
    .object({
      lon: z.number().describe('longitude, WGS84, degrees'),
      lat: z.number().describe('latitude, WGS84, degrees'),
      from: PlaceSource,
    })
    .nullable(),
  extract: ReadingExtract.nullable(),
  closedCase: ClosedCase.nullable(),
  author: z.string(),
  addedAt: Instant,
  review: EvidenceReview,
  reviewedBy: z.string().nullable(),
  reviewedAt: Instant.nullable(),
  reviewReason: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnAt: Instant.nullable(),
  withdrawnReason: z.string().nullable(),
})
export type EvidenceRow = z.output<typeof EvidenceRow>

const Added = z.object({ id: z.number().int().describe('number of the evidence') })
const One = z.object({ plan: z.string(), id: z.coerce.number().int().describe('number of the evidence') })

export const listEvidence = route({
  method: 'GET',
  path: '/api/plans/:plan/evidence',
  may: 'plan.read',
  summary: 'Evidence of one thing, newest first, withdrawn ones among it',
  params: z.object({ plan: z.string() }),
  query: PageQuery.extend(about),
  reply: pageOf(EvidenceRow),
})

export const addEvidenceFile = route({
  method: 'POST',
  path: '/api/plans/:plan/evidence/files',
  may: 'plan.write',
  summary: 'Hand in a document or a photo (multipart field `file`); time and place of a photo are read from it',
  params: z.object({ plan: z.string() }),
  query: z.object({
    ...about,
    kind: z.enum(['document', 'photo']),
    name: Name.optional().describe('what it is; left out, the name of the file'),
    lon: z.coerce
      .number()
      .min(-180)
      .max(180)
      .optional()
      .describe('longitude, WGS84, degrees, where the photo has none'),
    lat: z.coerce.number().min(-90).max(90).optional().describe('latitude, WGS84, degrees, where the photo has none'),
  }),
  upload: true,
  reply: Added,
  refuses: [
    'plans.not-found',
    'evidence.no-file',
    'evidence.not-a-photo',
    'evidence.half-a-place',
    'files.too-large',
    'files.empty',
  ],
})

export const addExtract = route({
  method: 'POST',
  path: '/api/plans/:plan/evidence/extracts',
  may: 'plan.write',
  summary: 'Freeze a reading, an average, a verdict or a value of an indicator as it is known now',
  params: z.object({ plan: z.string() }),
  body: z.object({ ...about, ref: z.string().max(500).describe('reference of the trace'), name: Name }),
  reply: Added,
  refuses: ['plans.not-found', 'trace.unknown-reference', 'evidence.no-such-number'],
})

export const addClosedCase = route({
  method: 'POST',
  path: '/api/plans/:plan/evidence/cases',
  may: 'plan.write',
  summary: 'Name a closed case as evidence',
  params: z.object({ plan: z.string() }),
  body: z.object({ ...about, caseId: z.number().int().describe('case number') }),
  reply: Added,
  refuses: ['plans.not-found', 'evidence.no-such-case', 'evidence.case-open'],
})

export const downloadEvidence = route({
  method: 'GET',
  path: '/api/plans/:plan/evidence/:id/file',
  may: 'plan.read',
  summary: 'The file as it was handed in; refused where it no longer is what it was',
  params: One,
  reply: z.string(),
  files: ['application/octet-stream'],
  refuses: ['evidence.not-found', 'files.not-found', 'files.changed'],
})

export const reviewEvidence = route({
  method: 'POST',
  path: '/api/plans/:plan/evidence/:id/review',
  may: 'plan.write',
  summary: 'Accept or reject; whoever handed it in cannot, and a rejection says why',
  params: One,
  body: z.object({ accepted: z.boolean(), reason: z.string().trim().max(2000).default('') }),
  reply: z.object({}),
  refuses: ['evidence.not-found', 'evidence.own', 'evidence.reason-needed', 'evidence.withdrawn'],
})

export const withdrawEvidence = route({
  method: 'POST',
  path: '/api/plans/:plan/evidence/:id/withdraw',
  may: 'plan.write',
  summary: 'Take evidence back with a reason; it stays readable and no longer counts',
  params: One,
  body: z.object({ reason: z.string().trim().min(1).max(2000) }),
  reply: z.object({}),
  refuses: ['evidence.not-found', 'evidence.not-yours', 'evidence.withdrawn'],
})

export const verifyEvidence = route({
  method: 'GET',
  path: '/api/plans/:plan/evidence/:id/verify',
  may: 'plan.read',
  summary:
    'Whether it still is what it was: file against its hash, number read again as known then, case as it was closed',
  params: One,
  reply: z.object({
    holds: z.boolean(),
    says: Bilingual,
    differences: z.array(z.object({ what: Bilingual, kept: z.string(), found: z.string() })),
    now: z.string().nullable().describe('what stands today, where it is another number than the one that was frozen'),
  }),
  refuses: ['evidence.not-found'],
})
