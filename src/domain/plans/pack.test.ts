// A plan pack is let in whole, or refused with file, place and reason.
import { readdirSync, readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { countPack, isPackRefused, readPack } from './pack.ts'

const FOLDER = new URL('../../../packs/longgang-14fyp/', import.meta.url)
const TEXTS = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')] as const),
)

// biome-ignore lint/suspicious/noExplicitAny: the tests break parsed JSON at will
type Json = any
let files: Record<string, Json>

beforeEach(() => {
  files = Object.fromEntries(Object.entries(TEXTS).map(([name, text]) => [name, JSON.parse(text)]))
})

function refusals(): Refusal[] {
  const read = readPack(files)
  if (!isPackRefused(read)) throw new Error('the pack was let in')
  return read
}

describe('the pack of 龙岗区', () => {
  test('readPack() lets it in', () => {
    expect(isPackRefused(readPack(files))).toBe(false)
  })

  test('countPack() counts 13 chapters, 42 sections, 107 measures and 592 obligations', () => {
    const pack = readPack(files)
    if (isPackRefused(pack)) throw new Error(pack[0]?.because)
    expect(countPack(pack)).toEqual({
      chapters: 13,
      sections: 42,
      measures: 107,
      obligations: 592,
      obligationsLead: 551,
      obligationsAssist: 41,
      indicatorRows: 17,
      measurables: 20,
      measurablesAwaitingCity: 8,
      inconsistencies: 60,
    })
  })

  test('every wording of the PM2.5 target is kept, with the inconsistency it belongs to', () => {
    const pm25 = files['indicators.json'].indicators.find((row: Json) => row.id === 'ind.05')
    expect(pm25.readings.map((reading: Json) => [reading.sourceZh, reading.comparator, reading.inconsistency])).toEqual(
      [
        ['表1', '<=', 'inc.01'],
        ['第二章', '<', 'inc.01'],
        ['第五章', '<=', 'inc.01'],
      ],
    )
  })

  test('a comparator the table does not print is told from one it prints', () => {
    const rows: Json[] = files['indicators.json'].indicators
    const assumed = rows.filter((row) => row.target.assumedComparator !== null)
    expect(assumed.map((row) => [row.no, row.target.comparator, row.target.assumedComparator])).toEqual([
      [6, null, '>='],
      [7, null, '='],
      [14, null, '='],
    ])
  })
})

