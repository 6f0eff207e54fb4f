// Where a unit of the register comes from: the parts of the plan that name it, the district's divisions, or a person's words.
import { Link } from '@tanstack/react-router'
import type { OrganisationRow } from '#contract/organisations.ts'
import { useSay } from '#web/ui/say.ts'
import { UNIT_WORDS as W } from './words.ts'

/** An obligation stands on the page of its measure. */
const nodeOf = (ref: string): string => ref.replace(/\.t\d+$/, '')

export function UnitSource({ row: { source, refs, note } }: { row: OrganisationRow }) {
  const say = useSay()
  if (source.startsWith('district:')) return <span title={note === null ? '' : say(note)}>{say(W.ofDistrict)}</span>
  if (!source.startsWith('plan:')) return source === '' ? say(W.byHand) : source
  return (
    <>
      <span title={note === null ? '' : say(note)}>{say(W.namedByPlan)}</span>{' '}
      {refs.slice(0, 2).map((ref) => (
        <Link key={ref} to="/plan" search={{ node: nodeOf(ref) } as never}>
          {ref}{' '}
        </Link>
      ))}
      {refs.length > 2 ? <span className="quiet">+{refs.length - 2}</span> : null}
    </>
  )
}
