// The indicators of one year, grouped as the plan's table groups them.
import { Link } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import type { IndicatorRow } from '#contract/indicators.ts'
import { useSay } from '#web/ui/say.ts'
import { differenceOf, numberOf, statusOf } from './board.ts'
import { ProjectionCell } from './projection.tsx'
import { StatusMark } from './status-mark.tsx'
import { TargetText } from './target-text.tsx'
import { ValueDoor } from './value-door.tsx'
import { INDICATOR_WORDS as W } from './words.ts'

/** `endYear` is the year of the targets. */
type Props = { rows: readonly IndicatorRow[]; year: number; endYear: number; busy: boolean }

export function BoardTable({ rows, year, endYear, busy }: Props) {
  const say = useSay()
  const groups = [...Map.groupBy(rows, (row) => row.category)]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x board" aria-label={say(W.name)} aria-busy={busy} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.no)}</th>
            <th scope="col">{say(W.name)}</th>
            <th scope="col">{say(W.attribute)}</th>
            <th scope="col">{say(W.target, { year: endYear })}</th>
            <th scope="col" className="number">
              {say(W.value, { year })}
            </th>
            <th scope="col" className="number">
              {say(W.previous, { year: year - 1 })}
            </th>
            <th scope="col" className="number">
              {say(W.difference)}
            </th>
            <th scope="col">{say(W.baseline)}</th>
            <th scope="col">{say(W.status)}</th>
            <th scope="col" className="number">
              {say(W.projection)}
            </th>
          </tr>
        </thead>
        {groups.map(([category, members]) => (
          <tbody key={category}>
            <tr className="board-group">
              <th colSpan={10} scope="rowgroup">
                {category}
              </th>
            </tr>
            {members.map((row) => (
              <BoardLine key={row.id} row={row} year={year} endYear={endYear} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function BoardLine({ row, year, endYear }: { row: IndicatorRow; year: number; endYear: number }) {
  const say = useSay()
  return (
    <tr>
      <td className="number">{numberOf(row)}</td>
      <th scope="row">
        <Link to="/indicators/$id" params={{ id: row.id }}>
          {say.language === 'zh' ? row.nameZh : row.nameEn}
        </Link>{' '}
        <span className="quiet board-unit">{row.unit}</span>
        {row.inconsistencies > 0 ? (
          <Tooltip title={say(W.inconsistencies, { n: row.inconsistencies })}>
            <span className="board-warn" role="img" aria-label={say(W.inconsistencies, { n: row.inconsistencies })}>
              ⚠ {row.inconsistencies}
            </span>
          </Tooltip>
        ) : null}
      </th>
      <td className="board-attribute" data-label={say(W.attribute)}>
        {say(row.attribute === 'binding' ? W.binding : W.anticipatory)}
      </td>
      <td data-label={say(W.target, { year: endYear })}>
        <TargetText row={row} />
      </td>
      <td className="number" data-label={say(W.value, { year })}>
        {row.value ? <ValueDoor value={row.value} showsSureness /> : <span className="quiet">—</span>}
      </td>
      <td className="number" data-label={say(W.previous, { year: year - 1 })}>
        {row.previous ? <ValueDoor value={row.previous} /> : <span className="quiet">—</span>}
      </td>
      <td className="number" data-label={say(W.difference)}>
        {differenceOf(row.value?.value, row.previous?.value) ?? '—'}
      </td>
      <td data-label={say(W.baseline)}>
        <BaselineText baseline={row.baseline} />
      </td>
      <td data-label={say(W.status)}>
        <StatusMark status={statusOf(row)} />
        {row.value?.why ? <div className="quiet board-why">{say(row.value.why)}</div> : null}
        {row.value === null && row.takesReport ? <div className="quiet board-why">{say(W.notReported)}</div> : null}
      </td>
      <td className="number" data-label={say(W.projection)}>
        <ProjectionCell projection={row.projection} shown={year} />
      </td>
    </tr>
  )
}

export function BaselineText({ baseline }: { baseline: IndicatorRow['baseline'] }) {
  const say = useSay()
  if (baseline === null) return <span className="quiet">—</span>
  return (
    <>
      <span className="board-baseline">
        {say(W.baselineYear, { year: baseline.year, value: baseline.value, unit: baseline.unit })}
      </span>
      {baseline.comparable ? null : (
        <Tooltip title={baseline.note ?? undefined}>
          <div className="baseline-warning">⚠ {say(W.baselineWarning)}</div>
        </Tooltip>
      )}
    </>
  )
}
