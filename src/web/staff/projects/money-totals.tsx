// Where the money goes: by medium and by source of finance, with the share of each.
import { SOURCE_NAMES } from '#domain/projects/money.ts'
import { useSay, type Words } from '#web/ui/say.ts'
import type { ProjectList } from './queries.ts'
import { groupAmount, MEDIUM_WORDS, PROJECT_WORDS as W } from './words.ts'

type Props = Pick<ProjectList, 'weights' | 'mix'>

export function MoneyTotals({ weights, mix }: Props) {
  const say = useSay()
  return (
    <section aria-label={say(W.money)}>
      <h2>{say(W.money)}</h2>
      <div className="projects-totals">
        <Shares
          title={W.weights}
          heads={[W.projects, W.budget, W.paid]}
          rows={weights.map(({ of, projects, budget, paid, share }) => ({
            name: MEDIUM_WORDS[of],
            cells: [String(projects), ...[budget, paid].map((sum) => (sum === '0' ? '—' : groupAmount(sum)))],
            share: budget === '0' ? null : share,
          }))}
        />
        {mix.length === 0 ? null : (
          <Shares
            title={W.mix}
            heads={[W.budget]}
            rows={mix.map(({ source, amount, share }) => ({
              name: SOURCE_NAMES[source],
              cells: [groupAmount(amount)],
              share,
            }))}
          />
        )}
      </div>
    </section>
  )
}

type SharesProps = {
  title: Words
  heads: readonly Words[]
  rows: readonly { name: Words; cells: readonly string[]; share: string | null }[]
}

export function Shares({ title, heads, rows }: SharesProps) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(title)} tabIndex={0}>
      <table className="plain-table">
        <caption className="projects-caption">{say(title)}</caption>
        <thead>
          <tr>
            <th scope="col" />
            {heads.map((words) => (
              <th key={words.en} scope="col" className="number">
                {say(words)}
              </th>
            ))}
            <th scope="col">{say(W.ofBudget)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells, share }) => (
            <tr key={name.en}>
              <th scope="row">{say(name)}</th>
              {cells.map((cell, n) => (
                <td key={heads[n]?.en} className="number">
                  {cell}
                </td>
              ))}
              <td>{share === null ? <span className="quiet">—</span> : <ShareBar share={share} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const ShareBar = ({ share }: { share: string }) => (
  <span className="projects-share">
    <span className="projects-share-bar" style={{ width: `${Math.min(100, Number(share))}%` }} />
    <span>{share}%</span>
  </span>
)
