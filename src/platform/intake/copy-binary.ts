// PostgreSQL's binary COPY format, written straight into memory: rows of plain values in, one chunk out.

/** Microseconds are counted from 2000-01-01T00:00Z, our instants from 1970. */
const POSTGRES_EPOCH_MS = 946_684_800_000
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const TRAILER = -1
const FIRST_BYTES = 64 * 1024
/** Growing copies what was written, so it is done in large steps. */
const GROWTH = 4

/** Element types an array says it has. */
const OID = { int2: 21, float8: 701 } as const

/**
 * Writes rows field by field, in the order of the columns named in the COPY statement; each row begins with `row(n)`.
 * Integers must be within the range of their type: nothing is cut off, a RangeError says so.
 */
export class BinaryCopy {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES)
  // A view writes numbers several times as fast as the buffer's own methods.
  #view = viewOf(this.#bytes)
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
    this.#view.setInt16(this.#length, fields)
    this.#length += 2
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
    const written = writeText(this.#bytes, this.#length + 4, value)
    this.#view.setInt32(this.#length, written)
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
    const view = this.#view
    let at = this.#length
    for (const value of values) {
      if (value !== (value << 16) >> 16) throw new RangeError(`Cannot write ${value} as it must be a smallint`)
      view.setInt32(at, 2)
      view.setInt16(at + 4, value)
      at += 6
    }
    this.#length = at
    return this
  }

  /** A null stands for an absent value. */
  float8Array(values: readonly (number | null)[] | null): this {
    if (values === null) return this.null()
    let nulls = 0
    for (const value of values) if (value === null) nulls += 1
    this.#arrayHead(values.length, OID.float8, nulls > 0, values.length * 12 - nulls * 8)
    const view = this.#view
    let at = this.#length
    for (const value of values) {
      if (value === null) {
        view.setInt32(at, -1)
        at += 4
        continue
      }
      view.setInt32(at, 8)
      view.setFloat64(at + 4, value)
      at += 12
    }
    this.#length = at
    return this
  }

  /** All that was written, closed. The buffer belongs to the caller; write nothing more. */
  finish(): Uint8Array {
    this.#room(2)
    this.#view.setInt16(this.#length, TRAILER)
    this.#length += 2
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
    this.#bytes[this.#length] = 1
    this.#length += 1
    this.#length += bytes.copy(this.#bytes, this.#length)
    return this
  }

  #int32(value: number): this {
    if (value !== (value | 0)) throw new RangeError(`Cannot write ${value} as it must be an integer of 32 bits`)
    this.#room(4)
    this.#view.setInt32(this.#length, value)
    this.#length += 4
    return this
  }

  #int64(value: number): this {
    if (!Number.isSafeInteger(value))
      throw new RangeError(`Cannot write ${value} as bigint as it must be a safe integer`)
    this.#room(8)
    const high = Math.floor(value / 0x1_0000_0000)
    this.#view.setInt32(this.#length, high)
    this.#view.setUint32(this.#length + 4, value - high * 0x1_0000_0000)
    this.#length += 8
    return this
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * GROWTH, this.#length + more))
    this.#bytes.copy(grown, 0, 0, this.#length)
    this.#bytes = grown
    this.#view = viewOf(grown)
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** UTF-8 of the text; gives its bytes. Short ASCII, which most texts are, is written without leaving the language. */
function writeText(bytes: Buffer, from: number, text: string): number {
  if (text.length > 64) return bytes.write(text, from, 'utf8')
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (character > 0x7f) return bytes.write(text, from, 'utf8')
    bytes[from + at] = character
  }
  return text.length
}
