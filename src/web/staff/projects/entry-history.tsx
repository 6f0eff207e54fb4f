// All that was ever entered of a project, newest first: by whom, when, why, and what became of it.
import type { EntryKind } from '#contract/projects.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { ENTRY_FIELDS } from './entry-fields.ts'
import type { ProjectDetail } from './queries.ts'
import { PROJECT_WORDS as W } from './words.ts'

const TITLES: Readonly<Record<EntryKind, Words>> = {
  particulars: W.particulars,
  milestone: W.milestones,
  money: W.funds,
  result: W.performance,
  paper: W.papers,
  application: W.applications,
}

export function EntryHistory({ history }: Pick<ProjectDetail, 'history'>) {
  const say = useSay()
  if (history.length === 0) return null
  return (
    <details className="projects-history">
      <summary>{say(W.history, { n: history.length })}</summary>
      <ol>
        {history.map((one) => (
          <li key={`${one.of} ${one.id}`}>
            <Moment at={one.knownFrom} /> {one.author} · {say(TITLES[one.of as EntryKind])}：
            <ContentText of={one.of as EntryKind} content={one.content} />
            {one.reason === '' ? null : ` · ${say(W.reason)}：${one.reason}`}{' '}
            <span className="quiet">
              {one.knownUntil === null
                ? say(W.stands)
                : say(W.closedBy, { by: one.closedBy ?? '', reason: one.closedReason ?? '' })}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** What was filled in, field by field; codes in the words of their lists. */
function ContentText({ of, content }: { of: EntryKind; content: Readonly<Record<string, unknown>> }) {
  const say = useSay()
  const told = ENTRY_FIELDS[of].flatMap(({ name, words }) => {
    const value = content[name]
    return value === null || value === undefined || value === '' ? [] : [`${say(words)} ${String(value)}`]
  })
  return told.join('，')
}
