// The first page of the service: its entity sets and, in version 1.1, which requirements it meets.
import { ENTITY_TYPES, MODEL } from '#domain/sensorthings/model.ts'
import type { Base, Wire } from './wire.ts'

const SPEC = 'http://www.opengis.net/spec/iot_sensing/1.1/req'

/** What of part 1 is met, by the names of its requirements. */
export const CONFORMANCE: readonly string[] = [
  `${SPEC}/datamodel`,
  `${SPEC}/resource-path/resource-path-to-entities`,
  `${SPEC}/request-data`,
  ...[
    'create-entity',
    'link-to-existing-entities',
    'deep-insert',
    'deep-insert-status-code',
    'update-entity',
    'update-entity-put',
    'update-entity-jsonpatch',
    'delete-entity',
    'historical-location-auto-creation',
    'historical-location-manual-creation',
  ].map((name) => `${SPEC}/create-update-delete/${name}`),
  `${SPEC}/batch-request/batch-request`,
  `${SPEC}/data-array/data-array`,
]

/** @source OGC 18-088 clause 9.2.1 */
export function rootDocument({ url, version }: Base): Wire {
  const value = ENTITY_TYPES.map((type) => ({ name: MODEL[type].set, url: `${url}/${MODEL[type].set}` }))
  return version === 'v1.0' ? { value } : { value, serverSettings: { conformance: CONFORMANCE } }
}
