// A span of time in one word and one figure.
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import type { Words } from '#web/ui/say.ts'

const SPANS: readonly [number, Words][] = [
  [DAY_MS, { zh: '{n} 天', en: '{n} d' }],
  [HOUR_MS, { zh: '{n} 小时', en: '{n} h' }],
  [MINUTE_MS, { zh: '{n} 分钟', en: '{n} min' }],
]

/** Words with the place `n`, and `n`: whole units, rounded down. */
export function spanWords(ms: number): { words: Words; n: number } {
  const [unit, words] = SPANS.find(([each]) => ms >= each) ?? [1000, { zh: '{n} 秒', en: '{n} s' }]
  return { words, n: Math.floor(ms / unit) }
}
