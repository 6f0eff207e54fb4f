// How long SensorThings takes for the newest hundred observations and a month of hourly averages, over ten million of them.

import { isRefusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { loadModel } from '#server/sensorthings/model.ts'
import { readAddress } from '#server/sensorthings/read.ts'
import type { Service } from '#server/sensorthings/service.ts'
import { type Bench, type BenchIo, type BenchResult, benchResult } from './bench-result.ts'

const SITES = 40
const FACTORS = 6
/** Minutes a site, six values each: a month and ten million values. */
const MINUTES = 44_640
/** Rows of another system's datastream: a month of minutes. */
const OWN_ROWS = 44_640
const ROUNDS = 20

export const sensorThingsBench: Bench = { name: 'sensorthings', run }

async function run({ freshDatabase, say }: BenchIo): Promise<BenchResult[]> {
  const db = await freshDatabase()
  try {
    say(`sensorthings: filling the store with ${SITES * MINUTES * FACTORS} observations`)
    await fill(db)
    const base = { url: 'http://localhost/sta/v1.1', version: 'v1.1' } as const
    const service: Service = { db, model: await loadModel(db), base, now: Date.now() }
    const datastream = service.model.all('Datastream')[7]?.id ?? 0
    const own = service.model.all('Datastream').find(({ origin }) => origin === 'own')?.id ?? 0
    const month = `$filter=phenomenonTime ge ${new Date(Date.now() - 31 * 86_400_000).toISOString()}`
    const ask = (path: string, query: string) => async () => {
      const answer = await readAddress(service, path, encodeURI(query))
      if (isRefusal(answer)) throw new Error(answer.because)
    }
    const baseline = await medianMs(() => db.query('select s.id from site as s where s.id = 1'))
    const newest = '$orderby=phenomenonTime desc&$top=100'
    const hours = `$aggregation=hour&$top=1000&${month}`
    const asked: [string, () => Promise<void>][] = [
      ['newest 100 of all observations', ask('Observations', newest)],
      ['newest 100 of one datastream', ask(`Datastreams(${datastream})/Observations`, newest)],
      ['newest 100 of one factor', ask('Observations', `${newest}&$filter=Datastream/ObservedProperty/id eq 2`)],
      ['hourly averages of a month', ask(`Datastreams(${datastream})/Observations`, hours)],
      ['hourly averages of a month, own datastream', ask(`Datastreams(${own})/Observations`, hours)],
      ['things with datastreams, page of 100', ask('Things', '$expand=Datastreams')],
    ]
    const results: BenchResult[] = []
    for (const [name, work] of asked) {
      const begun = performance.now()
      await work()
      const first = performance.now() - begun
      const took = await medianMs(work)
      say(`sensorthings: ${name} ${took.toFixed(1)} ms, the first time ${first.toFixed(0)} ms`)
      results.push(benchResult(name, 'ms', took, { name: 'one row by its key', value: baseline }))
    }
    return results
  } finally {
    await db.drop()
  }
}

async function fill(db: Database): Promise<void> {
  await db.execute(
    `insert into site (code, kind, name, lon, lat)
     select 'bench-' || n, 'air', 'bench ' || n, 114 + n * 0.01, 22.7 from generate_series(1, ${SITES}) as n`,
  )
  await db.execute(
    `insert into factor (code, name_zh, name_en, unit)
     select 'bench' || n, 'b' || n, 'b', 'µg/m³' from generate_series(1, ${FACTORS}) as n`,
  )
  await db.query(
    `select ensure_month_partition('reading', m.at)
       from generate_series(now() - interval '${MINUTES} minutes', now() + interval '31 days', interval '20 days') as m (at)`,
  )
  await db.execute(
    `insert into series (site_id, kind, factor_id)
     select s.id, 'realtime', f.id from site as s cross join factor as f order by s.id, f.id`,
  )
  await db.execute(
    `insert into reading (at, known_from, site_id, kind, flags, factors, values, sources)
     select date_trunc('minute', now()) - n * interval '1 minute', now(), s.id, 'realtime', 'NNNNNN', f.ids,
            array[n % 60, n % 7, 3, 4, 5, 6]::float8[], array[n]::bigint[]
       from site as s cross join generate_series(1, ${MINUTES}) as n
      cross join (select array_agg(f.id order by f.id) as ids from factor as f) as f`,
  )
  await fillOwn(db)
  await db.execute('analyze')
}

/** A datastream of another system, whose values stand one a row. */
async function fillOwn(db: Database): Promise<void> {
  const one = async (type: string, body: object, links: object = {}): Promise<number> => {
    const [row] = await db.query<{ id: number }>(
      `insert into sta_entity (type, body, links, created_by) values ($1, $2, $3, 'bench') returning id`,
      [type, JSON.stringify(body), JSON.stringify(links)],
    )
    return (row?.id ?? 0) * 2 + 1
  }
  const thing = await one('Thing', { name: 'own', description: 'own' })
  const sensor = await one('Sensor', { name: 'own', description: 'own', encodingType: 'text', metadata: 'own' })
  const property = await one('ObservedProperty', { name: 'own', definition: 'own', description: 'own' })
  const links = { Thing: [thing], Sensor: [sensor], ObservedProperty: [property] }
  const datastream = await one(
    'Datastream',
    { name: 'own', description: 'own', unitOfMeasurement: {}, observationType: '' },
    links,
  )
  await db.execute(
    `insert into sta_observation (at, site_id, datastream_id, value, created_by)
     select date_trunc('minute', now()) - n * interval '1 minute', $2, $1, n % 60, 'bench'
       from generate_series(1, ${OWN_ROWS}) as n`,
    [datastream, -thing],
  )
}

/** Median of some runs after a few to warm up, ms. */
async function medianMs(work: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 3; n += 1) await work()
  const times: number[] = []
  for (let n = 0; n < ROUNDS; n += 1) {
    const begun = performance.now()
    await work()
    times.push(performance.now() - begun)
  }
  return times.sort((a, b) => a - b)[ROUNDS / 2] ?? 0
}
