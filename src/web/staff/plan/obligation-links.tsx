// What one obligation hangs on: indicators with their newest value, systems, and cases.
import { Link } from '@tanstack/react-router'
import { DemoMark } from '#web/ui/demo-mark.tsx'
import { IndicatorLink } from '#web/ui/indicator-link.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import type { ObligationView } from './obligation-view.ts'
import { OBLIGATION_WORDS as W } from './obligation-words.ts'

type Props = { plan: string; view: ObligationView }

export function ObligationLinks({ plan, view }: Props) {
  const say = useSay()
  const { indicators, systems, cases } = view
  return (
    <>
      <section>
        <h2>{say(W.indicators)}</h2>
        {indicators.length === 0 ? <p className="quiet">{say(W.noIndicators)}</p> : null}
        <ul>
          {indicators.map(({ id, target, value, unit, year, isDemo, ref }) => (
            <li key={id}>
              <IndicatorLink plan={plan} id={id} />{' '}
              <span className="quiet">
                {say(W.target)} {target}
              </span>{' '}
              {value === null || ref === null ? (
                <span className="quiet">{say(W.noValue)}</span>
              ) : (
                <>
                  {say(W.newestValue)} {year} <TraceDoor traceRef={ref}>{`${value} ${unit}`}</TraceDoor>
                  {isDemo ? <DemoMark /> : null}
                </>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{say(W.systems)}</h2>
        {systems.length === 0 ? <p className="quiet">{say(W.noSystems)}</p> : null}
        <ul>
          {systems.map(({ id, group, terms }) => (
            <li key={id}>
              <code>{id}</code> {terms.join(' / ')} <span className="quiet">{say(group)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{say(W.cases)}</h2>
        {cases.length === 0 ? <p className="quiet">{say(W.noCases)}</p> : null}
        <ul>
          {cases.map((one) => (
            <li key={one.id}>
              <Link to="/procedures/cases/$id" params={{ id: String(one.id) }}>
                {say(one.procedureName)} · {one.title}
              </Link>{' '}
              <span className="quiet">
                {say(one.stateName)} <Moment at={one.changedAt} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
