// The pages of the data centre under one heading: what comes in, by which ways, how good it is, where it goes.
import type { Words } from '#web/ui/say.ts'
import { PartPages } from './part-pages.tsx'
import { SHELL_WORDS as W } from './words.ts'

/** A page of the data centre is a row here and a route below `dataCentre` in router.tsx. */
const PAGES: readonly { to: string; words: Words }[] = [
  { to: '/intake', words: { zh: '收到的数据', en: 'What arrived' } },
  { to: '/devices', words: { zh: '设备', en: 'Devices' } },
  { to: '/ways-in', words: { zh: '其他接入', en: 'Other ways in' } },
  { to: '/samples', words: { zh: '样品', en: 'Samples' } },
  { to: '/quality/desk', words: { zh: '审核台', en: 'Review desk' } },
  { to: '/quality/rules', words: { zh: '质控规则', en: 'Quality rules' } },
  { to: '/quality/changes', words: { zh: '变更报告', en: 'Change reports' } },
  { to: '/quality/feeds', words: { zh: '传输评分', en: 'Feed scores' } },
  { to: '/forwarding', words: { zh: '转发', en: 'Forwarding' } },
  { to: '/interfaces', words: { zh: '接口', en: 'Interfaces' } },
  { to: '/keys', words: { zh: '接口密钥', en: 'API keys' } },
]

export const DataCentre = () => <PartPages label={W.dataCentre} pages={PAGES} />
