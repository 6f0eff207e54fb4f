// A scheme as a table: an item a line, indented, with its weight and its rule in words.
import type { SchemeLine } from '#contract/appraisal.ts'
import { AddressLink } from '#web/ui/address-link.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import type { SchemeView } from './queries.ts'
import type { Weights } from './weights.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

const OBLIGATION = /\.t\d+$/

type Props = {
  lines: readonly SchemeLine[]
  groups: SchemeView['groups']
  weights: Weights
  /** Absent where weights are only read. */
  onWeight: ((id: string, weight: string) => void) | undefined
}

export function SchemeLines({ lines, groups, weights, onWeight }: Props) {
  const say = useSay()
  return (
    <table className="plain-table stack-narrow">
      <thead>
        <tr>
          {[W.item, W.weight, W.rule, W.basis].map((words) => (
            <th key={words.en} scope="col" className={words === W.weight ? 'number' : undefined}>
              {say(words)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row" className={`appraisal-depth-${Math.min(line.depth, 3)}`}>
              {say(line.name)}
              {line.groups === null ? null : <div className="quiet">{say(W.only, { groups: groupNames(line) })}</div>}
            </th>
            <td data-label={say(W.weight)} className="number">
              {onWeight === undefined ? (
                <span>{line.weight}</span>
              ) : (
                <input
                  className="appraisal-weight"
                  inputMode="decimal"
                  maxLength={12}
                  aria-label={`${say(line.name)} ${say(W.weight)}`}
                  value={weights[line.id] ?? line.weight}
                  onChange={(event) => onWeight(line.id, event.target.value)}
                />
              )}
            </td>
            <td data-label={say(W.rule)}>{line.rule === null ? <span className="quiet">—</span> : say(line.rule)}</td>
            <td data-label={say(W.basis)}>
              <span className="appraisal-refs">
                {line.refs.map((ref) =>
                  OBLIGATION.test(ref) ? (
                    <AddressLink key={ref} to={`/plan/obligations/${ref}`}>
                      {ref}
                    </AddressLink>
                  ) : (
                    <span key={ref}>{ref}</span>
                  ),
                )}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )

  function groupNames(line: SchemeLine): string {
    return listNames(
      say,
      groups.filter(({ id }) => line.groups?.includes(id)).map(({ name }) => say(name)),
    )
  }
}
