// All that was ever entered of a project, newest first: by whom, when, why, and what became of it.
import type { EntryKind } from '#contract/projects.ts'
import { type ProjectState, STATE_NAMES } from '#domain/projects/life-cycle.ts'
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

export function EntryHistory({ detail }: { detail: ProjectDetail }) {
  const say = useSay()
  const { history } = detail
  if (history.length === 0) return null
  return (
    <details className="projects-history">
      <summary>{say(W.history, { n: history.length })}</summary>
      <ol>
        {history.map((one) => (
          <li key={`${one.of} ${one.id}`}>
            <Moment at={one.knownFrom} /> {one.author} · {say(TITLES[one.of as EntryKind])}：
            <ContentText detail={detail} of={one.of as EntryKind} content={one.content} />
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

type TextProps = { detail: ProjectDetail; of: EntryKind; content: Readonly<Record<string, unknown>> }

/** What was filled in, field by field; codes in the words of their lists. */
function ContentText({ detail, of, content }: TextProps) {
  const say = useSay()
  const told = ENTRY_FIELDS[of].flatMap(({ name, words, choices }) => {
    const value = content[name]
    if (value === null || value === undefined || value === '') return []
    const chosen = choices?.(detail).find((choice) => choice.value === value)?.words
    const state = of === 'particulars' && name === 'state' ? STATE_NAMES[value as ProjectState] : undefined
    const word = chosen ?? state
    return [`${say(words)} ${word === undefined ? String(value) : say(word)}`]
  })
  return told.join('，')
}
