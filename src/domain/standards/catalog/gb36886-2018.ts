// GB 36886—2018: smoke of non-road diesel machinery; the limits are from memory.
import { limitOf, type Mark } from './emission-items.ts'
import { type EmissionEdition, type NumberCondition, rulesOf } from './limit-tables.ts'

const CODE = 'GB 36886—2018'
const mark: Mark = { source: `${CODE} 表1`, sureness: 'memory' }

const smoke = (machineClass: string, atMost: number, power: Omit<NumberCondition, 'fact'>) =>
  limitOf('opacity', { atMost, when: { 'machine-class': [machineClass] }, where: [{ fact: 'power', ...power }] }, mark)

/** 非道路柴油移动机械排气烟度限值及测量方法 GB 36886—2018. */
export const GB36886_2018: EmissionEdition<'machinery-smoke'> = {
  id: 'GB36886-2018',
  code: CODE,
  family: 'machinery-smoke',
  zh: '非道路柴油移动机械排气烟度限值及测量方法',
  en: 'Limits and measurement methods for exhaust smoke from non-road mobile diesel machinery',
  issuer: '生态环境部、国家市场监督管理总局',
  issued: '2018-09-27',
  from: '2018-12-01',
  until: null,
  sureness: 'memory',
  industries: ['machinery'],
  derived: [
    {
      fact: 'machine-class',
      from: 'stage',
      values: { '1': 'I', '2': 'I', 国一: 'I', 国二: 'I', '3': 'II', '4': 'II', 国三: 'II', 国四: 'II' },
      rule: 'classes',
    },
  ],
  limits: [
    smoke('I', 3, { below: 19 }),
    smoke('I', 2, { atLeast: 19, below: 37 }),
    smoke('I', 1.61, { atLeast: 37, atMost: 560 }),
    smoke('II', 2, { below: 19 }),
    smoke('II', 1, { atLeast: 19, below: 37 }),
    smoke('II', 0.8, { atLeast: 37 }),
    smoke('III', 0.8, { below: 37 }),
    smoke('III', 0.5, { atLeast: 37 }),
    limitOf('ringelmann', { atMost: 1 }, mark),
  ],
  rules: rulesOf(CODE, 'memory', [
    [
      'classes',
      'Ⅰ类：第二阶段及以前的机械；Ⅱ类：第三阶段及以后；Ⅲ类：低排放控制区内的机械。',
      'Ⅰ: machines of stage two and before; Ⅱ: stage three and later; Ⅲ: machines in low-emission zones.',
      '机械分类',
    ],
    [
      'judgement',
      '光吸收系数须达标；不能做自由加速试验的以林格曼级评价；Ⅲ类不得有可见烟。',
      'Light absorption must keep the limit, or Ringelmann where free acceleration is impossible; Ⅲ shows no visible smoke.',
      '判定',
    ],
  ]),
}
