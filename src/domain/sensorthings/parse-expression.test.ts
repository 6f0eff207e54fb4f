// The grammar of $filter: every operator and function, precedence, and no text that makes the reader throw.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { holds, type Seen } from './evaluate.ts'
import { FUNCTIONS } from './functions.ts'
import { parseExpression } from './parse-expression.ts'
import { parsePath } from './parse-path.ts'
import { parseQuery } from './parse-query.ts'

const NOW = Date.UTC(2026, 0, 1)

/** A thing with two datastreams, one of which has a place. */
const entity = (type: Seen['type'], id: number, body: Seen['body']): Seen => ({ type, id, body })
const datastreams = [
  entity('Datastream', 11, { name: 'PM2.5', phenomenonTime: '2016-01-01T06:00:00Z/2017-01-01T00:00:00Z' }),
  entity('Datastream', 12, { name: 'COD', observedArea: { type: 'Point', coordinates: [114, 22] } }),
]
const thing = entity('Thing', 1, {
  name: "O'Neill 站",
  description: '  Air ',
  properties: { level: 3, tags: ['a', 'b'], deep: { ok: true }, since: '2015-01-01T00:00:00Z' },
})
const world = {
  now: NOW,
  selfLink: ({ id }: Seen) => `http://x/Things(${id})`,
  follow: (_: Seen, link: string) => (link === 'Datastreams' ? datastreams : []),
}

function fitsThing(text: string): boolean {
  const expression = parseExpression(text)
  if (isRefusal(expression)) throw new Error(expression.because)
  return holds(expression, thing, world)
}

describe('comparison, logic and arithmetic', () => {
  test.each([
    ["name eq 'O''Neill 站'", true],
    ['properties/level eq 3', true],
    ['properties/level ne 3', false],
    ['properties/level gt 2 and properties/level lt 4', true],
    ['properties/level ge 3 and properties/level le 3', true],
    ['properties/level lt 3 or id eq 1', true],
    ['not properties/level eq 3', false],
    ['not (properties/level eq 4)', true],
    ['properties/absent eq null', true],
    ['properties/absent gt 1', false],
    ['not (properties/absent gt 1)', false],
    ["properties/tags[1] eq 'b'", true],
    ['properties/deep/ok', true],
    ['properties/deep/ok eq true', true],
    ['properties/since lt 2015-06-01T00:00:00Z', true],
    ['properties/level add 2 mul 4 eq 11', true],
    ['(properties/level add 2) mul 4 eq 20', true],
    ['properties/level sub 1 sub 1 eq 1', true],
    ['properties/level mod 2 eq 1', true],
    ['properties/level div 2 eq 1.5', true],
    ['-properties/level eq -3', true],
    ['properties/level div 0 eq 0', false],
    ['@iot.id eq 1', true],
    ["@iot.selfLink eq 'http://x/Things(1)'", true],
    ["Datastreams/name eq 'COD'", true],
    ["Datastreams/name eq 'SO2'", false],
    ['Datastreams/id gt 11', true],
    // `and` binds tighter than `or`
    ['true or false and false', true],
  ])('%s is %s', (text, expected) => {
    expect(fitsThing(text)).toBe(expected)
  })
})

