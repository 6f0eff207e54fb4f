// A batch as multipart/mixed: each part is a request, or a change set of requests that refer to each other.
import { randomUUID } from 'node:crypto'
import type { ForeignReply, ForeignRequest } from '../http/foreign.ts'
import {
  answerInner,
  type BatchTools,
  type Inner,
  idOfLocation,
  MOST_IN_BATCH,
  resolveAddress,
  resolveReferences,
  takeBack,
} from './batch-parts.ts'

type Part = { headers: Map<string, string>; body: string }
type Tools = BatchTools & { boundary: string }

const headersOf = (text: string): Map<string, string> =>
  new Map(
    text.split(/\r?\n/).flatMap((line): [string, string][] => {
      const at = line.indexOf(':')
      return at < 1 ? [] : [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()]]
    }),
  )

/** Head and body are parted by the first empty line. */
function split(text: string): [string, string] {
  const found = /\r?\n\r?\n/.exec(text)
  return found ? [text.slice(0, found.index), text.slice(found.index + found[0].length)] : [text, '']
}

function partsOf(text: string, boundary: string): Part[] {
  const pieces = `\r\n${text}`.split(new RegExp(`\\r?\\n--${boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)).slice(1)
  return pieces
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => {
      const [head, body] = split(piece.replace(/^[ \t]*\r?\n/, ''))
      return { headers: headersOf(head), body }
    })
}

const boundaryOf = (type: string | undefined): string | undefined => /boundary="?([^";,\s]+)"?/i.exec(type ?? '')?.[1]

/** `GET Things HTTP/1.1`, headers, an empty line, a body. */
function requestOf(text: string): Inner | undefined {
  const [head, body] = split(text.replace(/^\s+/, ''))
  const [, method = '', url = ''] =
    /^([A-Za-z]+)\s+(\S.*?)(?:\s+HTTP\/1\.\d)?\s*$/m.exec(head.split(/\r?\n/)[0] ?? '') ?? []
  if (method === '') return undefined
  const headers = headersOf(head.split(/\r?\n/).slice(1).join('\n'))
  return {
    method,
    url,
    contentType: headers.get('content-type') ?? 'application/json',
    body: body.replace(/\r?\n$/, ''),
  }
}

type Said = { text: string }

/** @source OGC 18-088 clause 11 */
export async function answerMultipartBatch(request: ForeignRequest, tools: Tools): Promise<ForeignReply> {
  const parts = partsOf(Buffer.from(request.body).toString('utf8'), tools.boundary)
  const count = parts.reduce((sum, part) => sum + innerParts(part).length, 0)
  if (parts.length === 0 || count > MOST_IN_BATCH) {
    const message = `Cannot read the batch as it must have 1 to ${MOST_IN_BATCH} requests between its boundaries`
    return { status: 400, body: JSON.stringify({ code: 400, type: 'error', message }) }
  }
  const said: Said[] = []
  for (const part of parts) said.push(await answerPart(request, part, tools))
  const boundary = `batch_${randomUUID()}`
  return {
    status: 200,
    headers: { 'content-type': `multipart/mixed; boundary=${boundary}` },
    body: `${said.map(({ text }) => `--${boundary}\r\n${text}\r\n`).join('')}--${boundary}--`,
  }
}

function innerParts(part: Part): Part[] {
  const boundary = boundaryOf(part.headers.get('content-type'))
  return boundary === undefined ? [part] : partsOf(part.body, boundary)
}

const isChangeSet = ({ headers }: Part): boolean => boundaryOf(headers.get('content-type')) !== undefined

async function answerPart(outer: ForeignRequest, part: Part, tools: Tools): Promise<Said> {
  const made = new Map<string, string>()
  const locations = new Map<string, string>()
  if (!isChangeSet(part)) {
    const { text } = await answerRequest(outer, { part, made, locations }, tools)
    return { text: `Content-Type: application/http\r\n\r\n${text}` }
  }
  const boundary = `changeset_${randomUUID()}`
  const answers: string[] = []
  for (const inner of innerParts(part)) {
    const { text, status } = await answerRequest(outer, { part: inner, made, locations }, tools)
    const id = inner.headers.get('content-id')
    const head = `Content-Type: application/http\r\n${id === undefined ? '' : `Content-ID: ${id}\r\n`}\r\n`
    // A change set that fails is answered by its failure alone.
    if (status >= 400) {
      await takeBack(outer, locations.values(), tools)
      return { text: `Content-Type: application/http\r\n\r\n${text}` }
    }
    answers.push(`--${boundary}\r\n${head}${text}\r\n`)
  }
  return { text: `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${answers.join('')}--${boundary}--` }
}

type One = { part: Part; made: Map<string, string>; locations: Map<string, string> }

async function answerRequest(
  outer: ForeignRequest,
  { part, made, locations }: One,
  tools: Tools,
): Promise<Said & { status: number }> {
  const inner = requestOf(part.body)
  const answered: ForeignReply = inner
    ? await answerInner(
        outer,
        { ...inner, url: resolveAddress(inner.url, made, locations), body: resolveReferences(inner.body, made) },
        tools,
      )
    : {
        status: 400,
        body: JSON.stringify({ code: 400, type: 'error', message: 'Cannot read a part as it is no request' }),
      }
  const location = answered.headers?.location
  const id = part.headers.get('content-id')
  if (location !== undefined && id !== undefined) {
    made.set(id, idOfLocation(location))
    locations.set(id, location)
  }
  const type = answered.body === undefined ? '' : 'Content-Type: application/json; charset=UTF-8\r\n'
  const place = location === undefined ? '' : `Location: ${location}\r\n`
  return {
    status: answered.status,
    text: `HTTP/1.1 ${answered.status} ${REASONS[answered.status] ?? 'Answered'}\r\n${type}${place}\r\n${answered.body ?? ''}`,
  }
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  500: 'Internal Server Error',
}
