// What the pages of procedures make of data: boxes to inputs, filters to addresses, states to graphs, names to lines.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ProcedureBody } from '#contract/procedures.ts'
import { fillWords, type Say } from '#web/ui/say.ts'
import { readCaseFilter, writeCaseFilter } from './case-filter.ts'
import { inputsOf, unitsOf } from './demand-inputs.ts'
import { graphOf } from './diagram-graph.ts'
import { demandTexts, stepTexts, whoText, withinText } from './procedure-text.ts'
import { widthOf, wrapText } from './wrap-text.ts'

const sayIn = (language: 'zh' | 'en'): Say =>
  Object.assign<
    (words: { zh: string; en: string }, values?: Record<string, string | number>) => string,
    { language: 'zh' | 'en' }
  >((words, values) => fillWords(words[language], values), { language })
const ORDER: ProcedureBody = JSON.parse(
  readFileSync(new URL('../../../../packs/longgang-14fyp/procedures/supervision-order.json', import.meta.url), 'utf8'),
)
const actOf = (id: string) => {
  const act = ORDER.acts.find((one) => one.id === id)
  if (act === undefined) throw new Error(id)
  return act
}

test('inputsOf() leaves empty boxes out, trims, and says no for a tick that was not touched', () => {
  const demands = {
    fields: [
      { id: 'result', name: { zh: '', en: '' }, type: 'text' as const },
      { id: 'note', name: { zh: '', en: '' }, type: 'text' as const },
      { id: 'done', name: { zh: '', en: '' }, type: 'flag' as const },
    ],
    sets: ['lead'],
  }
  expect(
    inputsOf(demands, {
      fields: { result: ' x ', note: ' ', strange: 'y' },
      evidence: [
        { kind: 'photo', ref: ' file:1 ' },
        { kind: 'photo', ref: ' ' },
      ],
      reason: ' ',
      units: { lead: ' 水务局 \n\n', other: 'z' },
    }),
  ).toEqual({
    fields: { result: 'x', done: false },
    evidence: [{ kind: 'photo', ref: 'file:1', name: 'file:1' }],
    parties: [{ unit: '水务局', relation: 'lead' }],
  })
  expect([inputsOf({}, {}), unitsOf(undefined)]).toEqual([{}, []])
})

test('readCaseFilter() is the inverse of writeCaseFilter()', () => {
  for (const filter of [
    { procedure: 'x', state: 'issued', unit: '水务局', person: undefined, open: false, overdue: true, page: 3 },
    { procedure: undefined, state: undefined, unit: undefined, person: 'z', open: true, overdue: false, page: 1 },
  ])
    expect(readCaseFilter(writeCaseFilter(filter))).toEqual(filter)
  expect(readCaseFilter({ page: -2, unit: 7 })).toMatchObject({ page: 1, unit: undefined, open: true })
})

test('graphOf() joins acts between the same states, marks the clock and says what follows when all have ended', () => {
  const { states, edges } = graphOf(sayIn('zh'), ORDER)
  expect(states[0]).toMatchObject({ id: 'drafted', kind: 'initial' })
  expect(states.filter(({ holdsBranch }) => holdsBranch).map(({ id }) => id)).toEqual(['issued'])
  expect(edges.find(({ from, to }) => from === 'issued' && to === 'to-close')).toEqual({
    from: 'issued',
    to: 'to-close',
    texts: ['全部办结后'],
    isClock: true,
  })
  const inBranch = graphOf(sayIn('en'), ORDER, 'reply')
  expect(inBranch.edges.find(({ from, to }) => from === 'extension-asked' && to === 'to-reply')).toMatchObject({
    texts: ['Grant the extension', 'Refuse the extension'],
    isClock: false,
  })
})

test('a procedure is told in both languages: who may, what is asked for, how long, and what happens when it is late', () => {
  const [zh, en] = [sayIn('zh'), sayIn('en')]
  const [who] = actOf('accept').who
  if (who === undefined) throw new Error('not as expected')
  expect(whoText(zh, ORDER, who)).toBe('规划办：规划办经办人、规划办负责人，不得由办理“签发、回复”的同一人')
  expect(whoText(en, ORDER, who)).toBe(
    'plan office: officer of the plan office, head of the plan office, not who did “Issue, Reply”',
  )
  expect(demandTexts(zh, ORDER, actOf('reply'))).toEqual(['办理结果', '办理佐证 ≥ 1 件'])
  const [deadline, second] = ORDER.deadlines ?? []
  if (deadline === undefined || second === undefined) throw new Error('not as expected')
  expect([withinText(zh, ORDER, deadline), withinText(en, ORDER, second)]).toEqual([
    '至“办结期限”所定日期',
    '5 working days',
  ])
  expect(stepTexts(zh, deadline)).toEqual([
    '到期前 3 个工作日提醒',
    '到期当日提醒',
    '逾期 1 个工作日：告知单位负责人',
    '逾期 3 个工作日：告知规划办负责人',
    '逾期 5 个工作日：报区领导',
  ])
})

test('wrapText() keeps a short name whole and breaks a long one between words, or in the middle where there are none', () => {
  expect(wrapText('督办中', 116)).toEqual(['督办中'])
  expect(wrapText('awaiting the units that confirm', 116)).toEqual(['awaiting the', 'units that confirm'])
  expect(wrapText('待各责任单位逐一确认完毕', 116)).toEqual(['待各责任单位', '逐一确认完毕'])
  expect(widthOf('督a')).toBeCloseTo(19.8)
})
