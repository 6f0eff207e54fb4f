// What an intake batch is made of: raw records kept as they came, and the reading messages found in them.

export type ReadingKind = 'realtime' | 'minute' | 'hour' | 'day' | 'sample'

/** A finding as stored with a raw record. */
export type StoredFinding = {
  code: string
  severity: 'info' | 'warning' | 'error'
  zh: string
  en: string
  at?: number
}

/** 原始记录 — one frame or one line of a file. `id` comes from `nextRecordId()` and is ordered by time. */
export type RawRecord = {
  id: number
  receivedAtMs: number
  /** Start of the data period; null where it could not be read. */
  atMs: number | null
  /** 0: cannot be placed. */
  siteId: number
  importId: number | null
  lineNo: number | null
  /** The run of a way in (`intake_run`) it came with; absent for frames and imported files. */
  runId?: number
  channel: 'hj212' | 'import' | 'demo-history' | 'mqtt' | 'http' | 'pull' | 'manual'
  state: 'stored' | 'acknowledged' | 'quarantined'
  kind: ReadingKind | null
  peer: string | null
  mn: string | null
  body: Uint8Array
  findings: readonly StoredFinding[]
}

/** 监测数据 — one message of one site and period; element i of each array belongs to `factors[i]` (factor ids, ascending). */
export type ReadingMessage = {
  siteId: number
  atMs: number
  kind: ReadingKind
  /** Id of the raw record it was read from. */
  source: number
  factors: number[]
  /** Values in the storage unit of the factor. */
  values: (number | null)[]
  low: (number | null)[] | null
  high: (number | null)[] | null
  total: (number | null)[] | null
  /** One HJ 212 flag character a factor. */
  flags: string
}

export type IntakeBatch = {
  records: RawRecord[]
  messages: ReadingMessage[]
  /** Why a stored value may change: `resend`, `late`, `import`, … kept with the revision. */
  reason: string
  /** Account or device that caused it. */
  author: string
}

export type IntakeOutcome = {
  /** Messages new to the store. */
  inserted: number
  /** Messages that changed a stored value or added a factor. */
  revised: number
  /** Messages equal to what was stored. */
  unchanged: number
  /** Per message of the batch, in order. */
  outcomes: ('inserted' | 'revised' | 'unchanged')[]
}
