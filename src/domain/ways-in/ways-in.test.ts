// Payloads of other ways in under mappings: what becomes a row, and why what does not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sliceArray } from './array-slices.ts'
import { leavesOf, parsePath, valueAt } from './json-path.ts'
import { checkPayloadMapping, type PayloadMapping, STANDARD_MAPPING } from './mapping.ts'
import { readPayload } from './read-payload.ts'
import { type MappedRow, readRow } from './read-row.ts'
import { readResult } from './result-text.ts'

const NOW = Date.UTC(2026, 10, 25, 8)
const UNITS: Readonly<Record<string, string>> = { w21003: 'mg/L', w01001: '无量纲', a34004: 'µg/m³' }
const context = { topic: 'district/LG01/air', receivedAtMs: NOW, unitOf: (code: string) => UNITS[code] }

function read(text: string, mapping: PayloadMapping = STANDARD_MAPPING): (MappedRow | string[])[] {
  return readPayload(text, mapping).rows.map((row) => {
    const one = readRow(row, mapping, context)
    return Array.isArray(one) ? one.map(({ code }) => code) : one
  })
}

test('readPayload() and readRow() read the standard form with its units', () => {
  const text = `{"site":"S1","kind":"hour","time":"2026-11-25T12:00","values":{"w21003":{"value":500,"unit":"ug/L"},"w01001":7.2}}`
  expect(read(text)).toEqual([
    {
      site: 'S1',
      kind: 'hour',
      atMs: Date.UTC(2026, 10, 25, 4),
      values: [
        { code: 'w21003', value: 0.5, low: null, high: null, total: null, flag: 'N' },
        { code: 'w01001', value: 7.2, low: null, high: null, total: null, flag: 'N' },
      ],
      findings: [],
    },
  ])
})

test('readRow() takes site and factor from the topic and a bare number as the value, timed at arrival', () => {
  const mapping: PayloadMapping = {
    ...STANDARD_MAPPING,
    site: { from: 'topic', level: 2 },
    sites: { LG01: 'air-1' },
    kind: { from: 'fixed', text: 'realtime' },
    time: { from: 'arrival' },
    values: [{ at: { from: 'path', path: '' }, factor: { from: 'fixed', text: 'a34004' }, unit: null, flag: null }],
    entries: null,
  }
  expect(read('35.5', mapping)).toMatchObject([{ site: 'air-1', atMs: NOW, values: [{ code: 'a34004', value: 35.5 }] }])
})

test('readPayload() keeps each row of an inner array readable by itself, with what is around it', () => {
  const mapping: PayloadMapping = {
    ...STANDARD_MAPPING,
    rows: 'data.items',
    site: { from: 'path', path: '$.data.station' },
    kind: { from: 'fixed', text: 'hour' },
    time: { from: 'path', path: 't' },
    values: [
      { at: { from: 'path', path: "['氨 氮']" }, factor: { from: 'fixed', text: 'w21003' }, unit: null, flag: null },
    ],
    entries: null,
  }
  const text = JSON.stringify({
    data: {
      station: 'S1',
      items: [
        { t: 1764043200, '氨 氮': '0.31' },
        { t: 'x', '氨 氮': 1 },
      ],
    },
  })
  const rows = readPayload(text, mapping).rows
  expect(read(text, mapping)).toMatchObject([{ site: 'S1', values: [{ value: 0.31 }] }, ['time.unreadable']])
  expect(rows.map(({ raw }) => read(raw, mapping))).toEqual(rows.map((_, i) => [read(text, mapping)[i]]))
})

test('readPayload() reads a line of CSV again under the head that was kept', () => {
  const text =
    'site,time,kind,factor,value,unit\r\nS1,2026-11-25 10:00,hour,w21003,0.5,mg/L\r\n,2026-11-25,hour,w21003,1,\r\n'
  const { rows, head } = readPayload(text, STANDARD_MAPPING)
  expect(rows.map(({ row }) => row)).toEqual([1, 2])
  expect(read(text)).toMatchObject([{ site: 'S1', values: [{ value: 0.5 }] }, ['site.missing']])
  expect(read(`${head}\n${rows[0]?.raw}`)).toEqual([read(text)[0]])
})

