// The versions of a plan, the newest first: when each came, from what, and what it changed.
import { Link } from '@tanstack/react-router'
import type { PlanVersion } from '#contract/plan-versions.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { VERSION_WORDS as W } from './words.ts'

const CLOCK = 'system'

type Props = { versions: readonly PlanVersion[]; onChoose: (no: number) => void }

export function VersionTable({ versions, onChoose }: Props) {
  const say = useSay()
  return (
    <table className="plain-table stack-narrow">
      <thead>
        <tr>
          {[W.version, W.loadedAt, W.actor, W.ground, W.what].map((words) => (
            <th key={words.en} scope="col">
              {say(words)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {versions.map((version) => (
          <VersionLine key={version.no} version={version} onChoose={onChoose} />
        ))}
      </tbody>
    </table>
  )
}

function VersionLine({ version, onChoose }: { version: PlanVersion; onChoose: Props['onChoose'] }) {
  const say = useSay()
  const { no, actor, caseId, loadedAt } = version
  return (
    <tr>
      <th scope="row">
        <Link to="/plan/versions/$no" params={{ no: String(no) }} title={say(W.read)}>
          {say(W.versionNo, { no, version: version.version })}
        </Link>
      </th>
      <td data-label={say(W.loadedAt)}>
        <Moment at={loadedAt} />
      </td>
      <td data-label={say(W.actor)}>{actor === CLOCK ? say(W.byClock) : actor}</td>
      <td data-label={say(W.ground)}>
        {caseId === null ? (
          say(W.packLoaded)
        ) : (
          <Link to="/procedures/cases/$id" params={{ id: String(caseId) }}>
            {say(W.case, { n: caseId })}
          </Link>
        )}
      </td>
      <td data-label={say(W.what)}>
        <Changed version={version} onChoose={onChoose} />
      </td>
    </tr>
  )
}

function Changed({ version: { no, isCompared, changes, unapproved }, onChoose }: Parameters<typeof VersionLine>[0]) {
  const say = useSay()
  if (!isCompared) return <span className="quiet">{say(no === 1 ? W.first : W.notCompared)}</span>
  if (changes === 0) return <span className="quiet">{say(W.onlyForm)}</span>
  return (
    <>
      <button type="button" className="door-link" onClick={() => onChoose(no)}>
        {say(W.changeCount, { n: changes })}
      </button>{' '}
      {unapproved === 0 ? null : <span className="version-finding">{say(W.unapproved, { n: unapproved })}</span>}
    </>
  )
}
