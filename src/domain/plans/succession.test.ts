// What becomes of an obligation: the rules, and suggestions by likeness.
import { describe, expect, test } from 'vitest'
import { checkSuccession, prepareSuggestions, type Succession, suggestSuccessor } from './succession.ts'

const OLD = { id: 'old', startYear: 2021, has: (id: string) => ['a', 'b', 'c'].includes(id) }
const NEW = { id: 'new', startYear: 2026, has: (id: string) => ['x', 'y'].includes(id) }
const plans = [OLD, NEW]
const entry = (id: string, kind: Succession['kind'], to: string | null, reason = ''): Succession => ({
  from: { planId: 'old', id },
  kind,
  to: to === null ? null : { planId: 'new', id: to },
  reason,
})
const check = (asked: Succession, ...standing: Succession[]) => checkSuccession(asked, { plans, standing })?.refused

describe('checkSuccession()', () => {
  const cases: [string, Succession, Succession[], string | undefined][] = [
    ['lets one be carried over', entry('a', 'carried-over', 'x'), [], undefined],
    ['lets several be merged into one', entry('b', 'merged', 'x'), [entry('a', 'merged', 'x')], undefined],
    [
      'lets one be superseded by what others are merged into',
      entry('b', 'superseded', 'x'),
      [entry('a', 'merged', 'x')],
      undefined,
    ],
    ['lets one be dropped with a reason', entry('a', 'dropped', null, '已完成'), [], undefined],
    [
      'refuses a second carried over to the same',
      entry('b', 'carried-over', 'x'),
      [entry('a', 'carried-over', 'x')],
      'succession.not-one-to-one',
    ],
    [
      'refuses merging into what was carried over',
      entry('b', 'merged', 'x'),
      [entry('a', 'carried-over', 'x')],
      'succession.not-one-to-one',
    ],
    [
      'refuses carrying over to what others were merged into',
      entry('b', 'carried-over', 'x'),
      [entry('a', 'merged', 'x')],
      'succession.not-one-to-one',
    ],
    ['refuses dropping without a reason', entry('a', 'dropped', null, ' '), [], 'succession.reason-needed'],
    [
      'refuses a successor of what is dropped',
      entry('a', 'dropped', 'x', '并入'),
      [],
      'succession.dropped-has-successor',
    ],
    ['refuses going on nowhere', entry('a', 'merged', null), [], 'succession.successor-needed'],
    ['refuses a second fate', entry('a', 'merged', 'y'), [entry('a', 'carried-over', 'x')], 'succession.settled'],
    ['refuses what is not in the plan', entry('z', 'merged', 'x'), [], 'succession.unknown-obligation'],
    ['refuses what is not in the plan that follows', entry('a', 'merged', 'z'), [], 'succession.unknown-successor'],
  ]
  for (const [name, asked, standing, refused] of cases)
    test(name, () => expect(check(asked, ...standing)).toBe(refused))

  test('refuses a successor in an earlier plan', () => {
    const back: Succession = {
      from: { planId: 'new', id: 'x' },
      kind: 'merged',
      to: { planId: 'old', id: 'a' },
      reason: '',
    }
    expect(check(back)).toBe('succession.not-later')
  })
})

const among = prepareSuggestions([
  { id: 'x', titleZh: '保护并修复天然林和次生林', anchor: '天然林保护修复工程' },
  { id: 'y', titleZh: '逐年编制区级温室气体清单', anchor: '温室气体清单编制' },
])

test('suggestSuccessor() finds the title that is most like', () => {
  const found = suggestSuccessor({ id: 'a', titleZh: '编制区级温室气体清单', anchor: '别的词' }, among)
  expect(found?.id).toBe('y')
  // 9 pairs against 11, all 9 of them shared: 18 of 20.
  expect(found?.likeness).toBeCloseTo(0.9)
})

test('suggestSuccessor() finds by the key words where the titles differ, and nothing where both do', () => {
  expect(suggestSuccessor({ id: 'a', titleZh: '林相改造', anchor: '天然林保护修复工程' }, among)).toEqual({
    id: 'x',
    likeness: 1,
  })
  expect(suggestSuccessor({ id: 'a', titleZh: '噪声地图', anchor: '静音护栏' }, among)).toBeUndefined()
})