describe('functions', () => {
  test.each([
    ["substringof('Neill', name)", true],
    ["startswith(name, 'O')", true],
    ["endswith(name, '站')", true],
    ["contains(name, 'x')", false],
    ['length(trim(description)) eq 3', true],
    ["indexof(description, 'A') eq 2", true],
    ["substring(description, 2) eq 'Air '", true],
    ["substring(description, 2, 2) eq 'Ai'", true],
    ["tolower(trim(description)) eq 'air'", true],
    ["toupper(trim(description)) eq 'AIR'", true],
    ["concat(trim(description), '!') eq 'Air!'", true],
    ['year(2016-02-03T04:05:06.789Z) eq 2016', true],
    ['month(2016-02-03T04:05:06.789Z) eq 2', true],
    ['day(2016-02-03T04:05:06.789Z) eq 3', true],
    ['hour(2016-02-03T04:05:06.789Z) eq 4', true],
    ['minute(2016-02-03T04:05:06.789Z) eq 5', true],
    ['second(2016-02-03T04:05:06.789Z) eq 6', true],
    ['fractionalseconds(2016-02-03T04:05:06.789Z) eq 0.789', true],
    ['date(2016-02-03T04:05:06Z) eq 2016-02-03', true],
    ['time(2016-02-03T04:05:06Z) lt 05:00', true],
    ['totaloffsetminutes(2016-02-03T04:05:06+08:00) eq 0', true],
    ['now() eq 2026-01-01T00:00:00Z', true],
    ['mindatetime() lt now() and now() lt maxdatetime()', true],
    ["now() sub duration'P1D' eq 2025-12-31T00:00:00Z", true],
    ["now() sub 2025-12-31T00:00:00Z eq duration'P1D'", true],
    ['round(2.5) eq 3 and round(-2.5) eq -3 and floor(2.7) eq 2 and ceiling(2.1) eq 3', true],
    ["geo.distance(Datastreams/observedArea, geography'POINT(114 25)') eq 3", true],
    ["geo.distance(Datastreams/observedArea, geography'POINT(114, 25)') lt 1", false],
    ["geo.length(geography'LINESTRING(0 0, 3 4, 3 5)') eq 6", true],
    ["geo.intersects(Datastreams/observedArea, geography'POLYGON((113 21, 115 21, 115 23, 113 23, 113 21))')", true],
    ["st_within(Datastreams/observedArea, geography'POLYGON((113 21, 115 21, 115 23, 113 23, 113 21))')", true],
    ['overlaps(Datastreams/phenomenonTime, 2016-06-01T00:00:00Z/2018-01-01T00:00:00Z)', true],
    ['during(Datastreams/phenomenonTime, 2016-06-01T00:00:00Z/2018-01-01T00:00:00Z)', false],
    ['before(Datastreams/phenomenonTime, 2017-01-01T00:00:00Z)', true],
    ['after(Datastreams/phenomenonTime, 2015-01-01T00:00:00Z)', true],
    ['starts(Datastreams/phenomenonTime, 2016-01-01T06:00:00Z)', true],
    ['finishes(Datastreams/phenomenonTime, 2017-01-01T00:00:00Z)', true],
    ['meets(Datastreams/phenomenonTime, 2017-01-01T00:00:00Z)', true],
  ])('%s is %s', (text, expected) => {
    expect(fitsThing(text)).toBe(expected)
  })
})

describe('refusals', () => {
  test.each([
    ['name eq', 'character 8'],
    ["name eq 'x", 'character 9'],
    ['name eq 1 2', 'character 11'],
    ['nosuch(1)', 'character 1'],
    ['length(1, 2)', 'character 1'],
    ['((name', 'character 7'],
    ["geo.distance(location, geography'POINT(1)')", 'character 24'],
    ['name eq 2016-13-01T00:00:00Z', 'character 9'],
    [`${'('.repeat(5000)}1`, 'nesting'],
    ['name eq “x”', 'character 9'],
  ])('%s says where', (text, place) => {
    const refused = parseExpression(text)
    expect(isRefusal(refused) && refused.because).toContain(place)
  })

  test.each([
    '$filter=nosuch eq 1',
    '$filter=name gt 5',
    '$filter=name',
    "$filter=contains(id, 'a') and year(name) eq 1",
    '$filter=not 5',
    "$filter=Datastreams/name/x eq 'a'",
    '$filter=during(Datastreams/phenomenonTime, 2016-01-01T00:00:00Z)',
    '$filter=Datastreams/resultTime add 5 gt now()',
    '$orderby=nosuch',
    '$top=-1',
    '$skip=x',
    '$count=maybe',
    '$select=nosuch',
    '$expand=Nosuch',
    '$resultFormat=CSV',
    '$unknown=1',
    '$top=1&$top=2',
    '$filter=%ZZ',
  ])('parseQuery() refuses %s', (text) => {
    expect(isRefusal(parseQuery(text, { type: 'Thing', version: 'v1.1' }))).toBe(true)
  })

  test('parseQuery() knows properties by version', () => {
    expect(isRefusal(parseQuery('$filter=properties/a eq 1', { type: 'Sensor', version: 'v1.0' }))).toBe(true)
    expect(isRefusal(parseQuery('$filter=properties/a eq 1', { type: 'Sensor', version: 'v1.1' }))).toBe(false)
  })
})

