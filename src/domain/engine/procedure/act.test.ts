// A supervision order to two units from its opening to its end, and every way in which an act is refused.
import { beforeEach, describe, expect, test } from 'vitest'
import { buildCalendar, CALENDAR_YEARS } from '#domain/calendar/calendar.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { type Acting, act, type Done, startCase, undoAct } from './act.ts'
import type { Evidence, Inputs, Person, ProcedureCase } from './case.ts'
import { missingOf } from './inputs.ts'
import { actsOpenTo } from './open-acts.ts'
import { ORDER_EXAMPLE as ORDER } from './order-example.ts'
import { replay } from './replay.ts'

const calendar = buildCalendar(CALENDAR_YEARS)
const at = (day: number, hour = 9): number => beijingInstant(2025, 3, day, hour)

const person = (name: string, ...posts: [string, string][]): Person => ({
  name,
  posts: posts.map(([unit, role]) => ({ unit, role })),
})
const clerk = person('clerk', ['plan', 'officer'])
const chief = person('chief', ['plan', 'head'])
const water = person('water', ['水务局', 'officer'])
const roads = person('roads', ['交通局', 'officer'])
const both = person('both', ['plan', 'officer'], ['plan', 'head'])

const PARTIES = [
  { unit: 'plan', relation: 'office' },
  { unit: '水务局', relation: 'addressee' },
  { unit: '交通局', relation: 'addressee' },
]
const PROOF: Evidence[] = [
  { kind: 'document', ref: 'file:1', name: '报告' },
  { kind: 'photo', ref: 'file:2', name: '照片' },
]
const REPLY: Inputs = { fields: { result: '已完成' }, evidence: PROOF }

const open = (inputs: Inputs = {}, by = clerk) =>
  startCase(ORDER, {
    id: 'case-1',
    title: '管网问题',
    about: { kind: 'obligation', ref: 'c06.s02.m01.t01' },
    by,
    at: at(3),
    inputs: { fields: { due: '2025-03-14' }, parties: PARTIES, ...inputs },
  })

function must<T extends object>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const codeOf = (done: object | Refusal): string | undefined => (isRefusal(done) ? done.refused : undefined)

let current: ProcedureCase
beforeEach(() => {
  current = must(open()).case
})

const doing = (asked: Partial<Acting> & { act: string; by: Person }): Done | Refusal =>
  act(ORDER, current, { at: at(4), calendar, ...asked })

function go(asked: Partial<Acting> & { act: string; by: Person }): void {
  current = must(doing(asked)).case
}

describe('startCase()', () => {
  test('stands at the initial state, under the version it was opened with', () => {
    expect([current.state, current.strands, current.version]).toEqual(['drafted', [], 1])
  })

  test.each<[string, Inputs, string]>([
    ['no lead', { parties: PARTIES.slice(1) }, '“office” needs at least 1 units, there are 0'],
    ['two leads', { parties: [...PARTIES, { unit: 'x', relation: 'office' }] }, '“office” takes at most 1 units'],
    ['a unit twice', { parties: [...PARTIES, { unit: '水务局', relation: 'addressee' }] }, 'names “水务局” twice'],
    ['an empty unit', { parties: [...PARTIES, { unit: ' ', relation: 'addressee' }] }, 'names an empty unit'],
    ['an unknown relation', { parties: [...PARTIES, { unit: 'x', relation: 'friend' }] }, 'cannot name “x” as friend'],
    ['no date', { fields: {} }, '“due” is missing'],
    ['a date that is none', { fields: { due: '2025-02-30' } }, '“due” must be a day like'],
    ['a field it does not know', { fields: { due: '2025-03-14', x: '1' } }, 'This act has no field “x”'],
  ])('refuses %s', (_, inputs, because) => {
    const parties = inputs.parties ?? PARTIES
    const opened = open({ ...inputs, parties }, person('clerk', ['plan', 'officer']))
    // Without an office nobody of the office can open it, which is told first.
    if (parties === PARTIES || parties.some(({ relation }) => relation === 'office'))
      expect(isRefusal(opened) && opened.because).toContain(because)
    else expect(codeOf(opened)).toBe('procedures.wrong-unit')
  })

  test('refuses who has no such role, and an empty title', () => {
    expect(codeOf(open({}, chief))).toBe('procedures.wrong-role')
    expect(
      codeOf(startCase(ORDER, { id: 'x', title: ' ', about: current.about, by: clerk, at: at(3), inputs: {} })),
    ).toBe('procedures.no-title')
  })
})

