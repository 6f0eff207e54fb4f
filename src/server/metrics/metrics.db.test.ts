// /metrics: figures of several processes and of the store as Prometheus reads them, and who may read.
import { afterAll, expect, inject, test } from 'vitest'
import { refuse } from '#kit/refusal.ts'
import { publishFigures, tally } from '#platform/figures.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { type AppOptions, buildApp } from '../http/app.ts'
import { formatFigures } from './format-figures.ts'
import { readMetrics } from './read-metrics.ts'

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
const options: AppOptions = {
  routes: [],
  streams: [],
  findAccount: async () => undefined,
  findKey: async (secret) =>
    secret === 'shs_metrics'
      ? { id: 1, name: 'p', may: ['metrics.read'], siteIds: null }
      : { id: 2, name: 'q', may: ['site.read'], siteIds: null },
  refusePermission: ({ key }, may) =>
    key?.may.some((one) => one === may) ? undefined : refuse('access.not-allowed', 'no'),
  checkReplies: true,
  whyNotReady: async () => undefined,
  readMetrics: () => readMetrics(db),
  webDir: '/nowhere',
  log,
}
const app = await buildApp(options)
afterAll(async () => {
  await app.close()
  await db.drop()
})

/** Series of the text: name and labels → value. Throws where a line is none. */
function parse(text: string): Map<string, number> {
  const series = new Map<string, number>()
  for (const line of text.trimEnd().split('\n')) {
    if (/^# (HELP|TYPE) [a-z_:][\w:]* /.test(line)) continue
    const match = /^([a-z_:][\w:]*(?:\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*",?)*\})?) (\S+)$/.exec(line)
    if (!match) throw new Error(`No series: ${line}`)
    expect(series.has(match[1] ?? '')).toBe(false)
    series.set(match[1] ?? '', Number(match[2]))
  }
  return series
}
const figureIn = (text: string, words: string): number | undefined =>
  [...parse(text)].find(([name]) => words.split(' ').every((word) => name.includes(word)))?.[1]

test('/metrics gives the store, this process and answers by route, and each name once', async () => {
  await app.inject({ url: '/healthz' })
  const reply = await app.inject({ url: '/metrics' })
  expect(reply.headers['content-type']).toContain('version=0.0.4')
  const text = reply.body
  expect(figureIn(text, 'shanshui_store_up{')).toBe(1)
  expect(figureIn(text, 'shanshui_store_bytes')).toBeGreaterThan(1_000_000)
  expect(figureIn(text, 'http_request_duration_seconds_count /healthz')).toBeGreaterThanOrEqual(1)
  expect(figureIn(text, 'process_resident_memory_bytes process="server"')).toBeGreaterThan(1e6)
  const types = text.match(/^# TYPE \S+/gm) ?? []
  expect(new Set(types).size).toBe(types.length)
})

test('figures another process left in the store stand beside, and go when they are stale or it ends', async () => {
  const frames = tally('test_frames_total', 'Frames', { outcome: 'stored' })
  frames.add(3)
  frames.add()
  const published = publishFigures(db, 'gateway', log)
  await expect
    .poll(
      async () =>
        figureIn((await app.inject({ url: '/metrics' })).body, 'test_frames_total process="gateway" outcome="stored"'),
      {
        timeout: 15_000,
      },
    )
    .toBe(4)
  await db.execute(`update process_figures as p set at = now() - interval '1 minute'`)
  expect(figureIn((await app.inject({ url: '/metrics' })).body, 'process="gateway"')).toBeUndefined()
  await published.stop()
  expect(await db.query('select 1 from process_figures')).toEqual([])
})

test('from this machine it is open; through a proxy or from another one it needs a key with metrics.read', async () => {
  const ask = async (from: string, headers: Record<string, string> = {}) =>
    (await app.inject({ url: '/metrics', remoteAddress: from, headers })).statusCode
  expect(await ask('127.0.0.1')).toBe(200)
  expect(await ask('::1')).toBe(200)
  expect(await ask('10.0.0.7')).toBe(401)
  expect(await ask('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).toBe(401)
  expect(await ask('10.0.0.7', { authorization: 'Bearer shs_metrics' })).toBe(200)
  expect(await ask('10.0.0.7', { authorization: 'Bearer shs_other' })).toBe(403)
})

test('formatFigures() writes what a label or help may hold so that a line stays a line', () => {
  const figures = [
    {
      name: 'x',
      help: 'a\nb\\',
      type: 'gauge',
      values: [
        { value: Number.NaN, labels: { a: '"\n\\' } },
        { value: Infinity, labels: {} },
      ],
    },
  ]
  expect(formatFigures([{ process: 'p', instance: 'i', figures }])).toBe(
    '# HELP x a\\nb\\\\\n# TYPE x gauge\nx{process="p",instance="i",a="\\"\\n\\\\"} NaN\nx{process="p",instance="i"} +Inf\n',
  )
})
