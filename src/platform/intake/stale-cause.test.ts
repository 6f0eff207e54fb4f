// A change that moves results has a cause; data in time has none.
import { expect, test } from 'vitest'
import { beijingInstant } from '#kit/time.ts'
import { causeOfChange } from './stale-cause.ts'

const at = beijingInstant(2026, 3, 1, 23)

test.each([
  ['import 12', 'inserted', beijingInstant(2026, 3, 1, 23), 'import:12'],
  ['resend', 'inserted', beijingInstant(2026, 3, 2, 1), null],
  ['resend', 'inserted', beijingInstant(2026, 3, 2, 3), 'late:2026-03-02'],
  ['resend', 'revised', beijingInstant(2026, 3, 1, 23), 'revised:2026-03-01'],
  ['reingest', 'inserted', beijingInstant(2026, 3, 9), 'reingest:2026-03-09'],
  ['reingest run 7', 'inserted', beijingInstant(2026, 3, 9), 'reingest:2026-03-09'],
  ['run 7', 'revised', beijingInstant(2026, 3, 1, 23), 'revised:2026-03-01'],
  ['history', 'inserted', beijingInstant(2026, 3, 9), null],
] as const)('causeOfChange() of %s, %s', (reason, outcome, now, cause) => {
  expect(causeOfChange(reason, { atMs: at }, outcome, now)).toBe(cause)
})
