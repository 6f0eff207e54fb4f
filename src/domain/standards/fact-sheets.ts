// The fact sheet of every subject.
import { editionsOf } from './editions.ts'
import { type FactSheet, fieldsOf, number, onDemand } from './fact-sheet.ts'
import { INDEX_SHEETS, WATER_TYPE } from './fact-sheets-indices.ts'
import { LIMIT_SHEETS } from './fact-sheets-limits.ts'
import type { AirSubject, Subject } from './verdict.ts'

const AIR_EXAMPLES: Readonly<Record<string, string>> = {
  'PM2.5': '58',
  PM10: '85',
  SO2: '6',
  NO2: '31',
  CO: '0.8',
  O3_1h: '112',
  O3_8h: '118',
}

/** Pollutants of any edition of the index, as its report names them; the newest edition's words stand. */
function airSheet(subject: AirSubject, zh: string, en: string): FactSheet {
  const rows = editionsOf('aqi').flatMap((edition) =>
    edition[subject === 'air-hour' ? 'hour' : 'day'].map(({ item, zh: name, en: nameEn, column }) => ({
      item,
      zh: name,
      en: nameEn,
      unit: edition.limits.find((limit) => limit.item === column)?.unit ?? '',
    })),
  )
  const main: readonly string[] = subject === 'air-hour' ? ['O3_1h'] : ['O3_8h']
  const asked = Object.entries(AIR_EXAMPLES).filter(([key]) => !key.startsWith('O3') || main.includes(key))
  return { zh, en, fields: fieldsOf(rows, Object.fromEntries(asked)) }
}

const sulphurDay = onDemand(number('SO2_24h', ['二氧化硫 24 小时均值', 'Sulphur dioxide, 24-hour mean'], 'µg/m³'))
const hourSheet = airSheet('air-hour', '小时空气质量指数', 'Hourly air quality index')

const surfaceWater = editionsOf('surface-water').at(-1)

/** What each subject asks for. A new subject is a row here. */
export const FACT_SHEETS: Readonly<Record<Subject, FactSheet>> = {
  'air-hour': { ...hourSheet, fields: [...hourSheet.fields, sulphurDay] },
  'air-day': airSheet('air-day', '日空气质量指数', 'Daily air quality index'),
  water: {
    zh: '地表水水质类别',
    en: 'Surface-water class',
    fields: [
      WATER_TYPE,
      ...fieldsOf(surfaceWater?.limits ?? [], { ph: '7.4', do: '6.2', codmn: '3.1', nh3n: '0.62', tp: '0.12' }),
      onDemand(number('temperature', ['水温', 'Water temperature'], '℃')),
      ...fieldsOf([...(surfaceWater?.chosenSourceLimits ?? []), ...(surfaceWater?.sourceLimits ?? [])]).map(onDemand),
    ],
  },
  ...LIMIT_SHEETS,
  ...INDEX_SHEETS,
}

/** Facts filled in with the examples of a sheet. */
export const exampleFacts = (subject: Subject): Record<string, string> =>
  Object.fromEntries(
    FACT_SHEETS[subject].fields.filter(({ example }) => example !== '').map(({ key, example }) => [key, example]),
  )
