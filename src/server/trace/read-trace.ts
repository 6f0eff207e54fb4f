// One link of the chain by its reference: the one door behind every number of every page.
import type { TraceKind } from '#contract/trace.ts'
import { parseRef } from '#contract/trace-ref.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { readAverage } from './average.ts'
import { readEdition } from './edition.ts'
import { readIndicator } from './indicator.ts'
import type { Only, Read, TraceNode } from './node.ts'
import { readMeasure, readObligation, readParagraph } from './plan-parts.ts'
import { readReading } from './reading.ts'
import { readRecord } from './record.ts'
import { readVerdict } from './verdict.ts'

const READERS: Readonly<Record<TraceKind, Read>> = {
  record: readRecord,
  reading: readReading,
  average: readAverage,
  verdict: readVerdict,
  indicator: readIndicator,
  obligation: readObligation,
  measure: readMeasure,
  paragraph: readParagraph,
  edition: readEdition,
}

export type Question = { ref: string; page: number; pageSize: number; only: Only; nowMs: number }

/** Refuses `trace.unknown-reference` for what is no reference, `trace.not-found` for one that leads nowhere. */
export async function readTrace(db: Database, question: Question): Promise<TraceNode | Refusal> {
  const parsed = parseRef(question.ref)
  if (isRefusal(parsed)) return parsed
  return READERS[parsed.kind]({ db, ...question, parts: parsed.parts })
}
