// Reading over SensorThings: the product's own sites, series and readings, through the door, held against the rows they come from.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import { freshDatabase } from '../../../test/database.ts'
import { AIR, hoursOfDays, makeSite, storeMessages } from '../../../test/evaluation.ts'
import { encoded, type Json, NOW, sensorThingsService, valuesOf } from '../../../test/sensorthings.ts'

const db = await freshDatabase(inject('database'))
const service = await sensorThingsService(db)
const { get } = service
afterAll(async () => {
  await service.close()
  await db.drop()
})

/** Beijing midnight. */
const START = Date.UTC(2026, 0, 9, 16)
const SETS = [
  'Things',
  'Locations',
  'HistoricalLocations',
  'Datastreams',
  'Sensors',
  'ObservedProperties',
  'Observations',
  'FeaturesOfInterest',
]
const iso = (at: number): string => new Date(at).toISOString()
let air = 0
let water = 0

beforeAll(async () => {
  air = await makeSite(db, { code: 'LG-1', kind: 'air' })
  water = await makeSite(db, { code: '西湖村', kind: 'section', waterType: 'river' })
  await db.execute(`update site set lon = 114.25, lat = 22.72, name_en = 'Longgang' where id = $1`, [air])
  await db.execute(
    `insert into device (mn, site_id, system_code, expected_interval_s) values ('MN1', $1, '22', 3600)`,
    [air],
  )
  await storeMessages(db, hoursOfDays(air, { start: START, days: 3 }))
  await storeMessages(db, [
    { siteId: air, at: START + 3 * DAY_MS, values: { ...AIR, 'PM2.5': 80 }, flag: 'M' },
    { siteId: water, at: START, kind: 'sample', values: { codmn: 3.5, do: 7 } },
    { siteId: water, at: START + DAY_MS, kind: 'sample', values: { codmn: 4.5 } },
  ])
})

const idOf = async (set: string, filter: string): Promise<number> => {
  const [entity] = valuesOf(await get(`${set}?$filter=${encoded(filter)}`))
  return entity?.['@iot.id'] ?? -1
}
const pm25 = () => idOf('Datastreams', "properties/site eq 'LG-1' and properties/factor eq 'a34004'")

describe('the service', () => {
  test('its root names every set in both versions and, in 1.1, what it conforms to', async () => {
    for (const version of ['v1.0', 'v1.1'] as const) {
      const root = await get(`/sta/${version}`)
      expect(
        valuesOf(root)
          .map(({ name }) => name)
          .sort(),
      ).toEqual(SETS.toSorted())
      expect(valuesOf(root)[0]?.url).toBe(`http://sta.example/sta/${version}/Things`)
      expect('serverSettings' in root.body).toBe(version === 'v1.1')
    }
  })

  test('nobody reads without a key that may', async () => {
    const writer = await service.keyOf('only-writes', ['data.write'])
    expect((await get('Things', { key: '' })).status).toBe(401)
    expect((await get('Things', { key: writer })).status).toBe(403)
    expect((await get('/sta/v2.0/Things')).status).toBe(404)
  })
})

