// The event log against hands that change it behind our back.
import { afterAll, afterEach, expect, inject, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { verifyLog } from './verify-log.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

const asIfNoTrigger = async (sql: string): Promise<void> => {
  await db.execute('alter table domain_event disable trigger all')
  await db.execute(sql)
  await db.execute('alter table domain_event enable trigger all')
}

const append = (count: number): Promise<unknown> =>
  db.query(
    `select append_event('case', n::text, 'CaseOpened', 'officer 张', jsonb_build_object('n', n, 'note', E'第一行\\n第二行'))
       from generate_series(1, $1::int) as n`,
    [count],
  )

const ids = async (): Promise<number[]> =>
  (await db.query<{ id: number }>('select e.id from domain_event as e order by e.id')).map(({ id }) => id)

afterEach(() => asIfNoTrigger('truncate domain_event'))

test('verifyLog() finds an empty log intact', async () => {
  expect(await verifyLog(db)).toEqual({ events: 0, intact: true, brokenAt: null })
})

test('verifyLog() finds an untouched log intact, also over several steps', async () => {
  await append(25_000)
  const told: number[] = []
  expect(await verifyLog(db, (events) => told.push(events))).toEqual({ events: 25_000, intact: true, brokenAt: null })
  expect(told).toEqual([20_000, 25_000])
})

test.each([
  ['a changed payload', `update domain_event set payload = '{"n":4,"note":"x"}' where id = $id`],
  ['a changed time', `update domain_event set at = at + interval '1 microsecond' where id = $id`],
  ['a changed actor', `update domain_event set actor = 'another' where id = $id`],
  ['a changed hash', `update domain_event set hash = repeat('0', 64) where id = $id`],
])('verifyLog() names the event with %s', async (_, sql) => {
  await append(9)
  const id = (await ids())[3]
  await asIfNoTrigger(sql.replace('$id', String(id)))
  expect(await verifyLog(db)).toEqual({ events: 9, intact: false, brokenAt: id })
})

test('verifyLog() names the event after one that was taken out', async () => {
  await append(9)
  const [, , , taken, next] = await ids()
  await asIfNoTrigger(`delete from domain_event where id = ${taken}`)
  expect(await verifyLog(db)).toEqual({ events: 8, intact: false, brokenAt: next })
})

test('verifyLog() names the first event where the one before it was taken out', async () => {
  await append(3)
  const [first, second] = await ids()
  await asIfNoTrigger(`delete from domain_event where id = ${first}`)
  expect(await verifyLog(db)).toEqual({ events: 2, intact: false, brokenAt: second })
})

test('verifyLog() names an event whose own hash was made to fit but not those after it', async () => {
  await append(9)
  const [, , , changed, next] = await ids()
  await asIfNoTrigger(
    `update domain_event as e set payload = '{}',
            hash = event_hash(e.prev_hash, e.at, e.stream, e.stream_id, e.type, e.actor, '{}') where e.id = ${changed}`,
  )
  expect(await verifyLog(db)).toEqual({ events: 9, intact: false, brokenAt: next })
})

test('domain_event refuses change, removal and emptying', async () => {
  await append(1)
  await expect(db.execute(`update domain_event set actor = 'x'`)).rejects.toThrow('append-only')
  await expect(db.execute('delete from domain_event')).rejects.toThrow('append-only')
  await expect(db.execute('truncate domain_event')).rejects.toThrow('append-only')
})