test.each([
  ['{"site":"S1"', ['payload.malformed']],
  ['', ['payload.empty']],
  ['[]', ['payload.empty']],
  ['{"site":"S1","kind":"week","time":"2026-11-25"}', ['kind.unknown']],
  ['{"site":"S1","kind":"hour"}', ['time.missing']],
  ['{"site":"S1","kind":"hour","time":"2027-01-01","values":{"w21003":1}}', ['time.future']],
  ['{"site":"S1","kind":"hour","time":"1999-01-01","values":{"w21003":1}}', ['time.ancient']],
  ['{"site":"S1","kind":"hour","time":"2026-11-25","values":{"nope":1}}', ['factor.unknown', 'data.unreadable']],
  [
    '{"site":"S1","kind":"hour","time":"2026-11-25","values":{"w21003":"wet"}}',
    ['value.not-number', 'data.unreadable'],
  ],
  [
    '{"site":"S1","kind":"hour","time":"2026-11-25","values":{"w21003":"ND"}}',
    ['value.limit-unknown', 'data.unreadable'],
  ],
  [
    '{"site":"S1","kind":"hour","time":"2026-11-25","values":{"w21003":{"value":1,"unit":"dB"}}}',
    ['unit.unconvertible', 'data.unreadable'],
  ],
])('readRow() says of %s why it cannot be placed', (text, codes) => {
  expect(read(text)).toEqual([codes])
})

test.each([
  ['<0.5', { kind: 'below', limit: 0.5 }],
  ['＜0.5', { kind: 'below', limit: 0.5 }],
  ['0.5L', { kind: 'below', limit: 0.5 }],
  ['0.025 L', { kind: 'below', limit: 0.025 }],
  ['未检出', { kind: 'below', limit: null }],
  ['ND', { kind: 'below', limit: null }],
  ['1.2e-3', { kind: 'number', value: 0.0012 }],
  ['--', { kind: 'missing' }],
  ['>5', { kind: 'unreadable' }],
  [Number.NaN, { kind: 'unreadable' }],
])('readResult(%s)', (text, result) => {
  expect(readResult(text)).toEqual(result)
})

test('readRow() keeps a result below detection as the limit, never as its half', () => {
  const text = '{"site":"S1","kind":"sample","time":"2026-11-25T10:12","values":{"w21003":"0.025L"}}'
  expect(read(text)).toMatchObject([
    { values: [{ value: 0.025, flag: 'L' }], findings: [{ code: 'value.below-detection' }] },
  ])
})

test('sliceArray() gives texts that parse to the elements', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.nat(2), (list, indent) => {
      const text = JSON.stringify(list, null, indent)
      expect(sliceArray(text)?.map((slice) => JSON.parse(slice) as unknown)).toEqual(JSON.parse(text))
    }),
  )
})

test('valueAt() finds every leaf at the path that leavesOf() names', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[\w. 总氮[]{1,6}$/), fc.oneof(fc.integer(), fc.array(fc.integer()))),
      (value) => {
        for (const { path, text } of leavesOf(value)) {
          const parsed = parsePath(path)
          expect(parsed && String(valueAt(value, parsed.steps))).toBe(text)
        }
      },
    ),
  )
})

test('readPayload() and readRow() never throw, whatever comes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.constantFrom('{"__proto__":1}', '[{}]', 'a\n"')), (text) => {
      expect(() => read(text)).not.toThrow()
    }),
  )
})

test('checkPayloadMapping() refuses a path that is none and a kind that is none', () => {
  expect(checkPayloadMapping(STANDARD_MAPPING)).toBeUndefined()
  expect(checkPayloadMapping({ ...STANDARD_MAPPING, site: { from: 'path', path: 'a[' } })).toMatchObject({
    refused: 'ways-in.mapping-unfit',
  })
  expect(checkPayloadMapping({ ...STANDARD_MAPPING, kind: { from: 'fixed', text: 'week' } })).toBeDefined()
  expect(checkPayloadMapping({ ...STANDARD_MAPPING, values: [], entries: null })).toBeDefined()
})
