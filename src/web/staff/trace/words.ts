// The words of the trace drawer in both languages.

import type { z } from 'zod'
import type { TraceKind, TraceNode } from '#contract/trace.ts'
import type { Words } from '#web/ui/say.ts'

export const TRACE_WORDS = {
  drawer: { zh: '来历', en: 'Trace' },
  close: { zh: '关闭', en: 'Close' },
  back: { zh: '后退', en: 'Back' },
  forward: { zh: '前进', en: 'Forward' },
  trail: { zh: '走过的路', en: 'Path so far' },
  loading: { zh: '正在查找来历…', en: 'Finding where it comes from…' },
  openPage: { zh: '在页面中打开', en: 'Open its page' },
  copy: { zh: '复制链接', en: 'Copy the link' },
  copied: { zh: '已复制', en: 'Copied' },
  replayEqual: { zh: '✓ 重算一致', en: '✓ Computing it again gives the same' },
  replayDiffers: { zh: '✗ 重算不一致', en: '✗ Computing it again differs' },
  replayHint: {
    zh: '用存下的输入重新计算，比对输入摘要：存 {stored}，算 {computed}',
    en: 'Computed again from the stored inputs; digests: stored {stored}, computed {computed}',
  },
  explanation: { zh: '怎么得出的', en: 'How it came about' },
  clause: { zh: '依据', en: 'Clause' },
  records: { zh: '直达原始记录（各点位最近一条）', en: 'Straight to the raw records (newest of each site)' },
  down: { zh: '由什么得出', en: 'What it rests on' },
  downCount: { zh: '共 {n} 项', en: '{n} in all' },
  noDown: { zh: '这里是源头，没有更下一级。', en: 'This is the source; nothing lies below.' },
  noneOfFilter: { zh: '没有这样的输入。', en: 'No such input.' },
  up: { zh: '向上：支撑了什么', en: 'Upwards: what rests on it' },
  noUp: { zh: '还没有结论建立在它之上。', en: 'Nothing rests on it yet.' },
  all: { zh: '全部', en: 'All' },
  counted: { zh: '计入', en: 'Counted' },
  notCounted: { zh: '未计入', en: 'Not counted' },
  filter: { zh: '筛选输入', en: 'Filter the inputs' },
  page: { zh: '第 {page} / {pages} 页', en: 'Page {page} of {pages}' },
  previous: { zh: '上一页', en: 'Previous' },
  next: { zh: '下一页', en: 'Next' },
  allRevisions: { zh: '显示全部 {n} 个版本', en: 'Show all {n} versions' },
  raw: { zh: '原始记录', en: 'Raw record' },
  asText: { zh: '文本', en: 'Text' },
  asHex: { zh: '十六进制', en: 'Hexadecimal' },
  highlighted: { zh: '标出的部分就是这个值。', en: 'The marked part is this value.' },
  decoded: { zh: '解码结果', en: 'Decoded' },
  findings: { zh: '检查结果', en: 'Findings' },
  noFindings: { zh: '没有发现问题', en: 'Nothing found' },
  revisions: { zh: '版本', en: 'Revisions' },
  value: { zh: '值', en: 'Value' },
  knownFrom: { zh: '自何时起', en: 'Known from' },
  knownUntil: { zh: '到何时止', en: 'Known until' },
  current: { zh: '现行', en: 'current' },
  reason: { zh: '原因', en: 'Reason' },
  author: { zh: '由谁', en: 'By' },
  keys: {
    zh: '↑↓ 在条目间移动，←→ 后退和前进，Esc 关闭',
    en: '↑↓ move between entries, ←→ go back and forward, Esc closes',
  },
} as const satisfies Record<string, Words>

export const KIND_WORDS: Readonly<Record<TraceKind, Words>> = {
  record: { zh: '原始记录', en: 'Raw record' },
  reading: { zh: '监测数据', en: 'Reading' },
  average: { zh: '均值', en: 'Average' },
  verdict: { zh: '评价结论', en: 'Verdict' },
  indicator: { zh: '规划指标', en: 'Plan indicator' },
  obligation: { zh: '规划任务', en: 'Obligation' },
  measure: { zh: '规划措施', en: 'Measure' },
  paragraph: { zh: '规划原文', en: 'Paragraph of the plan' },
  edition: { zh: '标准版本', en: 'Edition of a standard' },
}

type State = NonNullable<z.output<typeof TraceNode>['state']>

export const STATE_WORDS: Readonly<Record<State, Words>> = {
  live: { zh: '实时', en: 'Live' },
  reviewed: { zh: '已审核', en: 'Reviewed' },
  final: { zh: '终审', en: 'Final' },
  demo: { zh: '演示数据', en: 'Demo data' },
  imported: { zh: '导入', en: 'Imported' },
}

/** Why a version came about, where the product itself wrote it. */
export const REASON_WORDS: Readonly<Record<string, Words>> = {
  first: { zh: '首次得出', en: 'first' },
  're-evaluated': { zh: '数据变化后重算', en: 'computed again' },
  resend: { zh: '设备重发', en: 'sent again' },
  late: { zh: '迟到数据', en: 'late data' },
  replay: { zh: '解码器修正后重放', en: 'read again after a decoder fix' },
  history: { zh: '演示历史', en: 'demo history' },
}
