// Sites, readings and verdicts as tables for files: page after page, so that a year of minutes never stands in memory whole.

import { downloadReadings, downloadSites, downloadVerdicts } from '#contract/downloads.ts'
import type { QueryOf, Route } from '#contract/route.ts'
import { exportReadings, type SiteRow, type VerdictBrief } from '#contract/sites.ts'
import { label } from '#domain/terms.ts'
import { isRefusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import {
  type Cell,
  type Column,
  type Download,
  districtOf,
  download,
  filterLine,
  sourceLine,
  type Table,
} from '../http/download.ts'
import type { Deps } from '../http/serve.ts'
import { findSite, listSites, listVerdicts } from './queries.ts'
import { readingTable } from './reading-table.ts'

const PAGE = 500

export const siteDownloads = ({ db, now }: Deps): Download[] => [
  download(downloadSites, (query) => siteTable(db, query, now())),
  download(downloadReadings, async (query) => {
    const site = await findSite(db, query.site)
    return isRefusal(site) ? site : readingTable(db, site, query)
  }),
  // The older address of the same file; it has neither format nor manner to choose.
  {
    route: exportReadings as unknown as Route,
    open: async ({ params, query }) => {
      const site = await findSite(db, (params as { code: string }).code)
      return isRefusal(site) ? site : readingTable(db, site, query as QueryOf<typeof exportReadings>)
    },
  },
  download(downloadVerdicts, async (query) => {
    const site = await findSite(db, query.site)
    if (isRefusal(site)) return site
    return verdictTable(db, { id: site.id, name: site.name }, query)
  }),
]

const text = (key: string, words: Column['words']): Column => ({ key, words, kind: 'text' })
const number = (key: string, words: Column['words'], unit?: string): Column => ({
  key,
  words,
  kind: 'number',
  ...(unit === undefined ? {} : { unit }),
})
const instant = (key: string, words: Column['words']): Column => ({ key, words, kind: 'instant' })
const truth = (key: string, words: Column['words']): Column => ({ key, words, kind: 'truth' })

const SITE_COLUMNS: readonly Column[] = [
  text('code', { zh: '编码', en: 'code' }),
  text('name', label('site')),
  text('nameEn', { zh: '英文名称', en: 'English name' }),
  text('kind', { zh: '类型', en: 'kind' }),
  text('city', { zh: '城市', en: 'city' }),
  text('district', { zh: '区县', en: 'district' }),
  text('street', { zh: '街道', en: 'street' }),
  text('basin', { zh: '流域', en: 'basin' }),
  number('lon', { zh: '经度 WGS84', en: 'longitude WGS84' }, '°'),
  number('lat', { zh: '纬度 WGS84', en: 'latitude WGS84' }, '°'),
  text('waterType', label('waterType')),
  text('targetClass', { zh: '目标水质', en: 'target class' }),
  truth('isEvaluationPoint', label('evaluationPoint')),
  truth('isDemo', label('demo')),
  text('state', { zh: '在线状态', en: 'state' }),
  instant('latestAt', { zh: '最新数据时间', en: 'newest data at' }),
  instant('receivedAt', { zh: '最近接收时间', en: 'last received at' }),
  text('verdict', label('verdict')),
  number('aqi', label('aqi')),
  text('edition', label('edition')),
  text('values', { zh: '最新监测值', en: 'newest values' }),
]

const siteCells = (row: SiteRow): Cell[] => [
  row.code,
  row.name,
  row.nameEn,
  row.kind,
  row.city,
  row.district,
  row.street,
  row.basin,
  row.lon,
  row.lat,
  row.waterType,
  row.targetClass,
  row.isEvaluationPoint,
  row.isDemo,
  row.state,
  row.latestAt,
  row.receivedAt,
  outcomeOf(row.verdict),
  row.verdict?.aqi ?? null,
  row.verdict?.edition ?? null,
  row.values.map(({ nameZh, text: shown, unit }) => `${nameZh} ${shown} ${unit}`.trim()).join('; '),
]

const outcomeOf = (verdict: VerdictBrief | null): string | null =>
  verdict === null ? null : (verdict.label?.zh ?? label('cannotJudge').zh)

async function siteTable(db: Database, query: QueryOf<typeof downloadSites>, now: number): Promise<Table> {
  const district = await districtOf(db)
  return {
    title: { zh: `${district.zh}-${label('site').zh}`, en: `${district.en} monitoring sites` },
    columns: SITE_COLUMNS,
    batches: pages(async (page) => (await listSites(db, { ...query, page, pageSize: PAGE }, now)).rows.map(siteCells)),
    about: [sourceLine(district), ...EDITION_OF_THE_TIME, filterLine(query)],
    place: { lon: 'lon', lat: 'lat' },
  }
}

const EDITION_OF_THE_TIME: Table['about'] = [
  { words: label('edition'), value: '数据时间有效版本 | the edition in force at the time of the data' },
]

/** Pages until one is not full. */
async function* pages(read: (page: number) => Promise<Cell[][]>): AsyncGenerator<Cell[][]> {
  for (let page = 1; ; page++) {
    const rows = await read(page)
    yield rows
    if (rows.length < PAGE) return
  }
}

const VERDICT_COLUMNS: readonly Column[] = [
  instant('at', { zh: '时间', en: 'time' }),
  text('subject', label('evaluationSubject')),
  text('verdict', label('verdict')),
  number('grade', { zh: '级别/类别', en: 'grade' }),
  number('aqi', label('aqi')),
  text('limiting', { zh: '首要污染物/主要污染指标', en: 'limiting items' }),
  text('edition', label('edition')),
  text('sureness', label('sureness')),
  text('why', { zh: '无法评价的原因', en: 'why not judged' }),
]

const verdictCells = (row: VerdictBrief): Cell[] => [
  row.at,
  row.subject,
  outcomeOf(row),
  row.grade,
  row.aqi,
  row.limiting.join('、'),
  row.edition,
  row.sureness,
  row.why?.zh ?? null,
]

async function verdictTable(
  db: Database,
  site: { id: number; name: string },
  query: QueryOf<typeof downloadVerdicts>,
): Promise<Table> {
  const district = await districtOf(db)
  return {
    title: { zh: `${site.name}-${label('verdict').zh}-${query.subject}`, en: `${site.name} verdicts ${query.subject}` },
    columns: VERDICT_COLUMNS,
    batches: pages(async (page) =>
      (await listVerdicts(db, site.id, { ...query, page, pageSize: PAGE })).rows.map(verdictCells),
    ),
    about: [
      sourceLine(district),
      query.edition === undefined ? EDITION_OF_THE_TIME[0] : { words: label('edition'), value: query.edition },
      filterLine(query),
    ].filter((one) => one !== undefined),
  }
}
