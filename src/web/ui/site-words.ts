// What a site is and how it is doing, in words and in the order the screens list them.
import type { ReadingKind, SiteKind, SiteRow, VerdictSubject } from '#contract/sites.ts'
import type { Language } from './language.ts'
import type { Words } from './say.ts'

export const SITE_KIND_WORDS: Readonly<Record<SiteKind, Words>> = {
  air: { zh: '空气站', en: 'Air station' },
  section: { zh: '断面', en: 'River section' },
  reservoir: { zh: '水库', en: 'Reservoir' },
  outfall: { zh: '排放口', en: 'Outlet' },
  dust: { zh: '扬尘点', en: 'Dust site' },
  noise: { zh: '噪声点', en: 'Noise site' },
  district: { zh: '全区', en: 'Whole district' },
}

/** Kinds a device can stand at; the district as a whole has none. */
export const DEVICE_SITE_KINDS = [
  'air',
  'section',
  'reservoir',
  'outfall',
  'dust',
  'noise',
] as const satisfies readonly SiteKind[]

export const SITE_STATE_WORDS: Readonly<Record<SiteRow['state'], Words>> = {
  online: { zh: '在线', en: 'Online' },
  late: { zh: '迟到', en: 'Late' },
  offline: { zh: '离线', en: 'Offline' },
  'no-data': { zh: '无数据', en: 'No data' },
}

export const READING_KIND_WORDS: Readonly<Record<ReadingKind, Words>> = {
  realtime: { zh: '实时', en: 'Real-time' },
  minute: { zh: '分钟', en: 'Minutes' },
  hour: { zh: '小时', en: 'Hours' },
  day: { zh: '日', en: 'Days' },
  sample: { zh: '水样', en: 'Samples' },
}

export const SUBJECT_WORDS: Readonly<Record<VerdictSubject, Words>> = {
  'air-hour': { zh: '小时空气质量', en: 'Hourly air quality' },
  'air-day': { zh: '日空气质量', en: 'Daily air quality' },
  'water-sample': { zh: '单次水质类别', en: 'Water class of a sample' },
  'water-month': { zh: '月水质类别', en: 'Water class of the month' },
  'water-year': { zh: '年水质类别', en: 'Water class of the year' },
}

/** A site's name in the language of the screen; a site without an English name keeps its Chinese one. */
export const nameOfSite = (site: { name: string; nameEn: string | null }, language: Language): string =>
  language === 'en' ? (site.nameEn ?? site.name) : site.name
