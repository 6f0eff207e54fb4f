// Writing over SensorThings: other systems' entities and values, readings through the intake, and what is refused.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { HOUR_MS } from '#kit/time.ts'
import { freshDatabase } from '../../../test/database.ts'
import { hoursOfDays, makeSite, storeMessages } from '../../../test/evaluation.ts'
import { encoded, type Json, NOW, type Reply, sensorThingsService, valuesOf } from '../../../test/sensorthings.ts'

const db = await freshDatabase(inject('database'))
const service = await sensorThingsService(db)
const { get, post, ask } = service
afterAll(async () => {
  await service.close()
  await db.drop()
})

const START = Date.UTC(2026, 0, 9, 16)
let air = 0
let water = 0
beforeAll(async () => {
  air = await makeSite(db, { code: 'LG-1', kind: 'air' })
  water = await makeSite(db, { code: 'W-1', kind: 'section' })
  await storeMessages(db, hoursOfDays(air, { start: START, days: 1 }))
})

const THING = { name: 'Oven', description: 'An oven', properties: { colour: 'red' } }
const LOCATION = {
  name: 'Kitchen',
  description: 'Where it stands',
  encodingType: 'application/geo+json',
  location: { type: 'Point', coordinates: [114.05, 22.51] },
}
const SENSOR = {
  name: 'DS18',
  description: 'A sensor',
  encodingType: 'application/pdf',
  metadata: 'http://x/sheet.pdf',
}
const PROPERTY = { name: 'Temperature', definition: 'http://dbpedia.org/page/Temperature', description: 'How warm' }
const DATASTREAM = {
  name: 'Oven temperature',
  description: 'Of the oven',
  unitOfMeasurement: { name: 'degree Celsius', symbol: '°C', definition: 'ucum:Cel' },
  observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
}
const FEATURE = {
  name: 'Air',
  description: 'In it',
  encodingType: 'application/geo+json',
  feature: { type: 'Point', coordinates: [10, 10] },
}

const idIn = (reply: Reply): number => {
  if (reply.status !== 201) throw new Error(`${reply.status} ${reply.text}`)
  return reply.body['@iot.id'] ?? 0
}
const ref = (id: number) => ({ '@iot.id': id })

/** A thing with all that belongs to it, in one request. */
async function oven(): Promise<{ thing: number; datastream: number }> {
  const thing = idIn(
    await post('Things', {
      ...THING,
      Locations: [LOCATION],
      Datastreams: [
        {
          ...DATASTREAM,
          Sensor: SENSOR,
          ObservedProperty: PROPERTY,
          Observations: [{ phenomenonTime: '2026-01-01T00:00:00Z', result: 20 }],
        },
      ],
    }),
  )
  const [datastream] = valuesOf(await get(`Things(${thing})/Datastreams`))
  return { thing, datastream: datastream?.['@iot.id'] ?? 0 }
}

