// Default emission factors of fossil fuels: heat value, carbon content and oxidation, with the sureness of each.
import type { Sureness } from '../edition.ts'
import type { IndexEdition, IndexTerm } from './index-tables.ts'

/** 化石燃料排放因子 — `heat` in GJ per `unit`, `carbon` in tC/GJ, `oxidation` as a fraction; decimal texts. */
export type FuelFactor = IndexTerm & { heat: string; carbon: string; oxidation: string }

const fuel = (
  names: readonly [item: string, zh: string, en: string],
  figures: readonly [heat: string, carbon: string, oxidation: string],
  sureness: Sureness = 'single-source',
  unit = 't',
): FuelFactor => ({
  item: names[0],
  zh: names[1],
  en: names[2],
  unit,
  heat: figures[0],
  carbon: figures[1],
  oxidation: figures[2],
  source: '企业温室气体排放核算方法与报告指南 2013—2015 缺省值表',
  sureness,
})

/** 化石燃料排放因子缺省值. */
export const GHG_FUELS = {
  id: 'GHG-FUELS',
  code: '化石燃料排放因子缺省值（2013—2015）',
  family: 'fuel-factor',
  zh: '化石燃料燃烧排放因子缺省值',
  en: 'Default emission factors of fossil fuels',
  issuer: '国家发展和改革委员会、生态环境部',
  issued: null,
  from: '2013-10-15',
  until: null,
  sureness: 'single-source',
  limits: [
    fuel(['anthracite', '无烟煤', 'Anthracite'], ['22.867', '0.02749', '0.94']),
    fuel(['bituminous-coal', '烟煤', 'Bituminous coal'], ['23.076', '0.02618', '0.93']),
    fuel(['lignite', '褐煤', 'Lignite'], ['14.759', '0.02797', '0.96']),
    fuel(['coke', '焦炭', 'Coke'], ['28.447', '0.0295', '0.93']),
    fuel(['petroleum-coke', '石油焦', 'Petroleum coke'], ['32.5', '0.0275', '0.98']),
    fuel(['crude-oil', '原油', 'Crude oil'], ['41.816', '0.02008', '0.98']),
    fuel(['fuel-oil', '燃料油', 'Fuel oil'], ['41.816', '0.0211', '0.98']),
    fuel(['petrol', '汽油', 'Petrol'], ['43.07', '0.0189', '0.98']),
    fuel(['diesel', '柴油', 'Diesel'], ['42.652', '0.0202', '0.98']),
    fuel(['kerosene', '煤油', 'Kerosene'], ['43.07', '0.0196', '0.98'], 'memory'),
    fuel(['lpg', '液化石油气', 'Liquefied petroleum gas'], ['50.179', '0.0172', '0.98'], 'memory'),
    fuel(['lng', '液化天然气', 'Liquefied natural gas'], ['51.434', '0.0153', '0.98'], 'memory'),
    fuel(['natural-gas', '天然气', 'Natural gas'], ['389.31', '0.0153', '0.99'], 'single-source', '1e4 m3'),
  ],
  rules: [
    {
      id: 'combustion',
      zh: '燃烧排放为活动量、低位发热量、单位热值含碳量、碳氧化率之积乘 44/12。',
      en: 'Emission is activity times heat value, carbon content, oxidation and 44/12.',
      formula: 'E = FC × NCV × CC × OF × 44/12',
      source: '企业温室气体排放核算方法与报告指南 2013—2015 化石燃料燃烧',
      sureness: 'single-source',
    },
    {
      id: 'oxidation',
      zh: '油 98%、气 99%；煤因指南而异（93%–99%，电力指南 2022 为 99%）。',
      en: 'Oil 98 %, gas 99 %; coal differs by guide (93–99 %, the power guide of 2022 says 99 %).',
      source: '企业温室气体排放核算方法与报告指南 2013—2015 碳氧化率',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'fuel-factor', FuelFactor>
