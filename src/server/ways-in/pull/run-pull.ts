// One pull of a source: asks its address or looks into its folder, and hands what is new to the intake.

import type { z } from 'zod'
import type { PullSettings } from '#contract/ways-in.ts'
import { tableText } from '#domain/ways-in/read-payload.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Queryable } from '#platform/database.ts'
import { callOut, type OutboundRules } from '#platform/outbound.ts'
import { isWorkbook, readWorkbook } from '#platform/workbook.ts'
import { endRun, openRun } from '../runs.ts'
import type { Source } from '../sources.ts'
import { sha256, takePayload } from '../take-payload.ts'
import { textOf } from '../text-of.ts'
import { checkFolder, type FoundFile, listFiles, newFiles, notePulled, readPulledFile } from './folder.ts'

export type PullMemory = { etag?: string; lastModified?: string; sha256?: string; askedBy?: string }
export type Pull = {
  db: Database
  source: Source
  memory: PullMemory
  rules: OutboundRules
  folders: readonly string[]
  now: () => number
  signal: AbortSignal
}

type Settings = z.output<typeof PullSettings>
const LARGEST_BYTES = 50 * 1024 * 1024

/** Pulls once; a refusal says why it failed. Every pull that found something, nothing new or a fault leaves a run. */
export async function runPull(pull: Pull): Promise<Refusal | undefined> {
  const { settings } = pull.source
  if (settings.way !== 'pull') return refuse('ways-in.not-a-pull', 'The source is not pulled')
  try {
    return settings.from === 'http' ? await pullAddress(pull, settings) : await pullFolder(pull, settings)
  } catch (error) {
    const because = (error as Error).message
    return refuse('ways-in.pull-failed', { zh: `拉取失败：${because}`, en: `Cannot pull the source: ${because}` })
  }
}

const runOf = ({ source, memory }: Pull, origin: string) =>
  ({
    sourceId: source.id,
    way: 'pull',
    cause: memory.askedBy === undefined ? 'schedule' : 'person',
    origin,
    author: memory.askedBy ?? source.createdBy,
  }) as const

async function pullAddress(pull: Pull, settings: Settings): Promise<Refusal | undefined> {
  const { memory } = pull
  const headers = {
    ...(settings.authorization === null ? {} : { authorization: settings.authorization }),
    ...(memory.etag === undefined ? {} : { 'if-none-match': memory.etag }),
    ...(memory.lastModified === undefined ? {} : { 'if-modified-since': memory.lastModified }),
  }
  const reply = await callOut({
    url: settings.address,
    headers,
    rules: pull.rules,
    timeoutMs: settings.timeoutS * 1000,
    mostBytes: LARGEST_BYTES,
    mostRedirects: 3,
    signal: pull.signal,
  })
  if (isRefusal(reply)) return reply
  if (reply.status === 304) return noteUnchanged(pull, settings.address)
  if (reply.status !== 200) {
    return refuse('ways-in.pull-refused', {
      zh: `对方答复 ${reply.status}`,
      en: `The source answered ${reply.status}`,
    })
  }
  const digest = sha256(reply.body)
  if (digest === memory.sha256) return noteUnchanged(pull, settings.address)
  const { etag, 'last-modified': lastModified } = reply.headers
  const next: PullMemory = { sha256: digest, ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) }
  return take(pull, reply.body, { origin: settings.address, remember: (tx) => keepMemory(tx, pull.source, next) })
}

/** Of a source that was changed meanwhile nothing is remembered: its next pull begins anew. */
const keepMemory = (tx: Queryable, { id, version }: Source, memory: PullMemory): Promise<number> =>
  tx.execute('update intake_source as i set memory = $3 where i.id = $1 and i.version = $2', [
    id,
    version,
    JSON.stringify(memory),
  ])

async function noteUnchanged(pull: Pull, origin: string): Promise<undefined> {
  await inTransaction(pull.db, async (tx) => {
    const run = await openRun(tx, { ...runOf(pull, origin), bytes: 0 })
    if (run !== undefined) await endRun(tx, run, { state: 'unchanged' })
  })
}

async function pullFolder(pull: Pull, settings: Settings): Promise<Refusal | undefined> {
  const folder = await checkFolder(settings.address, pull.folders)
  if (isRefusal(folder)) return folder
  const files = await newFiles(pull.db, pull.source.id, await listFiles(folder, settings.pattern, pull.now()))
  if (files.length === 0) return noteUnchanged(pull, settings.address)
  for (const file of files) {
    if (pull.signal.aborted) break
    await pullFile(pull, file)
  }
  return undefined
}

/** A file that cannot be read keeps none of the others out, and is looked at again only when it has changed. */
async function pullFile(pull: Pull, file: FoundFile): Promise<void> {
  const bytes = await readPulledFile(file)
  const remember = (tx: Queryable, runId: number): Promise<number> => {
    const digest = isRefusal(bytes) ? '' : sha256(bytes)
    return notePulled(tx, { ...file, sourceId: pull.source.id, runId, digest })
  }
  const fault = isRefusal(bytes) ? bytes : await take(pull, bytes, { origin: file.path, remember })
  if (fault) await noteFailure(pull, { origin: file.path, remember }, fault)
}

/** Writes down that a pull, or a file of one, failed. */
export async function noteFailure(
  pull: Pull,
  { origin, remember }: { origin: string; remember?: Taken['remember'] },
  fault: Refusal,
): Promise<void> {
  await inTransaction(pull.db, async (tx) => {
    const run = await openRun(tx, { ...runOf(pull, origin), bytes: 0 })
    if (run === undefined) return
    await endRun(tx, run, { state: 'failed', failure: { zh: fault.zh ?? fault.because, en: fault.because } })
    await remember?.(tx, run)
  })
}

type Taken = { origin: string; remember: (tx: Queryable, runId: number) => Promise<unknown> }

async function take(pull: Pull, bytes: Buffer, { origin, remember }: Taken): Promise<Refusal | undefined> {
  const { source, db, now } = pull
  const isSheet = source.mapping.format === 'xlsx' || (source.mapping.format === 'auto' && isWorkbook(bytes))
  const sheet = isSheet ? await readWorkbook(bytes) : undefined
  if (isRefusal(sheet)) return sheet
  const decoded = textOf(bytes, source.mapping.encoding)
  const taken = await takePayload(db, {
    ...(sheet ? { text: tableText(sheet), findings: [] } : decoded),
    bytes,
    mapping: sheet ? { ...source.mapping, format: 'csv' } : source.mapping,
    channel: 'pull',
    run: runOf(pull, origin),
    siteIds: null,
    receivedAtMs: now(),
    detail: 'findings',
    alongside: async (tx, runId) => void (await remember(tx, runId)),
  })
  return isRefusal(taken) ? taken : undefined
}
