// Words with numbers in them: how a figure is cited, filled in, and kept from being typed over.
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Block, Document, Figure } from './document.ts'

const CITED = /\[\[([^[\]]*)\]\]/g

/** A stretch of words: plain text, or a figure. */
export type Stretch = string | Figure

/** How words cite the figure `id`. */
export const cite = (id: string): string => `[[${id}]]`

/** Ids of the figures that words cite, in order, each as often as it is cited. */
export const citedIn = (text: string): string[] => [...text.matchAll(CITED)].map(([, id = '']) => id)

/**
 * Words with their figures put in; paragraphs are parted by line ends. A figure that is not there stays as it is cited.
 * @example fillWords('好 [[days]] 天', { days: { text: '351' } }) // [['好 ', { text: '351' }, ' 天']]
 */
export const fillWords = (text: string, figures: Document['figures']): Stretch[][] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => stretchesOf(line, figures))

function stretchesOf(line: string, figures: Document['figures']): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  for (const match of line.matchAll(CITED)) {
    if (match.index > from) stretches.push(line.slice(from, match.index))
    stretches.push(figures[match[1] ?? ''] ?? match[0])
    from = match.index + match[0].length
  }
  if (from < line.length) stretches.push(line.slice(from))
  return stretches
}

/** The document with other words in one of its blocks; refuses a block that is not there and figures it does not have. */
export function withWords(document: Document, id: string, text: string): Document | Refusal {
  if (!document.blocks.some((block) => block.kind === 'words' && block.id === id)) {
    return refuse('reports.unknown-block', {
      zh: `文书中没有段落 ${id}`,
      en: `The document has no words ${id}`,
    })
  }
  const stranger = citedIn(text).find((cited) => document.figures[cited] === undefined)
  if (stranger !== undefined) {
    const known = Object.keys(document.figures)
    return refuse('reports.unknown-figure', {
      zh: `文书中没有数值 [[${stranger}]]，可用：${known.map(cite).join(' ')}`,
      en: `The document has no figure [[${stranger}]]: it has ${known.map(cite).join(' ')}`,
    })
  }
  const blocks = document.blocks.map(
    (block): Block => (block.kind === 'words' && block.id === id ? { ...block, text } : block),
  )
  return { ...document, blocks }
}
