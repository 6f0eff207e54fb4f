// The sectors of a regional greenhouse gas inventory, its notation keys, and how intensity falls are computed.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

const SECTORS = { unit: 'tCO2e', source: '省级温室气体清单编制指南 2011 清单部门', sureness: 'memory' } as const

export type NotationKey = { key: string; zh: string; en: string; countsAsZero: boolean }
export type InventorySector = IndexTerm & { parts: readonly string[] }

/** 省级、城市温室气体清单. */
export const GHG_INVENTORY = {
  id: 'GHG-INVENTORY',
  code: '省级温室气体清单编制指南（2011）',
  family: 'ghg-inventory',
  zh: '省级、城市温室气体清单部门与口径',
  en: 'Sectors and definitions of provincial and city greenhouse gas inventories',
  issuer: '国家发展和改革委员会',
  issued: null,
  from: '2011-05-01',
  until: null,
  sureness: 'memory',
  limits: [
    {
      item: 'energy',
      zh: '能源活动',
      en: 'Energy',
      parts: ['化石燃料燃烧', '煤炭开采逸散', '油气逸散', '生物质燃烧'],
      ...SECTORS,
    },
    {
      item: 'industry',
      zh: '工业生产过程',
      en: 'Industrial processes',
      parts: ['水泥', '石灰', '钢铁', '化工', '半导体与显示', 'HFC'],
      ...SECTORS,
    },
    {
      item: 'agriculture',
      zh: '农业',
      en: 'Agriculture',
      parts: ['稻田', '农用地', '动物肠道', '粪便管理'],
      ...SECTORS,
    },
    {
      item: 'land',
      zh: '土地利用变化与林业',
      en: 'Land use change and forestry',
      parts: ['森林碳储量变化', '转化'],
      ...SECTORS,
    },
    { item: 'waste', zh: '废弃物', en: 'Waste', parts: ['填埋', '焚烧', '生活污水', '工业废水'], ...SECTORS },
    {
      item: 'electricity',
      zh: '净调入电力（间接，单列）',
      en: 'Net imported electricity (indirect, apart)',
      parts: ['外购电', '外购热'],
      ...SECTORS,
    },
  ],
  notation: [
    { key: 'NO', zh: '不发生', en: 'not occurring', countsAsZero: true },
    { key: 'NA', zh: '不适用', en: 'not applicable', countsAsZero: true },
    { key: 'NE', zh: '未估算', en: 'not estimated', countsAsZero: false },
    { key: 'IE', zh: '列于别处', en: 'included elsewhere', countsAsZero: false },
    { key: 'C', zh: '保密', en: 'confidential', countsAsZero: false },
  ],
  rules: [
    {
      id: 'line',
      zh: '每一行为活动水平乘排放因子，因子注明版本。',
      en: 'A line is activity times factor; the factor names its version.',
      formula: 'E = AD × EF',
      source: '省级温室气体清单编制指南 2011 方法',
      sureness: 'memory',
    },
    {
      id: 'notation',
      zh: '没有数字的行用符号注明：NO、NA 计为零，NE、IE、C 不计数并列出。',
      en: 'A line without a figure carries a notation key: NO and NA count as nought, NE, IE and C are listed and not counted.',
      source: '省级温室气体清单编制指南 2011 符号',
      sureness: 'memory',
    },
    {
      id: 'intensity',
      zh: '单位 GDP 二氧化碳为能源活动与净调入电力的二氧化碳除以可比价 GDP；降低率相对 2020（十四五）或 2025（十五五）。',
      en: 'CO2 per GDP is that of energy and net imported power over GDP at constant prices; falls count from 2020 or 2025.',
      formula: 'R = (1 − I_t ÷ I_0) × 100',
      source: '省级温室气体清单编制指南 2011 强度（规划口径）',
      sureness: 'memory',
    },
    {
      id: 'energy-intensity',
      zh: '单位 GDP 能耗降低同理，以吨标准煤计。',
      en: 'Energy per GDP likewise, in tonnes of standard coal.',
      formula: 'R = (1 − e_t ÷ e_0) × 100',
      source: '规划指标口径 2021 单位 GDP 能耗',
      sureness: 'memory',
    },
    {
      id: 'water-intensity',
      zh: '万元 GDP 水耗为用水总量除以可比价 GDP（万元）。',
      en: 'Water per 10,000 CNY of GDP at constant prices.',
      formula: 'W ÷ GDP',
      source: '规划指标口径 2021 万元 GDP 水耗',
      sureness: 'memory',
    },
    {
      id: 'no-double',
      zh: '同一吨不得既计直接排放又计入电力因子。',
      en: 'No tonne is both a direct emission and part of a grid factor of the same sum.',
      source: '省级温室气体清单编制指南 2011 避免重复',
      sureness: 'memory',
    },
  ],
} as const satisfies IndexEdition<'ghg-inventory', InventorySector> & { notation: readonly NotationKey[] }
