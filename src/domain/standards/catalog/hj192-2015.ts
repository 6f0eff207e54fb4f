// HJ 192—2015: the ecological index of a region from land cover, vegetation, water, stress and load.
import type { IndexEdition, IndexLevel, IndexTerm } from './index-tables.ts'

/** `weight` is the share of the item within its part, `group` the part it belongs to. */
export type EcoStatusTerm = IndexTerm & {
  group: 'region' | 'habitat' | 'vegetation' | 'water' | 'stress' | 'load'
  weight: string
  /** Normalising coefficient of the item or, for habitat and stress, of its part. */
  coefficient: string
}
/** A part of the index: its weight, and whether it enters as 100 minus itself. */
export type EcoStatusPart = IndexTerm & { weight: string; isInverse: boolean }
/** 变化分级 — `from` and `below` bound the absolute change. */
export type ChangeLevel = { zh: string; en: string; from?: string; below?: string }

export type EcoStatusEdition = IndexEdition<'eco-status', EcoStatusTerm> & {
  parts: readonly EcoStatusPart[]
  levels: readonly IndexLevel[]
  changes: readonly ChangeLevel[]
}

const ONE = 'single-source'
const HABITAT = '511.2642131067'
const STRESS = '236.0435677948'
const of = (table: string): { source: string; sureness: typeof ONE } => ({
  source: `HJ 192—2015 ${table}`,
  sureness: ONE,
})
const habitat = (item: string, names: readonly [zh: string, en: string], weight: string): EcoStatusTerm => ({
  item,
  zh: names[0],
  en: names[1],
  unit: 'km²',
  group: 'habitat',
  weight,
  coefficient: HABITAT,
  ...of('生境质量指数权重'),
})
const stress = (item: string, names: readonly [zh: string, en: string], weight: string): EcoStatusTerm => ({
  item,
  zh: names[0],
  en: names[1],
  unit: 'km²',
  group: 'stress',
  weight,
  coefficient: STRESS,
  ...of('土地胁迫指数'),
})
const load = (item: string, zh: string, weight: string, coefficient: string): EcoStatusTerm => ({
  item,
  zh,
  en: item,
  unit: 't',
  group: 'load',
  weight,
  coefficient,
  ...of('污染负荷指数'),
})
const part = (
  item: string,
  names: readonly [zh: string, en: string],
  weight: string,
  isInverse = false,
): EcoStatusPart => ({
  item,
  zh: names[0],
  en: names[1],
  unit: '1',
  weight,
  isInverse,
  ...of('生态环境状况指数计算'),
})

