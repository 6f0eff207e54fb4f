// What holds for every procedure and any order of acts: no state is skipped, a refused act changes nothing, replay is live.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildCalendar, CALENDAR_YEARS } from '#domain/calendar/calendar.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, DAY_MS } from '#kit/time.ts'
import { act, startCase, undoAct } from './act.ts'
import type { Inputs, Person, ProcedureCase } from './case.ts'
import { isFinal, type Procedure, statesOf } from './definition.ts'
import { actsOpenTo } from './open-acts.ts'
import { ORDER_EXAMPLE } from './order-example.ts'
import { passTime } from './pass-time.ts'
import { replay, stateFor } from './replay.ts'
import { isProcedureRefused, validateProcedure } from './validate.ts'
import { reachedFrom, stepsBetween } from './validate-paths.ts'

const calendar = buildCalendar(CALENDAR_YEARS)
const START = beijingInstant(2025, 1, 20, 9)
const PEOPLE: Person[] = [
  { name: 'clerk', posts: [{ unit: 'plan', role: 'officer' }] },
  { name: 'chief', posts: [{ unit: 'plan', role: 'head' }] },
  {
    name: 'both',
    posts: [
      { unit: 'plan', role: 'head' },
      { unit: 'plan', role: 'officer' },
      { unit: 'a', role: 'officer' },
    ],
  },
  { name: 'a', posts: [{ unit: 'a', role: 'officer' }] },
  { name: 'b', posts: [{ unit: 'b', role: 'officer' }] },
  { name: 'nobody', posts: [] },
]
const FITTING: Readonly<Record<string, Inputs>> = {
  reply: { fields: { result: 'x' }, evidence: ['f1', 'f2'].map((ref) => ({ kind: 'photo', ref, name: ref })) },
  extend: { fields: { until: '2025-06-30' }, reason: 'x' },
  'send-back': { reason: 'x' },
}

type Move =
  | { do: 'act'; act: string; by: Person; unit: string | undefined; fits: boolean }
  | { do: 'offered'; nth: number }
  | { do: 'undo'; by: Person; back: number }
  | { do: 'wait'; days: number }

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      act: fc.constantFrom(...ORDER_EXAMPLE.acts.map(({ id }) => id), 'nap'),
      by: fc.constantFrom(...PEOPLE),
      unit: fc.constantFrom(undefined, 'a', 'b', 'c'),
      fits: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('offered' as const), nth: fc.nat(30) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('undo' as const), by: fc.constantFrom(...PEOPLE), back: fc.nat(3) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.nat(12) }) },
)

function begin(): ProcedureCase {
  const opened = startCase(ORDER_EXAMPLE, {
    id: 'c',
    title: 'x',
    about: { kind: 'obligation', ref: 'x' },
    by: PEOPLE[0] as Person,
    at: START,
    inputs: {
      fields: { due: '2025-02-10' },
      parties: [
        { unit: 'plan', relation: 'office' },
        { unit: 'a', relation: 'addressee' },
        { unit: 'b', relation: 'addressee' },
      ],
    },
  })
  if (isRefusal(opened)) throw new Error(opened.because)
  return opened.case
}

const lawful = (from: string | undefined, to: string | undefined, branch?: string): boolean =>
  from === to || stepsBetween(ORDER_EXAMPLE, branch).some((step) => step.from === from && step.to === to)

type Walk = { current: ProcedureCase; at: number }

/** One of the acts that are open to somebody, with what it asks for. */
function offeredMove({ current, at }: Walk, nth: number): Move | undefined {
  const offers = PEOPLE.flatMap((by) =>
    actsOpenTo(ORDER_EXAMPLE, current, { person: by, at, calendar })
      .filter(({ refused }) => refused === undefined)
      .map((offer): Move => ({ do: 'act', act: offer.act, by, unit: offer.unit ?? undefined, fits: true })),
  )
  return offers[nth % Math.max(offers.length, 1)]
}

function makeMove(walk: Walk, move: Move): Walk {
  const { current, at } = walk
  if (move.do === 'wait') return wait(walk, move.days)
  if (move.do === 'offered') {
    const offered = offeredMove(walk, move.nth)
    return offered === undefined ? walk : makeMove(walk, offered)
  }
  if (move.do === 'act') return makeAct(walk, move)
  const undoes = current.events.length - move.back
  const undone = undoAct(ORDER_EXAMPLE, current, { by: move.by, at, reason: 'x', undoes, calendar })
  return isRefusal(undone) ? walk : { current: undone.case, at }
}

