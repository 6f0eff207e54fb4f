// Names of statuses and lights, for pages and files alike.
import type { Light, ProgressStatus } from './status.ts'

type Words = { zh: string; en: string }

export const STATUS_NAMES: Readonly<Record<ProgressStatus, Words>> = {
  late: { zh: '滞后', en: 'late' },
  'at-risk': { zh: '有风险', en: 'at risk' },
  'no-report': { zh: '无填报', en: 'no report' },
  'done-without-evidence': { zh: '已完成，缺佐证', en: 'done, without evidence' },
  'on-track': { zh: '正常推进', en: 'on track' },
  'not-started': { zh: '未开始', en: 'not started' },
  done: { zh: '已完成', en: 'done' },
  'not-assigned': { zh: '未分工', en: 'not assigned' },
}

export const LIGHT_NAMES: Readonly<Record<Light, Words>> = {
  red: { zh: '红', en: 'red' },
  yellow: { zh: '黄', en: 'yellow' },
  green: { zh: '绿', en: 'green' },
  none: { zh: '不亮灯', en: 'no light' },
}
