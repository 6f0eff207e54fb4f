// What the columns of a file mean: header names of the field's files recognised, with the unit they carry.

/** Where a column goes: a factor code, or one of these words. */
export const COLUMN_TARGETS = [
  'date',
  'hour',
  'time',
  'year',
  'month',
  'day',
  'file-date',
  'station',
  'city',
  'province',
  'street',
  'basin',
  'status',
  'class',
  'ignore',
] as const

export type Column = { column: string; target: string; unit: string | null }

type Rule = { target: string; names: readonly string[]; unit?: string }

const rule = (target: string, names: string, unit?: string): Rule =>
  unit === undefined ? { target, names: names.split('|') } : { target, names: names.split('|'), unit }

/** Names as they stand after `plainName`; order matters only between equal names. */
const RULES: readonly Rule[] = [
  rule('date', 'date|日期|监测日期'),
  rule('hour', 'hour|小时|时'),
  rule('time', 'time|datetime|监测时间|时间|数据时间'),
  rule('year', 'year|年'),
  rule('month', 'month|月'),
  rule('day', 'day|日'),
  rule('file-date', 'file'),
  rule('station', 'station|watchpoint|section|站点|点位|监测点|站点名称|断面|断面名称|position_name'),
  rule('city', 'city|城市|area'),
  rule('province', 'prov|province|省份'),
  rule('street', 'street|街道|镇街|街道名称'),
  rule('basin', 'basin|流域'),
  rule('status', 'status|站点情况|状态'),
  rule('class', 'cls|class|水质类别'),
  rule('a34004', 'pm2.5|pm25|细颗粒物', 'µg/m³'),
  rule('a34002', 'pm10|可吸入颗粒物', 'µg/m³'),
  rule('a21026', 'so2|二氧化硫', 'µg/m³'),
  rule('a21004', 'no2|二氧化氮', 'µg/m³'),
  rule('a21005', 'co|一氧化碳', 'mg/m³'),
  rule('a05024', 'o3|o3_1h|臭氧', 'µg/m³'),
  rule('w01010', 'wt|水温', '℃'),
  rule('w01001', 'ph|ph值', '无量纲'),
  rule('w01009', 'do|溶解氧', 'mg/L'),
  rule('w01014', 'ec|电导率', 'µS/cm'),
  rule('w01003', 'tur|浊度', 'NTU'),
  rule('w01019', 'codmn|高锰酸盐指数', 'mg/L'),
  rule('w21003', 'nh3n|nh3-n|氨氮', 'mg/L'),
  rule('w21011', 'tp|总磷', 'mg/L'),
  rule('w21001', 'tn|总氮', 'mg/L'),
  rule('w01016', 'chla|叶绿素α|叶绿素a', 'mg/L'),
  rule('w19011', 'algae|藻密度', 'cells/L'),
]

const byName = new Map(RULES.flatMap((entry) => entry.names.map((name) => [name, entry] as const)))

/** Header without mark-up, unit brackets and case: `水温<br/>(℃)` → `水温`. */
export function plainName(header: string): string {
  return header
    .replace(/<[^>]*>/g, '')
    .replace(/[（(][^）)]*[）)]/g, '')
    .trim()
    .toLowerCase()
}

/** What a header most likely means; a `_raw`/`_shown` pair of one value counts by `waterValues`. */
export function recogniseColumn(header: string, waterValues: 'raw' | 'shown'): Column {
  const name = plainName(header)
  const suffix = /_(raw|shown)$/.exec(name)
  const base = suffix ? name.slice(0, suffix.index) : name
  const found = byName.get(base)
  if (!found || (suffix && suffix[1] !== waterValues)) return { column: header, target: 'ignore', unit: null }
  return { column: header, target: found.target, unit: found.unit ?? null }
}

export type Layout = { id: string; kind: 'air' | 'water'; zh: string; en: string }

const LAYOUTS: readonly (Layout & { needs: readonly string[] })[] = [
  {
    id: 'air-city-hourly',
    kind: 'air',
    zh: '城市站点小时值',
    en: 'Hourly station values with city',
    needs: ['date', 'hour', 'station', 'city', 'a34004'],
  },
  {
    id: 'air-station-hourly',
    kind: 'air',
    zh: '站点小时值（不含城市）',
    en: 'Hourly station values, no city',
    needs: ['date', 'hour', 'station', 'a34004'],
  },
  {
    id: 'air-split-date',
    kind: 'air',
    zh: '小时值，年月日分列',
    en: 'Hourly values, date in columns',
    needs: ['year', 'month', 'day', 'hour', 'station', 'a34004'],
  },
  {
    id: 'air-timed',
    kind: 'air',
    zh: '站点小时值（时间一列）',
    en: 'Hourly station values, one time column',
    needs: ['time', 'station', 'a34004'],
  },
  {
    id: 'water-samples',
    kind: 'water',
    zh: '地表水自动监测值',
    en: 'Surface-water automatic stations',
    needs: ['time', 'station', 'w21003'],
  },
]

/** The layout whose needed columns are all there, most particular first. */
export function recogniseLayout(columns: readonly Column[]): Layout | undefined {
  const targets = new Set(columns.map((column) => column.target))
  return LAYOUTS.find((layout) => layout.needs.every((need) => targets.has(need)))
}

export const isFactorTarget = (target: string): boolean => !(COLUMN_TARGETS as readonly string[]).includes(target)
