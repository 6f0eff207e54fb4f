// A part of a unit's page: heading, rows or a word that there are none, and pages where there are many.
import { Pagination } from 'antd'
import { type ReactNode, useId } from 'react'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { ROWS_A_PART } from './queries.ts'

type Heads = readonly Words[]

type Props = {
  title: Words
  none: Words
  heads: Heads
  total: number
  page?: number
  onPage?: (page: number) => void
  acts?: ReactNode
  problem?: Error | null
  /** Rows of the table. */
  children: ReactNode
}

export function Part({ title, none, heads, total, page = 1, onPage, acts, problem, children }: Props) {
  const say = useSay()
  const id = useId()
  return (
    <div className="units-part">
      <h2 id={id}>
        {say(title)} {total > 0 ? <span className="quiet">{total}</span> : null}
      </h2>
      {acts}
      {problem ? <RefusalNote problem={problem} /> : null}
      {total === 0 ? (
        <p className="quiet">{say(none)}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="scroll-x" tabIndex={0} aria-labelledby={id}>
          <table className="plain-table stack-narrow">
            <thead>
              <tr>
                {heads.map((words) => (
                  <th key={words.en} scope="col">
                    {say(words)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </section>
      )}
      {onPage !== undefined && total > ROWS_A_PART ? (
        <Pagination
          size="small"
          current={page}
          pageSize={ROWS_A_PART}
          total={total}
          showSizeChanger={false}
          onChange={onPage}
        />
      ) : null}
    </div>
  )
}
