// A worked example as data: the edition it belongs to, its clause, the facts, and what must come out.
import type { Facts, Subject } from '#domain/standards/verdict.ts'

/** `value` and `level` are of the verdict; `results` are what single items must contribute. */
export type Example = {
  edition: string
  clause: string
  subject: Subject
  facts: Facts
  value?: string | null
  level?: string
  judged?: false
  results?: Readonly<Record<string, string>>
}