describe('creating', () => {
  test('each kind of entity, one after the other, linked by id', async () => {
    const thing = idIn(await post('Things', THING))
    const location = idIn(await post('Locations', { ...LOCATION, Things: [ref(thing)] }))
    const sensor = idIn(await post('Sensors', SENSOR))
    const property = idIn(await post('ObservedProperties', PROPERTY))
    const feature = idIn(await post('FeaturesOfInterest', FEATURE))
    const links = { Thing: ref(thing), Sensor: ref(sensor), ObservedProperty: ref(property) }
    const made = await post('Datastreams', { ...DATASTREAM, ...links })
    const datastream = idIn(made)
    expect(made.headers.location).toBe(`http://sta.example/sta/v1.1/Datastreams(${datastream})`)
    const observation = await post('Observations', {
      phenomenonTime: '2015-03-01T00:40:00.000Z',
      resultTime: '2015-03-01T00:41:00Z',
      validTime: '2016-01-01T02:01:01+01:00/2016-01-02T00:59:59+01:00',
      result: 8,
      resultQuality: 'calibrated',
      parameters: { a: 'b' },
      Datastream: ref(datastream),
      FeatureOfInterest: ref(feature),
    })
    expect(observation.body).toMatchObject({
      phenomenonTime: '2015-03-01T00:40:00.000Z',
      resultTime: '2015-03-01T00:41:00.000Z',
      validTime: '2016-01-01T01:01:01.000Z/2016-01-01T23:59:59.000Z',
      result: 8,
      resultQuality: 'calibrated',
      parameters: { a: 'b' },
    })
    expect((await get(`Observations(${idIn(observation)})/FeatureOfInterest`)).body).toMatchObject({ name: 'Air' })
    expect((await get(`Things(${thing})/Locations`)).body.value).toMatchObject([{ '@iot.id': location }])
    // Moving a thing writes its history by itself.
    expect(valuesOf(await get(`Things(${thing})/HistoricalLocations?$expand=Locations`))).toMatchObject([
      { time: new Date(NOW).toISOString(), Locations: [{ '@iot.id': location }] },
    ])
    const history = await post('HistoricalLocations', {
      time: '2015-07-01T00:00:00Z',
      Thing: ref(thing),
      Locations: [ref(location)],
    })
    expect(history.status).toBe(201)
    expect(valuesOf(await get(`Things(${thing})/HistoricalLocations`))).toHaveLength(2)
  })

  test('deep insert makes all or nothing', async () => {
    const { thing, datastream } = await oven()
    const found = await get(
      `Things(${thing})?$expand=Locations,Datastreams($expand=Sensor,ObservedProperty,Observations)`,
    )
    expect(found.body).toMatchObject({
      ...THING,
      Locations: [{ name: 'Kitchen' }],
      Datastreams: [
        {
          '@iot.id': datastream,
          phenomenonTime: '2026-01-01T00:00:00.000Z',
          Sensor: { name: 'DS18' },
          Observations: [{ result: 20 }],
        },
      ],
    })
    const before = (await get('Things/$count')).text
    const half = await post('Things', { ...THING, Datastreams: [{ ...DATASTREAM, Sensor: SENSOR }] })
    expect(half.status).toBe(400)
    expect(half.body.message).toContain('ObservedProperty')
    expect((await get('Things/$count')).text).toBe(before)
  })

  test('POST below an entity links to it', async () => {
    const { thing, datastream } = await oven()
    const observation = await post(`Datastreams(${datastream})/Observations`, { result: 21 })
    expect(observation.body).toMatchObject({
      phenomenonTime: new Date(NOW).toISOString(),
      resultTime: null,
      result: 21,
    })
    const moved = idIn(await post(`Things(${thing})/Locations`, { ...LOCATION, name: 'Cellar' }))
    expect(valuesOf(await get(`Things(${thing})/Locations`)).map(({ name }) => name)).toEqual(['Cellar'])
    expect(valuesOf(await get(`Locations(${moved})/HistoricalLocations`))).toHaveLength(1)
  })

  test('the feature of an observation is made from the place of its thing, once', async () => {
    const { datastream } = await oven()
    const ids = await Promise.all(
      [1, 2, 3].map(async (result) => idIn(await post(`Datastreams(${datastream})/Observations`, { result }))),
    )
    const features = await Promise.all(ids.map(async (id) => (await get(`Observations(${id})/FeatureOfInterest`)).body))
    expect(new Set(features.map((feature) => feature['@iot.id'])).size).toBe(1)
    expect(features[0]).toMatchObject({ name: 'Kitchen', feature: LOCATION.location })
    const placeless = idIn(await post('Things', THING))
    const made = await post(`Things(${placeless})/Datastreams`, {
      ...DATASTREAM,
      Sensor: SENSOR,
      ObservedProperty: PROPERTY,
    })
    expect((await post(`Datastreams(${idIn(made)})/Observations`, { result: 1 })).status).toBe(400)
  })

  test('results of every kind come back as they went in', async () => {
    const { datastream } = await oven()
    const results = [1, 1.5, true, 'red', { deep: [1] }, [1, 2], null]
    for (const result of results) {
      const id = idIn(await post(`Datastreams(${datastream})/Observations`, { result }))
      expect((await get(`Observations(${id})`)).body.result).toEqual(result)
    }
    const found = valuesOf(await get(`Datastreams(${datastream})/Observations?$filter=${encoded("result eq 'red'")}`))
    expect(found).toHaveLength(1)
  })

  test('periods and instants between seconds are kept, and found by time', async () => {
    const { datastream } = await oven()
    const period = '2026-01-02T00:00:00.000Z/2026-01-02T01:00:00.000Z'
    await post(`Datastreams(${datastream})/Observations`, { result: 1, phenomenonTime: period })
    await post(`Datastreams(${datastream})/Observations`, { result: 2, phenomenonTime: '2026-01-02T00:30:00.123Z' })
    const ask = async (filter: string) =>
      valuesOf(await get(`Datastreams(${datastream})/Observations?$filter=${encoded(filter)}&$count=true`)).map(
        ({ result }) => result,
      )
    expect(await ask('phenomenonTime lt 2026-01-02T01:00:00Z and phenomenonTime ge 2026-01-02T00:00:00Z')).toEqual([
      2, 1,
    ])
    expect(await ask('phenomenonTime lt 2026-01-02T00:45:00Z and result lt 20')).toEqual([2])
    expect(await ask('overlaps(phenomenonTime, 2026-01-02T00:45:00Z)')).toEqual([1])
    expect(await ask('phenomenonTime eq 2026-01-02T00:30:00.123Z')).toEqual([2])
  })

  test.each([
    ['Things', { name: 'x' }],
    ['Things', { ...THING, colour: 'red' }],
    ['Things', { ...THING, name: 5 }],
    ['Things', [THING]],
    ['Things', '{broken'],
    ['Things', { ...THING, Locations: [ref(999_999)] }],
    ['Locations', { ...LOCATION, location: { type: 'Point', coordinates: ['x'] } }],
    ['Datastreams', DATASTREAM],
    ['Observations', { result: 1 }],
    ['HistoricalLocations', { time: 'yesterday', Thing: ref(2) }],
  ])('%s refuses what it cannot take and says why', async (set, body) => {
    const reply = await post(set, body)
    expect(reply.status).toBe(400)
    expect(String(reply.body.message).length).toBeGreaterThan(10)
  })

  test('version 1.0 has no properties of a sensor', async () => {
    expect((await post('Sensors', { ...SENSOR, properties: { a: 1 } }, { version: 'v1.0' })).status).toBe(400)
    expect((await post('Sensors', { ...SENSOR, properties: { a: 1 } })).status).toBe(201)
  })
})

