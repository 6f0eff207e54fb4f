// Items of emission standards: names, units and HJ 212 codes, and short ways to write their limits.
import type { Limit, Sureness } from '../edition.ts'
import type { EmissionLimit } from './limit-tables.ts'

type Item = readonly [zh: string, en: string, unit: string, code?: string]

const WATER = 'mg/L'
const AIR = 'mg/m³'

export const EMISSION_ITEMS = {
  ph: ['pH值', 'pH', '无量纲', 'w01001'],
  colour: ['色度（稀释倍数）', 'Colour (dilution)', '倍'],
  ss: ['悬浮物', 'Suspended solids', WATER, 'w01012'],
  bod5: ['五日生化需氧量', 'Five-day biochemical oxygen demand', WATER, 'w01017'],
  cod: ['化学需氧量', 'Chemical oxygen demand', WATER, 'w01018'],
  toc: ['总有机碳', 'Total organic carbon', WATER, 'w01020'],
  nh3n: ['氨氮', 'Ammonia nitrogen', WATER, 'w21003'],
  tn: ['总氮', 'Total nitrogen', WATER, 'w21001'],
  tp: ['总磷', 'Total phosphorus', WATER, 'w21011'],
  phosphate: ['磷酸盐（以P计）', 'Phosphate (as P)', WATER],
  petroleum: ['石油类', 'Petroleum', WATER, 'w22001'],
  'animal-oil': ['动植物油', 'Animal and vegetable oil', WATER],
  las: ['阴离子表面活性剂', 'Anionic surfactants', WATER, 'w19002'],
  'volatile-phenol': ['挥发酚', 'Volatile phenol', WATER, 'w23002'],
  cyanide: ['总氰化物', 'Total cyanide', WATER, 'w21016'],
  sulfide: ['硫化物', 'Sulphide', WATER, 'w21019'],
  fluoride: ['氟化物', 'Fluoride', WATER, 'w21017'],
  formaldehyde: ['甲醛', 'Formaldehyde', WATER],
  aniline: ['苯胺类', 'Anilines', WATER],
  nitrobenzene: ['硝基苯类', 'Nitrobenzenes', WATER],
  'faecal-coliforms': ['粪大肠菌群数', 'Faecal coliforms', '个/L', 'w02003'],
  cu: ['总铜', 'Total copper', WATER, 'w20122'],
  zn: ['总锌', 'Total zinc', WATER, 'w20123'],
  mn: ['总锰', 'Total manganese', WATER, 'w20125'],
  se: ['总硒', 'Total selenium', WATER],
  hg: ['总汞', 'Total mercury', WATER, 'w20111'],
  'alkyl-mercury': ['烷基汞', 'Alkyl mercury', WATER],
  cd: ['总镉', 'Total cadmium', WATER, 'w20115'],
  cr: ['总铬', 'Total chromium', WATER, 'w20116'],
  cr6: ['六价铬', 'Chromium (VI)', WATER, 'w20117'],
  as: ['总砷', 'Total arsenic', WATER, 'w20119'],
  pb: ['总铅', 'Total lead', WATER, 'w20120'],
  ni: ['总镍', 'Total nickel', WATER, 'w20121'],
  ag: ['总银', 'Total silver', WATER],
  be: ['总铍', 'Total beryllium', WATER],
  bap: ['苯并(a)芘', 'Benzo[a]pyrene', WATER],
  'gross-alpha': ['总α放射性', 'Gross alpha activity', 'Bq/L'],
  'gross-beta': ['总β放射性', 'Gross beta activity', 'Bq/L'],
  pm: ['颗粒物', 'Particulate matter', AIR, 'a34013'],
  so2: ['二氧化硫', 'Sulphur dioxide', AIR, 'a21026'],
  nox: ['氮氧化物', 'Nitrogen oxides', AIR, 'a21002'],
  co: ['一氧化碳', 'Carbon monoxide', AIR, 'a21005'],
  hcl: ['氯化氢', 'Hydrogen chloride', AIR, 'a21024'],
  'hg-air': ['汞及其化合物', 'Mercury and its compounds', AIR],
  'cd-tl': ['镉、铊及其化合物', 'Cadmium, thallium and their compounds', AIR],
  'other-metals': [
    '锑、砷、铅、铬、钴、铜、锰、镍及其化合物',
    'Antimony, arsenic, lead, chromium, cobalt, copper, manganese, nickel',
    AIR,
  ],
  dioxins: ['二噁英类', 'Dioxins', 'ng TEQ/m³'],
  ringelmann: ['烟气黑度（林格曼级）', 'Smoke blackness (Ringelmann)', '级'],
  fume: ['油烟', 'Cooking fume', AIR],
  'fume-removal': ['油烟净化设施去除效率', 'Removal of cooking fume', '%'],
  nmhc: ['非甲烷总烃', 'Non-methane hydrocarbons', AIR, 'a24088'],
  'nmhc-plant': ['厂区内非甲烷总烃', 'Non-methane hydrocarbons inside the plant', AIR],
  'nmhc-boundary': ['企业边界非甲烷总烃', 'Non-methane hydrocarbons at the boundary', AIR],
  'nmhc-removal': ['非甲烷总烃处理效率', 'Removal of non-methane hydrocarbons', '%'],
  benzene: ['苯', 'Benzene', AIR],
  'benzene-series': ['苯系物', 'Benzene series', AIR],
  tvoc: ['总挥发性有机物', 'Total volatile organic compounds', AIR],
  resistance: ['液阻', 'Liquid resistance', 'Pa'],
  'vapour-liquid-ratio': ['气液比', 'Vapour to liquid ratio', '无量纲'],
  tightness: ['密闭性（5 min 剩余压力）', 'Tightness (pressure left after 5 min)', 'Pa'],
  'vapour-unit': ['油气处理装置排放', 'Outlet of the vapour unit', 'g/m³'],
  leak: ['密闭点位泄漏', 'Leak at sealed points', 'µmol/mol'],
  opacity: ['排气烟度（光吸收系数）', 'Smoke (light absorption)', 'm⁻¹'],
  tsp: ['总悬浮颗粒物（场界）', 'Total suspended particles at the boundary', AIR],
  nh3: ['氨（厂界）', 'Ammonia at the boundary', AIR],
  h2s: ['硫化氢（厂界）', 'Hydrogen sulphide at the boundary', AIR],
  odour: ['臭气浓度', 'Odour concentration', '无量纲'],
  methane: ['甲烷（厂区最高体积浓度）', 'Methane in the plant (largest volume share)', '%'],
} as const satisfies Readonly<Record<string, Item>>