test('parseQuery() reads nested $expand with options of its own', () => {
  const query = parseQuery(
    "$expand=Datastreams($filter=name eq 'a;b,)';$select=name;$expand=Observations($top=1;$orderby=phenomenonTime desc)),Locations/HistoricalLocations/Thing&$top=5&$skip=2&$count=true",
    { type: 'Thing', version: 'v1.1' },
  )
  if (isRefusal(query)) throw new Error(query.because)
  expect(query).toMatchObject({ top: 5, skip: 2, count: true })
  expect(query.expand.map(({ link }) => link)).toEqual(['Datastreams', 'Locations'])
  expect(query.expand[0]?.query).toMatchObject({
    select: ['name'],
    expand: [{ link: 'Observations', query: { top: 1 } }],
  })
  expect(query.expand[1]?.query.expand[0]).toMatchObject({
    link: 'HistoricalLocations',
    query: { expand: [{ link: 'Thing' }] },
  })
})

test('parseQuery() takes a plus that stands for a blank, and one that lost its code inside a time zone', () => {
  const query = parseQuery('$filter=phenomenonTime+gt+2016-01-01T00:00:00+08:00', {
    type: 'Observation',
    version: 'v1.1',
  })
  if (isRefusal(query)) throw new Error(query.because)
  expect(query.filter).toMatchObject({ op: 'gt', right: { value: { from: Date.UTC(2015, 11, 31, 16) } } })
})

describe('paths', () => {
  test.each([
    ['Things', { isMany: true }],
    ['Things(1)', { isMany: false, steps: [{ id: '1' }] }],
    ["Things('a/b')/Datastreams", { isMany: true, steps: [{ id: 'a/b' }, { type: 'Datastream' }] }],
    ['Observations(1)/Datastream/Thing/Locations(3)/location', { property: ['location'] }],
    ['Things(1)/name/$value', { property: ['name'], isValue: true }],
    ['Things(1)/properties/a/b', { property: ['properties', 'a', 'b'] }],
    ['Things(1)/Datastreams/$ref', { isRef: true }],
    ['Things/$count', { isCount: true }],
  ])('%s', (path, expected) => {
    expect(parsePath(path, 'v1.1')).toMatchObject(expected)
  })
  test.each([
    '',
    'Nosuch',
    'Things(1)/nosuch',
    'Things/name',
    'Things/Datastreams',
    'Things(1)/Datastream',
    'Datastreams(1)/Thing(2)',
    '$ref',
  ])('parsePath() refuses “%s”', (path) => {
    expect(isRefusal(parsePath(path, 'v1.1'))).toBe(true)
  })
})

describe('garbage', () => {
  const words = [
    '(',
    ')',
    ',',
    "'",
    'and',
    'or',
    'not',
    'eq',
    'name',
    'Datastreams/',
    '/',
    '-',
    '1',
    '2016-01-01',
    'T00:00:00Z',
    "geography'",
    ' ',
    '$',
    '%',
    ...Object.keys(FUNCTIONS),
  ]
  const soup = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 40,
  })

  test('no text makes the readers throw; what is refused is refused in both languages', () => {
    fc.assert(
      fc.property(soup, (parts) => {
        const text = parts.join('')
        for (const read of [
          parseExpression(text),
          parseQuery(`$filter=${text}`, { type: 'Thing', version: 'v1.1' }),
          parseQuery(`$expand=${text}`, { type: 'Thing', version: 'v1.0' }),
          parsePath(text, 'v1.1'),
        ]) {
          if (isRefusal(read)) expect(read.zh).toBeTruthy()
        }
        const expression = parseExpression(text)
        if (!isRefusal(expression)) expect(typeof holds(expression, thing, world)).toBe('boolean')
      }),
      { numRuns: 3000 },
    )
  })
})
