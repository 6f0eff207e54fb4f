// A batch of readings handed in over HTTP: under our own form or a source's mapping, once for each idempotency key.
import type { FastifyRequest } from 'fastify'
import type { BatchReply } from '#contract/ways-in.ts'
import { type PayloadMapping, STANDARD_MAPPING } from '#domain/ways-in/mapping.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { readBody } from '../http/read-body.ts'
import type { Caller, Deps } from '../http/serve.ts'
import { findSource } from './sources.ts'
import { takePayload } from './take-payload.ts'
import { textOf } from './text-of.ts'

const MOST_BYTES = 16 * 1024 * 1024

type Asked = { source?: string | undefined; detail: 'findings' | 'all' }

/** Takes the body of the request; 207 where only a part could be placed, 422 where nothing could. */
export async function takeBatch(
  { db, now }: Deps,
  request: FastifyRequest,
  { account, key, query }: Caller & { query: Asked },
): Promise<BatchReply | Refusal> {
  const receivedAtMs = now()
  const source = await sourceAsked(db, query.source)
  if (isRefusal(source)) return source
  const idempotencyKey = keyOf(request)
  if (isRefusal(idempotencyKey)) return idempotencyKey
  const coding = request.headers['content-encoding'] ?? 'identity'
  if (coding !== 'identity') {
    return refuse('ways-in.encoding-unfit', {
      zh: `不支持 Content-Encoding ${coding}，请不压缩提交`,
      en: `Cannot read a body in ${coding}: send it uncompressed`,
    })
  }
  const bytes = await readBody(request, MOST_BYTES)
  if (isRefusal(bytes)) return bytes
  const mapping = { ...source.mapping, ...formatOf(request, source.mapping) }
  const { text, findings } = textOf(bytes, mapping.encoding)
  const run = { sourceId: source.id, way: 'http', cause: 'arrival', origin: request.ip, author: account.name } as const
  return takePayload(db, {
    text,
    findings,
    bytes,
    mapping,
    channel: 'http',
    run: { ...run, idempotencyKey },
    siteIds: key?.siteIds ?? null,
    receivedAtMs,
    detail: query.detail,
  })
}

export const statusOf = ({ rows, quarantined }: BatchReply): number =>
  quarantined === 0 ? 200 : quarantined < rows ? 207 : 422

async function sourceAsked(
  db: Deps['db'],
  name: string | undefined,
): Promise<{ id: number | null; mapping: PayloadMapping } | Refusal> {
  if (name === undefined) return { id: null, mapping: STANDARD_MAPPING }
  const source = await findSource(db, { name })
  if (source?.way !== 'http') {
    return refuse('ways-in.source-not-found', {
      zh: `没有名为“${name}”的接口提交来源`,
      en: `There is no HTTP source named “${name}”`,
    })
  }
  if (source.state === 'active') return source
  return refuse('ways-in.source-paused', { zh: `来源“${name}”已暂停`, en: `The source “${name}” is paused` })
}

function keyOf(request: FastifyRequest): string | undefined | Refusal {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key
  return refuse('ways-in.key-unfit', {
    zh: 'Idempotency-Key 须为 1 到 200 个可见字符',
    en: 'Cannot use the Idempotency-Key as it must be 1 to 200 visible characters',
  })
}

/** What the sender says of its form counts where the mapping leaves it open. */
function formatOf(request: FastifyRequest, { format }: PayloadMapping): Pick<PayloadMapping, 'format'> {
  const type = request.headers['content-type'] ?? ''
  if (format !== 'auto') return { format }
  if (/ndjson|jsonl|json-lines/i.test(type)) return { format: 'json-lines' }
  if (/csv/i.test(type)) return { format: 'csv' }
  return { format: /json/i.test(type) ? 'json' : 'auto' }
}
