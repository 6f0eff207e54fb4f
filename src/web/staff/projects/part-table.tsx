// A table of one part of a project's page, whose rows become cards on a phone.
import type { ReactNode } from 'react'
import { useSay, type Words } from '#web/ui/say.ts'

type Props = {
  title: Words
  heads: readonly Words[]
  numbers?: readonly Words[]
  /** Whether its rows end with what a person may do. */
  hasActs?: boolean
  children: ReactNode
}

export function PartTable({ title, heads, numbers = [], hasActs = false, children }: Props) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(title)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {heads.map((words) => (
              <th key={words.en} scope="col" className={numbers.includes(words) ? 'number' : undefined}>
                {say(words)}
              </th>
            ))}
            {hasActs ? <td className="no-print" /> : null}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
