// The rows of a loaded plan: what stood is replaced, but definitions of indicators are closed and added, and versions only added.
import { DISTRICT_FILE } from '#domain/plans/district.ts'
import type { Pack } from '#domain/plans/pack.ts'
import { buildPlanModel, type PlanModel } from '#domain/plans/plan-model.ts'
import type { Transaction } from '#platform/database.ts'
import type { PackFiles } from '../plan-store.ts'

export async function storePlan(
  tx: Transaction,
  pack: Pack,
  { files, hash }: { files: PackFiles; hash: string },
): Promise<void> {
  const { id, version, titleZh, titleEn } = pack.about
  await tx.execute(
    `insert into plan (id, version, title_zh, title_en, content_hash, body) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update
       set version = excluded.version, title_zh = excluded.title_zh, title_en = excluded.title_en,
           content_hash = excluded.content_hash, body = excluded.body, loaded_at = now()`,
    [id, version, titleZh, titleEn, hash, JSON.stringify({ files })],
  )
  for (const table of ['plan_node', 'obligation', 'plan_indicator', 'plan_inconsistency'])
    await tx.execute(`delete from ${table} as t where t.plan_id = $1`, [id])
  const model = buildPlanModel(pack, undefined)
  await storeNodes(tx, model)
  await storeObligations(tx, model)
  await storeIndicators(tx, pack)
  await keepDefinitions(tx, pack)
  await storeInconsistencies(tx, pack)
  const district = files[DISTRICT_FILE]
  if (district !== undefined) await storeDistrict(tx, district)
}

// Rows travel as one JSON text a table, so that their order and their bodies arrive as they are.
async function storeNodes(tx: Transaction, { pack, nodes }: PlanModel): Promise<void> {
  const rows = [...nodes.values()].map((node, ordinal) => {
    const { sections: _, measures: __, obligations: ___, ...body } = { ...node.of } as Record<string, unknown>
    return { ...node, of: undefined, ordinal, body }
  })
  await tx.execute(
    `insert into plan_node (plan_id, id, parent_id, kind, ordinal, title_zh, title_en, body)
     select $1, r.id, r."parentId", r.kind, r.ordinal, r."titleZh", r."titleEn", r.body
       from jsonb_to_recordset($2) as r (id text, "parentId" text, kind text, ordinal int, "titleZh" text, "titleEn" text, body jsonb)`,
    [pack.about.id, JSON.stringify(rows)],
  )
}

async function storeObligations(tx: Transaction, { pack, obligations }: PlanModel): Promise<void> {
  const rows = [...obligations.values()].map(({ obligation, measureId }, ordinal) => ({
    ...obligation,
    measureId,
    ordinal,
    hasTarget: (obligation.targets ?? []).length > 0,
    body: obligation,
  }))
  await tx.execute(
    `insert into obligation (plan_id, id, measure_id, ordinal, title_zh, title_en, verb, role, has_target, domain, body)
     select $1, r.id, r."measureId", r.ordinal, r."titleZh", r."titleEn", r.verb, r.role, r."hasTarget", r.domain, r.body
       from jsonb_to_recordset($2) as r (id text, "measureId" text, ordinal int, "titleZh" text, "titleEn" text, verb text,
                                         role text, "hasTarget" boolean, domain text, body jsonb)`,
    [pack.about.id, JSON.stringify(rows)],
  )
}

async function storeIndicators(tx: Transaction, pack: Pack): Promise<void> {
  const rows = pack.indicators.map((body, ordinal) => ({ ...body, ordinal, body }))
  await tx.execute(
    `insert into plan_indicator (plan_id, id, ordinal, row_no, name_zh, name_en, body)
     select $1, r.id, r.ordinal, r.no, r."nameZh", r."nameEn", r.body
       from jsonb_to_recordset($2) as r (id text, ordinal int, no int, "nameZh" text, "nameEn" text, body jsonb)`,
    [pack.about.id, JSON.stringify(rows)],
  )
}

/** What a pack changes is closed and written anew: a past value is read by the definition of its day. */
async function keepDefinitions(tx: Transaction, pack: Pack): Promise<void> {
  const params = [
    pack.about.id,
    JSON.stringify(pack.indicators.map((definition) => ({ id: definition.id, definition }))),
  ]
  await tx.execute(
    `update indicator_definition as d set known_until = now()
      where d.plan_id = $1 and d.known_until = 'infinity'
        and not exists (select 1 from jsonb_to_recordset($2) as r (id text, definition jsonb)
                         where r.id = d.indicator_id and r.definition = d.definition)`,
    params,
  )
  await tx.execute(
    `insert into indicator_definition (plan_id, indicator_id, known_from, definition)
     select $1, r.id, now(), r.definition from jsonb_to_recordset($2) as r (id text, definition jsonb)
      where not exists (select 1 from indicator_definition as d
                         where d.plan_id = $1 and d.indicator_id = r.id and d.known_until = 'infinity')`,
    params,
  )
}

async function storeInconsistencies(tx: Transaction, pack: Pack): Promise<void> {
  const rows = pack.inconsistencies.map((body, ordinal) => ({ id: body.id, refs: body.refs, ordinal, body }))
  await tx.execute(
    `insert into plan_inconsistency (plan_id, id, ordinal, refs, body)
     select $1, r.id, r.ordinal, r.refs, r.body
       from jsonb_to_recordset($2) as r (id text, ordinal int, refs text[], body jsonb)`,
    [pack.about.id, JSON.stringify(rows)],
  )
}

async function storeDistrict(tx: Transaction, json: string): Promise<void> {
  await tx.execute(
    `insert into setting (key, value) values ('district', $1)
     on conflict (key) do update set value = excluded.value, changed_at = now()`,
    [json],
  )
}
