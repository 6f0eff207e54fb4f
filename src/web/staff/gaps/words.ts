// The words of the coverage view in both languages.
import type { CoverageGap } from '#contract/coverage.ts'
import type { Words } from '#web/ui/say.ts'

export const COVERAGE_WORDS = {
  title: { zh: '规划还有哪些没有落到实处？', en: 'What of the plan is not covered?' },
  answer: {
    zh: '{all} 项任务中：没有责任单位 {owner} 项，没有佐证 {evidence} 项，没有指标 {indicator} 项，没有系统支撑 {system} 项。',
    en: 'Of {all} obligations {owner} have no owner, {evidence} no evidence, {indicator} no indicator, {system} no system behind them.',
  },
  loading: { zh: '正在核对覆盖情况…', en: 'Looking what is covered…' },
  noPlan: { zh: '载入规划包后，这里列出未落实之处。', en: 'Load a plan pack; what it lacks then stands here.' },
  any: { zh: '任一缺项', en: 'Anything missing' },
  choose: { zh: '缺项', en: 'Missing' },
  obligation: { zh: '任务', en: 'Obligation' },
  lacks: { zh: '缺', en: 'Lacks' },
  none: { zh: '没有缺项', en: 'Nothing is missing' },
  noneHint: { zh: '所选缺项下没有任务。', en: 'No obligation lacks what was chosen.' },
  paragraphs: { zh: '没有拆出任务的段落', en: 'Paragraphs without an obligation' },
  noText: {
    zh: '官方原文尚未导入，段落无从核对；在“规划任务”页导入原文后即可核对。',
    en: 'The official text was not imported, so paragraphs cannot be looked at; import it on the page of the plan.',
  },
  allPlaced: {
    zh: '措施与保障各章的每一段都有任务。',
    en: 'Every paragraph of measures and safeguards has an obligation.',
  },
  line: { zh: '原文第 {line} 行', en: 'line {line} of the text' },
} as const satisfies Record<string, Words>

export const GAP_WORDS: Readonly<Record<CoverageGap, Words>> = {
  owner: { zh: '责任单位', en: 'owner' },
  evidence: { zh: '佐证', en: 'evidence' },
  indicator: { zh: '指标', en: 'indicator' },
  system: { zh: '系统支撑', en: 'system' },
}
