// A report or bulletin as data: words that people write, numbers that the product puts in, tables and charts.

/** 文中数值 — a number or name of a document, and the address within the product that shows how it came about. */
export type Figure = { text: string; to?: string | undefined }

/** A cell of a table: plain text, or a figure that opens. */
export type Cell = string | Figure

export type Column = {
  title: string
  /** Share of the width beside the other columns. */
  share: number
  isNumber?: boolean | undefined
}

export type Chart = {
  kind: 'line' | 'bar'
  unit: string
  labels: readonly string[]
  /** Values in `unit`, as many as labels; null: none. */
  series: readonly { name: string; values: readonly (number | null)[] }[]
  /** Drawn across: what is asked for, in `unit`. */
  limits: readonly { name: string; value: number }[]
}

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  /** Words that a person may edit until release; `[[id]]` stands for a figure of the document. */
  | { kind: 'words'; id: string; text: string }
  | { kind: 'table'; title: string; columns: readonly Column[]; rows: readonly (readonly Cell[])[]; note?: string }
  | { kind: 'chart'; title: string; chart: Chart; source: string }
  | { kind: 'break' }

/** 文书. */
export type Document = {
  title: string
  subtitle: string
  /** What it is about and as known when: label and value, under the title. */
  about: readonly { label: string; value: Figure }[]
  /** Numbers that its words cite. */
  figures: Readonly<Record<string, Figure>>
  blocks: readonly Block[]
}

/** Headings in order, with their level. */
export const headingsOf = ({ blocks }: Document): { level: number; text: string }[] =>
  blocks.flatMap((block) => (block.kind === 'heading' ? [{ level: block.level, text: block.text }] : []))