function wait({ current, at }: Walk, days: number): Walk {
  const until = at + days * DAY_MS
  const passed = passTime(ORDER_EXAMPLE, current, until, calendar).case
  expect(passTime(ORDER_EXAMPLE, passed, until, calendar).events).toEqual([])
  return { current: passed, at: until }
}

function makeAct(walk: Walk, { act: id, by, unit, fits }: Extract<Move, { do: 'act' }>): Walk {
  const { current, at } = walk
  const inputs = fits ? (FITTING[id] ?? {}) : { fields: { strange: 'x' } }
  const offer = actsOpenTo(ORDER_EXAMPLE, current, { person: by, at, calendar }).find(
    (one) => one.act === id && one.unit === (unit ?? null),
  )
  const done = act(ORDER_EXAMPLE, current, { act: id, by, unit, at, inputs, calendar })
  if (isRefusal(done)) {
    expect(done.zh).toBeTruthy()
    // An act that is offered is refused for its inputs alone, and one that is not offered is never done.
    if (offer !== undefined && offer.refused === undefined)
      expect(['procedures.incomplete', 'procedures.guard-forbids']).toContain(done.refused)
    return walk
  }
  if (offer !== undefined) expect(offer.refused).toBeUndefined()
  const branch = ORDER_EXAMPLE.acts.find((one) => one.id === id)?.branch
  expect(lawful(current.state, done.case.state)).toBe(true)
  if (branch !== undefined && done.case.state === current.state) {
    const [from, to] = [current, done.case].map((one) => stateFor(one, branch, done.event.unit))
    expect(lawful(from, to, branch)).toBe(true)
  }
  return { current: done.case, at }
}

test('any sequence of acts goes only where the data leads, replay equals live, and a refused act changes nothing', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(fc.array(anyMove, { maxLength: 40 }), (moves) => {
      let walk: Walk = { current: begin(), at: START }
      for (const move of moves) {
        const before = JSON.stringify(walk.current)
        const next = makeMove(walk, move)
        // Neither the old case nor what it holds is touched, whether the act was done or refused.
        expect(JSON.stringify(walk.current)).toBe(before)
        walk = next
        for (const { state } of [walk.current, ...walk.current.strands]) reached.add(state)
      }
      expect(replay(ORDER_EXAMPLE, JSON.parse(JSON.stringify(walk.current.events)))).toEqual(walk.current)
    }),
    { numRuns: 300 },
  )
  // The walk is of use only where it comes around: strands at an end are seen as long as the other is under way.
  for (const state of ['drafted', 'issued', 'closed', 'to-reply', 'replied', 'accepted'])
    expect(reached).toContain(state)
})

const STATES = ['s0', 's1', 's2', 's3', 's4']
const anyGraph = fc.array(fc.tuple(fc.constantFrom(...STATES), fc.constantFrom(...STATES)), {
  minLength: 3,
  maxLength: 12,
})

/** A procedure of these ways between five states; the first begins, the last ends. */
function ofWays(ways: readonly (readonly [string, string])[]): Procedure {
  const name = { zh: 'x', en: 'x' }
  const kinds = ['initial', 'between', 'between', 'between', 'final'] as const
  return {
    ...ORDER_EXAMPLE,
    branches: [],
    deadlines: [],
    states: STATES.map((id, at) => ({ id, name, kind: kinds[at] ?? 'between' })),
    acts: ways.map(([from, to], at) => ({ id: `act${at}`, name, from: [from], to, who: [{ roles: ['officer'] }] })),
  }
}

test('a procedure is valid exactly where every state is reached, left unless final, and can come to an end', () => {
  let valid = 0
  fc.assert(
    fc.property(anyGraph, (ways) => {
      const procedure = ofWays(ways)
      const steps = stepsBetween(procedure)
      const isSound = STATES.every((state) => {
        const isReached = state === 's0' || reachedFrom(['s0'], steps).has(state)
        const isEnd = isFinal(procedure, state)
        const isLeft = steps.some(({ from, to }) => from === state && to !== state)
        return (
          isReached &&
          (isEnd ? !steps.some(({ from }) => from === state) : isLeft && reachedFrom([state], steps).has('s4'))
        )
      })
      const read = validateProcedure(procedure)
      expect(isProcedureRefused(read)).toBe(!isSound)
      if (isSound) valid += 1
      expect(statesOf(procedure)).toHaveLength(5)
    }),
    { numRuns: 3000 },
  )
  expect(valid).toBeGreaterThan(5)
})
