// The first page of the service: its entity sets and, in version 1.1, which requirements it meets.
import { ENTITY_TYPES, MODEL } from '#domain/sensorthings/model.ts'
import type { Base, Wire } from './wire.ts'

const CLASS = 'http://www.opengis.net/spec/iot_sensing'

/** What of part 1 is met, by its requirement classes. */
export const CONFORMANCE: readonly string[] = [
  ...[
    'datamodel',
    'resource-path/resource-path-to-entities',
    'request-data',
    'create-update-delete',
    'batch-request',
  ].map((name) => `${CLASS}/1.1/req/${name}`),
  `${CLASS}/1.1/req/batch-request/batch-request`,
  `${CLASS}/1.1/req/data-array/data-array`,
  `${CLASS}/1.1/req/create-observations-via-mqtt/observations-creation`,
  `${CLASS}/1.1/req/receive-updates-via-mqtt/receive-updates`,
  'https://fraunhoferiosb.github.io/FROST-Server/extensions/JsonBatchRequest.html',
]

/** @source OGC 18-088 clause 9.2.1 */
export function rootDocument({ url, version }: Base): Wire {
  const value = ENTITY_TYPES.map((type) => ({ name: MODEL[type].set, url: `${url}/${MODEL[type].set}` }))
  return version === 'v1.0' ? { value } : { value, serverSettings: { conformance: CONFORMANCE } }
}