describe('readings of a site', () => {
  const makeSeries = async (kind?: string) =>
    post('Datastreams', {
      ...DATASTREAM,
      unitOfMeasurement: { name: 'x', symbol: 'µg/m³', definition: 'x' },
      ...(kind === undefined ? {} : { properties: { kind } }),
      Thing: ref(water * 2),
      Sensor: ref(1),
      ObservedProperty: { name: 'PM2.5', description: 'x', definition: 'urn:shanshui:factor:a34004' },
    })

  test('a datastream of a site and a factor is a series of the product; its values are readings with their raw record', async () => {
    expect((await makeSeries('century')).status).toBe(400)
    const made = await makeSeries('hour')
    const datastream = idIn(made)
    expect((await makeSeries('hour')).status).toBe(409)
    const begun = new Date(START).toISOString()
    const observation = await post(`Datastreams(${datastream})/Observations`, {
      phenomenonTime: `${begun}/${new Date(START + HOUR_MS).toISOString()}`,
      result: 42.5,
      resultQuality: { flag: 'M' },
      validTime: '2026-01-09T16:00:00Z/2026-02-01T00:00:00Z',
      parameters: { operator: '张' },
    })
    expect(observation.body).toMatchObject({
      result: 42.5,
      resultQuality: { flag: 'M', state: 'maintenance' },
      validTime: '2026-01-09T16:00:00.000Z/2026-02-01T00:00:00.000Z',
      parameters: { operator: '张' },
    })
    const [row] = await db.query<{
      values: number[]
      flags: string
      channel: string
      body: Buffer
      peer: string
      state: string
    }>(
      `select r.values, r.flags, w.channel, w.body, w.peer, w.state from reading as r join raw_record as w on w.id = r.sources[1]
        where r.site_id = $1 and r.kind = 'hour'`,
      [water],
    )
    expect(row).toMatchObject({ values: [42.5], flags: 'M', channel: 'http', peer: 'key:hub', state: 'stored' })
    expect(JSON.parse(row?.body.toString() ?? '')).toMatchObject({ result: 42.5, parameters: { operator: '张' } })
    // The same again changes nothing; another value leaves the old one as a revision.
    await post(`Datastreams(${datastream})/Observations`, { phenomenonTime: begun, result: 43 })
    const revisions = await db.query(
      'select v.value, v.author, v.reason from reading_revision as v where v.site_id = $1',
      [water],
    )
    expect(revisions).toEqual([{ value: 42.5, author: 'key:hub', reason: 'sensorthings' }])
  })

  test('what a series cannot hold is refused', async () => {
    const [hour] = valuesOf(
      await get(`Datastreams?$filter=${encoded("properties/site eq 'LG-1' and properties/factor eq 'a34004'")}`),
    )
    const into = `Datastreams(${hour?.['@iot.id']})/Observations`
    for (const body of [
      { phenomenonTime: '2026-01-10T00:30:00Z', result: 1 },
      { phenomenonTime: '2026-01-10T00:00:00Z/2026-01-10T02:00:00Z', result: 1 },
      { phenomenonTime: '2026-01-10T00:00:00Z', result: 'high' },
      { result: 1 },
    ]) {
      expect([body, (await post(into, body)).status]).toEqual([body, 400])
    }
    const wrongUnit = await post('Datastreams', {
      ...DATASTREAM,
      properties: { kind: 'day' },
      Thing: ref(water * 2),
      Sensor: ref(1),
      ObservedProperty: { name: 'PM2.5', description: 'x', definition: 'urn:shanshui:factor:a34004' },
    })
    expect(wrongUnit.body.message).toContain('µg/m³')
  })

  test('instants between two seconds have a number of their own', async () => {
    const made = await makeSeries('realtime')
    const into = `Datastreams(${idIn(made)})/Observations`
    const odd = await post(into, { phenomenonTime: '2026-01-10T00:00:00.250Z', result: 1 })
    const even = await post(into, { phenomenonTime: '2026-01-10T00:00:00Z', result: 2 })
    for (const [reply, result] of [
      [odd, 1],
      [even, 2],
    ] as const) {
      expect((await get(`Observations(${idIn(reply)})`)).body.result).toBe(result)
    }
    // One that came by another way is numbered when it is first seen.
    await storeMessages(db, [{ siteId: air, at: START + 500, kind: 'sample', values: { 'PM2.5': 7 } }])
    const [first] = valuesOf(await get(`Observations?$filter=${encoded('result eq 7')}`))
    expect((await get(`Observations(${first?.['@iot.id']})`)).body.result).toBe(7)
  })

  test('raw data is neither changed nor deleted, and the reason is said', async () => {
    const [hour] = valuesOf(await get(`Things(${air * 2})/Datastreams?$top=1`))
    const [reading] = valuesOf(await get(`Datastreams(${hour?.['@iot.id']})/Observations?$top=1`))
    for (const path of [
      `Observations(${reading?.['@iot.id']})`,
      `Datastreams(${hour?.['@iot.id']})`,
      `Things(${air * 2})`,
      'Sensors(1)',
    ]) {
      const refused = await ask('DELETE', path)
      expect([path, refused.status]).toEqual([path, 409])
      expect(refused.body.message).toContain('evidence')
    }
    expect((await ask('PATCH', `Observations(${reading?.['@iot.id']})`, { body: { result: 1 } })).status).toBe(409)
    expect((await ask('PATCH', `Things(${air * 2})`, { body: { name: 'mine' } })).status).toBe(409)
    expect((await ask('DELETE', 'Things')).status).toBe(405)
  })

  test('properties can be added beside the product’s own', async () => {
    const changed = await ask('PATCH', `Things(${air * 2})`, { body: { properties: { owner: '局' } } })
    expect(changed.body.properties).toMatchObject({ code: 'LG-1', owner: '局' })
    expect(valuesOf(await get(`Things?$filter=${encoded("properties/owner eq '局'")}`))).toHaveLength(1)
  })
})

