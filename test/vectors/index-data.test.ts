// Official results in real data: the Hong Kong index of 2017, Hulun Lake, Garze's ecosystem product, Shenzhen's ecosystem value.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addedRisk, aqhiOf, threeHourMean } from '#domain/standards/aqhi.ts'
import { AQHI_HK_2013 } from '#domain/standards/catalog/aqhi-hk-2013.ts'
import { evaluate } from '#domain/standards/evaluate.ts'
import { combineTrophic, trophicState } from '#domain/standards/trophic.ts'
import { parseCsv } from '#kit/csv.ts'
import { parseDecimal, toRational } from '#kit/rational.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, HOUR_MS } from '#kit/time.ts'

const shared = process.env.SHANSHUI_SHARED ?? '../shared'
const folder = (name: string): string => join(shared, 'data', name)
const hasData = existsSync(folder('aqhi')) && existsSync(folder('ecology'))
if (!hasData) console.info(`skipped: real data is not in ${shared}`)

const cellsOf = (path: string): string[][] =>
  parseCsv(readFileSync(path, 'utf8')).map(({ cells }) => cells.map((cell) => cell.trim()))

type Row = Record<string, string>
/** Rows under the header line whose first cell is `first`. */
function tableOf(path: string, first: string): Row[] {
  const lines = cellsOf(path)
  const at = lines.findIndex(([cell]) => cell === first)
  const header = lines[at] ?? []
  return lines
    .slice(at + 1)
    .map((cells) => Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ''])))
}

const POLLUTANTS = { NO2: 'NO2', SO2: 'SO2', O3: 'O3', PM10: 'RSP', 'PM2.5': 'FSP' } as const

/** Hourly values by station and end of hour. */
function readHours(): Map<string, Row> {
  const hours = new Map<string, Row>()
  for (const file of ['hk-air_hourly2017.csv', 'tc-air_hourly2017.csv']) {
    for (const row of tableOf(join(folder('aqhi'), file), 'DATE')) {
      const [day = 0, month = 0, year = 0] = (row.DATE ?? '').split('/').map(Number)
      hours.set(`${row.STATION} ${beijingInstant(year, month, day, Number(row.HOUR))}`, row)
    }
  }
  return hours
}

/** Published indices of the two stations; a star marks another station's data and is not validated. */
function readPublished(): { station: string; at: number; aqhi: string }[] {
  const history = join(folder('aqhi'), 'history')
  return readdirSync(history).flatMap((file) => {
    let date = ''
    return tableOf(join(history, file), 'Date').flatMap((row) => {
      date = row.Date || date
      const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
      if (!/^\d+$/.test(row.Hour ?? '')) return []
      const at = beijingInstant(year, month, day, Number(row.Hour))
      const stations = [
        ['CENTRAL', row.Central],
        ['TUNG CHUNG', row['Tung Chung']],
      ] as const
      return stations.flatMap(([station, aqhi = '']) => (/^\d+\+?$/.test(aqhi) ? [{ station, at, aqhi }] : []))
    })
  })
}

function threeHours(hours: Map<string, Row>, station: string, at: number): Record<string, number> | undefined {
  const rows = [2, 1, 0].map((back) => hours.get(`${station} ${at - back * HOUR_MS}`))
  const means: Record<string, number> = {}
  for (const [item, column] of Object.entries(POLLUTANTS)) {
    const mean = threeHourMean(
      rows.map((row) => {
        const decimal = parseDecimal(row?.[column] ?? '')
        return decimal && toRational(decimal)
      }),
    )
    if (!mean) return undefined
    means[item] = Number(mean.n) / Number(mean.d)
  }
  return means
}

