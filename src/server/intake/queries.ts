// Raw records newest first, and what became of a request to the gateway.
import type { z } from 'zod'
import type { FindingWire, listRecords as listRecordsRoute, RecordRow, readGatewayRequest } from '#contract/intake.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { formatRef } from '#contract/trace-ref.ts'
import { byteText, readText } from '#hj212/text.ts'
import type { Database } from '#platform/database.ts'

const MOST_CHARACTERS = 400
/** A character takes up to four bytes; one more shows where one was cut. */
const MOST_BYTES = MOST_CHARACTERS * 4

type StoredFinding = Omit<z.output<typeof FindingWire>, 'at'> & { at?: number }
type Stored = Omit<RecordRow, 'text' | 'findings' | 'ref'> & { body: Uint8Array; findings: StoredFinding[] | null }

/**
 * Records before an id, newest first. Numbers rise with time, so that a page costs the same wherever it is.
 * Only the first bytes of each are read.
 */
export async function listRecords(
  db: Database,
  asked: QueryOf<typeof listRecordsRoute>,
): Promise<ReplyOf<typeof listRecordsRoute>> {
  const { where, params } = conditions(asked)
  const [rows, [count]] = await Promise.all([
    db.query<Stored>(
      `select r.id, r.received_at as "receivedAt", r.at, r.channel, r.state, r.kind, r.mn, r.peer, s.code as "siteCode",
              s.name as "siteName", coalesce(s.is_demo, r.channel = 'demo-history') as "isDemo",
              r.import_id as "importId", r.line_no as "lineNo", substr(r.body, 1, ${MOST_BYTES}) as body, r.findings
         from (select r.* from raw_record as r ${where} order by r.id desc limit $1) as r
         left join site as s on s.id = r.site_id
        order by r.id desc`,
      [asked.limit + 1, ...params],
    ),
    db.query<{ n: number }>(`select count(*)::int as n from raw_record as r where r.state = 'quarantined'`),
  ])
  const page = rows.slice(0, asked.limit)
  const next = rows.length > asked.limit ? (page.at(-1)?.id ?? null) : null
  return { rows: page.map(recordRow), next, quarantined: count?.n ?? 0 }
}

/** Only what was asked for becomes a condition, so that each question can use its own index. */
function conditions({ state, channel, mn, importId, before }: QueryOf<typeof listRecordsRoute>) {
  const asked: [string, unknown][] = [
    ['r.state =', state],
    ['r.channel =', channel],
    ['r.mn =', mn],
    ['r.import_id =', importId],
    ['r.id <', before],
  ]
  const given = asked.filter(([, value]) => value !== undefined)
  const tests = given.map(([test], n) => `${test} $${n + 2}`)
  return { where: tests.length === 0 ? '' : `where ${tests.join(' and ')}`, params: given.map(([, value]) => value) }
}

function recordRow({ body, findings, ...row }: Stored): RecordRow {
  return {
    ...row,
    text: readText(byteText(body)).text.slice(0, MOST_CHARACTERS),
    findings: (findings ?? []).map(({ code, severity, zh, en, at }) => ({ code, severity, zh, en, at: at ?? null })),
    ref: formatRef('record', row.id),
  }
}

export async function findGatewayRequest(
  db: Database,
  id: number,
): Promise<ReplyOf<typeof readGatewayRequest> | undefined> {
  const [row] = await db.query<ReplyOf<typeof readGatewayRequest>>(
    'select g.state, g.outcome from gateway_request as g where g.id = $1',
    [id],
  )
  return row
}
