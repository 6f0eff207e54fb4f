// The SensorThings service at `/sta/v1.0` and `/sta/v1.1`: requests in, answers of the standard out.
import type { Version } from '#domain/sensorthings/model.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { ForeignInterface, ForeignReply, ForeignRequest } from '../http/foreign.ts'
import type { Deps } from '../http/serve.ts'
import { answerBatch } from './batch.ts'
import type { Change, Changed } from './change.ts'
import { loadModel } from './model.ts'
import { type Answer, readAddress } from './read.ts'
import { rootDocument } from './root.ts'
import type { Service } from './service.ts'
import type { Base } from './wire.ts'
import { changeAddress } from './write.ts'

export const PREFIX = '/sta'
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
const TEXT_TYPE = { 'content-type': 'text/plain; charset=utf-8' }
const LARGEST_BODY_BYTES = 64 * 1024 * 1024

export function sensorThings({ db, now, log }: Deps): ForeignInterface {
  return {
    prefix: PREFIX,
    largestBodyBytes: LARGEST_BODY_BYTES,
    mayOf: (method) => (method === 'GET' ? 'site.read' : 'data.write'),
    refuse: refusalReply,
    answer: async (request) => {
      const at = addressOf(request)
      if (isRefusal(at)) return refusalReply(at, 404)
      const parts = { db, now: now(), base: at.base }
      if (at.path === '$batch' && request.method === 'POST') {
        const one = (inner: ForeignRequest) => answerOne({ ...parts, request: inner })
        return answerBatch(request, { base: at.base, one, log })
      }
      return answerOne({ ...parts, request })
    },
  }
}

type Address = { base: Base; path: string; query: string }
const ADDRESS = /^\/sta\/(v1\.[01])(?:\/([^?]*))?(?:\?(.*))?$/s

function addressOf({ url, origin }: Pick<ForeignRequest, 'url' | 'origin'>): Address | Refusal {
  const [, version, encoded = '', query = ''] = ADDRESS.exec(url) ?? []
  if (version !== undefined) {
    try {
      const path = decodeURIComponent(encoded).replace(/\/+$/, '')
      return { base: { url: `${origin}${PREFIX}/${version}`, version: version as Version }, path, query }
    } catch {
      // A broken encoding is no address.
    }
  }
  return refuse('sensorthings.path-not-found', {
    zh: 'SensorThings 接口在 /sta/v1.0 和 /sta/v1.1 下',
    en: 'There is nothing here: SensorThings is below /sta/v1.0 and /sta/v1.1',
  })
}

type One = { db: Deps['db']; now: number; base: Base; request: ForeignRequest }

/** One request that is no batch. */
async function answerOne({ db, now, request }: One): Promise<ForeignReply> {
  const at = addressOf(request)
  if (isRefusal(at)) return refusalReply(at, 404)
  const { base, path, query } = at
  const service: Service = { db, model: await loadModel(db), base, now }
  if (request.method === 'GET') {
    if (path === '') return { status: 200, headers: JSON_TYPE, body: JSON.stringify(rootDocument(base)) }
    return readReply(await readAddress(service, path, query))
  }
  const { method, body, contentType, caller } = request
  const change: Change = { method, path, query, body, contentType, caller }
  return changeReply(await changeAddress(service, change))
}

function readReply(answer: Answer | Refusal): ForeignReply {
  if (isRefusal(answer)) return refusalReply(answer, statusOf(answer))
  switch (answer.is) {
    case 'json':
      return { status: 200, headers: JSON_TYPE, body: JSON.stringify(answer.body) }
    case 'text':
      return { status: 200, headers: TEXT_TYPE, body: answer.body }
    case 'empty':
      return { status: 204 }
  }
}

function changeReply(changed: Changed | Refusal): ForeignReply {
  if (isRefusal(changed)) return refusalReply(changed, statusOf(changed))
  const headers = { ...JSON_TYPE, ...(changed.location === undefined ? {} : { location: changed.location }) }
  return changed.body === undefined
    ? { status: changed.status }
    : { status: changed.status, headers, body: JSON.stringify(changed.body) }
}

const STATUS: readonly [RegExp, number][] = [
  [/not-found$/, 404],
  [/(kept|exists)$/, 409],
  [/too-large$/, 413],
  [/not-allowed$/, 403],
  [/bad-method$/, 405],
]
const statusOf = ({ refused }: Refusal): number => STATUS.find(([words]) => words.test(refused))?.[1] ?? 400

/** The shape that clients of the standard expect, and our own beside it. */
const refusalReply = (refusal: Refusal, status: number): ForeignReply => ({
  status,
  headers: JSON_TYPE,
  body: JSON.stringify({ code: status, type: 'error', message: refusal.because, ...refusal }),
})