describe('changing and withdrawing', () => {
  test('PATCH changes what it names, PUT writes anew, JSON Patch goes step by step', async () => {
    const { thing, datastream } = await oven()
    const path = `Things(${thing})`
    expect((await ask('PATCH', path, { body: { description: 'Patched' } })).body).toMatchObject({
      ...THING,
      description: 'Patched',
    })
    expect((await ask('PUT', path, { body: { name: 'A', description: 'B' } })).body).not.toHaveProperty('properties')
    expect((await ask('PUT', path, { body: { name: 'A' } })).status).toBe(400)
    const steps = [
      { op: 'add', path: '/properties', value: { n: 1 } },
      { op: 'replace', path: '/properties/n', value: 2 },
    ]
    const type = 'application/json-patch+json'
    expect((await ask('PATCH', path, { body: steps, type })).body).toMatchObject({ name: 'A', properties: { n: 2 } })
    expect((await ask('PATCH', path, { body: [{ op: 'test', path: '/name', value: 'Z' }], type })).status).toBe(400)
    const unit = { name: 'K', symbol: 'K', definition: 'ucum:K' }
    expect(
      (await ask('PATCH', `Datastreams(${datastream})`, { body: { unitOfMeasurement: unit } })).body.unitOfMeasurement,
    ).toEqual(unit)
    const location = idIn(await post('Locations', { ...LOCATION, name: 'Roof' }))
    await ask('PATCH', path, { body: { Locations: [ref(location)] } })
    expect(valuesOf(await get(`${path}/Locations`)).map(({ name }) => name)).toEqual(['Roof'])
    expect(valuesOf(await get(`${path}/HistoricalLocations`))).toHaveLength(2)
  })

  test('PATCH of an observation keeps what it said before', async () => {
    const { datastream } = await oven()
    const id = idIn(
      await post(`Datastreams(${datastream})/Observations`, { result: 1, phenomenonTime: '2026-01-03T00:00:00Z' }),
    )
    const changed = await ask('PATCH', `Observations(${id})`, { body: { phenomenonTime: '2026-01-04T00:40:00.000Z' } })
    expect(changed.body).toMatchObject({ phenomenonTime: '2026-01-04T00:40:00.000Z', result: 1 })
    const [row] = await db.query<{ earlier: Json[] }>('select o.earlier from sta_observation as o where o.id = $1', [
      Math.floor(id / 2),
    ])
    expect(row?.earlier).toMatchObject([{ value: 1, at: expect.stringContaining('2026-01-03') }])
  })

  test('DELETE withdraws an entity with all that hangs on it; the record of what was handed in stays', async () => {
    const { thing, datastream } = await oven()
    const observation = idIn(await post(`Datastreams(${datastream})/Observations`, { result: 77 }))
    expect((await ask('DELETE', `Observations(${observation})`)).status).toBe(200)
    expect((await get(`Observations(${observation})`)).status).toBe(404)
    expect((await ask('DELETE', `Things(${thing})`)).status).toBe(200)
    expect((await get(`Things(${thing})`)).status).toBe(404)
    expect((await get(`Datastreams(${datastream})`)).status).toBe(404)
    expect((await ask('DELETE', `Things(${thing})`)).status).toBe(404)
    const kept = await db.query(
      `select 1 from raw_record as w where w.channel = 'http' and convert_from(w.body, 'UTF8') like '%77%'`,
    )
    expect(kept).toHaveLength(1)
    const events = await db.query<{ type: string }>(
      `select e.type from domain_event as e where e.stream = 'sensorthings' and e.stream_id = $1 order by e.id`,
      [`Things(${thing})`.replace('Things', 'Thing')],
    )
    expect(events.map(({ type }) => type)).toEqual(['EntityCreated', 'EntityWithdrawn'])
  })

  test('a key held to sites writes to those alone, one that only reads to none', async () => {
    const narrow = await service.keyOf('narrow', ['site.read', 'data.write'], ['W-1'])
    const reader = await service.keyOf('reader', ['site.read'])
    const [hour] = valuesOf(await get(`Things(${air * 2})/Datastreams?$top=1`))
    const body = { phenomenonTime: new Date(START).toISOString(), result: 1 }
    expect((await post(`Datastreams(${hour?.['@iot.id']})/Observations`, body, { key: narrow })).status).toBe(403)
    expect((await post('Things', THING, { key: narrow })).status).toBe(403)
    expect((await post('Things', THING, { key: reader })).status).toBe(403)
    const [own] = valuesOf(
      await get(`Things(${water * 2})/Datastreams?$filter=${encoded("properties/kind eq 'hour'")}`),
    )
    expect((await post(`Datastreams(${own?.['@iot.id']})/Observations`, body, { key: narrow })).status).toBe(201)
  })
})

