// What is written into a binary COPY comes out of PostgreSQL the same.
import fc from 'fast-check'
import { afterAll, expect, inject, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { inTransaction } from '../database.ts'
import { BinaryCopy } from './copy-binary.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
await db.execute(`create table written (
  n int, i4 int, i8 bigint, at timestamptz, label text, bytes bytea, shape jsonb, codes smallint[], numbers double precision[])`)

type Row = {
  i4: number | null
  i8: number | null
  at: number | null
  label: string | null
  bytes: Uint8Array
  shape: unknown
  codes: number[]
  numbers: (number | null)[] | null
}

function copied(rows: readonly Row[]): Uint8Array {
  const copy = new BinaryCopy()
  rows.forEach((row, n) => {
    copy
      .row(9)
      .int4(n)
      .int4(row.i4)
      .int8(row.i8)
      .timestamptz(row.at)
      .text(row.label)
      .bytea(row.bytes)
      .jsonb(row.shape)
      .int2Array(row.codes)
      .float8Array(row.numbers)
  })
  return copy.finish()
}

async function roundTrip(rows: readonly Row[]): Promise<Row[]> {
  await db.execute('truncate written')
  await inTransaction(db, (tx) =>
    tx.copyIn('copy written (n, i4, i8, at, label, bytes, shape, codes, numbers) from stdin (format binary)', [
      copied(rows),
    ]),
  )
  return db.query<Row>(
    'select w.i4, w.i8, w.at, w.label, w.bytes, w.shape, w.codes, w.numbers from written as w order by w.n',
  )
}

const orNull = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null })
// PostgreSQL has no text with NUL and no lone surrogate; -0 and 0 are one to us.
const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', ' '))
const float = fc.double({ noNaN: true }).map((value) => value + 0)

const anyRow: fc.Arbitrary<Row> = fc.record({
  i4: orNull(fc.integer()),
  i8: orNull(fc.maxSafeInteger()),
  at: orNull(fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2200, 0) })),
  label: orNull(text),
  bytes: fc.uint8Array({ maxLength: 300 }),
  shape: orNull(fc.array(fc.record({ code: text, at: fc.nat() }), { minLength: 1 })),
  codes: fc.array(fc.integer({ min: -32_768, max: 32_767 })),
  numbers: orNull(fc.array(orNull(float))),
})

test('BinaryCopy ∘ PostgreSQL = the same rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { maxLength: 30 }), async (rows) => {
      const found = await roundTrip(rows)
      expect(found).toEqual(rows.map((row) => ({ ...row, bytes: Buffer.from(row.bytes) })))
    }),
    { numRuns: 60 },
  )
})

test('BinaryCopy grows past its first buffer', async () => {
  const row: Row = {
    i4: 1,
    i8: Number.MAX_SAFE_INTEGER,
    at: 0,
    label: '龙'.repeat(100_000),
    bytes: new Uint8Array(300_000).fill(7),
    shape: [{ code: 'x'.repeat(100_000), at: 1 }],
    codes: Array.from({ length: 30_000 }, (_, n) => n),
    numbers: Array.from({ length: 30_000 }, (_, n) => (n % 3 === 0 ? null : n / 7)),
  }
  const [found] = await roundTrip([row])
  expect(found).toEqual({ ...row, bytes: Buffer.from(row.bytes) })
})

test('BinaryCopy throws for what its type cannot hold', () => {
  const copy = new BinaryCopy().row(1)
  expect(() => copy.int4(2 ** 31)).toThrow(RangeError)
  expect(() => copy.int8(2 ** 53)).toThrow(RangeError)
  expect(() => copy.int2Array([40_000])).toThrow(RangeError)
})
