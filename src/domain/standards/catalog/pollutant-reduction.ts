// How the fall of total emissions is counted in the 14th plan period: project reductions, or emissions themselves.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

const ITEMS = { unit: 't', source: '“十四五”总量减排 2021 污染物', sureness: 'single-source' } as const

/** “十四五”主要污染物总量减排口径. */
export const POLLUTANT_REDUCTION = {
  id: 'POLLUTANT-REDUCTION-2021',
  code: '“十四五”总量减排（2021—2025）',
  family: 'pollutant-reduction',
  zh: '“十四五”主要污染物总量减排核算口径',
  en: 'Accounting of total reductions of main pollutants in the 14th plan period',
  issuer: '生态环境部',
  issued: null,
  from: '2021-01-01',
  until: null,
  sureness: 'single-source',
  limits: [
    { item: 'COD', zh: '化学需氧量', en: 'Chemical oxygen demand', ...ITEMS },
    { item: 'NH3-N', zh: '氨氮', en: 'Ammonia nitrogen', ...ITEMS },
    { item: 'NOx', zh: '氮氧化物', en: 'Nitrogen oxides', ...ITEMS },
    { item: 'VOCs', zh: '挥发性有机物', en: 'Volatile organic compounds', ...ITEMS },
  ],
  rules: [
    {
      id: 'project',
      zh: '重点工程减排量为实施后减排能力减实施前，扣除用于新项目区域削减的部分。',
      en: 'A project’s reduction is its capacity after less before, without what offsets new projects.',
      source: '“十四五”总量减排 2021 重点工程减排量',
      sureness: 'single-source',
    },
    {
      id: 'cumulative',
      zh: '累计下降率默认按重点工程减排量之和除以 2020 年排放量；另列排放量口径。',
      en: 'The cumulative fall is by default the sum of project reductions over the emission of 2020; the other reading is shown beside it.',
      formula: 'R = ΣΔE ÷ E2020 × 100；R′ = (E2020 − E_t) ÷ E2020 × 100',
      source: '“十四五”总量减排 2021 累计下降率',
      sureness: 'memory',
    },
    {
      id: 'sewage-works',
      zh: '城镇污水处理厂减排量由水量与进出水浓度。',
      en: 'The reduction of a sewage works follows flow and concentrations.',
      formula: 'ΔE = [Q_t(C_in − C_out)_t − Q_0(C_in − C_out)_0] × 10⁻²（Q 万m³，C mg/L，E t）',
      source: '“十四五”总量减排 2021 城镇污水处理厂',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'pollutant-reduction', IndexTerm>
