// The list of projects as its page and its files ask for it.
import type { ProjectRow, listProjects as route } from '#contract/projects.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { MEDIA } from '#domain/plans/pack-projects.ts'
import { isWithin } from '#domain/plans/plan-model.ts'
import { EXCEPTION_RULE_NAMES, type ExceptionRule } from '#domain/projects/exceptions.ts'
import { PROJECT_STATES } from '#domain/projects/life-cycle.ts'
import { amountText, financeMix, mergeTallies, shareOf, sumOfKind, weighBy } from '#domain/projects/money.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { type RegisteredProject, readRegister, streetsOf } from './register.ts'

export type ProjectFilter = Omit<QueryOf<typeof route>, 'page' | 'pageSize'>
type Asked = { planId: string; filter: ProjectFilter; today: string }

const LATE: readonly ExceptionRule[] = ['late-milestone', 'late-finish']
export const isLate = ({ exceptions }: ProjectRow): boolean => exceptions.some(({ rule }) => LATE.includes(rule))

/** All projects that fit: those with exceptions first, then those of which something is known, else in the order of the plan. */
export async function findProjects(
  db: Database,
  { planId, filter, today }: Asked,
): Promise<{ found: RegisteredProject[]; all: readonly RegisteredProject[] } | Refusal> {
  const register = await readRegister(db, planId, today)
  if (isRefusal(register)) return register
  const found = register.projects.filter(({ row }) => fits(row, filter)).toSorted((a, b) => rankOf(a) - rankOf(b))
  return { found, all: register.projects }
}

const rankOf = ({ row, tally }: RegisteredProject): number => {
  if (row.exceptions.length > 0) return 0
  return row.state !== null || tally.size > 0 ? 1 : 2
}

const TESTS: { [K in keyof ProjectFilter]-?: (row: ProjectRow, wanted: NonNullable<ProjectFilter[K]>) => boolean } = {
  state: ({ state }, wanted) => (state ?? 'blank') === wanted,
  medium: ({ medium }, wanted) => medium === wanted,
  obligation: ({ obligationIds }, wanted) => obligationIds.some((id) => isWithin(id, wanted)),
  street: ({ street }, wanted) => street === wanted,
  source: ({ sources }, wanted) => sources.includes(wanted),
  exception: ({ exceptions }, wanted) =>
    wanted === 'any' ? exceptions.length > 0 : exceptions.some(({ rule }) => rule === wanted),
  late: (row, wanted) => isLate(row) === wanted,
  q: ({ projectId, nameZh, nameEn, owner, place }, wanted) =>
    `${projectId} ${nameZh} ${nameEn} ${owner} ${place}`.toLowerCase().includes(wanted.trim().toLowerCase()),
}

const fits = (row: ProjectRow, filter: ProjectFilter): boolean =>
  (Object.keys(TESTS) as (keyof ProjectFilter)[]).every((name) => {
    const wanted = filter[name]
    return wanted === undefined || (TESTS[name] as (row: ProjectRow, wanted: unknown) => boolean)(row, wanted)
  })

export async function listProjects(
  db: Database,
  { page, pageSize, ...asked }: Asked & { page: number; pageSize: number },
): Promise<ReplyOf<typeof route> | Refusal> {
  const listed = await findProjects(db, asked)
  if (isRefusal(listed)) return listed
  const { found, all } = listed
  const rows = found.map(({ row }) => row)
  const tally = mergeTallies(found.map((one) => one.tally))
  const budget = sumOfKind(tally, 'budget')
  const paid = sumOfKind(tally, 'payment')
  const streets = await streetsOf(db)
  return {
    rows: rows.slice((page - 1) * pageSize, page * pageSize),
    total: rows.length,
    page,
    pageSize,
    totals: {
      all: all.length,
      blank: rows.filter(({ state }) => state === null).length,
      late: rows.filter(isLate).length,
      troubled: rows.filter(({ exceptions }) => exceptions.length > 0).length,
      budget: amountText(budget),
      appropriated: amountText(sumOfKind(tally, 'appropriation')),
      paid: amountText(paid),
      used: amountText(sumOfKind(tally, 'use')),
      paidShare: shareOf(paid, budget),
    },
    states: PROJECT_STATES.map((state) => ({ state, n: rows.filter((row) => row.state === state).length })),
    rules: EXCEPTION_RULE_NAMES.map((rule) => ({
      rule,
      n: rows.reduce((n, { exceptions }) => n + exceptions.filter((one) => one.rule === rule).length, 0),
    })).filter(({ n }) => n > 0),
    mix: financeMix(tally),
    weights: weighBy(
      MEDIA,
      found.map((one) => ({ of: one.row.medium, tally: one.tally })),
    ).filter(({ projects }) => projects > 0),
    streets: [...new Set([...streets.map(({ zh }) => zh), ...all.map(({ row }) => row.street)])].filter(
      (street) => street !== '',
    ),
    marks: rows.flatMap(({ projectId, nameZh, nameEn, lon, lat, state, exceptions }) =>
      lon === null || lat === null
        ? []
        : [
            {
              projectId,
              nameZh,
              nameEn,
              lon: Number(lon),
              lat: Number(lat),
              state,
              isTroubled: exceptions.length > 0,
            },
          ],
    ),
  }
}
