// Deviations in words, in both languages: the reason with its figures, and the matter of the case it opens.
import { periodInWords } from '#domain/progress/period.ts'
import { EXCEPTION_RULES } from '#domain/projects/exceptions.ts'
import type { Deviation, DeviationReason } from './find.ts'
import type { DeviationState } from './follow.ts'
import type { DeviationRule, WatchKind } from './rule.ts'

type Bilingual = { zh: string; en: string }

export const DEVIATION_STATE_NAMES: Readonly<Record<DeviationState, Bilingual>> = {
  open: { zh: '待处理', en: 'to be decided' },
  handled: { zh: '已发起办件', en: 'case opened' },
  dismissed: { zh: '已排除', en: 'dismissed' },
  gone: { zh: '已消失', en: 'gone' },
}

const WORDS: { [K in WatchKind]: (reason: Extract<DeviationReason, { what: K }>) => Bilingual } = {
  'indicator-chance': ({ year, chancePercent, limitPercent, value, target }) => ({
    zh: `预计 ${year} 年为 ${value}，目标 ${target}，达标可能性 ${chancePercent} %，低于 ${limitPercent} %`,
    en: `projected at ${value} for ${year}, target ${target}: the chance of meeting it is ${chancePercent} %, below ${limitPercent} %`,
  }),
  'indicator-missed': ({ year, value, target }) => ({
    zh: `${year} 年为 ${value}，目标 ${target}，未达标`,
    en: `${value} in ${year}, target ${target}: missed`,
  }),
  'obligation-red': ({ periods, why }) => ({
    zh: `${periods.map((period) => periodInWords(period).zh).join('、')}末均为红灯，现仍为红灯：${why.map(({ zh }) => zh).join('；')}`,
    en: `red at the end of ${periods.map((period) => periodInWords(period).en).join(', ')} and still red: ${why.map(({ en }) => en).join('; ')}`,
  }),
  'project-exceptions': ({ exceptions }) => ({
    zh: `异常 ${exceptions.length} 项：${exceptions.map(({ rule, milestone }) => `${EXCEPTION_RULES[rule].zh}${milestone === null ? '' : `（${milestone}）`}`).join('、')}`,
    en: `${exceptions.length} exceptions: ${exceptions.map(({ rule, milestone }) => `${EXCEPTION_RULES[rule].en}${milestone === null ? '' : ` (${milestone})`}`).join(', ')}`,
  }),
  'return-missing': ({ periods }) => ({
    zh: `连续 ${periods.length} 期未按期填报：${periods.map((period) => periodInWords(period).zh).join('、')}`,
    en: `${periods.length} returns in a row not handed in: ${periods.map((period) => periodInWords(period).en).join(', ')}`,
  }),
  'unit-late': ({ obligations }) => ({
    zh: `牵头的 ${obligations.length} 项任务为红灯：${obligations.map(({ id, name }) => `${name.zh}（${id}）`).join('、')}`,
    en: `${obligations.length} obligations it leads are red: ${obligations.map(({ id, name }) => `${name.en} (${id})`).join(', ')}`,
  }),
}

/** 偏差依据 — why it is one. */
export const reasonInWords = (reason: DeviationReason): Bilingual =>
  (WORDS[reason.what] as (reason: DeviationReason) => Bilingual)(reason)

/** Title and matter of the case that a deviation opens. */
export function prepareCase(rule: DeviationRule, { name, reason }: Deviation): { title: Bilingual; matter: Bilingual } {
  const why = reasonInWords(reason)
  return {
    title: { zh: `${name.zh}：${rule.name.zh}`, en: `${name.en}: ${rule.name.en}` },
    matter: { zh: `${name.zh}：${why.zh}。`, en: `${name.en}: ${why.en}.` },
  }
}
