// Two sheets side by side: a unit a row, with both totals and places and the items that moved.
import type { UnitChange } from '#contract/appraisal.ts'
import { useSay, type Words } from '#web/ui/say.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

type Props = {
  changes: readonly UnitChange[]
  names: ReadonlyMap<string, Words>
  before: string
  after: string
}

export function ChangesTable({ changes, names, before, after }: Props) {
  const say = useSay()
  return (
    <table className="plain-table stack-narrow">
      <thead>
        <tr>
          <th scope="col">{say(W.unit)}</th>
          <th scope="col" className="number">
            {before}
          </th>
          <th scope="col" className="number">
            {after}
          </th>
          <th scope="col" className="number">
            {say(W.difference)}
          </th>
          <th scope="col">{say(W.itemsMoved)}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((one) => (
          <tr key={one.id}>
            <th scope="row">{one.unit}</th>
            <td data-label={before} className="number">
              <Standing of={one.before} />
            </td>
            <td data-label={after} className="number">
              <Standing of={one.after} />
            </td>
            <td data-label={say(W.difference)} className="number">
              <Difference points={one.difference} />
            </td>
            <td data-label={say(W.itemsMoved)}>
              {one.items.length === 0 ? (
                <span className="quiet">{say(W.noChange)}</span>
              ) : (
                <span>
                  {one.items
                    .map((item) => {
                      const name = names.get(item.id)
                      return `${name === undefined ? item.id : say(name)} ${item.before ?? '—'} → ${item.after ?? '—'}`
                    })
                    .join(say({ zh: '；', en: '; ' }))}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Standing({ of }: { of: UnitChange['before'] }) {
  const say = useSay()
  return (
    <span>
      {of === null ? '—' : of.place === null ? of.total : say(W.placeMove, { total: of.total, place: of.place })}
    </span>
  )
}

function Difference({ points }: { points: string | null }) {
  if (points === null) return <span className="quiet">—</span>
  const value = Number(points)
  if (value === 0) return <span className="quiet">0</span>
  return <span className={value > 0 ? 'appraisal-up' : 'appraisal-down'}>{value > 0 ? `+${points}` : points}</span>
}