describe('entities', () => {
  test.each(SETS)(
    '%s: each has its control information, mandatory properties and links that lead somewhere',
    async (set) => {
      const entities = valuesOf(await get(set))
      expect(entities.length).toBeGreaterThan(0)
      const [first = {}] = entities
      expect(first['@iot.selfLink']).toBe(`http://sta.example/sta/v1.1/${set}(${first['@iot.id']})`)
      const alone = await get(`${set}(${first['@iot.id']})`)
      expect(alone.body).toEqual(first)
      for (const [name, link] of Object.entries(first)) {
        if (!name.endsWith('@iot.navigationLink')) continue
        expect([name, (await get(String(link).replace('http://sta.example', ''))).status]).toEqual([name, 200])
      }
    },
  )

  test('a site is a thing with its place, history, feature and datastreams', async () => {
    const thing = await get(
      `Things(${air * 2})?$expand=Locations,HistoricalLocations/Locations,Datastreams/ObservedProperty,Datastreams/Sensor`,
    )
    expect(thing.body).toMatchObject({
      name: 'LG-1',
      description: '空气站 air station Longgang',
      properties: { code: 'LG-1', kind: 'air', district: '龙岗区' },
      Locations: [{ encodingType: 'application/geo+json', location: { type: 'Point', coordinates: [114.25, 22.72] } }],
      HistoricalLocations: [{ Locations: [{ name: 'LG-1' }] }],
    })
    const datastreams = thing.body.Datastreams as Json[]
    expect(datastreams).toHaveLength(6)
    const found = datastreams.find(({ name }) => String(name).includes('PM2.5'))
    expect(found).toMatchObject({
      unitOfMeasurement: { symbol: 'µg/m³', definition: 'ucum:ug/m3' },
      observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
      phenomenonTime: `${iso(START)}/${iso(START + 3 * DAY_MS + HOUR_MS)}`,
      observedArea: { type: 'Polygon' },
      ObservedProperty: { definition: 'urn:shanshui:factor:a34004' },
      Sensor: { name: 'MN1' },
    })
  })

  test('version 1.0 has its own name for GeoJSON and no properties but those of things', async () => {
    const [location] = valuesOf(await get('Locations', { version: 'v1.0' }))
    expect(location).toMatchObject({ encodingType: 'application/vnd.geo+json' })
    expect(location).not.toHaveProperty('properties')
    expect((await get(`Things(${air * 2})`, { version: 'v1.0' })).body.properties).toMatchObject({ code: 'LG-1' })
  })

  test('a site without coordinates has a place that says so, and an unknown sensor', async () => {
    const thing = await get(`Things(${water * 2})?$expand=Locations,Datastreams/Sensor`)
    expect((thing.body.Locations as Json[])[0]?.location).toMatchObject({ type: 'Feature', geometry: null })
    expect((thing.body.Datastreams as Json[])[0]?.Sensor).toMatchObject({ '@iot.id': 1, name: '未知仪器' })
  })

  test('an observation is the reading: period, result, when it became known, flag in our words, and its raw record', async () => {
    const id = await pm25()
    const [newest, before] = valuesOf(await get(`Datastreams(${id})/Observations?$top=2`))
    const [row] = await db.query<{ known: number; source: number }>(
      `select r.known_from as known, r.sources[1] as source from reading as r where r.site_id = $1 order by r.at desc limit 1`,
      [air],
    )
    expect(newest).toMatchObject({
      phenomenonTime: `${iso(START + 3 * DAY_MS)}/${iso(START + 3 * DAY_MS + HOUR_MS)}`,
      resultTime: iso(row?.known ?? 0),
      result: 80,
      resultQuality: { flag: 'M', state: 'maintenance', counts: false, qartod: 4 },
      parameters: { record: row?.source },
    })
    expect(before).toMatchObject({ result: 58, resultQuality: { flag: 'N', state: 'good', qartod: 1 } })
  })

  test('what quality control says of a value stands beside it', async () => {
    await db.execute(
      `insert into quality_flag (from_at, until_at, site_id, factor_id, kind, id, state, origin, code, author, reason)
       select $2, $3, $1, f.id, 'hour', 'q1', 'suspect', 'person', 'manual-flag', 'officer', '附近施工' from factor as f where f.code = 'a34004'`,
      [air, iso(START), iso(START + HOUR_MS)],
    )
    const [first, second] = valuesOf(
      await get(`Datastreams(${await pm25()})/Observations?$orderby=phenomenonTime&$top=2`),
    )
    expect(first?.resultQuality).toMatchObject({ flags: [{ state: 'suspect', author: 'officer', reason: '附近施工' }] })
    expect(second?.resultQuality).not.toHaveProperty('flags')
    const flagged = await get(
      `Observations?$filter=${encoded("resultQuality/flags[0]/state eq 'suspect'")}&$count=true`,
    )
    expect(flagged.body['@iot.count']).toBe(1)
  })
})

