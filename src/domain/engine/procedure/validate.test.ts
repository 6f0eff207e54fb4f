// A procedure that cannot be run is refused with the place and the reason; the tests break one that can, a part at a time.
import { describe, expect, test } from 'vitest'
import { anOrder, type Json } from './order-example.ts'
import { isProcedureRefused, validateProcedure } from './validate.ts'

function faultsOf(change: (order: Json) => void): string[] {
  const order = anOrder()
  change(order)
  const read = validateProcedure(order, 'order.json')
  return isProcedureRefused(read) ? read.map(({ refused, because }) => `${refused} ${because}`) : []
}

test('validateProcedure() lets the example in', () => {
  expect(faultsOf(() => undefined)).toEqual([])
})

test('a fault is told in both languages', () => {
  const order = anOrder() as Json
  order.acts[0].to = 'nowhere'
  const read = validateProcedure(order, 'order.json')
  expect(read).toEqual([
    {
      refused: 'plans.pack-unknown-state',
      because: 'order.json $.acts[0].to: there is no state “nowhere” here',
      zh: 'order.json $.acts[0].to：没有“nowhere”这一状态',
    },
  ])
})

describe('validateProcedure() refuses', () => {
  test.each<[string, (order: Json) => void, string]>([
    ['a misspelt field', (o) => (o.acts[0].whom = []), 'unknown-field order.json $.acts[0].whom'],
    ['a missing field', (o) => delete o.purpose, 'wrong-shape order.json $.purpose'],
    ['version 0', (o) => (o.version = 0), 'procedure-version order.json $.version'],
    ['no act', (o) => (o.acts = []), 'procedure-empty order.json $.acts'],
    [
      'a relation of fewer units than none',
      (o) => (o.relations[0].most = 0),
      'relation-count order.json $.relations[0]',
    ],
    ['an id used twice', (o) => (o.roles[1].id = 'officer'), 'id-repeated order.json $.roles[1].id'],
    ['a state of a branch named like one of the case', (o) => (o.branches[0].states[0].id = 'drafted'), 'id-repeated'],
    ['an act named open', (o) => (o.acts[0].id = 'open'), 'id-repeated order.json $.acts[0].id'],
    ['an unknown state', (o) => (o.acts[0].from = ['gone']), 'unknown-state order.json $.acts[0].from[0]'],
    ['a state of the case in a branch', (o) => (o.acts[1].to = 'drafted'), 'unknown-state order.json $.acts[1].to'],
    ['an act from nowhere', (o) => (o.acts[0].from = []), 'act-from-nowhere order.json $.acts[0].from'],
    ['an act without who', (o) => (o.acts[0].who = []), 'act-without-who order.json $.acts[0].who'],
    ['an opening without who', (o) => (o.opening.who = []), 'act-without-who order.json $.opening.who'],
    ['who without a role', (o) => (o.acts[0].who[0].roles = []), 'nobody-named order.json $.acts[0].who[0].roles'],
    [
      'an unknown role',
      (o) => (o.acts[0].who[0].roles = ['king']),
      'unknown-role order.json $.acts[0].who[0].roles[0]',
    ],
    ['an unknown relation', (o) => (o.acts[0].who[0].relations = ['foe']), 'unknown-relation'],
    [
      'an unknown act in notBy',
      (o) => (o.acts[0].who[0].notBy = ['nap']),
      'unknown-act order.json $.acts[0].who[0].notBy[0]',
    ],
    ['a strand where there is none', (o) => (o.acts[0].who[0].ofStrand = true), 'no-strand'],
    ['an unknown branch', (o) => (o.acts[1].branch = 'twig'), 'unknown-branch order.json $.acts[1].branch'],
    [
      'a branch that goes to an unknown state',
      (o) => (o.branches[0].to = 'gone'),
      'unknown-state order.json $.branches[0].to',
    ],
    ['a branch that goes back to itself', (o) => (o.branches[0].to = 'issued'), 'branch-circle'],
    ['a branch that may have no unit', (o) => (o.relations[1].least = 0), 'branch-without-units'],
    ['two branches in a state', (o) => o.branches.push({ ...o.branches[0], id: 'twin', states: [] }), 'branch-twice'],
    [
      'an unknown guard',
      (o) => (o.acts[2].guards[0].guard = 'moon-is-full'),
      'unknown-guard order.json $.acts[2].guards[0].guard',
    ],
    [
      'a guard without its data',
      (o) => delete o.acts[2].guards[0].deadline,
      'bad-id order.json $.acts[2].guards[0].deadline',
    ],
    ['a guard on an unknown deadline', (o) => (o.acts[2].guards[0].deadline = 'x'), 'unknown-deadline'],
    [
      'a guard on an unknown field',
      (o) => (o.acts[2].guards[1].field = 'x'),
      'unknown-field order.json $.acts[2].guards[1].field',
    ],
    [
      'a guard on an unknown fact',
      (o) => (o.acts[0].guards = [{ guard: 'fact-is', fact: 'x', value: true, because: { zh: 'x', en: 'x' } }]),
      'unknown-fact order.json $.acts[0].guards[0].fact',
    ],
    [
      'a number without a unit',
      (o) => (o.acts[1].fields[0].type = 'number'),
      'field-wrong order.json $.acts[1].fields[0].unit',
    ],
    ['a text with a unit', (o) => (o.acts[1].fields[0].unit = 'km'), 'field-wrong'],
    ['a choice without choices', (o) => (o.acts[1].fields[0].type = 'choice'), 'field-wrong'],
    [
      'a text with a bound',
      (o) => (o.acts[1].fields[0].least = '3'),
      'field-wrong order.json $.acts[1].fields[0].least',
    ],
    [
      'a field that stands twice',
      (o) => o.acts[1].fields.push(o.acts[1].fields[0]),
      'field-wrong order.json $.acts[1].fields[1].id',
    ],
    ['evidence of no kind', (o) => (o.acts[1].evidence[0].kinds = []), 'evidence-empty'],
    ['units changed while they work', (o) => (o.acts[1].sets = ['addressee']), 'sets-in-branch'],
    ['an undo of no days', (o) => (o.acts[1].undo.count = 0), 'span-too-short order.json $.acts[1].undo.count'],
    [
      'a deadline of an unknown act',
      (o) => (o.deadlines[0].from = ['nap']),
      'unknown-act order.json $.deadlines[0].from[0]',
    ],
    ['a deadline from nothing', (o) => (o.deadlines[0].from = []), 'deadline-empty order.json $.deadlines[0].from'],
    [
      'a deadline in an unknown state',
      (o) => (o.deadlines[0].in = ['issued']),
      'unknown-state order.json $.deadlines[0].in[0]',
    ],
    ['a deadline after the end', (o) => (o.deadlines[0].in = ['accepted']), 'deadline-after-end'],
    [
      'a deadline by an unknown field',
      (o) => (o.deadlines[0].within = { field: 'x' }),
      'unknown-field order.json $.deadlines[0].within.field',
    ],
    [
      'a deadline of neither days nor field',
      (o) => (o.deadlines[0].within = 5),
      'wrong-shape order.json $.deadlines[0].within',
    ],
    ['an extension by a field that is no date', (o) => (o.deadlines[0].extension.field = 'x'), 'unknown-field'],
    [
      'a reminder before the beginning',
      (o) => (o.deadlines[1].reminders = [{ id: 'soon', before: { count: 9, of: 'working-days' }, tell: [] }]),
      'reminder-too-early',
    ],
    ['steps that do not rise', (o) => (o.deadlines[0].escalations[1].after.count = 1), 'escalation-order'],
    [
      'a step after the clock has left',
      (o) =>
        o.deadlines[1].escalations.push({
          ...o.deadlines[1].escalations[0],
          id: 'x',
          after: { count: 9, of: 'working-days' },
        }),
      'escalation-never',
    ],
    ['an escalation beyond its state', (o) => (o.deadlines[1].in = ['to-reply', 'replied']), 'escalation-beyond-state'],
    ['an act of the clock that asks for a reason', (o) => (o.acts.at(-1).reason = true), 'clock-act-demands'],
    ['an act of the clock that is unknown', (o) => (o.deadlines[1].escalations[0].act = 'x'), 'unknown-act'],
    ['two initial states', (o) => (o.states[1].kind = 'initial'), 'initial-state order.json $.states'],
    [
      'no initial state of a branch',
      (o) => (o.branches[0].states[0].kind = 'between'),
      'initial-state order.json $.branches[0].states',
    ],
    ['no final state', (o) => (o.states[2].kind = 'between'), 'no-final-state order.json $.states'],
    [
      'a state that cannot be reached',
      (o) => o.states.push({ id: 'island', name: { zh: '孤岛', en: 'island' }, kind: 'final' }),
      'state-unreachable order.json $.states[3]',
    ],
    [
      'a state without a way out',
      (o) => {
        o.states.push({ id: 'pit', name: { zh: '坑', en: 'pit' }, kind: 'between' })
        o.acts.push({ ...o.acts[0], id: 'fall', to: 'pit' })
      },
      'state-without-way-out order.json $.states[3]',
    ],
    [
      'states that never end',
      (o) => {
        for (const id of ['ping', 'pong']) o.states.push({ id, name: { zh: id, en: id }, kind: 'between' })
        o.acts.push({ ...o.acts[0], id: 'a', to: 'ping' })
        o.acts.push({ ...o.acts[0], id: 'b', from: ['ping'], to: 'pong' })
        o.acts.push({ ...o.acts[0], id: 'c', from: ['pong'], to: 'ping' })
      },
      'state-without-end order.json $.states[3]',
    ],
    [
      'an act from a final state',
      (o) => o.acts.push({ ...o.acts[0], id: 'again', from: ['closed'] }),
      'final-state-left',
    ],
  ])('%s', (_, change, fault) => {
    expect(faultsOf(change).join('\n')).toContain(`plans.pack-${fault}`)
  })
})

test('validateProcedure() tells all faults at once', () => {
  expect(
    faultsOf((order) => {
      order.acts[0].to = 'nowhere'
      order.deadlines[0].from = ['nap']
    }),
  ).toHaveLength(2)
})
