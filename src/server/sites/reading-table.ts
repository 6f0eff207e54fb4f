// The reading table of a site for files: newest first, a column a factor and one for its flag.

import type { downloadReadings } from '#contract/downloads.ts'
import type { QueryOf } from '#contract/route.ts'
import { label } from '#domain/terms.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { type Cell, type Column, districtOf, filterLine, sourceLine, type Table } from '../http/download.ts'
import { factorsOf, type StoredFactor } from './factor-cache.ts'
import { untilOf } from './period-ends.ts'
import { labelOf, verdictsAt } from './reading-rows.ts'
import type { SiteRecord } from './site-rows.ts'
import { briefOfVerdict } from './verdict-brief.ts'

const ROWS_A_PAGE = 2000

type Asked = Pick<QueryOf<typeof downloadReadings>, 'kind' | 'from' | 'until'>
type Message = { at: number; flags: string; factors: number[]; values: (number | null)[] }

export async function readingTable(db: Database, site: SiteRecord, asked: Asked): Promise<Table> {
  const district = await districtOf(db)
  const span = { from: asked.from ?? Number.NEGATIVE_INFINITY, until: asked.until ?? Number.POSITIVE_INFINITY }
  const factors = await factorsOfSpan(db, site.id, { ...span, kind: asked.kind })
  const kind = label(asked.kind)
  return {
    title: { zh: `${site.name}-${kind.zh}${label('reading').zh}`, en: `${site.name} ${kind.en}` },
    columns: [...LEADING, ...factors.flatMap(factorColumns), ...TRAILING],
    batches: batchesOf(db, site, { kind: asked.kind, ...span, factors }),
    about: [
      sourceLine(district),
      { words: label('site'), value: `${site.name} ${site.code}` },
      { words: label('edition'), value: '数据时间有效版本 | the edition in force at the time of the data' },
      filterLine({ kind: asked.kind, from: asked.from, until: asked.until }),
    ],
  }
}

const LEADING: readonly Column[] = [
  { key: 'label', words: { zh: '时间', en: 'time' }, kind: 'text' },
  { key: 'at', words: { zh: '时段起点', en: 'from' }, kind: 'instant' },
  { key: 'until', words: { zh: '时段终点', en: 'until' }, kind: 'instant' },
]
const TRAILING: readonly Column[] = [
  { key: 'verdict', words: label('verdict'), kind: 'text' },
  { key: 'edition', words: label('edition'), kind: 'text' },
  { key: 'isDemo', words: label('demo'), kind: 'truth' },
]

const factorColumns = ({ code, zh, en, unit, decimals }: StoredFactor): Column[] => [
  { key: code, words: { zh, en }, kind: 'number', unit, ...(decimals === null ? {} : { decimals }) },
  { key: `${code}.flag`, words: { zh: `${zh} ${label('flag').zh}`, en: `${en} ${label('flag').en}` }, kind: 'text' },
]

async function factorsOfSpan(
  db: Database,
  siteId: number,
  span: { kind: string; from: number; until: number },
): Promise<StoredFactor[]> {
  const rows = await db.query<{ id: number }>(
    `select distinct u.id from reading as r cross join lateral unnest(r.factors) as u (id)
      where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4 order by u.id`,
    [siteId, span.kind, timestamptz(span.from), timestamptz(span.until)],
  )
  const ids = rows.map(({ id }) => id)
  const known = await factorsOf(db, ids)
  return ids.flatMap((id) => known.get(id) ?? [])
}

type Reading = { kind: Asked['kind']; from: number; until: number; factors: readonly StoredFactor[] }

async function* batchesOf(
  db: Database,
  site: SiteRecord,
  { kind, from, until, factors }: Reading,
): AsyncGenerator<Cell[][]> {
  const column = new Map(factors.map(({ id }, n) => [id, n]))
  for (let end = until; ; ) {
    const messages = await db.query<Message>(
      `select r.at, r.flags, r.factors, r.values from reading as r
        where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4 order by r.at desc limit ${ROWS_A_PAGE}`,
      [site.id, kind, timestamptz(from), timestamptz(end)],
    )
    const verdicts = await verdictsAt(db, site, { kind, instants: messages.map(({ at }) => at) })
    yield messages.map((message) => {
      const verdict = verdicts.get(message.at)
      const brief = verdict && briefOfVerdict(verdict)
      return [
        labelOf(kind, message.at, site.waterType !== null),
        message.at,
        untilOf(kind, message.at),
        ...valueCells(message, column),
        brief ? (brief.label?.zh ?? label('cannotJudge').zh) : null,
        brief?.edition ?? null,
        site.isDemo,
      ]
    })
    const last = messages.at(-1)
    if (!last || messages.length < ROWS_A_PAGE) return
    end = last.at
  }
}

function valueCells({ factors, values, flags }: Message, column: ReadonlyMap<number, number>): Cell[] {
  const cells: Cell[] = new Array(column.size * 2).fill(null)
  factors.forEach((id, n) => {
    const at = column.get(id)
    if (at === undefined) return
    cells[at * 2] = values[n] ?? null
    cells[at * 2 + 1] = flags[n] ?? 'N'
  })
  return cells
}
