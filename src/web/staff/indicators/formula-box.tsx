// How an indicator is computed: in words, its source, and the definition the machine runs.
import { useSay } from '#web/ui/say.ts'
import type { IndicatorDetail } from './queries.ts'
import { INDICATOR_WORDS as W } from './words.ts'

export function FormulaBox({ detail }: { detail: Pick<IndicatorDetail, 'formula' | 'formulaHint'> }) {
  const say = useSay()
  const { formula, formulaHint } = detail
  return (
    <section>
      <h2>{say(W.formula)}</h2>
      {formula === null ? (
        <p>{say(W.noFormula)}</p>
      ) : (
        <>
          <p className="formula-words">{say(formula.text)}</p>
          <p className="quiet">
            {say(W.formulaSource)}：{formula.source}
          </p>
          <details>
            <summary>{say(W.formulaAsData)}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
            <pre className="formula-json" tabIndex={0}>
              {JSON.stringify(formula.definition, null, 2)}
            </pre>
          </details>
        </>
      )}
      {formula === null && formulaHint !== null ? (
        <p className="quiet">{say(W.formulaHint, { hint: formulaHint })}</p>
      ) : null}
    </section>
  )
}
