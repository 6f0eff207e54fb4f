// What several features ask of the gateway: frames in quarantine to be read again.
import type { Account } from '#contract/session.ts'
import type { Transaction } from '#platform/database.ts'

/** Writes a request to read these records again; the gateway answers in its outcome. */
export async function requestReingest(tx: Transaction, account: Account, ids: readonly number[]): Promise<number> {
  const [request] = await tx.query<{ id: number }>(
    `insert into gateway_request (kind, payload, asked_by) values ('reingest', $1, $2) returning id`,
    [JSON.stringify({ ids }), account.name],
  )
  if (!request) throw new Error('Cannot write a request to the gateway')
  await tx.query(`select append_event('gateway-request', $1, 'ReingestAsked', $2, $3)`, [
    String(request.id),
    account.name,
    JSON.stringify({ records: ids.length }),
  ])
  await tx.query(`select pg_notify('gateway_request', '')`)
  return request.id
}