describe('act()', () => {
  test('leads both units side by side to the end', () => {
    go({ act: 'issue', by: chief })
    expect(current.strands.map(({ unit, state }) => [unit, state])).toEqual([
      ['水务局', 'to-reply'],
      ['交通局', 'to-reply'],
    ])
    go({ act: 'reply', by: water, unit: '水务局', inputs: REPLY })
    go({ act: 'accept', by: clerk, unit: '水务局' })
    expect([current.state, current.strands.map(({ state }) => state)]).toEqual(['issued', ['accepted', 'to-reply']])
    go({ act: 'reply', by: roads, unit: '交通局', inputs: REPLY })
    go({ act: 'send-back', by: clerk, unit: '交通局', inputs: { reason: '不清楚' } })
    go({ act: 'reply', by: roads, unit: '交通局', inputs: REPLY })
    go({ act: 'accept', by: chief, unit: '交通局' })
    expect([current.state, current.strands]).toEqual(['closed', []])
    expect(replay(ORDER, current.events)).toEqual(current)
  })

  test('refuses to skip a state, and says from which state it can be done', () => {
    const skipped = doing({ act: 'reply', by: water, unit: '水务局', inputs: REPLY })
    expect(skipped).toMatchObject({
      refused: 'procedures.not-from-this-state',
      because: expect.stringContaining('drafted'),
    })
    expect(codeOf(doing({ act: 'nap', by: water }))).toBe('procedures.act-not-found')
  })

  test('refuses a strand of a unit that takes no part, and one that is not named', () => {
    go({ act: 'issue', by: chief })
    expect(codeOf(doing({ act: 'reply', by: water, unit: '城管局', inputs: REPLY }))).toBe(
      'procedures.not-from-this-state',
    )
    expect(doing({ act: 'reply', by: water, inputs: REPLY })).toMatchObject({ zh: '请指明由哪个单位办理' })
  })

  test('refuses another unit, another role and the same person', () => {
    current = must(open({}, both)).case
    expect(doing({ act: 'issue', by: both })).toMatchObject({
      refused: 'procedures.same-person',
      zh: '不得由办理过“发起”的同一人办理',
    })
    expect(codeOf(doing({ act: 'issue', by: clerk }))).toBe('procedures.wrong-role')
    expect(codeOf(doing({ act: 'issue', by: person('x', ['elsewhere', 'head']) }))).toBe('procedures.wrong-unit')
    go({ act: 'issue', by: chief })
    expect(codeOf(doing({ act: 'reply', by: roads, unit: '水务局', inputs: REPLY }))).toBe('procedures.wrong-unit')
  })

  test('who replied for one unit may accept for another, but not for its own', () => {
    go({ act: 'issue', by: chief })
    const mixed = person('mixed', ['水务局', 'officer'], ['plan', 'officer'])
    go({ act: 'reply', by: mixed, unit: '水务局', inputs: REPLY })
    go({ act: 'reply', by: roads, unit: '交通局', inputs: REPLY })
    expect(codeOf(doing({ act: 'accept', by: mixed, unit: '水务局' }))).toBe('procedures.same-person')
    expect(codeOf(doing({ act: 'accept', by: mixed, unit: '交通局' }))).toBeUndefined()
  })

  test('names everything that is missing at once', () => {
    go({ act: 'issue', by: chief })
    const refused = doing({ act: 'reply', by: water, unit: '水务局', inputs: { evidence: [PROOF[0] as Evidence] } })
    expect(refused).toMatchObject({
      refused: 'procedures.incomplete',
      zh: '请填写“result”；请附上“proof”至少 2 件，现有 1 件',
    })
    expect(isRefusal(refused) && missingOf(refused)).toMatchObject([{ of: 'field', id: 'result' }, { of: 'evidence' }])
    expect(missingOf({ refused: 'x', because: 'x' })).toEqual([])
  })

  test('counts the same piece of evidence once, and not another kind', () => {
    go({ act: 'issue', by: chief })
    const twice = [PROOF[0], PROOF[0]] as Evidence[]
    const other = [PROOF[0], { kind: 'closed-case', ref: 'case:9', name: 'x' }] as Evidence[]
    for (const evidence of [twice, other])
      expect(codeOf(doing({ act: 'reply', by: water, unit: '水务局', inputs: { ...REPLY, evidence } }))).toBe(
        'procedures.incomplete',
      )
  })

  test('refuses where a guard does not hold, and says all that do not', () => {
    go({ act: 'issue', by: chief })
    const extend = (until: string, day = 4) =>
      doing({ act: 'extend', by: chief, unit: '水务局', at: at(day), inputs: { fields: { until }, reason: '下雨' } })
    expect(extend('2025-03-14')).toMatchObject({ refused: 'procedures.guard-forbids', because: 'not later' })
    expect(extend('2025-04-01', 15)).toMatchObject({ because: 'is over' })
    current = must(extend('2025-03-20')).case
    current = must(extend('2025-03-25')).case
    expect(extend('2025-03-28')).toMatchObject({ because: 'twice at most' })
  })

  test('refuses an act of the clock, and one that is earlier than the last', () => {
    go({ act: 'issue', by: chief })
    expect(codeOf(doing({ act: 'give-up', by: chief, unit: '水务局' }))).toBe('procedures.clock-only')
    expect(codeOf(doing({ act: 'extend', by: chief, unit: '水务局', at: at(2) }))).toBe('procedures.too-early')
  })
})

