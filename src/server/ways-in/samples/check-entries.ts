// Entries of samples held against the store: sites, factors, times and results, before anything is written.
import type { SampleEntry, SampleResult } from '#contract/samples.ts'
import { type LabResult, readLabResult } from '#domain/samples/lab-result.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingDateTime, MINUTE_MS } from '#kit/time.ts'
import type { Queryable } from '#platform/database.ts'
import { type Factors, findPlaces, loadFactors, type PlacedSite } from '../places.ts'

/** One result ready to be stored; `limit` in the unit of storage, `reported` as it was written. */
export type CheckedResult = Omit<SampleResult, 'limit'> & LabResult & { reported: string }
export type CheckedEntry = Omit<SampleEntry, 'results'> & { site: PlacedSite; results: CheckedResult[] }

const EARLIEST_MS = Date.UTC(1990, 0, 1)

/** All entries, or the first thing to put right, naming its sample. */
export async function checkEntries(
  db: Queryable,
  entries: readonly SampleEntry[],
  nowMs: number,
): Promise<CheckedEntry[] | Refusal> {
  const places = await findPlaces(db, 'code', new Set(entries.map(({ siteCode }) => siteCode)))
  const factors = await loadFactors(db)
  const checked: CheckedEntry[] = []
  const seen = new Set<string>()
  for (const entry of entries) {
    const one = checkEntry(entry, { places, factors, nowMs, seen })
    if (isRefusal(one)) return one
    checked.push(one)
  }
  return checked
}

type Known = { places: ReadonlyMap<string, PlacedSite>; factors: Factors; nowMs: number; seen: Set<string> }

function checkEntry(entry: SampleEntry, known: Known): CheckedEntry | Refusal {
  const site = known.places.get(entry.siteCode)
  if (!site) {
    return refuse('samples.site-not-found', {
      zh: `没有编码为“${entry.siteCode}”的站点`,
      en: `There is no site “${entry.siteCode}”`,
    })
  }
  if (entry.sampledAt > known.nowMs + 10 * MINUTE_MS || entry.sampledAt < EARLIEST_MS) {
    return refuse('samples.time-unfit', {
      zh: `采样时间 ${beijingDateTime(entry.sampledAt)} 早于 1990 年或在未来`,
      en: `The time of sampling ${beijingDateTime(entry.sampledAt)} lies before 1990 or in the future`,
    })
  }
  const results: CheckedResult[] = []
  for (const result of entry.results) {
    const one = checkResult(result, known, `${site.id} ${entry.sampledAt}`)
    if (isRefusal(one)) return inSample(one, site, entry)
    results.push(one)
  }
  return { ...entry, site, results }
}

const inSample = (refusal: Refusal, site: PlacedSite, { sampledAt }: SampleEntry): Refusal => {
  const when = beijingDateTime(sampledAt).slice(0, 16)
  return {
    ...refusal,
    zh: `${site.name} ${when}：${refusal.zh ?? refusal.because}`,
    because: `${site.name} ${when}: ${refusal.because}`,
  }
}

function checkResult(result: SampleResult, { factors, seen }: Known, sample: string): CheckedResult | Refusal {
  const storageUnit = factors.unitOf(result.factor)
  if (storageUnit === undefined) {
    return refuse('samples.factor-not-found', {
      zh: `没有监测因子 ${result.factor}`,
      en: `There is no factor ${result.factor}`,
    })
  }
  const key = `${sample} ${result.factor}`
  if (seen.has(key)) {
    return refuse('samples.factor-twice', {
      zh: `${result.factor} 填了两次`,
      en: `${result.factor} is given twice`,
    })
  }
  seen.add(key)
  const read = readLabResult(result, storageUnit)
  if (!isRefusal(read)) return { ...result, ...read, reported: result.limit }
  return { ...read, zh: `${result.factor} ${read.zh ?? ''}`, because: `${result.factor}: ${read.because}` }
}
