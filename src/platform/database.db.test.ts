// Values, transactions, COPY and LISTEN against a real server.
import { afterAll, expect, inject, test, vi } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { inTransaction, openDatabase, timestamptz } from './database.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
await db.execute('create table kept (n int primary key check (n >= 0), note text)')

const count = async (): Promise<number | undefined> =>
  (await db.query<{ n: number }>('select count(*) as n from kept'))[0]?.n

test('query() gives bigint and timestamptz as numbers, numeric, date and timestamp as texts, arrays likewise', async () => {
  const [row] = await db.query(`
    select 9007199254740991::bigint as big, '2026-01-01 08:00+08'::timestamptz as at, 'infinity'::timestamptz as never,
           1.10::numeric as exact, '2026-03-01'::date as day, '2026-03-01 07:00'::timestamp as wall,
           array['2026-01-01 08:00+08', null]::timestamptz[] as moments, array[1, 2]::bigint[] as bigs`)
  const at = Date.UTC(2026, 0, 1)
  expect(row).toEqual({
    big: 9007199254740991,
    at,
    never: Number.POSITIVE_INFINITY,
    exact: '1.10',
    day: '2026-03-01',
    wall: '2026-03-01 07:00:00',
    moments: [at, null],
    bigs: [1, 2],
  })
})

test('query() throws for a bigint that no number can say', async () => {
  await expect(db.query('select 9007199254740993::bigint as n')).rejects.toThrow('must be within ±2^53')
})

test('timestamptz() hands instants in so that they come back the same', async () => {
  for (const at of [0, -1, Date.UTC(2026, 6, 1, 0, 0, 0, 123), Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    expect(await db.query('select $1::timestamptz as at', [timestamptz(at)])).toEqual([{ at }])
  }
})

test('execute() gives the number of rows it touched', async () => {
  expect(await db.execute('insert into kept select n from generate_series(100, 104) as n')).toBe(5)
  expect(await db.execute('delete from kept')).toBe(5)
})

test('inTransaction() keeps what returned and undoes what threw', async () => {
  await inTransaction(db, (tx) => tx.execute('insert into kept values (1)'))
  const failing = inTransaction(db, async (tx) => {
    await tx.execute('insert into kept values (2)')
    throw new Error('enough')
  })
  await expect(failing).rejects.toThrow('enough')
  expect(await db.query('select n from kept')).toEqual([{ n: 1 }])
})

test('inTransaction() throws where a failed statement was swallowed, as then nothing is kept', async () => {
  const swallowing = inTransaction(db, async (tx) => {
    await tx.execute('insert into kept values (3)')
    await tx.execute('insert into kept values (-1)').catch(() => undefined)
  })
  await expect(swallowing).rejects.toThrow('Cannot commit')
  expect(await count()).toBe(1)
})

test('copyIn() takes chunks that end anywhere, and undoes all where one row is wrong', async () => {
  const copy = (text: string, size: number): Promise<number> =>
    inTransaction(db, (tx) => {
      const bytes = Buffer.from(text)
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
        bytes.subarray(n * size, (n + 1) * size),
      )
      return tx.copyIn('copy kept (n, note) from stdin', chunks)
    })
  expect(await copy('10\t空气\n11\t水\n', 1)).toBe(2)
  await expect(copy('12\tx\n-1\ty\n', 5)).rejects.toThrow('violates check constraint')
  expect(await db.query('select n, note from kept where n > 9 order by n')).toEqual([
    { n: 10, note: '空气' },
    { n: 11, note: '水' },
  ])
})

test('withConnection() and a pool survive a connection that the server cuts', async () => {
  const pool = openDatabase(db.url, { connections: 1 })
  const cut = pool.withConnection((connection) => connection.query('select pg_terminate_backend(pg_backend_pid())'))
  await expect(cut).rejects.toThrow()
  expect(await pool.query('select 1 as n')).toEqual([{ n: 1 }])
  await pool.close()
})

test('listen() hears notices, comes back after its connection was cut, and says so', async () => {
  const heard: string[] = []
  const onReconnect = vi.fn<() => void>()
  const listener = await db.listen('news', (payload) => heard.push(payload), onReconnect)
  await db.query(`select pg_notify('news', 'one')`)
  await vi.waitFor(() => expect(heard).toEqual(['one']))
  await db.query(
    `select pg_terminate_backend(a.pid) from pg_stat_activity as a
      where a.application_name = 'shanshui listen news' and a.datname = current_database()`,
  )
  await vi.waitFor(() => expect(onReconnect).toHaveBeenCalledOnce(), 5_000)
  await db.query(`select pg_notify('news', 'two')`)
  await vi.waitFor(() => expect(heard).toEqual(['one', 'two']))
  await listener.stop()
})

test('what is asked at once in a transaction runs in turn, and nothing of it runs after the transaction failed', async () => {
  await db.execute('create table turn_taken (n int primary key)')
  const both = await inTransaction(db, (tx) =>
    Promise.all([tx.query<{ n: number }>('select 1 as n'), tx.query<{ n: number }>('select 2 as n')]),
  )
  expect(both.flat().map(({ n }) => n)).toEqual([1, 2])
  const failing = inTransaction(db, (tx) =>
    Promise.all([
      tx.execute('select no_such_function()'),
      tx.execute('insert into turn_taken values (1)'),
      tx.execute('insert into turn_taken values (2)'),
    ]),
  )
  await expect(failing).rejects.toThrow('no_such_function')
  // Whatever was left waiting has had its turn by now.
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await db.query('select t.n from turn_taken as t')).toEqual([])
})
