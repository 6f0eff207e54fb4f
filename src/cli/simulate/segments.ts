// What a simulated device says: data segments of HJ 212 uploads, in the edition and the units of its profile.
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import type { DemoSite } from './district.ts'
import { uniform } from './noise.ts'
import { flagAt, type Values, valuesAt } from './patterns.ts'

export type Upload = 'realtime' | 'minute' | 'hour' | 'day'

const COMMAND: Readonly<Record<Upload, string>> = { realtime: '2011', minute: '2051', hour: '2061', day: '2031' }

/** Codes of the 2005 edition for the factors outfalls send. */
const OLD_CODES: Readonly<Record<string, string>> = {
  w00000: 'B01',
  w01001: '001',
  w01018: '011',
  w21003: '060',
  w21011: '101',
  w21001: '065',
}

const DECIMALS: Readonly<Record<string, number>> = {
  a34004: 0,
  a34002: 0,
  a21026: 0,
  a21004: 0,
  a21005: 2,
  a05024: 0,
  a34001: 0,
  a01007: 1,
  w00000: 2,
  w01001: 2,
  w01009: 2,
  w01010: 1,
  w01014: 1,
  w01003: 1,
  w01018: 1,
  w01019: 2,
  w21001: 2,
  w21003: 3,
  w21011: 3,
  LA: 1,
}

/** Ambient stations of every fourth street send mg/m³, as many real ones do; the device profile says so. */
export function unitsOf(site: DemoSite): Record<string, string> {
  if (site.kind !== 'air' && site.kind !== 'dust') return {}
  const unit = sendsMilligrams(site) ? 'mg/m³' : 'µg/m³'
  const codes = ['a34004', 'a34002', 'a21026', 'a21004', 'a05024', 'a34001']
  return { ...Object.fromEntries(codes.map((code) => [code, unit])), a21005: 'mg/m³' }
}

const sendsMilligrams = (site: DemoSite): boolean =>
  site.kind === 'air' && site.mn.charCodeAt(site.mn.length - 1) % 4 === 3

/** HJ 212 clock text `YYYYMMDDhhmmss` in Beijing time; with milliseconds for QN. */
export function clockText(atMs: number, withMs = false): string {
  const text = new Date(atMs + 8 * HOUR_MS).toISOString().replace(/[-T:.Z]/g, '')
  return withMs ? text : text.slice(0, 14)
}

/** Mean, least and most of a site over [from, from + spanMs), from six instants inside it. */
function spread(site: DemoSite, from: number, spanMs: number): { mean: Values; low: Values; high: Values } {
  const points = [0, 1, 2, 3, 4, 5].map((i) => valuesAt(site, from + ((i + 0.5) * spanMs) / 6))
  const fold = (pick: (values: number[]) => number): Values =>
    Object.fromEntries(
      Object.keys(points[0] ?? {}).map((code) => [code, pick(points.map((point) => point[code] ?? 0))]),
    )
  return {
    mean: fold((values) => values.reduce((a, b) => a + b, 0) / values.length),
    low: fold((values) => Math.min(...values)),
    high: fold((values) => Math.max(...values)),
  }
}

function numberText(site: DemoSite, code: string, value: number): string {
  const floor = Math.max(code === 'w01010' ? -5 : 0, value)
  const decimals = DECIMALS[code] ?? 2
  const milligrams = sendsMilligrams(site) && decimals === 0
  return milligrams ? (Math.round(floor) / 1000).toFixed(3) : floor.toFixed(decimals)
}

const nameOf = (site: DemoSite, code: string): string => (site.edition === '2005' ? (OLD_CODES[code] ?? code) : code)

function periodItems(site: DemoSite, fromMs: number, spanMs: number): string[] {
  const { mean, low, high } = spread(site, fromMs, spanMs)
  return Object.keys(mean).map((code) => {
    const name = nameOf(site, code)
    const text = (values: Values): string => numberText(site, code, values[code] ?? 0)
    const total = code === 'w00000' ? `${name}-Cou=${(((mean[code] ?? 0) * spanMs) / 1e6).toFixed(2)},` : ''
    return `${total}${name}-Min=${text(low)},${name}-Avg=${text(mean)},${name}-Max=${text(high)},${name}-Flag=${flagAt(site, code, fromMs)}`
  })
}

function realtimeItems(site: DemoSite, atMs: number): string[] {
  return Object.entries(valuesAt(site, atMs)).map(([code, value]) => {
    const name = nameOf(site, code)
    const jitter = 1 + (uniform(`${site.code}${code}`, Math.floor(atMs / 1000)) - 0.5) * 0.06
    return `${name}-Rtd=${numberText(site, code, value * jitter)},${name}-Flag=${flagAt(site, code, atMs)}`
  })
}

export const SPAN_MS: Readonly<Record<Exclude<Upload, 'realtime'>, number>> = {
  minute: 600_000,
  hour: HOUR_MS,
  day: DAY_MS,
}

/**
 * Data segment of one upload.
 * @param atMs start of the period; of a realtime upload its instant
 * @param sentAtMs the device's clock when it sends, for QN
 */
export function segmentOf(site: DemoSite, upload: Upload, atMs: number, sentAtMs: number): string {
  const items = upload === 'realtime' ? realtimeItems(site, atMs) : periodItems(site, atMs, SPAN_MS[upload])
  const cp = `CP=&&DataTime=${clockText(atMs)};${items.join(';')}&&`
  if (site.edition === '2005') return `ST=${site.systemCode};CN=${COMMAND[upload]};PW=123456;MN=${site.mn};Flag=1;${cp}`
  const flag = site.edition === '2025' ? 9 : 5
  return `QN=${clockText(sentAtMs, true)};ST=${site.systemCode};CN=${COMMAND[upload]};PW=123456;MN=${site.mn};Flag=${flag};${cp}`
}
