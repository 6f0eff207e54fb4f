// Carbon dioxide factors of electricity by year and scope, as announced.
import type { Sureness } from '../edition.ts'
import type { IndexEdition, IndexTerm } from './index-tables.ts'

/** 电力二氧化碳排放因子 — `value` in kgCO2/kWh (the same figure in tCO2/MWh) for electricity of `year`. */
export type GridFactor = IndexTerm & { year: number; value: string }

const SCOPES = {
  national: ['全国平均', 'National mean'],
  'national-residual': ['全国（不含市场化交易的非化石能源电量）', 'National without traded non-fossil power'],
  'national-fossil': ['全国化石能源', 'National fossil power'],
  south: ['南方区域', 'Southern grid'],
  guangdong: ['广东', 'Guangdong'],
  'ets-former': ['全国电网（企业履约，旧）', 'National grid for compliance, former'],
} as const
type GridScope = keyof typeof SCOPES

const grid = (item: GridScope, year: number, value: string, sureness: Sureness = 'single-source'): GridFactor => ({
  item,
  zh: SCOPES[item][0],
  en: SCOPES[item][1],
  unit: 'kgCO2/kWh',
  year,
  value,
  source: `电力二氧化碳排放因子公告 ${year} 年因子`,
  sureness,
})

/** 电力二氧化碳排放因子. */
export const GRID_EF = {
  id: 'GRID-EF',
  code: '电力二氧化碳排放因子公告（2021—2023）',
  family: 'grid-factor',
  zh: '电力二氧化碳排放因子',
  en: 'Carbon dioxide factors of electricity',
  issuer: '生态环境部、国家统计局',
  issued: '2025-12-31',
  from: '2021-01-01',
  until: null,
  sureness: 'single-source',
  limits: [
    grid('national', 2021, '0.5568'),
    grid('national', 2022, '0.5366'),
    grid('national', 2023, '0.5306'),
    grid('national-residual', 2022, '0.5856'),
    grid('national-residual', 2023, '0.6096'),
    grid('national-fossil', 2023, '0.8273'),
    grid('south', 2022, '0.3869'),
    grid('south', 2023, '0.4042'),
    grid('guangdong', 2021, '0.4715', 'memory'),
    grid('guangdong', 2022, '0.4403', 'memory'),
    grid('guangdong', 2023, '0.4419', 'verified'),
    grid('ets-former', 2021, '0.5810', 'memory'),
    grid('ets-former', 2022, '0.5703', 'memory'),
  ],
  rules: [
    {
      id: 'year',
      zh: '按活动年份取因子；该年未公布时沿用最近一年并注明。',
      en: 'The factor of the year of the activity; where none is out, the latest earlier one is carried forward and marked.',
      source: '电力二氧化碳排放因子公告（2021—2023）使用说明',
      sureness: 'memory',
    },
    {
      id: 'scope',
      zh: '区域清单用省级或平均因子，企业履约用通知指定的因子。',
      en: 'Regional inventories use the provincial or mean factor, compliance the one its notice names.',
      source: '电力二氧化碳排放因子公告（2021—2023）使用说明',
      sureness: 'memory',
    },
    {
      id: 'unit',
      zh: '1 kgCO2/kWh 即 1 tCO2/MWh。',
      en: '1 kgCO2/kWh is 1 tCO2/MWh.',
      formula: 'E = W × EF',
      source: '电力二氧化碳排放因子公告（2021—2023）单位',
      sureness: 'single-source',
    },
  ],
} as const satisfies IndexEdition<'grid-factor', GridFactor>