describe('data arrays', () => {
  test('CreateObservations answers row by row', async () => {
    const { datastream } = await oven()
    const feature = idIn(await post('FeaturesOfInterest', FEATURE))
    const reply = await post('CreateObservations', [
      {
        Datastream: ref(datastream),
        components: ['phenomenonTime', 'result', 'FeatureOfInterest/id'],
        'dataArray@iot.count': 3,
        dataArray: [
          ['2010-12-23T10:20:00-07:00', 20, feature],
          ['2010-12-23T10:21:00-07:00', 30, 'probablyNotAValidId'],
          ['yesterday', 30, feature],
        ],
      },
      { Datastream: ref(999_999), components: ['result'], dataArray: [[1]] },
      {
        Datastream: ref(datastream),
        components: ['phenomenonTime', 'result'],
        dataArray: [['2010-12-23T10:22:00-07:00', 65]],
      },
    ])
    expect(reply.status).toBe(201)
    const lines = reply.body as unknown as string[]
    expect(lines.map((line) => line.startsWith('error'))).toEqual([false, true, true, true, false])
    const made = await get(lines[4]?.replace('http://sta.example', '') ?? '')
    expect(made.body).toMatchObject({ result: 65, phenomenonTime: '2010-12-23T17:22:00.000Z' })
    expect((await post('CreateObservations', { no: 'list' })).status).toBe(400)
  })
})

