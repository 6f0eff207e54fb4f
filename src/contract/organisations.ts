// The register of units: what each is called and was called, where it comes from, and who acts for it.
import { z } from 'zod'
import { ORGANISATION_KINDS } from '#domain/organisations/organisation.ts'
import { route } from './route.ts'
import { Bilingual, Flag, Instant, PageQuery, pageOf } from './wire.ts'

export const OrganisationKind = z.enum(ORGANISATION_KINDS)
export type OrganisationKind = z.output<typeof OrganisationKind>

const OrganisationId = z.number().int().describe('number of the unit; it outlives its names')

/** 单位 — as it stands now. */
export const OrganisationRow = z.object({
  id: OrganisationId,
  name: z.string(),
  shortName: z.string().nullable(),
  kind: OrganisationKind,
  parent: z.object({ id: OrganisationId, name: z.string() }).nullable(),
  formerNames: z.array(z.string()),
  since: z.string().nullable().describe('first day, YYYY-MM-DD; null where it is not known'),
  until: z.string().nullable().describe('first day on which it is no more, YYYY-MM-DD; null while it stands'),
  source: z.string().describe('plan:<plan> where the plan names it, district:<plan> from the divisions, else words'),
  refs: z.array(z.string()).describe('parts of the plan that name it'),
  note: Bilingual.nullable(),
  posts: z.number().int().describe('posts that accounts hold in it'),
})
export type OrganisationRow = z.output<typeof OrganisationRow>

export const OrganisationFilter = z.object({
  kind: OrganisationKind.optional(),
  q: z.string().max(100).optional().describe('part of a name, short name or former name'),
  ended: Flag.optional().describe('whether units that are no more are shown too'),
})

export const listOrganisations = route({
  method: 'GET',
  path: '/api/organisations',
  may: 'plan.read',
  summary: 'Units of the register as they stand, by kind and name',
  query: PageQuery.extend(OrganisationFilter.shape),
  reply: pageOf(OrganisationRow).extend({
    standing: z.number().int().describe('units that stand'),
    own: z.number().int().describe('district departments and street offices that stand'),
    named: z.number().int().describe('units that stand and that a plan names'),
    planCount: z
      .object({ units: z.number().int().describe('units that the plan counts'), ref: z.string(), note: Bilingual })
      .nullable()
      .describe('how many units the plan says there are without naming them; null where it says none'),
  }),
})

export const readOrganisation = route({
  method: 'GET',
  path: '/api/organisations/:id',
  may: 'plan.read',
  summary: 'One unit with its posts and with all that was ever entered of it, newest first',
  params: z.object({ id: z.coerce.number().int().describe('number of the unit') }),
  reply: z.object({
    organisation: OrganisationRow,
    posts: z.array(
      z.object({ account: z.string(), displayName: z.string(), unit: z.string(), role: z.string(), since: Instant }),
    ),
    formerPosts: z
      .array(
        z.object({
          account: z.string(),
          displayName: z.string(),
          unit: z.string(),
          role: z.string(),
          since: Instant,
          until: Instant,
        }),
      )
      .describe('posts that ended, the last ended first; from since until just before until'),
    history: z.array(
      z.object({
        name: z.string(),
        kind: OrganisationKind,
        until: z.string().nullable().describe('first day on which it is no more, YYYY-MM-DD'),
        author: z.string(),
        reason: z.string(),
        knownFrom: Instant,
      }),
    ),
  }),
  refuses: ['organisations.not-found'],
})

const Name = z.string().trim().min(1).max(100)
const Particulars = {
  name: Name,
  shortName: z.string().trim().max(40).nullable(),
  kind: OrganisationKind,
  parentId: OrganisationId.nullable(),
}
const Day = z.iso.date()
const Added = z.object({ id: OrganisationId })

export const addOrganisation = route({
  method: 'POST',
  path: '/api/organisations',
  may: 'account.manage',
  summary: 'Add a unit to the register',
  body: z.object({
    ...Particulars,
    formerNames: z.array(Name).max(20),
    since: Day.nullable(),
    source: z.string().trim().max(300),
  }),
  reply: Added,
  refuses: ['organisations.name-exists', 'organisations.parent-unfit'],
})

export const changeOrganisation = route({
  method: 'POST',
  path: '/api/organisations/:id',
  may: 'account.manage',
  summary:
    'Rename a unit or correct what is said of it; the old name stays known, and posts are held under the new one',
  params: z.object({ id: z.coerce.number().int().describe('number of the unit') }),
  body: z.object({ ...Particulars, reason: z.string().trim().min(1).max(300) }),
  reply: Added,
  refuses: ['organisations.not-found', 'organisations.name-exists', 'organisations.parent-unfit'],
})

export const closeOrganisation = route({
  method: 'POST',
  path: '/api/organisations/:id/close',
  may: 'account.manage',
  summary: 'End a unit: from that day it takes no new posts and assignments; what it has stays',
  params: z.object({ id: z.coerce.number().int().describe('number of the unit') }),
  body: z.object({ until: Day, reason: z.string().trim().min(1).max(300) }),
  reply: Added,
  refuses: ['organisations.not-found', 'organisations.closed-before-begun'],
})

export const importOrganisations = route({
  method: 'POST',
  path: '/api/organisations/import',
  may: 'account.manage',
  summary: 'Add the units of a table (XLSX or CSV, multipart field `file`); nothing is stored where a row has a fault',
  upload: true,
  reply: z.object({
    added: z.number().int().describe('units added'),
    unchanged: z.number().int().describe('units that stand already'),
    faults: z.array(
      z.object({ row: z.number().int().describe('row of the sheet, from 1'), zh: z.string(), en: z.string() }),
    ),
  }),
  refuses: [
    'organisations.file-unreadable',
    'organisations.file-too-large',
    'organisations.columns-missing',
    'organisations.name-exists',
  ],
})