describe('undoAct()', () => {
  beforeEach(() => {
    go({ act: 'issue', by: chief })
    go({ act: 'reply', by: water, unit: '水务局', inputs: REPLY })
  })
  const undo = (by = water, day = 4, undoes = 3, reason = '附件有误') =>
    undoAct(ORDER, current, { by, at: at(day, 18), reason, undoes, calendar })

  test('leads back to where it was, and keeps both events', () => {
    const undone = must(undo())
    expect(undone.case.strands.map(({ state }) => state)).toEqual(['to-reply', 'to-reply'])
    expect(undone.case.events.map(({ type }) => type)).toEqual(['opened', 'acted', 'acted', 'undone'])
    expect(replay(ORDER, undone.case.events)).toEqual(undone.case)
  })

  test('is refused to others, too late, without a reason, and where the act cannot be taken back', () => {
    expect(undo(roads)).toMatchObject({ because: 'Only who did it may take it back' })
    expect(undo(water, 5)).not.toHaveProperty('refused')
    expect(undo(water, 6)).toMatchObject({ because: 'The time to take it back is over' })
    expect(undo(water, 4, 3, ' ')).toMatchObject({ because: 'A reason is missing' })
    expect(undo(chief, 4, 2)).toMatchObject({ because: '“issue” cannot be taken back' })
    expect(codeOf(undo(water, 4, 9))).toBe('procedures.event-not-found')
  })

  test('is refused once something rests on it, and not for what another unit did', () => {
    go({ act: 'reply', by: roads, unit: '交通局', inputs: REPLY })
    expect(undo()).not.toHaveProperty('refused')
    go({ act: 'accept', by: clerk, unit: '水务局' })
    expect(undo()).toMatchObject({ because: 'It cannot be taken back as something followed' })
  })

  test('is not done twice', () => {
    current = must(undo()).case
    expect(codeOf(undo())).toBe('procedures.event-not-found')
  })
})

test('actsOpenTo() gives every act with why it is not open, those of a branch for each unit', () => {
  go({ act: 'issue', by: chief })
  const offered = actsOpenTo(ORDER, current, { person: water, at: at(4), calendar })
  expect(offered.map(({ act: id, unit, refused }) => [id, unit, refused?.refused])).toEqual([
    ['issue', null, 'procedures.not-from-this-state'],
    ['reply', '水务局', undefined],
    ['reply', '交通局', 'procedures.wrong-unit'],
    ['extend', '水务局', 'procedures.wrong-role'],
    ['extend', '交通局', 'procedures.wrong-role'],
    ['accept', '水务局', 'procedures.not-from-this-state'],
    ['accept', '交通局', 'procedures.not-from-this-state'],
    ['send-back', '水务局', 'procedures.not-from-this-state'],
    ['send-back', '交通局', 'procedures.not-from-this-state'],
    ['give-up', '水务局', 'procedures.clock-only'],
    ['give-up', '交通局', 'procedures.clock-only'],
  ])
})

test('replay() throws at a log that the definition does not lead to', () => {
  go({ act: 'issue', by: chief })
  const [opened, issued] = current.events
  if (opened === undefined || issued?.type !== 'acted') throw new Error('not as expected')
  expect(() => replay(ORDER, [opened, { ...issued, to: 'closed' }])).toThrow('does not lead there')
  expect(() => replay(ORDER, [opened, { ...issued, no: 3 }])).toThrow('number 2 must follow')
  expect(() => replay(ORDER, [issued])).toThrow('first event')
  expect(() => replay({ ...ORDER, version: 2 }, [opened])).toThrow('must be opened under')
  expect(() => replay(ORDER, [opened, { ...opened, no: 2 }])).toThrow('opened once')
})
