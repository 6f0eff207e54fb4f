// What may be granted, in words.
import type { Permission } from '#contract/route.ts'
import type { Words } from './say.ts'

export const PERMISSION_WORDS: Readonly<Record<Permission, Words>> = {
  public: { zh: '公开', en: 'open to all' },
  session: { zh: '网页登录', en: 'a page that is signed in' },
  'site.read': { zh: '读站点与数据', en: 'read sites and data' },
  'plan.read': { zh: '读规划与指标', en: 'read plans and indicators' },
  'plan.write': { zh: '改规划', en: 'change plans' },
  'intake.read': { zh: '读原始记录与接入', en: 'read raw records and intake' },
  'intake.write': { zh: '改接入设置', en: 'change intake' },
  'data.write': { zh: '提交数据', en: 'hand in data' },
  'device.command': { zh: '向设备下发命令', en: 'command devices' },
  'review.write': { zh: '审核数据', en: 'review data' },
  'metrics.read': { zh: '读运行指标', en: 'read metrics' },
  'account.manage': { zh: '管理账号（不能授予密钥）', en: 'manage accounts (never granted to keys)' },
}
