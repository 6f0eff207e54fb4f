// Warming potentials over 100 years of the IPCC's fifth report, with two figures of earlier ones for comparison.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

export type WarmingPotential = IndexTerm & { value: string }

const gas = (item: string, value: string, source = 'IPCC AR5（2013）WG1 表8.A.1'): WarmingPotential => ({
  item,
  zh: item,
  en: item,
  unit: 'tCO2e/t',
  value,
  source,
  sureness: 'memory',
})

/** 100 年全球变暖潜势（第五次评估报告，不含气候-碳反馈）. */
export const GWP_AR5 = {
  id: 'GWP-AR5',
  code: 'IPCC AR5（2013）',
  family: 'warming-potential',
  zh: '100 年全球变暖潜势（第五次评估报告，不含气候-碳反馈）',
  en: 'Global warming potentials over 100 years (fifth assessment report, without climate-carbon feedback)',
  issuer: 'IPCC',
  issued: '2013-09-27',
  from: '2013-09-27',
  until: null,
  sureness: 'memory',
  limits: [
    gas('CO2', '1'),
    gas('CH4', '28'),
    gas('N2O', '265'),
    gas('HFC-23', '12400'),
    gas('HFC-32', '677'),
    gas('HFC-125', '3170'),
    gas('HFC-134a', '1300'),
    gas('HFC-143a', '4800'),
    gas('HFC-152a', '138'),
    gas('HFC-227ea', '3350'),
    gas('HFC-236fa', '8060'),
    gas('HFC-245fa', '858'),
    gas('CF4', '6630'),
    gas('C2F6', '11100'),
    gas('SF6', '23500'),
    gas('NF3', '16100'),
  ],
  /** Figures of the second and fourth report, which older inventories used. */
  earlier: [
    { report: 'SAR', ...gas('CH4', '21', 'IPCC SAR（1995）') },
    { report: 'SAR', ...gas('N2O', '310', 'IPCC SAR（1995）') },
    { report: 'AR4', ...gas('CH4', '25', 'IPCC AR4（2007）') },
    { report: 'AR4', ...gas('N2O', '298', 'IPCC AR4（2007）') },
  ],
  rules: [
    {
      id: 'equivalent',
      zh: '二氧化碳当量为气体质量乘全球变暖潜势，结果须注明评估报告版本。',
      en: 'Equivalents are the mass of the gas times its potential; the report used is named with every result.',
      formula: 'E = m × GWP',
      source: 'IPCC AR5（2013）WG1 表8.A.1',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'warming-potential', WarmingPotential> & {
  earlier: readonly (WarmingPotential & { report: string })[]
}
