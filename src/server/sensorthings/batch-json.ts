// A batch as JSON: a list of requests, some of which form a group that stops at its first failure.
import { isMembers, type Members } from '#domain/sensorthings/entity-body.ts'
import type { ForeignReply, ForeignRequest } from '../http/foreign.ts'
import {
  answerInner,
  type BatchTools,
  idOfLocation,
  MOST_IN_BATCH,
  resolveAddress,
  resolveReferences,
  takeBack,
} from './batch-parts.ts'

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

const reply = (status: number, body: unknown): ForeignReply => ({
  status,
  headers: JSON_TYPE,
  body: JSON.stringify(body),
})
const failed = (message: string): ForeignReply => reply(400, { code: 400, type: 'error', message })

type Outcome = { id: string; status: number; location?: string; body?: unknown }

export async function answerJsonBatch(request: ForeignRequest, tools: BatchTools): Promise<ForeignReply> {
  const requests = readRequests(request.body)
  if (!requests) return failed('Cannot read the batch as it must be {"requests": [{"id", "method", "url", "body"}]}')
  if (requests.length > MOST_IN_BATCH) return failed(`Cannot take more than ${MOST_IN_BATCH} requests in a batch`)
  const made = new Map<string, string>()
  const locations = new Map<string, string>()
  const groups = new Map<string, Group>()
  const responses: Outcome[] = []
  for (const inner of requests) {
    const outcome = await answerMember(request, { inner, made, locations, groups }, tools)
    responses.push(outcome)
  }
  return reply(200, { responses })
}

function readRequests(body: Uint8Array): Members[] | undefined {
  try {
    const read = JSON.parse(Buffer.from(body).toString('utf8')) as unknown
    const list = isMembers(read) ? read.requests : undefined
    if (!Array.isArray(list) || !list.every(isMembers)) return undefined
    return list.every(({ method, url }) => typeof method === 'string' && typeof url === 'string') ? list : undefined
  } catch {
    return undefined
  }
}

/** Where a group's requests have created something, and whether one of them failed. */
type Group = { locations: string[]; isBroken: boolean }
type Member = { inner: Members; made: Map<string, string>; locations: Map<string, string>; groups: Map<string, Group> }

async function answerMember(
  outer: ForeignRequest,
  { inner, made, locations, groups }: Member,
  tools: BatchTools,
): Promise<Outcome> {
  const id = String(inner.id ?? '')
  const group = groupOf(inner, groups)
  if (group?.isBroken) {
    return { id, status: 424, body: { code: 424, type: 'error', message: 'A request of this group failed before' } }
  }
  const body = inner.body === undefined ? '' : resolveReferences(JSON.stringify(inner.body), made)
  const answered = await answerInner(
    outer,
    {
      method: String(inner.method),
      url: resolveAddress(String(inner.url), made, locations),
      contentType: 'application/json',
      body,
    },
    tools,
  )
  const location = answered.headers?.location
  if (location !== undefined) {
    made.set(id, idOfLocation(location))
    locations.set(id, location)
    group?.locations.push(location)
  }
  if (answered.status >= 400 && group) {
    group.isBroken = true
    await takeBack(outer, group.locations, tools)
  }
  return {
    id,
    status: answered.status,
    ...(location === undefined ? {} : { location }),
    ...(answered.body === undefined ? {} : { body: parsed(answered.body) }),
  }
}

function groupOf({ atomicityGroup: name }: Members, groups: Map<string, Group>): Group | undefined {
  if (typeof name !== 'string') return undefined
  const group = groups.get(name) ?? { locations: [], isBroken: false }
  groups.set(name, group)
  return group
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
