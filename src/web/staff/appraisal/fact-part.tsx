// One point opened: the figure and where it comes from, the rule, and what it weighs for the unit.
import type { SchemeLine, UnitScore } from '#contract/appraisal.ts'
import { AddressLink } from '#web/ui/address-link.tsx'
import { useSay } from '#web/ui/say.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

export function FactPart({ unit, line }: { unit: UnitScore; line: SchemeLine }) {
  const say = useSay()
  const item = unit.items.find(({ id }) => id === line.id)
  if (item === undefined) return null
  return (
    <dl className="appraisal-fact">
      <dt className="quiet">{say(W.points)}</dt>
      <dd>
        {item.points ?? say(W.notApplicable)} <span className="quiet">{say(W.ofWeight, { weight: item.weight })}</span>
      </dd>
      <dt className="quiet">{say(W.fact)}</dt>
      <dd>
        {say(item.because)}{' '}
        {item.fact.to === null ? null : <AddressLink to={item.fact.to}>{say(W.seeSource)}</AddressLink>}
      </dd>
      <dt className="quiet">{say(W.rule)}</dt>
      <dd>{line.rule === null ? '—' : say(line.rule)}</dd>
    </dl>
  )
}