export type EmissionItem = keyof typeof EMISSION_ITEMS

type Figures = Omit<EmissionLimit, keyof Limit | 'zh' | 'en'>
export type Mark = { source: string; sureness: Sureness }

/** One limit row of an item. */
export function limitOf(item: EmissionItem, figures: Figures, mark: Mark): EmissionLimit {
  const [zh, en, unit] = EMISSION_ITEMS[item]
  return { item, zh, en, unit, ...figures, ...mark }
}

/** HJ 212 code of an item; undefined where it has none here. */
export const codeOf = (item: string): string | undefined =>
  Object.hasOwn(EMISSION_ITEMS, item) ? EMISSION_ITEMS[item as EmissionItem][3 as never] : undefined

type Figure = number | null | readonly [number, number]

function boundOf(figure: number | readonly [number, number]): Figures {
  return typeof figure === 'number' ? { atMost: figure } : { atLeast: figure[0], atMost: figure[1] }
}

/** Rows of a table whose columns hold for different facts: upper limits, a pair for a range, null where a column has none. */
export function limitRows(
  columns: readonly Figures[],
  rows: readonly (readonly [EmissionItem, ...Figure[]])[],
  mark: Mark,
): EmissionLimit[] {
  return rows.flatMap(([item, ...figures]) =>
    columns.flatMap((column, at) => {
      const figure = figures[at]
      return figure === null || figure === undefined ? [] : [limitOf(item, { ...boundOf(figure), ...column }, mark)]
    }),
  )
}
