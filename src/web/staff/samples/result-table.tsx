// Results that stand as a table, each a door to its chain, its versions, and what can be done.
import { Button } from 'antd'
import type { LabResultRow } from '#contract/samples.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { SAMPLE_WORDS as W } from './words.ts'

export type Act = 'revise' | 'withdraw' | 'versions'
type Props = { rows: readonly LabResultRow[]; canWrite: boolean; onAct: (act: Act, row: LabResultRow) => void }

export function ResultTable({ rows, canWrite, onAct }: Props) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.title)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.sampledAt)}</th>
            <th scope="col">{say(W.site)}</th>
            <th scope="col">{say(W.factor)}</th>
            <th scope="col" className="number">
              {say(W.result)}
            </th>
            <th scope="col">{say(W.method)}</th>
            <th scope="col">{say(W.laboratory)}</th>
            <th scope="col">{say(W.author)}</th>
            <th scope="col">{say(W.acts)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.siteCode} ${row.at} ${row.factor}`}>
              <td data-label={say(W.sampledAt)}>
                <Moment at={row.at} />
                {row.sampleNo === null ? null : <div className="quiet">{row.sampleNo}</div>}
              </td>
              <th scope="row">{row.siteName}</th>
              <td data-label={say(W.factor)}>
                {row.factorName} <span className="quiet">{row.factor}</span>
              </td>
              <td className="number" data-label={say(W.result)}>
                <TraceDoor traceRef={row.ref}>
                  <ResultText row={row} />
                </TraceDoor>
              </td>
              <td data-label={say(W.method)}>{row.method}</td>
              <td data-label={say(W.laboratory)}>
                {row.laboratory}
                <div className="quiet">{row.sampledBy}</div>
              </td>
              <td data-label={say(W.author)}>{row.author}</td>
              <td data-label={say(W.acts)}>
                <div className="sample-acts">
                  {row.versions > 1 ? (
                    <Button size="small" onClick={() => onAct('versions', row)}>
                      {say(W.versions, { n: row.versions })}
                    </Button>
                  ) : null}
                  {canWrite ? (
                    <>
                      <Button size="small" onClick={() => onAct('revise', row)}>
                        {say(W.revise)}
                      </Button>
                      <Button size="small" danger onClick={() => onAct('withdraw', row)}>
                        {say(W.withdraw)}
                      </Button>
                    </>
                  ) : null}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** As it was reported, with its limit where the report leaves that to another column. */
export function ResultText({ row }: { row: LabResultRow }) {
  const say = useSay()
  if (row.result === '') return <em>{say(W.withdrawn)}</em>
  const unit = row.reportedUnit === '' ? row.unit : row.reportedUnit
  const saysLimit = /[<＜lL]/.test(row.result)
  return (
    <>
      {row.result} {/^[\d<＜.]/.test(row.result) ? unit : ''}
      {row.isBelow && !saysLimit && row.limit !== null ? (
        <div className="quiet">{say(W.below, { limit: `${row.limit} ${row.unit}` })}</div>
      ) : null}
    </>
  )
}
