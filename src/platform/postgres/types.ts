// How PostgreSQL's texts become values here: numbers where they are exact, texts where a number would lie.
import pg from 'pg'

const OID = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  textArray: 1009,
  int8Array: 1016,
  timestampArray: 1115,
  dateArray: 1182,
  timestamptzArray: 1185,
  numericArray: 1231,
} as const

/** A `bigint` text as number. Throws outside ±2⁵³, where a number would be another one. */
export function parseBigint(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`Cannot read bigint as number as it must be within ±2^53: current value is ${text}`)
  }
  return value
}

/** A `timestamptz` text in ISO style as epoch ms, rounded down; `infinity` is Infinity. Throws for years past 9999 or BC. */
export function parseTimestamptz(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY
  if (text === '-infinity') return Number.NEGATIVE_INFINITY
  const zoneAt = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'))
  const zone = text.slice(zoneAt)
  const offset = zone === '+00' ? 'Z' : zone.length === 3 ? `${zone}:00` : zone
  const at = Date.parse(`${text.slice(0, 10)}T${text.slice(11, zoneAt)}${offset}`)
  if (Number.isNaN(at)) throw new RangeError(`Cannot read timestamptz as it must be within years 1–9999: "${text}"`)
  return at
}

const asText = (text: string): string => text

function textArrayOf<T>(parse: (text: string) => T): (text: string) => unknown {
  // The driver types its parsers by a list of ids that has no arrays.
  const split = pg.types.getTypeParser(OID.textArray as number as 25, 'text') as (text: string) => unknown[] as (
    text: string,
  ) => unknown[]
  const deep = (items: unknown[]): unknown[] =>
    items.map((item) => (Array.isArray(item) ? deep(item) : item === null ? null : parse(item as string)))
  return (text) => deep(split(text))
}

/** Parsers of one pool; the process-wide ones of the driver stay as they are. */
export const postgresTypes = new pg.TypeOverrides()
postgresTypes.setTypeParser(OID.int8, parseBigint)
postgresTypes.setTypeParser(OID.timestamptz, parseTimestamptz)
// A date or a time without zone is a wall clock: the driver would read it in the zone of this machine.
postgresTypes.setTypeParser(OID.date, asText)
postgresTypes.setTypeParser(OID.timestamp, asText)
postgresTypes.setTypeParser(OID.int8Array, textArrayOf(parseBigint))
postgresTypes.setTypeParser(OID.timestamptzArray, textArrayOf(parseTimestamptz))
postgresTypes.setTypeParser(OID.timestampArray, textArrayOf(asText))
postgresTypes.setTypeParser(OID.dateArray, textArrayOf(asText))
postgresTypes.setTypeParser(OID.numericArray, textArrayOf(asText))