describe('batches', () => {
  test('as JSON, a later request names what an earlier one made, and a group stops at its first failure', async () => {
    const reply = await post('$batch', {
      requests: [
        { id: 'thing', atomicityGroup: 'a', method: 'post', url: 'Things', body: THING },
        { id: '2', atomicityGroup: 'a', method: 'post', url: '$thing/Locations', body: LOCATION },
        { id: '3', atomicityGroup: 'a', method: 'patch', url: 'Things(999999)', body: {} },
        { id: '4', atomicityGroup: 'a', method: 'post', url: 'Things', body: THING },
        { id: '5', method: 'get', url: `Things?$filter=${encoded("name eq 'LG-1'")}&$select=name` },
      ],
    })
    const responses = reply.body.responses as { id: string; status: number; body?: Json }[]
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 404, 424, 200])
    // All of a group or nothing: what it had made is taken back.
    expect((await get(`Things(${responses[0]?.body?.['@iot.id']})`)).status).toBe(404)
    expect(responses[4]?.body).toEqual({ value: [{ name: 'LG-1' }] })
  })

  test('as multipart, with a change set whose requests refer to each other', async () => {
    const { thing } = await oven()
    const set = (id: string, line: string, body: object) =>
      `--cs\r\nContent-Type: application/http\r\nContent-ID: ${id}\r\n\r\n${line} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(body)}\r\n`
    const body = [
      '--b\r\nContent-Type: application/http\r\n\r\n',
      `GET /v1.1/Things(${thing})?$select=name HTTP/1.1\r\nHost: localhost\r\n\r\n\r\n`,
      '--b\r\nContent-Type: multipart/mixed;boundary=cs\r\n\r\n',
      set('sensor1', 'POST /v1.1/Sensors', SENSOR),
      set('any', `POST /v1.1/Things(${thing})/Datastreams`, {
        ...DATASTREAM,
        Sensor: ref('$sensor1' as unknown as number),
        ObservedProperty: PROPERTY,
      }),
      '--cs--\r\n',
      '--b\r\nContent-Type: application/http\r\n\r\nGET http://sta.example/sta/v1.1/Things(999999) HTTP/1.1\r\n\r\n\r\n--b--',
    ].join('')
    const reply = await post('$batch', body, { type: 'multipart/mixed;boundary=b' })
    expect(reply.status).toBe(200)
    expect(String(reply.headers['content-type'])).toMatch(/^multipart\/mixed; boundary=/)
    expect([...reply.text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
      '200',
      '201',
      '201',
      '404',
    ])
    expect(reply.text).toContain('{"name":"Oven"}')
    const [, datastream] = /Location: \S+\/Datastreams\((\d+)\)/.exec(reply.text) ?? []
    expect((await get(`Datastreams(${datastream})/Sensor`)).body).toMatchObject({ name: 'DS18' })
  })

  test('what is no batch is refused', async () => {
    expect((await post('$batch', { requests: 5 })).status).toBe(400)
    expect((await post('$batch', 'nothing', { type: 'multipart/mixed;boundary=b' })).status).toBe(400)
  })
})
