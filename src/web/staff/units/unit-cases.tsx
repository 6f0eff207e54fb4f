// Open cases of a unit: overdue ones first, then those that wait on it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { downloadUnitCases } from '#contract/downloads.ts'
import type { UnitCase } from '#contract/unit-cases.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { listNames, useSay, type Words } from '#web/ui/say.ts'
import { Part } from './part.tsx'
import { unitCasesQuery } from './queries.ts'
import { UNIT_WORDS as W } from './words.ts'

export function UnitCases({ unit }: { unit: string }) {
  const say = useSay()
  const [page, setPage] = useState(1)
  const asked = useQuery(unitCasesQuery(unit, page))
  const found = asked.data !== undefined && 'rows' in asked.data ? asked.data : undefined
  return (
    <Part
      title={W.cases}
      none={W.noCases}
      heads={[W.case, W.procedure, W.state, W.relation, W.awaits, W.dueBy]}
      total={found?.total ?? 0}
      page={page}
      onPage={setPage}
      problem={asked.error}
      acts={
        found === undefined || found.total === 0 ? null : (
          <div className="filter-bar no-print">
            <DownloadMenu
              formats={TABLE_FORMATS}
              address={(format) =>
                addressOf(downloadUnitCases, { params: { format }, query: { unit, lang: say.language } })
              }
            />
          </div>
        )
      }
    >
      {(found?.rows ?? []).map((row) => (
        <CaseLine key={row.id} row={row} />
      ))}
    </Part>
  )
}

function CaseLine({ row }: { row: UnitCase }) {
  const say = useSay()
  const { overdueFrom, awaits } = row
  const names = (list: readonly Words[]): string =>
    listNames(
      say,
      list.map((words) => say(words)),
    )
  return (
    <tr>
      <th scope="row">
        <Link to="/procedures/cases/$id" params={{ id: String(row.id) }}>
          {row.title}
        </Link>
      </th>
      <td data-label={say(W.procedure)}>{say(row.procedureName)}</td>
      <td data-label={say(W.state)}>{say(row.stateName)}</td>
      <td data-label={say(W.relation)}>{names(row.relations)}</td>
      <td data-label={say(W.awaits)}>
        {awaits.length === 0 ? <span className="quiet">{say(W.others)}</span> : <strong>{names(awaits)}</strong>}
      </td>
      <td data-label={say(W.dueBy)} className="units-day">
        {overdueFrom === null ? (
          '–'
        ) : (
          <>
            {/* The last day is the one that ends at that instant. */}
            <Moment at={overdueFrom - 1} />
            {overdueFrom <= Date.now() ? <strong className="units-late"> {say(W.overdue)}</strong> : null}
          </>
        )}
      </td>
    </tr>
  )
}
