// The share of a city's people whose sewage reaches a works, from the load that arrives there.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

const MARK = { source: '城镇污水处理提质增效三年行动方案 2019 集中收集率', sureness: 'memory' } as const

/** 城市生活污水集中收集率口径. */
export const SEWAGE_COLLECTION_2019 = {
  id: 'SEWAGE-COLLECTION-2019',
  code: '城市生活污水集中收集率口径（2019）',
  family: 'sewage-collection',
  zh: '城市生活污水集中收集率口径',
  en: 'Definition of the sewage collection rate',
  issuer: '住房城乡建设部',
  issued: null,
  from: '2019-01-01',
  until: null,
  sureness: 'memory',
  limits: [
    { item: 'bod5', zh: '进水五日生化需氧量', en: 'BOD5 of the inflow', unit: 'mg/L', ...MARK },
    { item: 'inflow', zh: '年进水量', en: 'Yearly inflow', unit: 'm³/a', ...MARK },
    { item: 'persons', zh: '城区用水总人口', en: 'People served with water', unit: '人', ...MARK },
  ],
  /** 人均日生活污染物排放量, g BOD5 a person and day. */
  loadPerPerson: { item: 'load-per-person', unit: 'g/(人·d)', value: 45, ...MARK },
  rules: [
    {
      id: 'rate',
      zh: '收集率为污水厂进水 BOD5 总量除以用水总人口的 BOD5 产生量；人均 45 g/d。',
      en: 'The rate is the BOD5 that arrives over what all people produce, 45 g a person and day.',
      formula: 'R = Σ(BOD5·Q) ÷ (45·N·365) × 100',
      ...MARK,
    },
    { id: 'cap', zh: '超过 100% 时只在显示时封顶。', en: 'Above 100 % it is capped on display only.', ...MARK },
  ],
} as const satisfies IndexEdition<'sewage-collection', IndexTerm> & { loadPerPerson: object }
