// What a site is and how it is doing, in words and in the order the screens list them.

import type { ReadingKind, SiteKind, SiteRow, VerdictSubject } from '#contract/sites.ts'
import { label } from '#domain/terms.ts'
import type { Language } from './language.ts'
import type { Words } from './say.ts'

export const SITE_KIND_WORDS: Readonly<Record<SiteKind, Words>> = {
  air: label('airStation'),
  section: label('section'),
  reservoir: label('reservoir'),
  outfall: label('outlet'),
  dust: label('dustSite'),
  noise: label('noiseSite'),
  district: label('wholeDistrict'),
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
  'no-data': { zh: '无新数据', en: 'No recent data' },
}

export const READING_KIND_WORDS: Readonly<Record<ReadingKind, Words>> = {
  realtime: label('realtime'),
  minute: label('minute'),
  hour: label('hour'),
  day: label('day'),
  sample: label('sample'),
}

export const SUBJECT_WORDS: Readonly<Record<VerdictSubject, Words>> = {
  'air-hour': label('airHour'),
  'air-day': label('airDay'),
  'water-sample': label('waterSample'),
  'water-month': label('waterMonth'),
  'water-year': label('waterYear'),
}

/** A site's name in the language of the screen; a site without an English name keeps its Chinese one. */
export const nameOfSite = (site: { name: string; nameEn: string | null }, language: Language): string =>
  language === 'en' ? (site.nameEn ?? site.name) : site.name
