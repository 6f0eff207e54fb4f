// What asks for a change through the interface, and what comes of it.
import type { Caller } from '../http/serve.ts'

export type Change = {
  method: string
  /** Decoded, without the version. */
  path: string
  query: string
  body: Uint8Array
  contentType: string
  caller: Caller
}
export type Changed = { status: number; location?: string; body?: unknown }
