// Words of the cockpit in both languages.
import type { ChangeKind } from '#contract/visits.ts'
import type { Words } from '#web/ui/say.ts'

export const COCKPIT_WORDS = {
  title: { zh: '规划今天哪里要操心？', en: 'What of the plan needs attention today?' },
  loading: { zh: '正在汇总', en: 'Adding up' },
  noPlan: { zh: '尚未载入规划', en: 'No plan is loaded' },
  answer: {
    zh: '约束性指标 {risk} 项未达标或可能达不到，任务 {late} 项滞后，办件 {overdue} 件逾期，项目 {troubled} 个有异常。',
    en: 'Binding indicators missed or at risk: {risk}; obligations late: {late}; cases overdue: {overdue}; projects with exceptions: {troubled}.',
  },
  binding: { zh: '约束性指标', en: 'Binding indicators' },
  bindingFine: { zh: '没有未达标或可能达不到的约束性指标。', en: 'No binding indicator is missed or at risk.' },
  chance: { zh: '达标可能性 {n} %', en: 'chance {n} %' },
  target: { zh: '目标 {target}', en: 'target {target}' },
  allIndicators: { zh: '全部指标', en: 'All indicators' },
  obligations: { zh: '任务进展', en: 'Obligations' },
  lateOnes: { zh: '滞后的任务', en: 'Late obligations' },
  lateFine: { zh: '没有滞后的任务。', en: 'No obligation is late.' },
  allObligations: { zh: '全部任务进展', en: 'All obligations' },
  notAssigned: { zh: '{n} 项还没有分工', en: '{n} are not assigned yet' },
  orders: { zh: '督办与逾期办件', en: 'Orders and overdue cases' },
  ordersFine: { zh: '没有在办的督办，也没有逾期的办件。', en: 'No order is open and no case is overdue.' },
  overdue: { zh: '逾期', en: 'overdue' },
  deviations: { zh: '待处理的偏差 {n} 项', en: 'Deviations to be decided: {n}' },
  supervision: { zh: '督导：偏差、督办、会商', en: 'Supervision: deviations, orders, consultations' },
  today: { zh: '今天的空气和水', en: 'Air and water today' },
  todayMore: { zh: '看地图和站点', en: 'Map and sites' },
  changes: { zh: '上次查看以来', en: 'Since you last looked' },
  changesFirst: { zh: '近 30 天', en: 'The last 30 days' },
  changesNone: { zh: '没有变化。', en: 'Nothing changed.' },
  seen: { zh: '知道了', en: 'Seen' },
  since: { zh: '自 {at}', en: 'since {at}' },
  projects: { zh: '项目与资金', en: 'Projects and money' },
  projectsAnswer: {
    zh: '{all} 个项目，预算 {budget} 万元，已支付 {paid} 万元{share}。',
    en: '{all} projects, budget {budget}, paid {paid} (万元){share}.',
  },
  share: { zh: '（{n} %）', en: ' ({n} %)' },
  projectsFine: { zh: '没有异常的项目。', en: 'No project is out of order.' },
  allProjects: { zh: '全部项目', en: 'All projects' },
} as const satisfies Record<string, Words>

export const CHANGE_WORDS: Readonly<Record<ChangeKind, Words>> = {
  indicator: { zh: '指标值 {n}', en: 'values {n}' },
  case: { zh: '办件 {n}', en: 'cases {n}' },
  evidence: { zh: '佐证 {n}', en: 'evidence {n}' },
  report: { zh: '报告 {n}', en: 'reports {n}' },
  project: { zh: '项目 {n}', en: 'projects {n}' },
  plan: { zh: '规划 {n}', en: 'plan {n}' },
}
