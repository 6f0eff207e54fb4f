// What quality control says of a value that a trace shows: whether it counts, and in whose words.
import type { EffectiveValue } from '#domain/quality/effective.ts'
import { STATE_MEANINGS } from '#domain/quality/flag-vocabulary.ts'
import type { TraceNode } from './node.ts'
import { flagNote } from './words.ts'

const BY = {
  rule: { zh: '质控规则', en: 'quality rule' },
  person: { zh: '人工标记', en: 'flag of a person' },
  correction: { zh: '数据更正', en: 'correction' },
} as const

/** The letter of the device explains itself; everything else says its state and who said it. */
export function standingNote({ by, state }: EffectiveValue, flag: string | null): TraceNode['title'] | null {
  if (by === 'device') return flagNote(flag)
  const { zh, en } = STATE_MEANINGS[state]
  return { zh: `${zh}（${BY[by].zh}）`, en: `${en} (${BY[by].en})` }
}
