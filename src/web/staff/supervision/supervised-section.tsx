// Orders and consultations under way: overdue first, each with its units, its last day in working days, and its follow-ups.
import { Button, Pagination } from 'antd'
import { useState } from 'react'
import { downloadSupervised } from '#contract/downloads.ts'
import type { ReplyOf } from '#contract/route.ts'
import { DueFilter, type listSupervised, Pressing, type SupervisedRow } from '#contract/supervision.ts'
import { LIGHT_NAMES } from '#domain/progress/status-words.ts'
import { addressOf } from '#web/api.ts'
import { AddressLink } from '#web/ui/address-link.tsx'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { Choice } from './choice.tsx'
import { FollowUpForm } from './follow-up-form.tsx'
import { type DeskFilter, ROWS_A_PAGE, supervisedOf } from './queries.ts'
import { SUPERVISION_WORDS as W } from './words.ts'

type Found = ReplyOf<typeof listSupervised>
type Props = { plan: string; filter: DeskFilter; found: Found; onFind: (part: Partial<DeskFilter>) => void }

export function SupervisedSection({ plan, filter, found, onFind }: Props) {
  const say = useSay()
  const [handing, setHanding] = useState<SupervisedRow>()
  return (
    <section className="supervision-section" aria-label={say(W.underWay)}>
      <h2>{say(W.underWay)}</h2>
      <Bar plan={plan} filter={filter} found={found} onFind={onFind} />
      {found.total === 0 ? (
        <EmptyNote title={say(W.noCase)} hint={say(W.noCaseHint)} />
      ) : (
        <SupervisedTable rows={found.rows} onHandOut={setHanding} />
      )}
      {found.doubts.map((doubt) => (
        <p key={doubt.en} className="unverified-mark">
          {say(doubt)}
        </p>
      ))}
      {found.total > ROWS_A_PAGE ? (
        <Pagination
          current={filter.page}
          pageSize={ROWS_A_PAGE}
          total={found.total}
          showSizeChanger={false}
          onChange={(page) => onFind({ page, deviationPage: filter.deviationPage })}
        />
      ) : null}
      {handing === undefined ? null : <FollowUpForm plan={plan} row={handing} onClose={() => setHanding(undefined)} />}
    </section>
  )
}

function Bar({ plan, filter, onFind }: Props) {
  const say = useSay()
  const procedures = { 'supervision-order': W.order, consultation: W.consultation }
  return (
    <div className="filter-bar no-print">
      <Choice
        words={W.procedure}
        value={filter.procedure}
        options={Pressing.options.map((value) => ({ value, label: say(procedures[value]) }))}
        onChoose={(procedure) => onFind({ procedure: Pressing.safeParse(procedure).data })}
      />
      <Choice
        words={W.due}
        value={filter.due}
        options={DueFilter.options.map((value) => ({ value, label: say(W[value]) }))}
        onChoose={(due) => onFind({ due: DueFilter.safeParse(due).data })}
      />
      <DownloadMenu
        formats={TABLE_FORMATS}
        address={(format) =>
          addressOf(downloadSupervised, {
            params: { format },
            query: { plan, ...supervisedOf(filter), lang: say.language },
          })
        }
      />
    </div>
  )
}

type TableProps = { rows: readonly SupervisedRow[]; onHandOut: (row: SupervisedRow) => void }

function SupervisedTable({ rows, onHandOut }: TableProps) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.underWay)} tabIndex={0}>
      <table className="plain-table stack-narrow supervision-table">
        <thead>
          <tr>
            {[W.caseNo, W.matter, W.where, W.units, W.due].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} onHandOut={onHandOut} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Line({ row, onHandOut }: { row: SupervisedRow; onHandOut: TableProps['onHandOut'] }) {
  const say = useSay()
  const units = row.parties.filter(({ relation }) => relation !== 'office').map(({ unit }) => unit)
  return (
    <tr>
      <td data-label={say(W.caseNo)}>{row.id}</td>
      <th scope="row">
        <AddressLink to={`/procedures/cases/${row.id}`}>{row.title}</AddressLink>
        <div className="quiet supervision-small">{say(row.procedureName)}</div>
      </th>
      <td data-label={say(W.where)}>
        <span>
          {say(row.stateName)}
          {row.followUps.all === 0 ? null : (
            <span className="quiet supervision-line">{say(W.followUps, row.followUps)}</span>
          )}
          {row.mayHandOut ? (
            <span className="supervision-line no-print">
              <Button size="small" onClick={() => onHandOut(row)}>
                {say(W.handOut)}
              </Button>
            </span>
          ) : null}
        </span>
      </td>
      <td data-label={say(W.units)}>
        <span>
          {row.strands.length === 0
            ? units.join('、')
            : row.strands.map(({ unit, stateName }) => (
                <span key={unit} className="supervision-line">
                  {unit} <span className="quiet">{say(stateName)}</span>
                </span>
              ))}
        </span>
      </td>
      <td data-label={say(W.due)} className="supervision-due">
        <Due row={row} />
      </td>
    </tr>
  )
}

function Due({ row: { light, lastDay, workingDaysLeft } }: { row: SupervisedRow }) {
  const say = useSay()
  if (lastDay === null || workingDaysLeft === null) return <span className="quiet">{say(W.noDue)}</span>
  const isLate = light === 'red'
  const left = workingDaysLeft === 0 ? say(W.lastDay) : say(W.left, { n: workingDaysLeft })
  return (
    <span>
      <span className={`supervision-light supervision-${light}`}>{say(LIGHT_NAMES[light])}</span> {lastDay}
      <span className={isLate ? 'supervision-line supervision-late' : 'quiet supervision-line'}>
        {isLate ? say(W.late, { n: -workingDaysLeft }) : left}
      </span>
    </span>
  )
}
