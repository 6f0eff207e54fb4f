// DB4403/T 141—2021: Shenzhen's gross ecosystem product, as far as its skeleton is known: quantity times unit price.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

export type AccountEdition<F extends 'gep' | 'ecosystem-value'> = IndexEdition<F, IndexTerm & { coefficient?: string }>

const ONE = 'single-source'
const CLASSES = { unit: '亿元', source: 'DB4403/T 141—2021 核算指标体系', sureness: ONE } as const

/** 深圳市生态系统生产总值核算技术规范 DB4403/T 141—2021. */
export const GEP_SZ_2021 = {
  id: 'GEP-SZ-2021',
  code: 'DB4403/T 141—2021',
  family: 'gep',
  zh: '深圳市生态系统生产总值核算技术规范',
  en: 'Technical specification for the accounting of gross ecosystem product of Shenzhen',
  issuer: '深圳市市场监督管理局',
  issued: '2021-02-09',
  from: '2021-03-01',
  until: null,
  sureness: ONE,
  limits: [
    { item: 'products', zh: '物质产品', en: 'Material products', ...CLASSES },
    { item: 'regulation', zh: '调节服务', en: 'Regulation services', ...CLASSES },
    { item: 'culture', zh: '文化旅游服务', en: 'Culture and tourism services', ...CLASSES },
  ],
  rules: [
    {
      id: 'line',
      zh: '每项价值为功能量乘单价，单位须相容。',
      en: 'The value of a line is its quantity times its unit price; their units must fit.',
      formula: 'V = Q × p',
      source: 'DB4403/T 141—2021 价值量核算',
      sureness: ONE,
    },
    {
      id: 'sum',
      zh: '生态系统生产总值为三类服务价值之和。',
      en: 'The product is the sum of the values of three classes of services.',
      formula: 'GEP = Σ V',
      source: 'DB4403/T 141—2021 生态系统生产总值',
      sureness: ONE,
    },
    {
      id: 'water-retention',
      zh: '水源涵养量由降水减径流和蒸散。',
      en: 'Water retained is precipitation less runoff and evapotranspiration.',
      formula: 'Q = Σ(P − R − ET)·A',
      source: 'DB4403/T 141—2021 水源涵养',
      sureness: 'memory',
    },
    {
      id: 'soil-retention',
      zh: '土壤保持量由通用土壤流失方程。',
      en: 'Soil retained follows the universal soil loss equation.',
      formula: 'Q = R·K·LS·(1 − C·P)·A',
      source: 'DB4403/T 141—2021 土壤保持',
      sureness: 'memory',
    },
    {
      id: 'flood',
      zh: '洪水调蓄量为植被截留与水库湖泊有效库容之和（水库约为库容的 0.35）。',
      en: 'Flood storage is what vegetation holds and the active volume of reservoirs (about 0.35 of capacity) and lakes.',
      source: 'DB4403/T 141—2021 洪水调蓄',
      sureness: 'memory',
    },
    {
      id: 'carbon',
      zh: '固碳量由净生态系统生产力；释氧量由固碳量。',
      en: 'Carbon dioxide fixed follows net ecosystem production, oxygen released follows it.',
      formula: 'CO2 = 44/12·NEP；O2 = 32/44·CO2',
      source: 'DB4403/T 141—2021 固碳释氧',
      sureness: 'memory',
    },
    {
      id: 'climate',
      zh: '气候调节以植被蒸腾和水面蒸发耗能折算电量。',
      en: 'Climate regulation is energy of transpiration and evaporation as electricity.',
      source: 'DB4403/T 141—2021 气候调节',
      sureness: 'memory',
    },
    {
      id: 'purification',
      zh: '空气和水质净化量按污染物分项，以环境保护税等价格计。',
      en: 'Purification of air and water is counted by pollutant and priced by the environmental tax.',
      source: 'DB4403/T 141—2021 空气净化、水质净化',
      sureness: 'memory',
    },
    {
      id: 'culture',
      zh: '文化服务用旅行费用法或收入法。',
      en: 'Culture is valued by travel cost or by income.',
      source: 'DB4403/T 141—2021 文化旅游服务',
      sureness: 'memory',
    },
  ],
} as const satisfies AccountEdition<'gep'>