/** 生态环境状况评价技术规范 HJ 192—2015. */
export const HJ192_2015 = {
  id: 'HJ192-2015',
  code: 'HJ 192—2015',
  family: 'eco-status',
  zh: '生态环境状况评价技术规范',
  en: 'Technical criterion for ecosystem status evaluation',
  issuer: '环境保护部',
  issued: '2015-03-13',
  from: '2015-03-13',
  until: null,
  sureness: ONE,
  limits: [
    {
      item: 'region-area',
      zh: '区域面积',
      en: 'Area of the region',
      unit: 'km²',
      group: 'region',
      weight: '1',
      coefficient: '1',
      ...of('符号说明'),
    },
    habitat('forest', ['有林地', 'Forest'], '0.21'),
    habitat('shrub', ['灌木林地', 'Shrub'], '0.0875'),
    habitat('sparse-forest', ['疏林地和其他林地', 'Sparse and other woodland'], '0.0525'),
    habitat('grass-dense', ['高覆盖度草地', 'Dense grass'], '0.126'),
    habitat('grass-medium', ['中覆盖度草地', 'Medium grass'], '0.063'),
    habitat('grass-sparse', ['低覆盖度草地', 'Sparse grass'], '0.021'),
    habitat('river', ['河流', 'Rivers'], '0.028'),
    habitat('lake', ['湖泊（库）', 'Lakes and reservoirs'], '0.084'),
    habitat('tidal-wetland', ['滩涂湿地', 'Tidal and shore wetland'], '0.14'),
    habitat('ice', ['永久性冰川雪地', 'Permanent ice and snow'], '0.028'),
    habitat('paddy', ['水田', 'Paddy'], '0.066'),
    habitat('dry-field', ['旱地', 'Dry field'], '0.044'),
    habitat('town', ['城镇建设用地', 'Town land'], '0.012'),
    habitat('village', ['农村居民点', 'Villages'], '0.016'),
    habitat('other-built', ['其他建设用地', 'Other built land'], '0.012'),
    habitat('sand', ['沙地', 'Sand'], '0.002'),
    habitat('saline', ['盐碱地', 'Saline land'], '0.003'),
    habitat('bare-soil', ['裸土地', 'Bare soil'], '0.002'),
    habitat('bare-rock', ['裸岩石砾', 'Bare rock'], '0.002'),
    habitat('other-unused', ['其他未利用地', 'Other unused land'], '0.001'),
    {
      item: 'ndvi',
      zh: '5—9 月月最大 NDVI 均值（×10000）',
      en: 'Mean of monthly largest NDVI, May to September (×10000)',
      unit: '1',
      group: 'vegetation',
      weight: '1',
      coefficient: '0.0121165124',
      source: 'HJ 192—2015 植被覆盖指数',
      sureness: 'memory',
    },
    {
      item: 'river-length',
      zh: '河流长度',
      en: 'Length of rivers',
      unit: 'km',
      group: 'water',
      weight: '1',
      coefficient: '84.3704083981',
      ...of('水网密度指数'),
    },
    {
      item: 'water-area',
      zh: '水域面积',
      en: 'Area of water',
      unit: 'km²',
      group: 'water',
      weight: '1',
      coefficient: '591.7908642005',
      ...of('水网密度指数'),
    },
    {
      item: 'water-resource',
      zh: '水资源量',
      en: 'Water resource',
      unit: '百万m³',
      group: 'water',
      weight: '1',
      coefficient: '86.3869548281',
      ...of('水网密度指数'),
    },
    stress('severe-erosion', ['重度侵蚀', 'Severe erosion'], '0.4'),
    stress('moderate-erosion', ['中度侵蚀', 'Moderate erosion'], '0.2'),
    stress('built-land', ['建设用地', 'Built land'], '0.2'),
    stress('other-stress', ['其他土地胁迫', 'Other stress of land'], '0.2'),
    load('COD', '化学需氧量排放量', '0.2', '4.3937397289'),
    load('NH3-N', '氨氮排放量', '0.2', '40.1764754986'),
    load('SO2', '二氧化硫排放量', '0.2', '0.0648660287'),
    load('dust', '烟（粉）尘排放量', '0.1', '4.0904459321'),
    load('NOx', '氮氧化物排放量', '0.2', '0.5103049278'),
    load('solid-waste', '固体废物丢弃量', '0.1', '0.0749894283'),
  ],
  parts: [
    part('bio', ['生物丰度指数', 'Biological richness'], '0.35'),
    part('veg', ['植被覆盖指数', 'Vegetation cover'], '0.25'),
    part('water', ['水网密度指数', 'Water network density'], '0.15'),
    part('stress', ['土地胁迫指数', 'Land stress'], '0.15', true),
    part('load', ['污染负荷指数', 'Pollution load'], '0.10', true),
  ],
  levels: [
    { grade: 1, zh: '优', en: 'excellent', from: '75' },
    { grade: 2, zh: '良', en: 'good', from: '55', below: '75' },
    { grade: 3, zh: '一般', en: 'fair', from: '35', below: '55' },
    { grade: 4, zh: '较差', en: 'poor', from: '20', below: '35' },
    { grade: 5, zh: '差', en: 'bad', below: '20' },
  ],
  changes: [
    { zh: '无明显变化', en: 'no clear change', below: '1' },
    { zh: '略微变化', en: 'slight change', from: '1', below: '3' },
    { zh: '明显变化', en: 'clear change', from: '3', below: '8' },
    { zh: '显著变化', en: 'marked change', from: '8' },
  ],
  rules: [
    {
      id: 'habitat',
      zh: '生境质量指数由各类用地面积加权；生物丰度指数为其与生物多样性指数的平均，无生物多样性数据时取生境质量指数。',
      en: 'Habitat quality weighs the areas of land; richness is its mean with the biodiversity index, or habitat quality alone where there is none.',
      formula: 'HQ = 511.2642131067 × Σ(w·S) ÷ S0；bio = (BI + HQ) ÷ 2',
      source: 'HJ 192—2015 生物丰度指数',
      sureness: ONE,
    },
    {
      id: 'vegetation',
      zh: '植被覆盖指数为 5—9 月月最大 NDVI 均值乘归一化系数。',
      en: 'Vegetation cover is the mean of the monthly largest NDVI, May to September, times its coefficient.',
      formula: 'veg = A_veg × NDVI',
      source: 'HJ 192—2015 植被覆盖指数',
      sureness: 'memory',
    },
    {
      id: 'water',
      zh: '水网密度指数为河长、水域面积、水资源量三项之和的三分之一；当年与多年平均之比超过 1.4 时折减，超过 2.4 时资源量项为零。',
      en: 'Water density is a third of the sum of river length, water area and resource; the resource is reduced above 1.4 times its mean and nought above 2.4 times.',
      formula: 'water = (84.3704083981·L + 591.7908642005·S + 86.3869548281·W) ÷ (3·S0)',
      source: 'HJ 192—2015 水网密度指数',
      sureness: ONE,
    },
    {
      id: 'stress',
      zh: '土地胁迫指数由侵蚀、建设用地和其他胁迫面积加权。',
      en: 'Land stress weighs areas of erosion, built land and other stress.',
      formula: 'stress = 236.0435677948 × Σ(w·S) ÷ S0',
      source: 'HJ 192—2015 土地胁迫指数',
      sureness: ONE,
    },
    {
      id: 'load',
      zh: '污染负荷指数：COD、氨氮除以年降水量，其余除以区域面积。',
      en: 'Pollution load: COD and ammonia over the year’s precipitation, the rest over the area of the region.',
      formula: 'load = Σ w·A·E ÷ (P 或 S0)',
      source: 'HJ 192—2015 污染负荷指数',
      sureness: ONE,
    },
    {
      id: 'range',
      zh: '分指数小于 0 取 0，大于 100 取 100。',
      en: 'A part below 0 counts as 0, above 100 as 100.',
      source: 'HJ 192—2015 指数取值范围',
      sureness: 'memory',
    },
    {
      id: 'index',
      zh: '生态环境状况指数为五个分指数加权之和，加环境限制指数。',
      en: 'The ecological index is the weighted sum of the five parts and the restriction.',
      formula: 'EI = 0.35bio + 0.25veg + 0.15water + 0.15(100 − stress) + 0.10(100 − load) + 环境限制指数',
      source: 'HJ 192—2015 生态环境状况指数计算',
      sureness: ONE,
    },
    {
      id: 'levels',
      zh: '按 75、55、35、20 分为优、良、一般、较差、差。',
      en: 'Bounds 75, 55, 35 and 20 make five levels.',
      source: 'HJ 192—2015 生态环境状况分级',
      sureness: ONE,
    },
    {
      id: 'restriction',
      zh: '发生重大、特大污染或生态破坏事件时以环境限制指数约束级别。',
      en: 'After a grave event of pollution or damage the restriction lowers the level.',
      source: 'HJ 192—2015 环境限制指数',
      sureness: 'memory',
    },
    {
      id: 'change',
      zh: '指数变化绝对值小于 1 无明显变化，1–3 略微，3–8 明显，8 及以上显著。',
      en: 'A change below 1 is none, 1–3 slight, 3–8 clear, 8 or more marked.',
      source: 'HJ 192—2015 生态环境状况变化分级',
      sureness: ONE,
    },
  ],
} as const satisfies EcoStatusEdition