describe('readPack() refuses, with file, place and reason,', () => {
  const obligation = (): Json => files['plan.json'].chapters[4].sections[0].measures[0].obligations[5]
  const OBLIGATION = 'plan.json $.chapters[4].sections[0].measures[0].obligations[5]'

  const breaks: [name: string, break_: () => void, code: string, because: string][] = [
    [
      'a file that is not there',
      () => delete files['goals.json'],
      'plans.pack-file-missing',
      'goals.json $: the pack must contain this file',
    ],
    [
      'a field left out',
      () => delete obligation().titleZh,
      'plans.pack-wrong-shape',
      `${OBLIGATION}.titleZh: must be a non-empty text, current value is missing`,
    ],
    [
      'a value of the wrong kind',
      () => {
        obligation().deadline.year = '2025'
      },
      'plans.pack-wrong-shape',
      `${OBLIGATION}.deadline.year: must be a whole number, current value is "2025"`,
    ],
    [
      'a misspelt field',
      () => {
        obligation().achor = 'x'
      },
      'plans.pack-unknown-field',
      `${OBLIGATION}.achor: is not a field of a plan pack`,
    ],
    [
      'an id of the wrong form',
      () => {
        obligation().id = 'c5.s1.m1.t6'
      },
      'plans.pack-bad-id',
      `${OBLIGATION}.id: must be an id like`,
    ],
    [
      'an id used twice',
      () => {
        obligation().id = 'c05.s01.m01.t01'
      },
      'plans.pack-id-repeated',
      `${OBLIGATION}.id: c05.s01.m01.t01 is already used at plan.json $.chapters[4].sections[0].measures[0].obligations[0].id`,
    ],
    [
      'an id under a parent that is not its own',
      () => {
        files['plan.json'].chapters[4].sections[0].id = 'c06.s09'
      },
      'plans.pack-id-misplaced',
      'plan.json $.chapters[4].sections[0].id: c06.s09 stands under c05 and must begin with its id',
    ],
    [
      'a role that does not exist',
      () => {
        obligation().role = 'leads'
      },
      'plans.pack-unknown-word',
      `${OBLIGATION}.role: must be one of lead, assist, current value is "leads"`,
    ],
    [
      'a verb the pack does not list',
      () => {
        obligation().verb = 'ponder'
      },
      'plans.pack-unknown-word',
      `${OBLIGATION}.verb: must be one of pack.json $.enums.verb, current value is "ponder"`,
    ],
    [
      'an indicator that serves an obligation nobody has',
      () => {
        files['indicators.json'].indicators[3].linkedObligations = ['c05.s01.m01.t99']
      },
      'plans.pack-reference-lost',
      'indicators.json $.indicators[3].linkedObligations[0]: refers to c05.s01.m01.t99, which the pack does not hold',
    ],
    [
      'an inconsistency about nothing',
      () => {
        files['inconsistencies.json'].inconsistencies[0].refs[0] = 'goal.9'
      },
      'plans.pack-reference-lost',
      'inconsistencies.json $.inconsistencies[0].refs[0]: refers to goal.9, which the pack does not hold',
    ],
    [
      'a measure that asks for an unknown system',
      () => {
        files['plan.json'].chapters[4].sections[0].measures[0].systems[0] = 'AIR-99'
      },
      'plans.pack-reference-lost',
      'plan.json $.chapters[4].sections[0].measures[0].systems[0]: refers to AIR-99, which the pack does not hold',
    ],
    [
      'a formula with a misspelt factor',
      () => {
        files['indicators.json'].indicators[4].formula.of.item = 'PM25'
      },
      'plans.pack-formula-unknown',
      'indicators.json $.indicators[4].formula.of.item: must be one of PM2.5, PM10, SO2, NO2, CO, O3_8h, current value is "PM25"; did you mean "PM2.5"?',
    ],
    [
      'a formula whose result is of another unit than its indicator',
      () => {
        files['indicators.json'].indicators[3].unit = '天'
      },
      'plans.pack-formula-unknown',
      'indicators.json $.indicators[3].formula: gives % where the unit of the indicator is 天',
    ],
    [
      'reported numbers that are made of each other',
      () => {
        const { inputs } = files['indicators.json'].indicators[0].formula
        inputs[0].from = { amount: 'gdp' }
        inputs[1].from = { amount: 'water' }
      },
      'plans.pack-formula-unknown',
      'indicators.json $.indicators[0].formula.inputs[0].from: is made of itself: water → gdp → water',
    ],
    [
      'a target with a comparator and no value',
      () => {
        files['indicators.json'].indicators[3].target.value = null
        files['indicators.json'].indicators[4].readings[1].value = null
      },
      'plans.pack-comparator-bare',
      'indicators.json $.indicators[4].readings[1].value: has the comparator "<" and no value',
    ],
    [
      'counts that differ from the files',
      () => files['plan.json'].chapters[4].sections[3].measures[3].obligations.pop(),
      'plans.pack-count-differs',
      'pack.json $.counts.obligations: says 592, the files hold 591',
    ],
    [
      'something that is no object at all',
      () => {
        files['plan.json'] = []
      },
      'plans.pack-wrong-shape',
      'plan.json $: must be an object, current value is a list of 0',
    ],
  ]

  for (const [name, break_, code, because] of breaks)
    test(name, () => {
      break_()
      const told = refusals()
      expect(told.every(isRefusal)).toBe(true)
      expect(told.map((one) => one.refused)).toContain(code)
      expect(told.map((one) => one.because).join('\n')).toContain(because)
    })

  test('all faults at once', () => {
    delete obligation().titleZh
    obligation().role = 'leads'
    expect(refusals()).toHaveLength(2)
  })
})

test('the outline of 龙岗区 is closed, coarse and marked as schematic, and holds all eleven streets', () => {
  const district = files['district.json']
  const ring: [number, number][] = district.outline.coordinates[0]
  expect(ring.at(0)).toEqual(ring.at(-1))
  expect(ring.length).toBeLessThanOrEqual(60)
  expect(district.outline.note_zh).toBe('示意，非法定边界')
  expect(district.streets).toHaveLength(11)
  for (const street of district.streets) {
    expect(street.code).toMatch(/^440307\d{3}$/)
    expect(isInside(ring, street.centre.lon, street.centre.lat), street.nameZh).toBe(true)
  }
})

function isInside(ring: [number, number][], lon: number, lat: number): boolean {
  const crossings = ring.slice(1).filter(([lonB, latB], at) => {
    const [lonA, latA] = ring[at] ?? [lonB, latB]
    return latA > lat !== latB > lat && lon < ((lonB - lonA) * (lat - latA)) / (latB - latA) + lonA
  })
  return crossings.length % 2 === 1
}