test.skipIf(!hasData)('the Hong Kong index of validated hours of 2017 agrees in 99 % or more', () => {
  const hours = readHours()
  const tally = { judged: 0, agreed: 0 }
  for (const { station, at, aqhi } of readPublished()) {
    const means = threeHours(hours, station, at)
    if (!means) continue
    const verdict = evaluate('aqhi', means, { at })
    if (isRefusal(verdict)) throw new Error(verdict.because)
    tally.judged += 1
    if (verdict.value === aqhi) tally.agreed += 1
  }
  console.info(`AQHI of 2017: ${tally.agreed} of ${tally.judged} agree`)
  expect(tally.judged).toBeGreaterThan(15_000)
  expect(tally.agreed / tally.judged).toBeGreaterThanOrEqual(0.99)
})

test('every whole µg/m³ of one pollutant alone falls in the band that its added risk says', () => {
  const beta = Number(AQHI_HK_2013.limits.find(({ item }) => item === 'NO2')?.beta)
  for (let no2 = 0; no2 <= 500; no2 += 1) {
    const verdict = evaluate('aqhi', { NO2: no2, SO2: 0, O3: 0, PM10: 0, 'PM2.5': 0 }, { edition: 'AQHI-HK-2013' })
    expect(isRefusal(verdict) ? verdict : verdict.value).toBe(aqhiOf(addedRisk(beta, no2), AQHI_HK_2013.bands))
  }
})

test.skipIf(!hasData)('the trophic index of Hulun Lake is met to three decimals in all five years', () => {
  const rows = tableOf(join(folder('ecology'), 'tli_hulun_lake_2011_2015.csv'), 'year')
  expect(rows.length).toBe(5)
  for (const row of rows) {
    const term = (name: string): number => Number(row[`TLI_${name}`])
    const tli = combineTrophic({ chla: term('chla'), tp: term('TP'), tn: term('TN'), sd: term('SD') }) ?? 0
    expect([row.year, tli.toFixed(3), trophicState(tli).zh]).toEqual([
      row.year,
      Number(row.TLI_sum_published).toFixed(3),
      row.state_published,
    ])
  }
})

test.skipIf(!hasData)('the ecosystem product of Garze is met within 1 % but for two rows', () => {
  const rows = tableOf(join(folder('ecology'), 'gep_garze_2010.csv'), 'category')
  const off = rows.flatMap(({ published_value_1e8CNY: published, indicator = '', ...facts }) => {
    const verdict = evaluate('gep', facts, { edition: 'GEP-SZ-2021' })
    if (isRefusal(verdict)) throw new Error(verdict.because)
    // Published with four decimals: what rounds to the same figure is the same.
    const gap = verdict.value === null ? Number.POSITIVE_INFINITY : Math.abs(Number(verdict.value) - Number(published))
    return gap <= Math.max(0.01 * Number(published), 0.0001) ? [] : [indicator]
  })
  expect(rows.length).toBe(23)
  expect(off).toEqual(['防风固沙量', '水库调蓄量'])
})

test.skipIf(!hasData)('the ecosystem value of Shenzhen is met within 0.3 %', () => {
  const rows = tableOf(join(folder('ecology'), 'esv_shenzhen_2002.csv'), 'year')
  const land = rows.filter(({ landuse }) => landuse !== 'total')
  const areas = Object.fromEntries(land.map((row) => [row.landuse ?? '', row.area_hm2 ?? '']))
  const verdict = evaluate('ecosystem-value', areas, { edition: 'ESV-SZ-2002' })
  if (isRefusal(verdict)) throw new Error(verdict.because)
  const total = Number(rows.find(({ landuse }) => landuse === 'total')?.published_ESV_1e8CNY)
  expect(Math.abs(Number(verdict.value) - total) / total).toBeLessThanOrEqual(0.003)
  for (const row of land) {
    const item = verdict.items.find(({ key }) => key === row.landuse)
    const published = Number(row.published_ESV_1e8CNY)
    expect([row.landuse, Math.abs(Number(item?.result) - published) <= Math.max(0.003 * published, 0.005)]).toEqual([
      row.landuse,
      true,
    ])
  }
})
