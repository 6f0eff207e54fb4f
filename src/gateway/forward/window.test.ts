// The window of frames under way: order, answers that come late or twice, resends, deaf platforms and ill frames.
import { expect, test } from 'vitest'
import { type Entry, Pace, Window } from './window.ts'

const entry = (n: number, wantsAnswer = true): Entry => ({
  recordId: n,
  frame: new Uint8Array(),
  qn: `q${n}`,
  mn: 'M',
  wantsAnswer,
  state: 'waiting',
  sendings: 0,
  sentMs: 0,
  answersBefore: 0,
  failures: 0,
})
const OPTIONS = { frames: 2, answerTimeoutMs: 100, resends: 1 }
const ids = (entries: readonly Entry[]): number[] => entries.map(({ recordId }) => recordId)

function windowOf(...entries: Entry[]): Window {
  const window = new Window(OPTIONS)
  for (const one of entries) window.add(one)
  return window
}

function sendAll(window: Window, nowMs: number): number[] {
  const sent: number[] = []
  for (let next = window.next(); next; next = window.next()) {
    window.sent(next, nowMs)
    sent.push(next.recordId)
  }
  return sent
}

test('Window sends in order, as many at once as it may, and is done in order', () => {
  const window = windowOf(entry(1), entry(2), entry(3))
  expect(sendAll(window, 0)).toEqual([1, 2])
  expect(window.answered('q2', 'M')?.recordId).toBe(2)
  expect(ids(window.takeDone())).toEqual([])
  expect(sendAll(window, 0)).toEqual([3])
  window.answered('q1', 'M')
  expect(ids(window.takeDone())).toEqual([1, 2])
})

test('Window hears an answer once, whatever comes late or of another device', () => {
  const window = windowOf(entry(1))
  sendAll(window, 0)
  expect(window.answered('q1', 'OTHER')).toBeUndefined()
  expect(window.answered('q1', null)?.recordId).toBe(1)
  expect(window.answered('q1', 'M')).toBeUndefined()
})

test('Window does not wait for a frame that wants no answer', () => {
  const window = windowOf(entry(1, false), entry(2, false), entry(3, false))
  expect(sendAll(window, 0)).toEqual([1, 2, 3])
  expect(ids(window.takeDone())).toEqual([1, 2, 3])
})

test('overdue() sends again, then says that the platform is deaf and refuses nothing', () => {
  const window = windowOf(entry(1), entry(2))
  sendAll(window, 0)
  expect(window.overdue(99)).toEqual({ again: [], refused: [], isDeaf: false })
  const late = window.overdue(100)
  expect(ids(late.again)).toEqual([1, 2])
  for (const one of late.again) window.sent(one, 100)
  for (let round = 0; round < 10; round += 1) {
    const { refused, isDeaf } = window.overdue(10_000)
    expect([ids(refused), isDeaf]).toEqual([[], true])
    window.broken()
    sendAll(window, 0)
    for (const one of window.overdue(5_000).again) window.sent(one, 5_000)
  }
  expect(ids(window.takeDone())).toEqual([])
})

test('overdue() refuses nothing of a platform that answered and then fell silent', () => {
  const window = windowOf(entry(1), entry(2), entry(3))
  sendAll(window, 0)
  window.answered('q1', 'M')
  sendAll(window, 0)
  for (let now = 100; now < 3_000; now += 100) {
    const { again, refused } = window.overdue(now)
    expect(refused).toEqual([])
    for (const one of again) window.sent(one, now)
  }
})

test('overdue() refuses the one frame that is never answered while others are', () => {
  const all = Array.from({ length: 15 }, (_, n) => entry(n + 1))
  const window = windowOf(...all)
  const refused: number[] = []
  for (let now = 0; now < 3_000 && refused.length === 0; now += 100) {
    const due = window.overdue(now)
    refused.push(...ids(due.refused))
    for (const one of due.again) window.sent(one, now)
    for (const id of sendAll(window, now)) if (id !== 1) window.answered(`q${id}`, 'M')
  }
  expect(refused).toEqual([1])
  expect(ids(window.takeDone()).slice(0, 5)).toEqual([1, 2, 3, 4, 5])
})

test('broken() sends anew what was under way, and refuses the frame on which the platform hangs up every time', () => {
  const window = windowOf(entry(1), entry(2), entry(3))
  for (let round = 0; round < 3; round += 1) {
    expect(sendAll(window, 0)[0]).toBe(1)
    expect(window.broken()).toBeUndefined()
  }
  // Now the others go first, and the suspect only after one of them was answered.
  expect(sendAll(window, 0)).toEqual([2, 3])
  window.answered('q2', 'M')
  expect(sendAll(window, 0)).toEqual([1])
  expect(window.broken()?.recordId).toBe(1)
  expect(sendAll(window, 0)).toEqual([3])
  window.answered('q3', 'M')
  expect(ids(window.takeDone())).toEqual([1, 2, 3])
})

test('Pace lets through its rate and no more', () => {
  const pace = new Pace(20, 0)
  let passed = 0
  for (let now = 0; now < 10_000; now += 1) while (pace.take(now)) passed += 1
  expect(passed).toBeGreaterThanOrEqual(199)
  expect(passed).toBeLessThanOrEqual(203)
  expect(new Pace(0.5, 0).take(0)).toBe(true)
})
