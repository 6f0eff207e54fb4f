// A verdict: how it came about, computed once more for comparison, what it judged, and what counts it.
import { formatRef } from '#contract/trace-ref.ts'
import { edition } from '#domain/standards/editions.ts'
import { reevaluate } from '#domain/standards/evaluate.ts'
import { explain } from '#domain/standards/explain.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { startOf } from '#kit/time.ts'
import { contentHash, verdictHash } from '#platform/content-hash.ts'
import type { Database } from '#platform/database.ts'
import { bottomRecords } from './bottom-records.ts'
import { indicatorsCounting } from './indicator-links.ts'
import {
  type Ask,
  both,
  clock,
  emptyNode,
  facts,
  instantOf,
  linkTo,
  notFound,
  pageOf,
  partOf,
  periodText,
  type TraceLink,
  type TraceNode,
} from './node.ts'
import { dataState, districtsOf, findTracedSite, siteWords, type TracedSite } from './sites.ts'
import { inputsOf } from './verdict-inputs.ts'
import { gradeText, periodOf, type VerdictRow, verdictsAt, verdictVersions } from './verdict-rows.ts'
import { joined, subjectWords } from './words.ts'

/** `verdict/<site code>/<subject>/<ms>/<edition>` */
export async function readVerdict(ask: Ask): Promise<TraceNode | Refusal> {
  const { db, ref } = ask
  const site = await findTracedSite(db, partOf(ask, 0), ref)
  if (isRefusal(site)) return site
  const key = { siteId: site.id, subject: partOf(ask, 1), at: Number(partOf(ask, 2)), edition: partOf(ask, 3) }
  const versions = await verdictVersions(db, key)
  const row = versions.at(-1)
  if (row === undefined) return notFound(ref, '没有这个评价结论', 'There is no such verdict')
  const { body } = row
  const links = await inputsOf(db, site, row)
  return {
    ...emptyNode(ref, 'verdict', joined(' · ', siteWords(site), subjectWords(row.subject))),
    value: gradeText(row),
    at: row.at,
    state: dataState(site),
    colour: body.colour,
    sureness: body.sureness,
    facts: factsOf(site, row),
    explanation: explain(body),
    replay: replay(row),
    revisions: versions.length > 1 ? revisionsOf(versions) : [],
    ...pageOf([editionLink(row.edition), ...links], ask),
    records: await bottomRecords(db, site, { period: periodOf(row.subject), at: row.at }),
    up: Number.isFinite(row.knownUntil) ? [] : await restingOn(db, site, row),
  }
}

const factsOf = (site: TracedSite, row: VerdictRow): TraceNode['facts'] =>
  facts(
    ['站点', 'Site', site.name],
    ['时段', 'Period', periodText(periodOf(row.subject), row.at)],
    ['版本', 'Edition', row.edition],
    ['当时有效', 'In force then', row.inForce ? '✓' : '✗'],
    ['不能评价', 'Cannot be judged', row.body.why?.zh],
    ['算得于', 'Computed at', clock(row.knownFrom)],
    ['现状', 'Now', Number.isFinite(row.knownUntil) ? '已撤回，只留历史' : null],
  )

/** First whether the inputs are those that were stored, then whether they give the stored result again. */
function replay({ body, inputsHash }: VerdictRow): NonNullable<TraceNode['replay']> {
  const ofInputs = verdictHash(body)
  if (ofInputs !== inputsHash) return { equal: false, storedHash: inputsHash, computedHash: ofInputs }
  const storedHash = contentHash(body)
  const computedHash = contentHash(reevaluate(body))
  return { equal: storedHash === computedHash, storedHash, computedHash }
}

const revisionsOf = (versions: readonly VerdictRow[]): TraceNode['revisions'] =>
  versions
    .map((row, n) => ({
      value: gradeText(row),
      flag: null,
      knownFrom: instantOf(row.knownFrom),
      knownUntil: instantOf(row.knownUntil),
      reason: n === 0 ? 'first' : 're-evaluated',
      author: '',
    }))
    .reverse()

function editionLink(id: string): TraceLink {
  const entry = edition(id)
  return linkTo(
    'edition',
    entry === undefined ? both(id) : { zh: `${entry.code} ${entry.zh}`, en: `${entry.code} ${entry.en}` },
    {
      ref: entry === undefined ? null : formatRef('edition', id),
    },
  )
}

async function restingOn(db: Database, site: TracedSite, row: VerdictRow): Promise<TraceLink[]> {
  const { subject, at, edition: id } = row
  const [indicators, above] = await Promise.all([
    indicatorsCounting(db, { at, probe: { site: site.code, at, subject, edition: id } }),
    verdictsAbove(db, site, row),
  ])
  return [...above, ...indicators]
}

/** Verdicts of longer periods and of the district that rest on the same data. */
async function verdictsAbove(
  db: Database,
  site: TracedSite,
  { subject, at, edition: id }: VerdictRow,
): Promise<TraceLink[]> {
  const districts = subject === 'air-day' ? await districtsOf(db, site) : []
  const places: { place: TracedSite; subject: string; at: number }[] = [
    ...(subject === 'air-hour' ? [{ place: site, subject: 'air-day', at: startOf('day', at) }] : []),
    ...(subject === 'water-sample' ? [{ place: site, subject: 'water-month', at: startOf('month', at) }] : []),
    ...(subject === 'water-month' ? [{ place: site, subject: 'water-year', at: startOf('year', at) }] : []),
    ...districts.map((place) => ({ place, subject: 'air-day', at })),
  ]
  const found = await Promise.all(
    places.map(async ({ place, ...key }) => {
      const rows = await verdictsAt(db, place.id, { at: key.at, subjects: [key.subject] })
      return rows
        .filter((one) => one.edition === id || (one.inForce && place === site))
        .map((one) => verdictLink(place, one))
    }),
  )
  return found.flat()
}

const verdictLink = (place: TracedSite, row: VerdictRow): TraceLink =>
  linkTo('verdict', joined(' · ', siteWords(place), subjectWords(row.subject), both(row.edition)), {
    ref: formatRef('verdict', place.code, row.subject, row.at, row.edition),
    value: gradeText(row),
    at: row.at,
  })
