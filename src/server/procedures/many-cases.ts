// One act in several cases: each is decided and stored for itself, and one that is refused keeps none of the others.
import type { actOnCases as route } from '#contract/procedures.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { lastAt, type Person } from '#domain/engine/procedure/case.ts'
import { actsOpenTo } from '#domain/engine/procedure/open-acts.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { loadCalendar } from '../working-calendar.ts'
import { findCase } from './case-store.ts'
import { actOnCase, type Standing } from './commands.ts'
import type { CaseHooks } from './hooks.ts'

type Acting = BodyOf<typeof route> & { by: Person; at: EpochMs; hooks: CaseHooks }

export async function actOnCases(db: Database, asked: Acting): Promise<ReplyOf<typeof route>> {
  const results: ReplyOf<typeof route>['results'] = []
  for (const one of asked.cases) {
    const done = await actOnOne(db, one, asked)
    results.push(
      isRefusal(done)
        ? { id: one.id, state: null, refused: wordsOf(done) }
        : { id: one.id, state: done.state, refused: null },
    )
  }
  return { done: results.filter(({ refused }) => refused === null).length, results }
}

const wordsOf = ({ refused, because, zh }: Refusal) => ({ refused, because, ...(zh === undefined ? {} : { zh }) })

/** Where units work side by side it is done in every strand that is open to the person. */
async function actOnOne(
  db: Database,
  { id, seen }: Acting['cases'][number],
  { act, reason, by, at, hooks }: Acting,
): Promise<Standing | Refusal> {
  const stored = await findCase(db, id)
  if (isRefusal(stored)) return stored
  const { procedure, current } = stored
  const offers = actsOpenTo(procedure, current, {
    person: by,
    at: Math.max(at, lastAt(current)),
    calendar: await loadCalendar(db),
    facts: (await hooks.facts?.(db, stored)) ?? {},
  }).filter((offer) => offer.act === act)
  const units = offers.flatMap(({ unit, refused }) => (refused === undefined ? [unit] : []))
  if (units.length === 0) return offers[0]?.refused ?? noSuchAct(act)
  let done: Standing | Refusal = noSuchAct(act)
  let expected = seen
  for (const unit of units) {
    const inputs = reason === undefined ? {} : { reason }
    done = await actOnCase(db, { id, act, unit: unit ?? undefined, inputs, seen: expected, by, at, hooks })
    if (isRefusal(done)) return done
    expected = done.seen
  }
  return done
}

const noSuchAct = (act: string): Refusal =>
  refuse('procedures.act-not-found', { zh: `没有“${act}”这一动作`, en: `There is no act “${act}”` })
