// What reading an official plan text yields: a tree whose every paragraph can be found again in the original.

/** 规划原文 — as read, for an officer to review; nothing of the original is left out except page furniture. */
export type PlanText = {
  title: string
  chapters: ChapterText[]
  /** Rows of the indicator table (指标体系), by printed number. */
  indicators: IndicatorTextRow[]
  footnotes: FootnoteText[]
  /** Paragraphs before the first chapter, such as a preface. */
  front: ParagraphText[]
  /** Paragraphs and table rows of annexes (附件、附表). */
  annex: ParagraphText[]
  contents: ContentsEntry[]
  review: ReviewNote[]
}

/** Where a piece begins: characters (UTF-16 units) from the start of the text given, and line from 1. */
export type Spot = { offset: number; line: number }

/** 段落 — `text` is joined over page ends and freed of footnote marks, subscript braces and bold marks. */
export type ParagraphText = Spot & { id: string; text: string }

export type ChapterKind = 'background' | 'goals' | 'measures' | 'safeguards'

export type ChapterText = Spot & {
  id: string
  no: number
  title: string
  kind: ChapterKind
  paragraphs: ParagraphText[]
  sections: SectionText[]
}

export type SectionText = Spot & {
  id: string
  no: number
  title: string
  paragraphs: ParagraphText[]
  measures: MeasureText[]
}

/** 措施 — the headline is the opening sentence; the paragraphs begin after it. */
export type MeasureText = Spot & { id: string; headline: string; paragraphs: ParagraphText[] }

/** One numbered row of the indicator table; `items` holds its measurables, several where the row has sub-items. */
export type IndicatorTextRow = Spot & {
  no: number
  category: string
  /** The cell was empty at the head of a continued table, so the category above was taken. */
  categoryAssumed: boolean
  name: string
  unit: string | null
  target: string | null
  attribute: string | null
  items: IndicatorTextItem[]
}

export type IndicatorTextItem = Spot & {
  sub: string | null
  name: string
  unit: string
  /** Target as printed. */
  target: string
  /** null where the table prints no comparator. */
  comparator: string | null
  value: number | null
  setBy: 'plan' | 'city_assignment'
  attribute: string
  /** Further columns, by their heading, such as a base-year value. */
  others: Record<string, string>
}

/** 脚注 — `paragraphId` is the paragraph whose text carried the mark. */
export type FootnoteText = Spot & { mark: string; text: string; paragraphId: string | null }

export type ContentsEntry = {
  level: 'chapter' | 'section' | 'other'
  no: number | null
  title: string
  page: number | null
  line: number
}

/** Something an officer should look at: why it is doubtful, in both languages. */
export type ReviewNote = { line: number; code: string; message: string; messageEn: string }

/** Collects review notes while the text is read. */
export type Review = (line: number, code: string, message: string, messageEn: string) => void
