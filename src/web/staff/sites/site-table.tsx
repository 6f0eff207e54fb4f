// Sites as a table; the headings of sortable columns sort.
import type { SiteRow } from '#contract/sites.ts'
import { useSay } from '#web/ui/say.ts'
import type { Column } from './columns.tsx'
import type { Sort } from './site-filter.ts'
import { SITES_WORDS as W } from './words.ts'

type Order = 'asc' | 'desc'
type Sorting = { sort: Sort; order: Order; onSort: (sort: Sort, order: Order) => void }
type Props = Sorting & { rows: readonly SiteRow[]; columns: readonly Column[]; busy: boolean }

export function SiteTable({ rows, columns, busy, ...sorting }: Props) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x table-box" aria-label={say(W.title)} aria-busy={busy} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.id} column={column} {...sorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((site) => (
            <tr key={site.code}>
              {columns.map((column) => (
                <td key={column.id} className={`site-${column.id}`} data-label={say(column.words)}>
                  <span>{column.show(site, say)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const ARIA = { asc: 'ascending', desc: 'descending' } as const
const ARROW = { asc: ' ↑', desc: ' ↓' } as const

function Heading({ column, sort, order, onSort }: Sorting & { column: Column }) {
  const say = useSay()
  const by = column.sort
  if (by === undefined) return <th scope="col">{say(column.words)}</th>
  const isChosen = by === sort
  const next = isChosen && order === 'asc' ? 'desc' : 'asc'
  return (
    <th scope="col" aria-sort={isChosen ? ARIA[order] : 'none'}>
      <button
        type="button"
        className="heading-sort"
        title={say(W.sortBy, { column: say(column.words) })}
        onClick={() => onSort(by, next)}
      >
        {say(column.words)}
        <span aria-hidden="true">{isChosen ? ARROW[order] : ' ↕'}</span>
      </button>
    </th>
  )
}
