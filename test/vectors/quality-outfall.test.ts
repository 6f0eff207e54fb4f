// The quality rules on 4,579 hours of a real outfall sensor: the gaps, frozen runs, spikes and values at or below zero in it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkQuality } from '#domain/quality/check-quality.ts'
import type { RuleTest } from '#domain/quality/rule.ts'
import type { Point } from '#domain/quality/window.ts'
import { parseCsv } from '#kit/csv.ts'
import { DAY_MS, HOUR_MS, parseInstant, startOf } from '#kit/time.ts'

const FILE = join(
  process.env.SHANSHUI_SHARED ?? '../shared',
  'data/wastewater/jiangsu_outfall_hourly_20210102_20221030.csv',
)

function readPoints(): Point[] {
  return parseCsv(readFileSync(FILE, 'utf8'))
    .slice(1)
    .flatMap(({ cells: [time = '', text = ''] }) => {
      const at = parseInstant(time)
      if (at === undefined || text.trim() === '') return []
      return [{ at, value: Number(text), low: null, high: null, total: null, flag: 'N', knownAt: at + HOUR_MS }]
    })
    .sort((a, b) => a.at - b.at)
}

/** Values in findings of one test, and how many findings. */
function count(points: readonly Point[], check: RuleTest): { findings: number; values: number } {
  const rule = {
    id: check.test,
    version: 1,
    titleZh: '',
    titleEn: '',
    factor: 'w01018',
    sites: [],
    siteKinds: [],
    kinds: ['hour' as const],
    state: 'suspect' as const,
    basis: { zh: '', en: '', sureness: 'ours' as const },
    check,
  }
  const first = points[0]?.at ?? 0
  const last = points.at(-1)?.at ?? 0
  const window = {
    siteCode: 'outfall',
    siteKind: 'outfall',
    kind: 'hour' as const,
    series: new Map([['w01018', points]]),
    entered: [],
    neighbours: new Map(),
    now: last + HOUR_MS,
  }
  const findings = checkQuality([rule], window, { from: startOf('day', first), until: startOf('day', last) + DAY_MS })
  const values = points.filter(({ at }) => findings.some(({ from, until }) => at >= from && at < until)).length
  return { findings: findings.length, values }
}

if (!existsSync(FILE)) process.stdout.write(`${FILE} is absent: quality rules on a real outfall are skipped\n`)
test.skipIf(!existsSync(FILE))('a real outfall sensor', () => {
  const points = readPoints()
  expect(points).toHaveLength(4561)
  expect(count(points, { test: 'range', least: 1e-9, most: null }).values).toBe(10)
  // Counted independently of the rules: 414 runs of four hours and more hold 3,898 of the values, most of what it sent.
  expect(count(points, { test: 'persistence', hours: 4, tolerance: 0, ignoreUpTo: null }).values).toBe(3898)
  // 109 times an hour is missing after one that is there; at midnight a gap is cut in two.
  expect(count(points, { test: 'gap', everyMinutes: 60, graceMinutes: 0 }).findings).toBeGreaterThanOrEqual(109)
})
