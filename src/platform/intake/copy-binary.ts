// PostgreSQL's binary COPY format, written straight into memory: rows of plain values in, one chunk out.

/** Microseconds are counted from 2000-01-01T00:00Z, our instants from 1970. */
const POSTGRES_EPOCH_MS = 946_684_800_000
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const TRAILER = -1
const FIRST_BYTES = 64 * 1024

/** Element types an array says it has. */
const OID = { int2: 21, float8: 701 } as const

/**
 * Writes rows field by field, in the order of the columns named in the COPY statement; each row begins with `row(n)`.
 * Integers must be within the range of their type: nothing is cut off, a RangeError says so.
 */
export class BinaryCopy {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES)
  #length = 0
  rows = 0

  constructor() {
    SIGNATURE.copy(this.#bytes)
    this.#length = SIGNATURE.length
  }

  /** Begins a row of so many fields. */
  row(fields: number): this {
    this.rows += 1
    this.#room(2)
    this.#length = this.#bytes.writeInt16BE(fields, this.#length)
    return this
  }

  null(): this {
    return this.#int32(-1)
  }

  int4(value: number | null): this {
    if (value === null) return this.null()
    return this.#int32(4).#int32(value)
  }

  /** Any safe integer. */
  int8(value: number | null): this {
    if (value === null) return this.null()
    return this.#int32(8).#int64(value)
  }

  /** An instant in epoch ms. */
  timestamptz(atMs: number | null): this {
    if (atMs === null) return this.null()
    return this.#int32(8).#int64(Math.round((atMs - POSTGRES_EPOCH_MS) * 1000))
  }

  text(value: string | null): this {
    if (value === null) return this.null()
    // Three bytes a UTF-16 unit are the most UTF-8 needs.
    this.#room(4 + value.length * 3)
    const written = this.#bytes.write(value, this.#length + 4, 'utf8')
    this.#bytes.writeInt32BE(written, this.#length)
    this.#length += 4 + written
    return this
  }

  bytea(value: Uint8Array): this {
    this.#int32(value.length)
    this.#room(value.length)
    this.#bytes.set(value, this.#length)
    this.#length += value.length
    return this
  }

  jsonb(value: unknown): this {
    if (value === null) return this.null()
    return this.#jsonbText(JSON.stringify(value))
  }

  int2Array(values: readonly number[]): this {
    this.#arrayHead(values.length, OID.int2, false, values.length * 6)
    for (const value of values) {
      this.#length = this.#bytes.writeInt32BE(2, this.#length)
      this.#length = this.#bytes.writeInt16BE(value, this.#length)
    }
    return this
  }

  /** A null stands for an absent value. */
  float8Array(values: readonly (number | null)[] | null): this {
    if (values === null) return this.null()
    const nulls = values.reduce<number>((sum, value) => (value === null ? sum + 1 : sum), 0)
    this.#arrayHead(values.length, OID.float8, nulls > 0, values.length * 12 - nulls * 8)
    for (const value of values) {
      if (value === null) {
        this.#length = this.#bytes.writeInt32BE(-1, this.#length)
        continue
      }
      this.#length = this.#bytes.writeInt32BE(8, this.#length)
      this.#length = this.#bytes.writeDoubleBE(value, this.#length)
    }
    return this
  }

  /** All that was written, closed. The buffer belongs to the caller; write nothing more. */
  finish(): Uint8Array {
    this.#room(2)
    this.#length = this.#bytes.writeInt16BE(TRAILER, this.#length)
    return this.#bytes.subarray(0, this.#length)
  }

  #arrayHead(count: number, elementType: number, hasNull: boolean, elementBytes: number): void {
    const headBytes = count === 0 ? 12 : 20
    this.#int32(headBytes + elementBytes)
    this.#int32(count === 0 ? 0 : 1)
      .#int32(hasNull ? 1 : 0)
      .#int32(elementType)
    // Length and lower bound of the one dimension; an empty array has none.
    if (count > 0) this.#int32(count).#int32(1)
    this.#room(elementBytes)
  }

  #jsonbText(text: string): this {
    const bytes = Buffer.from(text, 'utf8')
    this.#int32(bytes.length + 1)
    this.#room(bytes.length + 1)
    // Version of the jsonb format.
    this.#length = this.#bytes.writeInt8(1, this.#length)
    this.#length += bytes.copy(this.#bytes, this.#length)
    return this
  }

  #int32(value: number): this {
    this.#room(4)
    this.#length = this.#bytes.writeInt32BE(value, this.#length)
    return this
  }

  #int64(value: number): this {
    if (!Number.isSafeInteger(value))
      throw new RangeError(`Cannot write ${value} as bigint as it must be a safe integer`)
    this.#room(8)
    const high = Math.floor(value / 0x1_0000_0000)
    this.#bytes.writeInt32BE(high, this.#length)
    this.#bytes.writeUInt32BE(value - high * 0x1_0000_0000, this.#length + 4)
    this.#length += 8
    return this
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more))
    this.#bytes.copy(grown, 0, 0, this.#length)
    this.#bytes = grown
  }
}
