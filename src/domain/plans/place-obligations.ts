// Which paragraph of an imported plan text each obligation of the pack comes from.
import { listMeasures, type Pack } from './pack.ts'
import type { ParagraphText, PlanText } from './plan-text.ts'
import { listParagraphs } from './read-plan-text.ts'

export type Placement = { obligationId: string; paragraphId: string }

/** A paragraph in the form anchors are compared in, with the headline it stands under. */
type Searched = { id: string; text: string }

const compact = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/_\{([^}]*)\}/g, '$1')
    .replace(/[\s*]+/g, '')
    .toLowerCase()

/**
 * Places obligations by their anchors: first in their own measure, then in its section, its chapter, the whole text.
 * Anchors that occur nowhere are told, so that an officer can place those obligations by hand.
 */
export function placeObligations(pack: Pack, text: PlanText): { placed: Placement[]; unplaced: string[] } {
  const paragraphs = listSearched(text)
  const placed: Placement[] = []
  const unplaced: string[] = []
  for (const measure of listMeasures(pack)) {
    const [chapterId = '', sectionId = ''] = measure.id.split('.')
    const rings = [measure.id, `${chapterId}.${sectionId}`, chapterId, ''].map((ring) =>
      paragraphs.filter(({ id }) => ring === '' || id.startsWith(`${ring}.`)),
    )
    for (const { id, anchor } of measure.obligations) {
      const wanted = compact(anchor)
      const found = rings.map((ring) => ring.find((one) => one.text.includes(wanted))).find((one) => one !== undefined)
      if (found === undefined) unplaced.push(id)
      else placed.push({ obligationId: id, paragraphId: found.id })
    }
  }
  return { placed, unplaced }
}

// A headline is not part of its paragraphs' text, yet an anchor may quote it: it counts as the first paragraph's.
function listSearched(text: PlanText): Searched[] {
  const headlines = new Map<string, string>()
  for (const chapter of text.chapters)
    for (const section of chapter.sections)
      for (const measure of section.measures) headlines.set(`${measure.id}.p1`, measure.headline)
  return listParagraphs(text).map(({ id, text: body }: ParagraphText) => ({
    id,
    text: compact(`${headlines.get(id) ?? ''}。${body}`),
  }))
}
