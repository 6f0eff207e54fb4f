// A refusal as the one sentence a person at the terminal reads.
import type { Refusal } from '#kit/refusal.ts'
import type { CommandIo } from './command-io.ts'

export const sentenceOf = (refusal: Refusal, { zh }: Pick<CommandIo, 'zh'>): string =>
  zh ? (refusal.zh ?? refusal.because) : refusal.because
