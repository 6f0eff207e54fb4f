// Results as versions: what changed is closed and written anew, what is equal stays, what lost its data is closed.
import type { AverageItems } from '#domain/monitoring/average-items.ts'
import type { AirVerdict, WaterVerdict } from '#domain/standards/verdict.ts'
import { type Transaction, timestamptz } from '#platform/database.ts'
import { copyLines, type Field } from './copy-lines.ts'

/** Verdicts of one subject of one site within `[from, until)`: whatever stands there and is not given again is closed. */
export type Scope = { siteId: number; name: string; from: number; until: number }

export type StoredAverage = {
  siteId: number
  period: 'day' | 'month' | 'year'
  at: number
  items: AverageItems
  inputsHash: string
}

export type StoredSubject = 'air-hour' | 'air-day' | 'water-sample' | 'water-month' | 'water-year'
export type StoredVerdict = {
  siteId: number
  subject: StoredSubject
  at: number
  inForce: boolean
  inputsHash: string
  body: AirVerdict | WaterVerdict
}

/** One transaction of the evaluation; `knownFrom` is its instant as the database writes it, to the microsecond. */
export type Step = { tx: Transaction; knownFrom: string; now: number }

type Standing = { siteId: number; name: string; at: number; edition: string; hash: string }
const keyOf = (siteId: number, name: string, at: number, edition = ''): string => `${siteId} ${name} ${at} ${edition}`

/** Rows of a table that differ from what stands, after what they replace and what has no row any more was closed. */
async function differing<T>(
  { tx }: Step,
  table: 'average' | 'verdict',
  { scopes, rows, describe }: { scopes: readonly Scope[]; rows: readonly T[]; describe: (row: T) => Standing },
): Promise<T[]> {
  const standing = new Map(
    (await standingIn(tx, table, scopes)).map((one) => [keyOf(one.siteId, one.name, one.at, one.edition), one]),
  )
  const changed: T[] = []
  for (const row of rows) {
    const { siteId, name, at, edition, hash } = describe(row)
    const key = keyOf(siteId, name, at, edition)
    const known = standing.get(key)
    if (known?.hash !== hash) changed.push(row)
    else standing.delete(key)
  }
  await close(tx, table, [...standing.values()])
  return changed
}

/** What names a row besides its site: the period of an average; the subject, and the edition, of a verdict. */
const NAMES = {
  average: { name: 'period', edition: `''` },
  verdict: { name: 'subject', edition: 't.edition' },
} as const

function standingIn(tx: Transaction, table: 'average' | 'verdict', scopes: readonly Scope[]): Promise<Standing[]> {
  const { name, edition } = NAMES[table]
  return tx.query<Standing>(
    `select t.site_id as "siteId", t.${name} as name, t.at, ${edition} as edition, t.inputs_hash as hash
       from unnest($1::int[], $2::text[], $3::timestamptz[], $4::timestamptz[]) as k (site_id, name, from_at, until_at)
       join ${table} as t on t.site_id = k.site_id and t.${name} = k.name and t.at >= k.from_at and t.at < k.until_at
      where t.known_until = 'infinity'`,
    [
      scopes.map((scope) => scope.siteId),
      scopes.map((scope) => scope.name),
      scopes.map((scope) => timestamptz(scope.from)),
      scopes.map((scope) => timestamptz(scope.until)),
    ],
  )
}

async function close(tx: Transaction, table: 'average' | 'verdict', rows: readonly Standing[]): Promise<void> {
  if (rows.length === 0) return
  const { name, edition } = NAMES[table]
  await tx.execute(
    `update ${table} as t set known_until = now()
       from unnest($1::int[], $2::text[], $3::timestamptz[], $4::text[]) as k (site_id, name, at, edition)
      where t.site_id = k.site_id and t.${name} = k.name and t.at = k.at and ${edition} = k.edition
        and t.known_until = 'infinity'`,
    [
      rows.map((row) => row.siteId),
      rows.map((row) => row.name),
      rows.map((row) => timestamptz(row.at)),
      rows.map((row) => row.edition),
    ],
  )
}

async function copyInto<T>(
  { tx }: Step,
  columns: string,
  { rows, fieldsOf }: { rows: readonly T[]; fieldsOf: (row: T) => readonly Field[] },
): Promise<number> {
  if (rows.length === 0) return 0
  return tx.copyIn(`copy ${columns} from stdin`, copyLines(rows, fieldsOf))
}

/** Averages of these scopes are from now on these; gives the number written. */
export async function replaceAverages(
  step: Step,
  scopes: readonly Scope[],
  rows: readonly StoredAverage[],
): Promise<number> {
  const describe = ({ siteId, period, at, inputsHash }: StoredAverage): Standing => ({
    siteId,
    name: period,
    at,
    edition: '',
    hash: inputsHash,
  })
  const changed = await differing(step, 'average', { scopes, rows, describe })
  return copyInto(step, 'average (at, known_from, site_id, period, items, inputs_hash)', {
    rows: changed,
    fieldsOf: ({ at, siteId, period, items, inputsHash }) => [
      timestamptz(at),
      step.knownFrom,
      siteId,
      period,
      JSON.stringify(items),
      inputsHash,
    ],
  })
}

/** Verdicts of these scopes are from now on these; gives the number written. */
export async function replaceVerdicts(
  step: Step,
  scopes: readonly Scope[],
  rows: readonly StoredVerdict[],
): Promise<number> {
  const describe = ({ siteId, subject, at, body, inputsHash }: StoredVerdict): Standing => ({
    siteId,
    name: subject,
    at,
    edition: body.edition,
    hash: inputsHash,
  })
  const changed = await differing(step, 'verdict', { scopes, rows, describe })
  return copyInto(
    step,
    'verdict (at, known_from, site_id, subject, edition, judged, why, grade, aqi, in_force, inputs_hash, body)',
    {
      rows: changed,
      fieldsOf: ({ at, siteId, subject, body, inForce, inputsHash }) => [
        timestamptz(at),
        step.knownFrom,
        siteId,
        subject,
        body.edition,
        body.judged,
        body.why?.code ?? null,
        body.grade,
        'aqi' in body ? body.aqi : null,
        inForce,
        inputsHash,
        JSON.stringify(body),
      ],
    },
  )
}