describe('paths', () => {
  test('navigation goes as deep as the model does', async () => {
    const [observation] = valuesOf(await get(`Datastreams(${await pm25()})/Observations?$top=1`))
    const id = observation?.['@iot.id']
    expect((await get(`Observations(${id})/Datastream/Thing/Locations(${air * 2})/Things`)).body.value).toHaveLength(1)
    expect((await get(`Observations(${id})/FeatureOfInterest`)).body).toMatchObject({ '@iot.id': air * 2 })
    expect((await get(`Datastreams(${await pm25()})/Observations(${id})/result/$value`)).text).toBe('80')
    expect((await get(`FeaturesOfInterest(${air * 2})/Observations?$count=true&$top=1`)).body['@iot.count']).toBe(
      73 * 6,
    )
  })

  test('a property, its value, and only the addresses', async () => {
    expect((await get(`Things(${air * 2})/name`)).body).toEqual({ name: 'LG-1' })
    expect((await get(`Things(${air * 2})/name/$value`)).text).toBe('LG-1')
    expect((await get(`Things(${air * 2})/properties/code`)).body).toEqual({ code: 'LG-1' })
    expect((await get(`Datastreams(${await pm25()})/unitOfMeasurement/$value`)).text).toMatch(/^\{/)
    expect((await get(`Things(${air * 2})/Datastreams/$ref?$top=1`)).body.value).toEqual([
      { '@iot.selfLink': expect.stringMatching(/\/Datastreams\(\d+\)$/) },
    ])
    expect((await get('Things/$count')).text).toBe('2')
  })

  test.each([
    ['Things(999999)', 404],
    ["Things('x')", 404],
    ['Observations(123456789012)', 404],
    ['Nosuch', 404],
    ['Things(2)/nosuch', 404],
    ['Things?$filter=nosuch%20eq%201', 400],
    ['Things?$top=x', 400],
    ['Things(%E0%A4%A', 400],
  ])('%s is %s', async (path, status) => {
    expect((await get(path)).status).toBe(status)
  })

  test('a property that is absent has no content', async () => {
    const [sampled] = valuesOf(await get('Observations?$top=1'))
    expect((await get(`Observations(${sampled?.['@iot.id']})/validTime`)).status).toBe(204)
  })
})

describe('options', () => {
  const count = async (path: string): Promise<unknown> =>
    (await get(`${path}${path.includes('?') ? '&' : '?'}$count=true&$top=0`)).body['@iot.count']

  test('$filter reaches from observations through every link, and from things down to observations', async () => {
    const all = 73 * 6 + 3
    expect(await count('Observations')).toBe(all)
    const filters: [string, number][] = [
      ['result gt 79 and result lt 81', 1],
      ['result eq 58', 72],
      ['58 eq result', 72],
      ["Datastream/Thing/name eq '西湖村'", 3],
      ["Datastream/ObservedProperty/definition eq 'urn:shanshui:factor:w01019' and result gt 4", 1],
      [
        `phenomenonTime ge ${iso(START + DAY_MS)} and phenomenonTime lt ${iso(START + DAY_MS + HOUR_MS)} and Datastream/Thing/id eq ${air * 2}`,
        6,
      ],
      [`during(phenomenonTime, ${iso(START)}/${iso(START + DAY_MS)}) and Datastream/Thing/id eq ${air * 2}`, 144],
      [`overlaps(phenomenonTime, ${iso(START + HOUR_MS / 2)}) and Datastream/Thing/id eq ${air * 2}`, 6],
      [`phenomenonTime eq ${iso(START)}/${iso(START + HOUR_MS)}`, 6],
      [`resultTime gt ${iso(START)}`, all],
      ['result gt 79 or result lt 1', 147],
      ["resultQuality/flag eq 'M' and result gt 79", 2],
      ["geo.distance(FeatureOfInterest/feature, geography'POINT(114.25 22.72)') lt 0.001", 438],
      ["st_within(FeatureOfInterest/feature, geography'POLYGON((114 22, 115 22, 115 23, 114 23, 114 22))')", 438],
      [`hour(phenomenonTime) eq 16 and Datastream/Thing/id eq ${air * 2}`, 24],
      ['result mod 2 eq 1 and result lt 10', 1],
    ]
    for (const [filter, expected] of filters) {
      expect([filter, await count(`Observations?$filter=${encoded(filter)}`)]).toEqual([filter, expected])
    }
    const things: [string, number][] = [
      ['Datastreams/Observations/result gt 79', 1],
      [
        `Datastreams/Observations/result gt 79 and Datastreams/Observations/phenomenonTime lt ${iso(START + DAY_MS)}`,
        1,
      ],
      [
        `Datastreams/Observations/result eq 80 and Datastreams/Observations/phenomenonTime lt ${iso(START + DAY_MS)}`,
        0,
      ],
      [`Datastreams/Observations/result eq 81`, 0],
      ["Datastreams/ObservedProperty/name eq '溶解氧'", 1],
      ["properties/kind eq 'air' or properties/waterType eq 'river'", 2],
      ["geo.intersects(Locations/location, geography'LINESTRING(114 22.72, 115 22.72)')", 1],
    ]
    for (const [filter, expected] of things) {
      const found = valuesOf(await get(`Things?$filter=${encoded(filter)}`))
      expect([filter, found.length]).toEqual([filter, expected])
    }
  })

  test('parts of a filter on Datastreams/Observations must hold for one and the same observation', async () => {
    const filter = `Observations/result eq 80 and Observations/phenomenonTime lt ${iso(START + DAY_MS)}`
    expect(valuesOf(await get(`Datastreams?$filter=${encoded(filter)}`))).toEqual([])
    expect(valuesOf(await get(`Datastreams?$filter=${encoded('Observations/result eq 80')}`))).toHaveLength(1)
  })

  test('$orderby: by time across series, by value, by a link, and both ways', async () => {
    const times = (list: Json[]) => list.map(({ phenomenonTime }) => String(phenomenonTime).slice(0, 24))
    const newest = times(valuesOf(await get('Observations?$orderby=phenomenonTime%20desc&$top=500')))
    expect(newest).toHaveLength(441)
    expect(newest).toEqual(newest.toSorted().toReversed())
    const oldest = times(valuesOf(await get('Observations?$orderby=phenomenonTime%20asc&$top=500')))
    expect(oldest).toEqual(oldest.toSorted())
    const results = valuesOf(await get('Observations?$orderby=result%20desc,phenomenonTime&$top=500')).map(
      ({ result }) => Number(result),
    )
    expect(results).toEqual(results.toSorted((a, b) => b - a))
    const names = valuesOf(
      await get('Observations?$orderby=Datastream/Thing/name%20desc,id&$expand=Datastream/Thing&$top=500'),
    ).map(({ Datastream }) => ((Datastream as Json).Thing as Json).name)
    expect(names.slice(0, 4)).toEqual(['西湖村', '西湖村', '西湖村', 'LG-1'])
    const things = valuesOf(await get('Things?$orderby=Datastreams/name%20desc')).map(({ name }) => name)
    expect(things).toEqual(['西湖村', 'LG-1'])
  })

  test('$top, $skip and nextLink walk through everything once', async () => {
    const seen: number[] = []
    let path: string | undefined = '/sta/v1.1/Observations?$top=100&$select=id'
    while (path !== undefined) {
      const page = await get(path)
      seen.push(...valuesOf(page).map((entity) => entity['@iot.id'] ?? 0))
      path = (page.body['@iot.nextLink'] as string | undefined)?.replace('http://sta.example', '')
    }
    expect(seen).toHaveLength(441)
    expect(new Set(seen).size).toBe(441)
    expect((await get('Things?$top=0')).body.value).toEqual([])
  })

  test('$count is given where it is asked for', async () => {
    expect((await get('Things?$count=true&$top=1')).body['@iot.count']).toBe(2)
    expect((await get('Things?$count=false')).body).not.toHaveProperty('@iot.count')
    expect((await get('Things')).body).not.toHaveProperty('@iot.count')
  })

  test('$select keeps what it names', async () => {
    const [thing] = valuesOf(await get('Things?$select=name,properties/code,Datastreams'))
    expect(thing).toEqual({
      name: 'LG-1',
      properties: { code: 'LG-1' },
      'Datastreams@iot.navigationLink': `http://sta.example/sta/v1.1/Things(${air * 2})/Datastreams`,
    })
  })

  test('$expand goes three deep with options of its own', async () => {
    const thing = await get(
      `Things(${air * 2})?$expand=Datastreams($filter=${encoded("properties/factor eq 'a34004'")};$select=name;$expand=Observations($top=2;$count=true;$orderby=phenomenonTime%20desc;$expand=FeatureOfInterest($select=name)))`,
    )
    expect(thing.body.Datastreams).toEqual([
      {
        name: expect.any(String),
        'Observations@iot.count': 73,
        'Observations@iot.nextLink': expect.stringContaining('/Observations?$top=2&$skip=2'),
        Observations: [
          expect.objectContaining({ result: 80, FeatureOfInterest: { name: 'LG-1' } }),
          expect.objectContaining({ result: 58 }),
        ],
      },
    ])
  })

  test('$resultFormat=dataArray gives tables', async () => {
    const page = await get('Observations?$resultFormat=dataArray&$select=phenomenonTime,result&$top=3&$count=true')
    expect(page.body).toMatchObject({ '@iot.count': 441, '@iot.nextLink': expect.any(String) })
    for (const table of valuesOf(page)) {
      expect(table.components).toEqual(['phenomenonTime', 'result'])
      expect(table.dataArray).toHaveLength(Number(table['dataArray@iot.count']))
      expect(table).toHaveProperty('Datastream@iot.navigationLink')
    }
  })

  test('averages by the hour, day and month say how complete they are', async () => {
    const id = await pm25()
    const days = valuesOf(await get(`Datastreams(${id})/Observations?$aggregation=day&$orderby=phenomenonTime`))
    expect(days).toHaveLength(4)
    expect(days[0]).toMatchObject({
      phenomenonTime: `${iso(START)}/${iso(START + DAY_MS)}`,
      result: 58,
      resultQuality: { valid: 24, received: 24, expected: 24, completeness: 1 },
    })
    // The only value of the last day was measured under maintenance.
    expect(days[3]).toMatchObject({ result: null, resultQuality: { valid: 0, received: 1, completeness: 0 } })
    const filter = encoded(`phenomenonTime lt ${iso(START + DAY_MS)}`)
    const hours = await get(`Datastreams(${id})/Observations?$aggregation=hour&$filter=${filter}&$count=true&$top=1`)
    expect(hours.body['@iot.count']).toBe(24)
    expect(valuesOf(await get(`Datastreams(${id})/Observations?$aggregation=month`))).toHaveLength(1)
    expect((await get('Observations?$aggregation=day')).status).toBe(400)
    expect((await get(`Datastreams(${id})/Observations?$aggregation=day&$filter=result%20gt%201`)).status).toBe(400)
  })

  test('now() is the clock of the service', async () => {
    expect(NOW).toBeGreaterThan(START)
    expect(
      await count(
        `Observations?$filter=${encoded(`phenomenonTime gt now() sub duration'P2DT13H' and Datastream/Thing/id eq ${air * 2}`)}`,
      ),
    ).toBe(6)
  })
})
