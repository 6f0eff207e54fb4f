// Rules that hold no table the engine computes with: machinery codes, damage, outlet labels, quality control, green titles.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

/** 非道路移动机械编码登记. */
export const MACHINE_CODE = {
  id: 'MACHINE-CODE-2019',
  code: '非道路移动机械编码登记（2019）',
  family: 'machine-code',
  zh: '非道路移动机械环保登记号码',
  en: 'Registration numbers of non-road machinery',
  issuer: '生态环境部',
  issued: null,
  from: '2019-07-01',
  until: null,
  sureness: 'single-source',
  limits: [],
  /** Loose on purpose: the official pattern is not known. */
  pattern: '^[A-Z0-9·-]{6,20}$',
  stages: ['X', '国Ⅰ', '国Ⅱ', '国Ⅲ', '国Ⅳ', 'D'],
  rules: [
    {
      id: 'pattern',
      zh: '环保登记号码的官方格式未取得，只作宽松检查，并要求产品识别码和发动机编号。',
      en: 'The official pattern is not known: checked loosely; product and engine numbers are asked for.',
      source: '非道路移动机械编码登记 2019 登记号码',
      sureness: 'memory',
    },
    {
      id: 'maker',
      zh: '24 位环保信息公开编号以 CN FJ 起首，属制造商编号。',
      en: 'The 24 characters that begin CN FJ are the maker’s number.',
      source: '非道路移动机械编码登记 2019 信息公开编号',
      sureness: 'single-source',
    },
    {
      id: 'stage',
      zh: '排放阶段：国Ⅰ前（X）、国Ⅰ至国Ⅳ、电动（D）。',
      en: 'Stages: before Ⅰ (X), Ⅰ to Ⅳ, electric (D).',
      source: '非道路移动机械编码登记 2019 排放阶段',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'machine-code'> & { pattern: string; stages: readonly string[] }

/** 生态环境损害赔偿管理规定 环法规〔2022〕31号. */
export const ECO_DAMAGE_2022 = {
  id: 'ECO-DAMAGE-2022',
  code: '环法规〔2022〕31号',
  family: 'eco-damage',
  zh: '生态环境损害赔偿管理规定',
  en: 'Rules for compensation of environmental damage',
  issuer: '生态环境部等',
  issued: '2022-04-26',
  from: '2022-04-26',
  until: null,
  sureness: 'memory',
  limits: [],
  rules: [
    {
      id: 'amount',
      zh: '赔偿额为清除、修复、期间损失、永久损失与调查评估等合理费用之和。',
      en: 'Compensation sums clearing, repair, interim and lasting loss and the cost of inquiry.',
      source: '环法规〔2022〕31号 赔偿范围',
      sureness: 'memory',
    },
    {
      id: 'virtual',
      zh: '虚拟治理成本为污染物量、单位治理成本与敏感系数之积。',
      en: 'The virtual cost is amount times unit cost times sensitivity.',
      formula: 'D = E × C × γ',
      source: '环法规〔2022〕31号 虚拟治理成本',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'eco-damage'>

/** 排污单位污染物排放口二维码标识技术规范 HJ 1297—2023. */
export const HJ1297_2023 = {
  id: 'HJ1297-2023',
  code: 'HJ 1297—2023',
  family: 'outlet-label',
  zh: '排污单位污染物排放口二维码标识技术规范',
  en: 'Technical specification for two-dimensional labels of outlets',
  issuer: '生态环境部',
  issued: null,
  from: '2023-07-01',
  until: null,
  sureness: 'memory',
  limits: [],
  rules: [
    {
      id: 'label',
      zh: '每个排放口的二维码关联许可证编号、排放口编码、污染物与公开信息。',
      en: 'The label of an outlet links permit, outlet code, pollutants and what is public.',
      source: 'HJ 1297—2023 标识内容',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'outlet-label'>

const CONTROL = { source: 'HJ 818—2018 质控要点（缺省参数）', sureness: 'memory' } as const

/** 环境空气自动监测质控要点 HJ 664—2013、HJ 817—2018、HJ 818—2018. */
export const AIR_CONTROL_2018 = {
  id: 'AIR-CONTROL-2018',
  code: 'HJ 818—2018',
  family: 'air-control',
  zh: '环境空气自动监测质控要点',
  en: 'Quality control of automatic air monitoring',
  issuer: '生态环境部',
  issued: null,
  from: '2019-01-01',
  until: null,
  sureness: 'memory',
  limits: [
    { item: 'zero-drift', zh: '零点漂移', en: 'Zero drift', unit: 'ppb', atMost: 5, ...CONTROL },
    { item: 'span-drift', zh: '跨度漂移（失效）', en: 'Span drift (invalid)', unit: '%', atMost: 10, ...CONTROL },
    {
      item: 'particle-flow',
      zh: '颗粒物流量误差',
      en: 'Flow error of particles',
      unit: '%',
      atMost: 5,
      source: 'HJ 817—2018 质控要点（缺省参数）',
      sureness: 'memory',
    },
  ],
  rules: [
    {
      id: 'inversion',
      zh: '同一小时 PM2.5 大于 PM10 的须复核。',
      en: 'An hour with more PM2.5 than PM10 is reviewed.',
      ...CONTROL,
    },
    {
      id: 'invalid',
      zh: '校准、断电、流量故障、漂移失控期间的小时值无效，追溯到上次合格检查。',
      en: 'Hours of calibration, power cut, flow fault or drift are invalid back to the last good check.',
      ...CONTROL,
    },
    {
      id: 'points',
      zh: '城市评价点最少个数随人口与建成区面积。',
      en: 'The least number of points follows population and built area.',
      source: 'HJ 664—2013 点位数量（缺省参数）',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'air-control', IndexTerm & { atMost: number }>

const title = (item: string, zh: string, en: string): IndexTerm => ({
  item,
  zh,
  en,
  unit: '类',
  source: '绿色系列创建 2021 类别',
  sureness: 'single-source',
})

/** 绿色系列创建. */
export const GREEN_TITLES_2021 = {
  id: 'GREEN-TITLES-2021',
  code: '绿色系列创建（2021）',
  family: 'green-title',
  zh: '绿色系列创建类别',
  en: 'Categories of green titles',
  issuer: '规划编制单位',
  issued: null,
  from: '2021-01-01',
  until: null,
  sureness: 'single-source',
  limits: [
    title('office', '节约型机关（绿色机关）', 'Green office'),
    title('family', '绿色家庭', 'Green family'),
    title('school', '绿色学校（幼儿园）', 'Green school'),
    title('community', '绿色社区', 'Green community'),
    title('mall', '绿色商场', 'Green mall'),
    title('hotel', '绿色酒店（宾馆）', 'Green hotel'),
    title('hospital', '绿色医院', 'Green hospital'),
    title('enterprise', '绿色企业', 'Green enterprise'),
    title('building', '绿色建筑', 'Green building'),
  ],
  rules: [
    {
      id: 'list',
      zh: '规划列九类；国家 2019 年方案为七类。',
      en: 'The plan names nine, the national plan of 2019 seven.',
      source: '绿色系列创建 2021 类别',
      sureness: 'single-source',
    },
    {
      id: 'criteria',
      zh: '深圳的创建标准由市级办法定。',
      en: 'Criteria in Shenzhen are the city’s.',
      source: '绿色系列创建 2021 标准',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'green-title'>
