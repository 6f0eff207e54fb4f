// The obligations an indicator serves, with who leads them and the way to the plan.
import { Link } from '@tanstack/react-router'
import type { Obligation } from '#contract/plans.ts'
import { useSay } from '#web/ui/say.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { INDICATOR_WORDS as W } from './words.ts'

const ROLE = { lead: { zh: '牵头', en: 'Lead' }, assist: { zh: '配合', en: 'Assist' } }

export function ServedObligations({ plan, obligations }: { plan: string; obligations: readonly Obligation[] }) {
  const say = useSay()
  return (
    <section>
      <h2>{say(W.obligations)}</h2>
      {obligations.length === 0 ? <p className="quiet">{say(W.noObligations)}</p> : null}
      <ul className="served">
        {obligations.map((obligation) => (
          <li key={obligation.id}>
            <span className={`role role-${obligation.role}`}>{say(ROLE[obligation.role])}</span>{' '}
            <Link to="/plan" search={{ node: obligation.measureId, obligation: obligation.id } as never}>
              {say.language === 'zh' ? obligation.titleZh : obligation.titleEn}
            </Link>{' '}
            <TraceDoor
              className="door-link"
              traceRef={`obligation/${encodeURIComponent(plan)}/${encodeURIComponent(obligation.id)}`}
            >
              {say(W.traceDoor)}
            </TraceDoor>
          </li>
        ))}
      </ul>
    </section>
  )
}
