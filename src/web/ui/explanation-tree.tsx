// An explanation as an officer reads it: the result first, each step with its formula in numbers and its clause.

import { Link } from '@tanstack/react-router'
import type { ExplanationWire } from '#contract/trace.ts'
import { useSay } from './say.ts'
import { SurenessMark } from './sureness-mark.tsx'

const WORDS = { clause: { zh: '依据', en: 'Clause' } }

/** Steps deeper than this are folded; whoever wants them opens them. */
const OPEN_DEPTH = 2

export function ExplanationTree({ root }: { root: ExplanationWire }) {
  return (
    <div className="steps">
      <Step step={root} />
      <Steps steps={root.children} depth={1} />
    </div>
  )
}

function Steps({ steps, depth }: { steps: readonly ExplanationWire[]; depth: number }) {
  if (steps.length === 0) return null
  return (
    <ol>
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name and never change places
        <li key={at}>
          {step.children.length > 0 && depth >= OPEN_DEPTH ? (
            <details>
              <summary className="trace-entry">
                <Step step={step} />
              </summary>
              <Steps steps={step.children} depth={depth + 1} />
            </details>
          ) : (
            <>
              <Step step={step} />
              <Steps steps={step.children} depth={depth + 1} />
            </>
          )}
        </li>
      ))}
    </ol>
  )
}

function Step({ step }: { step: ExplanationWire }) {
  const say = useSay()
  return (
    <span className="step">
      <span>
        {say(step)}
        {step.value === undefined ? null : <strong className="step-value"> {step.value}</strong>}
        <SurenessMark sureness={step.sureness} />
      </span>
      {step.formula === undefined ? null : <code className="step-formula">{step.formula}</code>}
      {step.clause === undefined && step.edition === undefined ? null : (
        <span className="quiet step-clause">
          {say(WORDS.clause)}：
          {step.edition === undefined ? (
            step.clause
          ) : (
            <EditionLink id={step.edition} {...(step.clause === undefined ? {} : { clause: step.clause })} />
          )}
        </span>
      )}
    </span>
  )
}

/** An edition, and where given its clause, as the way to its page; the page shows the rows of the clause. */
export function EditionLink({ id, clause }: { id: string; clause?: string }) {
  return (
    <Link
      to="/standards/$id"
      params={{ id }}
      search={(clause === undefined ? {} : { clause }) as never}
      className="edition-link"
    >
      {clause ?? id}
    </Link>
  )
}
