// A trace shows values as they stand: a corrected one with its new value, a flagged one as not counting, and who said so.
import { afterAll, expect, inject, test } from 'vitest'
import { formatRef } from '#contract/trace-ref.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, HOUR_MS } from '#kit/time.ts'
import { addCorrection } from '#server/quality/corrections.ts'
import { addFlag } from '#server/quality/flags.ts'
import { freshDatabase } from '../../../test/database.ts'
import { evaluateAll, hoursOfDays, makeSite, storeMessages } from '../../../test/evaluation.ts'
import { readTrace } from './read-trace.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

const APRIL = beijingInstant(2025, 4, 1)
const LATER = beijingInstant(2027, 1, 1)
const PM = 'a34004'

async function open(ref: string) {
  const node = await readTrace(db, { ref, page: 1, pageSize: 100, only: 'all', nowMs: LATER })
  if (isRefusal(node)) throw new Error(node.because)
  return node
}

test('average, verdict and reading tell the standing value', async () => {
  const site = await makeSite(db, { code: 'a', kind: 'air' })
  await storeMessages(db, hoursOfDays(site, { start: APRIL, days: 1 }))
  const span = (hour: number) => ({
    site: 'a',
    kind: 'hour' as const,
    from: APRIL + hour * HOUR_MS,
    until: APRIL + (hour + 1) * HOUR_MS,
    factor: PM,
    reason: '仪器故障',
  })
  await addFlag(db, { ...span(3), state: 'bad' }, 'anna')
  await addCorrection(db, { ...span(4), params: { method: 'constant', value: 20 } }, 'anna')
  await evaluateAll(db, LATER)

  const average = await open(formatRef('average', 'a', 'day', APRIL, 'PM2.5'))
  expect(average.down.filter(({ counted }) => counted)).toHaveLength(23)
  expect(average.down[3]).toMatchObject({ value: '58', counted: false, note: { zh: '无效（人工标记）' } })
  expect(average.down[4]).toMatchObject({ value: '20', counted: true, note: { zh: '已更正（数据更正）' } })

  const verdict = await open(formatRef('verdict', 'a', 'air-hour', APRIL + 3 * HOUR_MS, 'HJ633-2012'))
  expect(verdict.down.find(({ ref }) => ref?.includes(PM))).toMatchObject({
    counted: false,
    note: { zh: '无效（人工标记）' },
  })

  const reading = await open(formatRef('reading', 'a', 'hour', APRIL + 4 * HOUR_MS, PM))
  expect(reading.value).toBe('58')
  expect(reading.facts.filter(({ value }) => value === '20' || value === '已更正（数据更正）')).toHaveLength(2)
})
