// Which factors a later row of an HTTP batch, a pull or a topic holds, read again as its source is read now.
import { SourceMapping } from '#contract/ways-in.ts'
import { type PayloadMapping, STANDARD_MAPPING } from '#domain/ways-in/mapping.ts'
import { readPayload } from '#domain/ways-in/read-payload.ts'
import { readRow } from '#domain/ways-in/read-row.ts'
import type { Transaction } from '#platform/database.ts'

const CHUNK = 20_000

type LaterRow = { id: number; runId: number; receivedAtMs: number; topic: string | null; body: Uint8Array }
type Form = { mapping: PayloadMapping; head: string | null }

/** Fills `factors` of the rows of `kept_factor` that came in a run; one that cannot be read stays without. */
export async function readLaterRows(tx: Transaction): Promise<void> {
  const factors = new Map(
    (await tx.query<{ id: number; code: string; unit: string }>('select f.id, f.code, f.unit from factor as f')).map(
      ({ code, ...factor }) => [code, factor],
    ),
  )
  const unitOf = (code: string): string | undefined => factors.get(code)?.unit
  const forms = new Map<number, Form>()
  for (let after = 0; ; ) {
    const rows = await nextRows(tx, after)
    if (rows.length === 0) return
    after = rows.at(-1)?.id ?? after
    const read: { id: number; factors: string }[] = []
    for (const row of rows) {
      const form = forms.get(row.runId) ?? (await formOf(tx, row.runId))
      forms.set(row.runId, form)
      const codes = codesIn(row, form, unitOf)
      if (codes.length > 0) {
        read.push({ id: row.id, factors: `{${codes.flatMap((code) => factors.get(code)?.id ?? []).join(',')}}` })
      }
    }
    await tx.execute(
      `update kept_factor as f set factors = n.factors::smallint[]
         from unnest($1::bigint[], $2::text[]) as n (id, factors)
        where f.id = n.id`,
      [read.map(({ id }) => id), read.map(({ factors }) => factors)],
    )
  }
}

const nextRows = (tx: Transaction, after: number): Promise<LaterRow[]> =>
  tx.query<LaterRow>(
    `select o.id, o.run_id as "runId", o.received_at as "receivedAtMs", o.body,
            case when o.channel = 'mqtt' then o.peer end as topic
       from kept_factor as f
       join raw_record as o on o.id = f.id and o.site_id = f.site_id
      where f.run_id is not null and f.id > $1
      order by f.id limit ${CHUNK}`,
    [after],
  )

async function formOf(tx: Transaction, runId: number): Promise<Form> {
  const [run] = await tx.query<{ head: string | null; mapping: unknown }>(
    `select r.head, i.mapping from intake_run as r left join intake_source as i on i.id = r.source_id where r.id = $1`,
    [runId],
  )
  const mapping = run?.mapping ? SourceMapping.parse(run.mapping) : STANDARD_MAPPING
  return run?.head === null || run === undefined
    ? { mapping, head: null }
    : { mapping: { ...mapping, format: 'csv' }, head: run.head }
}

function codesIn(
  { body, topic, receivedAtMs }: LaterRow,
  { mapping, head }: Form,
  unitOf: (code: string) => string | undefined,
): string[] {
  const text = Buffer.from(body).toString('utf8')
  const [row] = readPayload(head === null ? text : `${head}\n${text}`, mapping).rows
  if (!row) return []
  const mapped = readRow(row, mapping, { topic, receivedAtMs, unitOf })
  return Array.isArray(mapped) ? [] : mapped.values.map(({ code }) => code)
}
