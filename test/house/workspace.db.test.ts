// Every table is either the work on a plan, which a workspace carries, or known to stay behind; a new one must be placed.
import { expect, inject, test } from 'vitest'
import { listTables } from '#platform/store-tables.ts'
import { WORKSPACE_TABLES } from '#platform/workspace-tables.ts'
import { freshDatabase } from '../database.ts'

/** What is measured and judged, how it came in, who is told, and what belongs to a person's visit or to this machine. */
const STAYS = `account_session account_visit api_key average correction device device_command device_command_frame
  device_entry device_gap device_key device_session factor feed_day feed_operator forward_refusal forward_target
  gateway_process gateway_request import_batch intake_run intake_source lab_result latest process_figures pulled_file
  quality_flag quality_rule raw_record reading reading_revision record_batch record_writer reevaluation review
  schema_migration schema_note series series_day site sta_entity sta_observation stale_day stale_period stream_pack
  verdict webhook webhook_attempt webhook_delivery webhook_event webhook_silence`.split(/\s+/)

test('every table is in a workspace or stays behind, none is both or neither', async () => {
  const db = await freshDatabase(inject('database'))
  try {
    const names = (await listTables(db, [])).map(({ name }) => name)
    expect([...WORKSPACE_TABLES, ...STAYS].sort()).toEqual([...names].sort())
    const keyless = (await listTables(db, [])).filter(({ name, key }) => WORKSPACE_TABLES.includes(name) && !key)
    expect(keyless).toEqual([])
  } finally {
    await db.drop()
  }
})
