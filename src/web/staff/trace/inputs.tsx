// What a value rests on, a page at a time, all or only what counted or did not.
import { groupDigits } from '#web/ui/figures.ts'
import { useSay, type Words } from '#web/ui/say.ts'
import { INPUTS_A_PAGE, type Node, type Only } from './queries.ts'
import { LinkList } from './trace-link.tsx'
import { TRACE_WORDS as W } from './words.ts'

const ONLY: readonly { value: Only; words: Words }[] = [
  { value: 'all', words: W.all },
  { value: 'counted', words: W.counted },
  { value: 'not-counted', words: W.notCounted },
]

type Props = { node: Node; page: number; only: Only; onPage: (page: number) => void; onOnly: (only: Only) => void }

export function Inputs({ node, page, only, onPage, onOnly }: Props) {
  const say = useSay()
  const pages = Math.max(1, Math.ceil(node.downTotal / INPUTS_A_PAGE))
  const canFilter = only !== 'all' || node.down.some((link) => link.counted !== null)
  return (
    <section>
      <div className="trace-inputs-bar">
        <h3>
          {say(W.down)}{' '}
          {node.downTotal > 0 ? (
            <span className="quiet">{say(W.downCount, { n: groupDigits(node.downTotal) })}</span>
          ) : null}
        </h3>
        {canFilter ? (
          <select
            className="no-print"
            aria-label={say(W.filter)}
            value={only}
            onChange={({ target }) => onOnly(ONLY.find(({ value }) => value === target.value)?.value ?? 'all')}
          >
            {ONLY.map(({ value, words }) => (
              <option key={value} value={value}>
                {say(words)}
              </option>
            ))}
          </select>
        ) : null}
      </div>
      {node.down.length === 0 ? (
        <p className="quiet">{say(only === 'all' ? W.noDown : W.noneOfFilter)}</p>
      ) : (
        <LinkList links={node.down} />
      )}
      {pages > 1 ? (
        <p className="trace-pages no-print">
          <button type="button" className="door-link" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            {say(W.previous)}
          </button>
          <span>{say(W.page, { page, pages })}</span>
          <button type="button" className="door-link" disabled={page >= pages} onClick={() => onPage(page + 1)}>
            {say(W.next)}
          </button>
        </p>
      ) : null}
    </section>
  )
}
