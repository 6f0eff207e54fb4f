// What a verdict was judged from: each item with the reading or average it is, and why one took no part.
import { formatRef } from '#contract/trace-ref.ts'
import { findFactor } from '#domain/monitoring/factors.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { loadEffective } from '../quality-book.ts'
import { averagesAt, type Period } from './average-rows.ts'
import { both, linkTo, type TraceLink } from './node.ts'
import { factorsById, type TracedSite } from './sites.ts'
import { standingNote } from './standing.ts'
import { periodOf, type VerdictRow } from './verdict-rows.ts'
import { itemStateWords, itemWords, pollutantOf } from './words.ts'

type Item = {
  key: string
  value: string | null
  used?: string
  unit: string
  status: string
  iaqi?: number | null
  class?: string | null
}
type Source = { kind: 'reading' | 'average'; ref: string; flag: string | null; note: TraceLink['note'] }

/** The items judged, in their order. What is missing has no page, unless a value stands there that did not count. */
export async function inputsOf(db: Database, site: TracedSite, row: VerdictRow): Promise<TraceLink[]> {
  const items: readonly Item[] = 'items' in row.body ? row.body.items : []
  const period = periodOf(row.subject)
  const isMessage = period === 'hour' || period === 'sample'
  const sources = isMessage
    ? await readingsAt(db, site, row.at)
    : await averageItems(db, site, [period as Period, row.at])
  return items.map((item) => {
    // An average goes by the item's own name, a reading by its pollutant.
    const source = sources.get(item.key) ?? sources.get(pollutantOf(item.key))
    return linkTo(source?.kind ?? (isMessage ? 'reading' : 'average'), itemWords(item.key), {
      ref: source?.ref ?? null,
      value: item.used ?? item.value,
      unit: item.unit,
      flag: source?.flag ?? null,
      counted: !['missing', 'rejected', 'not-monitored'].includes(item.status),
      note: source?.note ?? itemStateWords(item.status) ?? resultOf(item),
    })
  })
}

function resultOf({ iaqi, class: grade }: Item): TraceLink['note'] {
  if (iaqi !== undefined && iaqi !== null) return both(`IAQI ${iaqi}`)
  return grade === undefined || grade === null ? null : both(grade)
}

type Message = { kind: string; factors: number[]; values: (number | null)[]; flags: string }

/** Values of the message a verdict was judged from; stations report samples or hours. */
async function readingsAt(db: Database, site: TracedSite, at: number): Promise<Map<string, Source>> {
  const messages = await db.query<Message>(
    `select r.kind, r.factors, r.values, r.flags from reading as r
      where r.site_id = $1 and r.at = $2 and r.kind in ('hour', 'sample') order by r.kind`,
    [site.id, timestamptz(at)],
  )
  const factors = await factorsById(
    db,
    messages.flatMap((message) => message.factors),
  )
  const read = (await loadEffective(db, [{ siteId: site.id, from: at, until: at + 1 }]))(site.id)
  return new Map(
    messages.flatMap(({ kind, factors: ids, values, flags }) =>
      ids.flatMap((id, n): [string, Source][] => {
        const code = factors.find((factor) => factor.id === id)?.code
        if (code === undefined) return []
        const flag = flags[n] ?? 'N'
        const ref = formatRef('reading', site.code, kind, at, code)
        const standing = read({ factorId: id, kind, at, value: values[n] ?? null, flag })
        const note = standingNote(standing, flag)
        return [[findFactor(code)?.item ?? code, { kind: 'reading', ref, flag, note }]]
      }),
    ),
  )
}

async function averageItems(db: Database, site: TracedSite, at: [Period, number]): Promise<Map<string, Source>> {
  const [row] = await averagesAt(db, site.id, [at])
  return new Map(
    Object.entries(row?.items ?? {}).map(([item, { why, valid }]): [string, Source] => {
      const note = why && !valid ? { zh: why.zh, en: why.en } : null
      return [item, { kind: 'average', ref: formatRef('average', site.code, ...at, item), flag: null, note }]
    }),
  )
}
