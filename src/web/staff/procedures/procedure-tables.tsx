// A procedure as tables: its acts and its deadlines, saying all that its diagram shows and more.
import type { ProcedureBody } from '#contract/procedures.ts'
import { nameOf } from '#domain/engine/procedure/definition.ts'
import { nameOfAct } from '#domain/engine/procedure/entitled.ts'
import { useSay } from '#web/ui/say.ts'
import {
  demandTexts,
  isByClock,
  listed,
  spanText,
  stateNames,
  stepTexts,
  whoText,
  withinText,
} from './procedure-text.ts'
import { PROCEDURE_WORDS as W } from './words.ts'

export function ActTable({ body }: { body: ProcedureBody }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.acts)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.act, W.from, W.to, W.who, W.needs].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.acts.map((act) => (
            <tr key={act.id}>
              <th scope="row">
                {say(act.name)}
                {act.branch === undefined ? null : (
                  <div className="quiet">{say(nameOf(body.branches ?? [], act.branch))}</div>
                )}
              </th>
              <td data-label={say(W.from)}>{stateNames(say, body, act.from, act.branch)}</td>
              <td data-label={say(W.to)}>{stateNames(say, body, [act.to], act.branch)}</td>
              <td data-label={say(W.who)}>
                {isByClock(act) ? say(W.bySystem) : <Lines texts={act.who.map((who) => whoText(say, body, who))} />}
              </td>
              <td data-label={say(W.needs)}>
                <Lines texts={demandTexts(say, body, act)} />
                <Lines isQuiet texts={(act.guards ?? []).map(({ because }) => say(because))} />
                {act.undo === undefined ? null : (
                  <div className="quiet">{say(W.undo, { span: spanText(say, act.undo) })}</div>
                )}
              </td>
            </tr>
          ))}
          {(body.branches ?? []).map(({ id, name, during, to }) => (
            <tr key={id}>
              <th scope="row">{say(W.whenAll)}</th>
              <td data-label={say(W.from)}>{stateNames(say, body, [during])}</td>
              <td data-label={say(W.to)}>{stateNames(say, body, [to])}</td>
              <td data-label={say(W.who)}>{say(W.bySystem)}</td>
              <td data-label={say(W.needs)}>{say(name)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export function DeadlineTable({ body }: { body: ProcedureBody }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.deadlines)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.deadline, W.counted, W.length, W.runsIn, W.escalation].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(body.deadlines ?? []).map((deadline) => (
            <tr key={deadline.id}>
              <th scope="row">{say(deadline.name)}</th>
              <td data-label={say(W.counted)}>
                {listed(
                  say,
                  deadline.from.map((id) => say(nameOfAct(body, id))),
                )}
              </td>
              <td data-label={say(W.length)}>{withinText(say, body, deadline)}</td>
              <td data-label={say(W.runsIn)}>{stateNames(say, body, deadline.in, deadline.branch)}</td>
              <td data-label={say(W.escalation)}>
                <Lines texts={stepTexts(say, deadline)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Lines({ texts, isQuiet = false }: { texts: readonly string[]; isQuiet?: boolean }) {
  return texts.map((text) => (
    <div key={text} className={isQuiet ? 'quiet' : undefined}>
      {text}
    </div>
  ))
}
