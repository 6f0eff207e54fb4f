// What a unit held wrong and what was decided.
import type { UnitScore } from '#contract/appraisal.ts'
import { useSay } from '#web/ui/say.ts'
import type { Sheet } from './queries.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

export function AppealList({ sheet, unit }: { sheet: Sheet; unit: UnitScore }) {
  const say = useSay()
  const appeals = sheet.appeals.filter(({ unitId }) => unitId === unit.id)
  if (appeals.length === 0) return null
  const nameOf = (id: string): string => {
    const found = [...sheet.lines, ...sheet.adjustments, ...sheet.vetoes].find((one) => one.id === id)
    return found === undefined ? id : say(found.name)
  }
  return (
    <section>
      <h2>{say(W.appeals)}</h2>
      <ul>
        {appeals.map(({ id, itemId, wanted, author, words, decision }) => (
          <li key={id}>
            {say(W.appealLine, { item: nameOf(itemId), wanted, author, words })}
            <br />
            {decision === null
              ? say(W.undecided)
              : say(decision.isUpheld ? W.decisionUpheld : W.decisionDismissed, {
                  value: decision.value ?? '',
                  by: decision.by,
                  words: decision.words,
                })}
          </li>
        ))}
      </ul>
    </section>
  )
}
