// Who holds which post in a unit, and what was entered of the unit when and by whom.
import { useQuery } from '@tanstack/react-query'
import { nameOf } from '#domain/engine/procedure/definition.ts'
import { KIND_NAMES } from '#domain/organisations/organisation-table.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { Part } from './part.tsx'
import { roleNamesQuery, type UnitView } from './queries.ts'
import { UNIT_WORDS as W } from './words.ts'

export function UnitPeople({ view: { organisation, posts } }: { view: UnitView }) {
  const say = useSay()
  const asked = useQuery(roleNamesQuery)
  const roles =
    asked.data !== undefined && 'rows' in asked.data ? asked.data.rows.flatMap(({ body }) => body.roles) : []
  return (
    <Part title={W.people} none={W.noPeople} heads={[W.account, W.role, W.postSince]} total={posts.length}>
      {posts.map(({ account, displayName, unit, role, since }) => (
        <tr key={`${account} ${unit} ${role}`}>
          <th scope="row">
            {displayName} <span className="quiet">{account}</span>
          </th>
          <td data-label={say(W.role)}>
            {say(nameOf(roles, role))}
            {unit === organisation.name ? null : <span className="quiet">{say(W.underName, { name: unit })}</span>}
          </td>
          <td data-label={say(W.postSince)}>
            <Moment at={since} />
          </td>
        </tr>
      ))}
    </Part>
  )
}

/** Who held a post before, and from when until when: nothing where nobody did. */
export function UnitFormerPeople({ view: { formerPosts } }: { view: UnitView }) {
  const say = useSay()
  const asked = useQuery(roleNamesQuery)
  const roles =
    asked.data !== undefined && 'rows' in asked.data ? asked.data.rows.flatMap(({ body }) => body.roles) : []
  if (formerPosts.length === 0) return null
  return (
    <Part
      title={W.formerPeople}
      none={W.formerPeople}
      heads={[W.account, W.role, W.postSince, W.postUntil]}
      total={formerPosts.length}
    >
      {formerPosts.map(({ account, displayName, unit, role, since, until }) => (
        <tr key={`${account} ${unit} ${role} ${since}`}>
          <th scope="row">
            {displayName} <span className="quiet">{account}</span>
          </th>
          <td data-label={say(W.role)}>{say(nameOf(roles, role))}</td>
          <td data-label={say(W.postSince)}>
            <Moment at={since} />
          </td>
          <td data-label={say(W.postUntil)}>
            <Moment at={until} />
          </td>
        </tr>
      ))}
    </Part>
  )
}

export function UnitHistory({ view: { history } }: { view: UnitView }) {
  const say = useSay()
  return (
    <Part title={W.history} none={W.history} heads={[W.when, W.name, W.kind, W.by, W.reason]} total={history.length}>
      {history.map(({ knownFrom, name, kind, until, author, reason }) => (
        <tr key={knownFrom}>
          <td data-label={say(W.when)}>
            <Moment at={knownFrom} />
          </td>
          <th scope="row">
            {name}
            {until === null ? null : <span className="quiet"> {say(W.untilDay, { day: until })}</span>}
          </th>
          <td data-label={say(W.kind)}>{say(KIND_NAMES[kind])}</td>
          <td data-label={say(W.by)}>{author}</td>
          <td data-label={say(W.reason)}>{reason || <span className="quiet">{say(W.firstEntry)}</span>}</td>
        </tr>
      ))}
    </Part>
  )
}
