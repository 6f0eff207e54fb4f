// Names that SensorThings wants and the store does not hold: units, definitions, kinds.

const KIND_NAMES: Readonly<Record<string, string>> = {
  air: '空气站 air station',
  section: '断面 river section',
  reservoir: '水库 reservoir',
  outfall: '排放口 outlet',
  dust: '扬尘监测点 dust monitor',
  noise: '噪声监测点 noise monitor',
  realtime: '实时',
  minute: '分钟',
  hour: '小时',
  day: '日',
  sample: '采样',
}
export const kindName = (kind: string): string => KIND_NAMES[kind] ?? kind

const FACTOR = 'urn:shanshui:factor:'

/** What a factor is, as a name that other systems can hold on to: its code of HJ 212. */
export const definitionOf = (code: string): string => FACTOR + code

/** The factor code of such a name. */
export const codeOfDefinition = (definition: string): string | undefined =>
  definition.startsWith(FACTOR) ? definition.slice(FACTOR.length) : undefined

/** Units of the store as UCUM codes. */
const UCUM: Readonly<Record<string, string>> = {
  'µg/m³': 'ug/m3',
  'mg/m³': 'mg/m3',
  'mg/L': 'mg/L',
  'µg/L': 'ug/L',
  'm³/h': 'm3/h',
  'm³/s': 'm3/s',
  'L/s': 'L/s',
  'm/s': 'm/s',
  'µS/cm': 'uS/cm',
  'mS/cm': 'mS/cm',
  '℃': 'Cel',
  '°C': 'Cel',
  '%': '%',
  NTU: '[NTU]',
  无量纲: '1',
  dB: 'dB',
  'dB(A)': 'dB[A]',
  Pa: 'Pa',
  kPa: 'kPa',
  hPa: 'hPa',
  '°': 'deg',
  mm: 'mm',
  m: 'm',
  '个/L': '1/L',
}

/** @source OGC 18-088 clause 8.2.4 */
export const unitOf = (unit: string): { name: string; symbol: string; definition: string } => ({
  name: unit === '' ? '未知' : unit,
  symbol: unit,
  definition: Object.hasOwn(UCUM, unit) ? `ucum:${UCUM[unit]}` : `urn:shanshui:unit:${encodeURIComponent(unit)}`,
})
