// A year's measurables as its report prints them, standing or frozen.
import { Link } from '@tanstack/react-router'
import type { AssessedRow } from '#contract/assessment.ts'
import { DemoMark } from '#web/ui/demo-mark.tsx'
import { listNames, type Say, useSay } from '#web/ui/say.ts'
import { SurenessMark } from '#web/ui/sureness-mark.tsx'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { ASSESSMENT_WORDS as A } from './assessment-words.ts'
import { numberOf, showComparator } from './board.ts'
import { BaselineText } from './board-table.tsx'
import { StatusMark } from './status-mark.tsx'
import { INDICATOR_WORDS as W } from './words.ts'

export const nameOf = ({ nameZh, nameEn }: AssessedRow, say: Say): string => (say.language === 'zh' ? nameZh : nameEn)

export function AssessedTable({ rows, year }: { rows: readonly AssessedRow[]; year: number }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x board" aria-label={say(A.title, { year })} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.no)}</th>
            <th scope="col">{say(W.name)}</th>
            <th scope="col">{say(W.attribute)}</th>
            <th scope="col">{say(A.printed)}</th>
            <th scope="col">{say(A.judgedBy)}</th>
            <th scope="col" className="number">
              {say(W.value, { year })}
            </th>
            <th scope="col">{say(W.status)}</th>
            <th scope="col">{say(W.baseline)}</th>
            <th scope="col">{say(A.marks)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <AssessedLine key={row.id} row={row} year={year} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function AssessedLine({ row, year }: { row: AssessedRow; year: number }) {
  const say = useSay()
  return (
    <tr>
      <td className="number">{numberOf(row)}</td>
      <th scope="row">
        <Link to="/indicators/$id" params={{ id: row.id }} search={{ year } as never}>
          {nameOf(row, say)}
        </Link>{' '}
        <span className="quiet board-unit">{row.unit}</span>
        {row.inconsistencies.length > 0 ? (
          <div className="baseline-warning">⚠ {say(A.conflicts, { ids: listNames(say, row.inconsistencies) })}</div>
        ) : null}
      </th>
      <td className="assessed-attribute" data-label={say(W.attribute)}>
        {say(row.attribute === 'binding' ? W.binding : W.anticipatory)}
      </td>
      <td data-label={say(A.printed)}>{row.printed}</td>
      <td data-label={say(A.judgedBy)}>
        <JudgedBy row={row} />
      </td>
      <td className="number" data-label={say(W.value, { year })}>
        <AssessedValue row={row} />
      </td>
      <td data-label={say(W.status)}>
        <StatusMark status={row.status} />
        {row.why ? <div className="quiet board-why">{say(row.why)}</div> : null}
        <OtherReadings row={row} />
      </td>
      <td data-label={say(W.baseline)}>
        <BaselineText baseline={row.baseline} />
        <div className="quiet board-why">{progressText(row, say)}</div>
      </td>
      <td className="assessed-marks" data-label={say(A.marks)}>
        {row.formulaHash ? <code>{say(A.formulaMark, { hash: row.formulaHash.slice(0, 8) })}</code> : null}
        {row.inputsHash ? <code>{say(A.dataMark, { hash: row.inputsHash.slice(0, 8) })}</code> : null}
      </td>
    </tr>
  )
}

function progressText({ progress, baseline }: AssessedRow, say: Say): string {
  if (progress !== null) return `${say(A.progress)} ${progress} %`
  return say(baseline?.comparable ? A.reachedBefore : A.noProgress)
}

function JudgedBy({ row }: { row: AssessedRow }) {
  const say = useSay()
  if (row.target === null) return <span className="quiet">—</span>
  return (
    <>
      {row.comparator === null ? '' : showComparator(row.comparator)} {row.target}
      {row.assumed ? <span className="assumed"> {say(A.assumed)}</span> : null}
    </>
  )
}

function AssessedValue({ row }: { row: AssessedRow }) {
  if (row.value === null) return <span className="quiet">—</span>
  return (
    <span className="value">
      {row.ref === null ? row.value : <TraceDoor traceRef={row.ref}>{row.value}</TraceDoor>}{' '}
      {row.isDemo ? <DemoMark /> : null}
      {row.sureness ? <SurenessMark sureness={row.sureness} /> : null}
    </span>
  )
}

/** Wordings of the target by which the same value would stand differently. */
function OtherReadings({ row }: { row: AssessedRow }) {
  const say = useSay()
  const others = row.readings.filter(({ status }) => status !== row.status)
  return others.map((reading) => (
    <div key={`${reading.source} ${reading.text}`} className="board-why">
      {say(A.otherReadings)} {reading.text}（{reading.source}）：
      <StatusMark status={reading.status} />
      {reading.inconsistencyId ? <span className="quiet"> {reading.inconsistencyId}</span> : null}
    </div>
  ))
}
